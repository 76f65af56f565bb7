"""PO files are read and written without losing anything, as gettext's own tools write them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bot.content.po_text import PoEntry, parse_po, write_po
from tests.conftest import PROJECT

EVERYTHING = """\
# Title.
msgid ""
msgstr ""
"Language: th\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

# A translator's remark, with "quotes".
#. From the text.
#: replies/a.yaml replies/b.yaml \u2068replies/c d.yaml\u2069
#, fuzzy, no-wrap
#| msgctxt "a.1"
#| msgid "Old text"
msgctxt "a.2"
msgid "New \\"text\\", \\\\, tab\\t"
msgstr "x\\n"

msgid ""
"two\\n"
"lines"
msgstr ""
"one\\n"
"two\\n"

msgid "one"
msgid_plural "many"
msgstr[0] "a"
msgstr[1] "b"

# Why it went.
#, fuzzy
#~| msgid "older"
#~ msgctxt "c"
#~ msgid "gone"
#~ msgstr ""
#~ "a\\n"
#~ "b"
"""


def test_what_is_read_is_written_again_byte_by_byte() -> None:
    assert write_po(parse_po(EVERYTHING)) == EVERYTHING


def test_every_part_of_an_entry_is_understood() -> None:
    entry = parse_po(EVERYTHING)[1]

    assert entry == PoEntry(
        strings={"msgctxt": "a.2", "msgid": 'New "text", \\, tab\t', "msgstr": "x\n"},
        comments=('# A translator\'s remark, with "quotes".', "#. From the text."),
        references=("replies/a.yaml", "replies/b.yaml", "replies/c d.yaml"),
        flags=("fuzzy", "no-wrap"),
        previous={"msgctxt": "a.1", "msgid": "Old text"},
    )
    assert [one.obsolete for one in parse_po(EVERYTHING)] == [False, False, False, False, True]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"', 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"\n'),
        ('msgid "a"\r\nmsgstr "b "\r\n"c"\r\n', 'msgid "a"\nmsgstr "b c"\n'),
        ('#. x\n# y\nmsgid "a"\nmsgstr ""\n', '# y\n#. x\nmsgid "a"\nmsgstr ""\n'),
        ('#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "c"\nmsgstr ""\n', None),
    ],
)
def test_any_way_of_writing_becomes_the_one_of_gettext(text: str, written: str | None) -> None:
    written = written or 'msgid "c"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr "b"\n'

    assert write_po(parse_po(text)) == written


@pytest.mark.parametrize("text", ['msgid "a"\nmsgid "b"\n', 'msgid "a\n', "hello\n", '"lost"\n'])
def test_what_is_not_po_names_its_line(text: str) -> None:
    with pytest.raises(ValueError, match=r"^line [12] is not PO: "):
        parse_po(text)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed here")
@pytest.mark.parametrize("language", ["", "th", "uz"])
def test_gettext_itself_would_write_it_just_so(language: str, tmp_path: Path) -> None:
    shipped = PROJECT / "locales" / language / "LC_MESSAGES" / "replies.po"
    text = shipped.read_text(encoding="utf-8") if language else EVERYTHING
    ours = tmp_path / "ours.po"
    ours.write_text(write_po(parse_po(text)), encoding="utf-8")

    theirs = subprocess.run(["msgcat", "--no-wrap", str(ours)], capture_output=True, check=True)

    assert theirs.stdout.decode() == ours.read_text(encoding="utf-8")
