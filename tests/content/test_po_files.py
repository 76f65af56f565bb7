"""Catalogues follow the texts: what is new, moved, changed, gone or back again."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.check import check
from bot.content.locales import read_locales
from bot.content.po_files import update_locales
from bot.content.po_progress import progress, table
from bot.errors import ContentError
from tests.content.conftest import GOOD, Write

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_PO = "locales/th/LC_MESSAGES/replies.po"
_HEADER = 'msgid ""\nmsgstr "Language: th\\n"\n\n'
_HELLO = "Hello {contact.name}, what would you like?"
_POLICY = "languages: [en, th]\n"


def _says(*texts: str) -> str:
    return "a:\n  steps:\n" + "".join(f'    - say: "{text}"\n' for text in texts)


def _files(po: str, *texts: str) -> dict[str, str]:
    policy = {"replies/policy.yaml": _POLICY, _PO: _HEADER + po} if po else {"replies/policy.yaml": _POLICY}
    return {**GOOD, **policy, "replies/a.yaml": _says(*texts)}


def _updated(folder: Path) -> str:
    update_locales(folder, ["th"], NOW)
    return (folder / _PO).read_text(encoding="utf-8").removeprefix(_HEADER)


def test_a_new_text_stands_behind_its_neighbour(write: Write) -> None:
    po = '#: replies/a.yaml\nmsgid "First."\nmsgstr "1"\n\n#: replies/a.yaml\nmsgid "Third."\nmsgstr "3"\n'
    new = '#: replies/a.yaml\nmsgid "A fresh one."\nmsgstr ""\n\n'

    folder = write(_files(po, "First.", "A fresh one.", "Third."))

    assert _updated(folder) == po.replace(
        '#: replies/a.yaml\nmsgid "Third."', f'{new}#: replies/a.yaml\nmsgid "Third."'
    )


def test_a_text_that_has_gone_becomes_obsolete_and_nothing_is_lost(write: Write) -> None:
    po = '# Say it warmly.\n#: replies/a.yaml\nmsgid "Good bye."\nmsgstr "ลาก่อน"\n'

    updated = _updated(write(_files(po, "Quite another text.")))

    assert updated == (
        '#: replies/a.yaml\nmsgid "Quite another text."\nmsgstr ""\n\n'
        '# Say it warmly.\n#~ msgid "Good bye."\n#~ msgstr "ลาก่อน"\n'
    )


def test_a_text_that_comes_back_finds_its_translation(write: Write) -> None:
    po = '# Say it warmly.\n#~ msgid "Good bye."\n#~ msgstr "ลาก่อน"\n'

    updated = _updated(write(_files(po, "Good bye.")))

    assert updated == '# Say it warmly.\n#: replies/a.yaml\nmsgid "Good bye."\nmsgstr "ลาก่อน"\n'


def test_a_changed_text_keeps_its_translation_for_a_translator_to_look_at(write: Write) -> None:
    po = f'#: replies/a.yaml\nmsgid "{_HELLO}"\nmsgstr "สวัสดี {{contact.name}}"\n'
    changed = _HELLO.replace("like", "like to know")

    folder = write(_files(po, changed))

    assert _updated(folder) == (
        f'#: replies/a.yaml\n#, fuzzy\n#| msgid "{_HELLO}"\n'
        f'msgid "{changed}"\nmsgstr "สวัสดี {{contact.name}}"\n'
    )
    assert read_locales(folder / "locales")[0][0].entries == ()


def test_a_text_that_changes_twice_remembers_what_was_translated(write: Write) -> None:
    po = f'#, fuzzy\n#| msgid "Hello, what?"\nmsgid "{_HELLO}"\nmsgstr "สวัสดี"\n'

    updated = _updated(write(_files(po, _HELLO + "?")))

    assert '#| msgid "Hello, what?"\n' in updated


def test_an_entry_with_a_context_serves_its_step_alone(write: Write) -> None:
    po = '#: replies/a.yaml\nmsgctxt "a.1"\nmsgid "Same."\nmsgstr "หนึ่ง"\n'

    folder = write(_files(po, "Same.", "Same."))

    assert _updated(folder) == f'{po}\n#: replies/a.yaml\nmsgid "Same."\nmsgstr ""\n'
    assert _updated(write(_files(po, "Same."))) == po


def test_references_follow_the_text_to_its_files(write: Write) -> None:
    po = '#: replies/old.yaml:12\nmsgid "Price"\nmsgstr "ราคา"\n'
    trigger = "b: {reply: a, title: Price, phrases: {en: [cost of it, what to pay, how much]}}\n"

    folder = write({**_files(po, "Price"), "triggers/b.yaml": trigger})

    assert _updated(folder) == '#: replies/a.yaml triggers/b.yaml\nmsgid "Price"\nmsgstr "ราคา"\n'


@pytest.mark.parametrize("texts", [("First.", "Second."), (_HELLO, "First."), ("Same.", "Same.")])
def test_a_second_update_changes_nothing(write: Write, texts: tuple[str, ...]) -> None:
    po = 'msgid "Hello {contact.name}, what do you like?"\nmsgstr "x"\n\nmsgid "Gone, really."\nmsgstr "y"\n'
    folder = write(_files(po, *texts))
    first = _updated(folder)

    outcomes = [one.outcome for one in update_locales(folder, [], NOW)]

    assert (outcomes, _updated(folder)) == (["unchanged"], first)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "nplurals=2; plural=(n != 1);"),
        ("pt-BR", "Language: pt_BR"),
        ("ar", "nplurals=6;"),
        ("uz-Cyrl", "Language-Team: Uzbek (Cyrillic)"),
    ],
)
def test_a_new_language_gets_a_file_that_gettext_accepts(write: Write, language: str, said: str) -> None:
    folder = write(_files("", "First.", "Second one."))

    (update,) = update_locales(folder, [language], NOW)

    assert update.outcome == "created"
    assert update.path == folder / "locales" / language / "LC_MESSAGES" / "replies.po"
    assert said in update.path.read_text(encoding="utf-8")
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "--check", "-o", "-", str(update.path)], capture_output=True, check=True)


def test_a_folder_named_as_gettext_does_is_found(write: Write) -> None:
    folder = write({**_files("", "First."), "locales/pt_BR/LC_MESSAGES/replies.po": ""})

    assert update_locales(folder, ["pt-BR"], NOW)[0].path.parts[-3] == "pt_BR"


@pytest.mark.parametrize(
    ("files", "language", "told"),
    [
        ({"replies/a.yaml": "a: {steps: []}"}, "th", "replies/a.yaml:1:12: nothing stands here"),
        ({_PO: 'msgid "x"\nmsgstr "1"\n\nmsgid "x"\nmsgstr "2"\n'}, "th", f'{_PO}:4:1: "x" is written twice'),
        ({}, "klingon!", '"klingon!" is not a language'),
        ({}, "en", 'replies are written in "en"'),
    ],
)
def test_what_cannot_be_updated_is_left_alone(
    write: Write, files: dict[str, str], language: str, told: str
) -> None:
    folder = write({**_files('msgid "First."\nmsgstr "1"\n', "First."), **files})
    before = (folder / _PO).read_bytes()

    with pytest.raises(ContentError, match=re.escape(told)):
        update_locales(folder, [language], NOW)

    assert (folder / _PO).read_bytes() == before


def test_progress_counts_texts_in_every_state(write: Write) -> None:
    po = (
        'msgid "Done."\nmsgstr "1"\n\n#, fuzzy\nmsgid "Doubtful."\nmsgstr "2"\n\n'
        'msgid "Empty."\nmsgstr ""\n\n'
        'msgid "Stale."\nmsgstr "3"\n\n#~ msgid "Old."\n#~ msgstr "4"\n'
    )
    folder = write(_files(po, "Done.", "Doubtful.", "Empty.", "New."))

    assert table(progress(folder)) == [
        "language           texts  translated       fuzzy     missing    obsolete",
        "th                     4           1           1           2           2",
    ]


def test_nothing_is_missing_after_a_translation_of_what_an_update_wrote(write: Write) -> None:
    folder = write(_files("", "First.", "Second one."))
    update_locales(folder, ["th"], NOW)
    text = (folder / _PO).read_text(encoding="utf-8")
    (folder / _PO).write_text(text.replace('msgstr ""\n\n', 'msgstr "ก"\n\n') + "\n", encoding="utf-8")
    (folder / _PO).write_text(
        (folder / _PO).read_text(encoding="utf-8").replace('one."\nmsgstr ""', 'one."\nmsgstr "ข"'),
        encoding="utf-8",
    )

    (row,) = progress(folder)

    assert (row.translated, row.missing) == (2, 0)
    assert not [str(one) for one in check(folder) if "not translated" in one.text]
