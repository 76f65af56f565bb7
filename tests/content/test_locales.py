"""Catalogues of translations: what is used, what is not, and what is broken."""

from pathlib import Path

import pytest

from bot.content.locales import read_locales
from tests.content.conftest import Write

_HEADER = 'msgid ""\nmsgstr ""\n"Language: th\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
_FILE = "locales/th/LC_MESSAGES/replies.po"


def _problems(folder: Path) -> list[str]:
    return [f"{problem.severity} {problem}" for problem in read_locales(folder / "locales")[1]]


def test_entries_are_read_with_context_and_line(write: Write) -> None:
    entries = 'msgid "Hello"\nmsgstr "สวัสดี"\n\nmsgctxt "price.1"\nmsgid "Hello"\nmsgstr "หวัดดี"\n'

    catalogues, problems = read_locales(write({_FILE: _HEADER + entries}) / "locales")

    assert problems == []
    assert catalogues[0].language == "th"
    assert catalogues[0].table() == {"Hello": "สวัสดี", "price.1\x04Hello": "หวัดดี"}
    assert [entry.line for entry in catalogues[0].entries] == [6, 10]


def test_fuzzy_empty_and_obsolete_entries_are_not_used(write: Write) -> None:
    entries = '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n\n#~ msgid "d"\n#~ msgstr "e"\n'

    catalogues, problems = read_locales(write({_FILE: _HEADER + entries}) / "locales")

    assert (catalogues[0].table(), problems) == ({}, [])


@pytest.mark.parametrize("folder", ["pt_BR", "pt-BR"])
def test_a_folder_may_be_written_with_hyphen_or_underscore(write: Write, folder: str) -> None:
    catalogues, problems = read_locales(write({f"locales/{folder}/LC_MESSAGES/replies.po": ""}) / "locales")

    assert ([catalogue.language for catalogue in catalogues], problems) == (["pt-BR"], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            _HEADER + 'msgid "a"\nmsgid "b"\nmsgstr "c"\n',
            "error {}:6:1: this is not a PO file: missing msgstr for msgid 'a'. "
            "Check quotes and keywords here.",
        ),
        (
            _HEADER + "nonsense here\n",
            "error {}:6:1: this is not a PO file: Unknown or misformatted keyword. "
            "Check quotes and keywords here.",
        ),
        (
            _HEADER.replace("th", "de"),
            'warning {}:3:1: the header says "de", the folder "th", which counts. Correct one of them.',
        ),
        (
            _HEADER.replace("UTF-8", "ISO-8859-1") + 'msgid "a"\nmsgstr "ก"\n',
            "warning {}:4:1: the header says ISO-8859-1, but the file is in UTF-8 and read so. "
            "Correct the header.",
        ),
        (
            _HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n',
            "warning {}:6:1: plural forms are not used here. Write an entry with a single msgstr.",
        ),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_told_with_its_place(write: Write, text: str, told: str) -> None:
    assert _problems(write({_FILE: text})) == [told.format(_FILE)]


def test_a_catalogue_in_the_charset_of_its_header_is_read(write: Write) -> None:
    folder = write({})
    path = folder / "locales/fr/LC_MESSAGES/replies.po"
    path.parent.mkdir(parents=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "a"\nmsgstr "é"\n'
    path.write_bytes(text.encode("latin-1"))

    catalogues, problems = read_locales(folder / "locales")

    assert (catalogues[0].table(), problems) == ({"a": "é"}, [])


def test_a_catalogue_in_no_known_charset_is_an_error(write: Write) -> None:
    folder = write({_FILE: ""})
    (folder / _FILE).write_bytes(_HEADER.encode() + 'msgid "a"\nmsgstr "é"\n'.encode("latin-1"))

    assert _problems(folder) == [
        f"error {_FILE}:4:1: the file is neither in UTF-8 nor in what its header says (UTF-8). "
        "Save it as UTF-8."
    ]


def test_a_folder_that_is_no_language_is_an_error(write: Write) -> None:
    assert _problems(write({"locales/xx/LC_MESSAGES/replies.po": ""})) == [
        'error locales/xx/LC_MESSAGES/replies.po:1:1: "xx" is not a language; '
        "write for instance en, th or pt-BR. Rename the folder."
    ]


def test_a_quote_that_is_never_closed_is_told_with_its_line(write: Write) -> None:
    folder = write({_FILE: _HEADER + 'msgid "What do you need?\nmsgstr "ต้องการอะไร"\n'})

    (told,) = [problem for problem in _problems(folder) if problem.startswith("error")]

    assert told.startswith(f"error {_FILE}:6:1: this is not a PO file: ")
