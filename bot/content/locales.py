"""Reads the gettext catalogues `locales/<language>/LC_MESSAGES/replies.po`.

Fuzzy entries are guesses of a tool, so they are not used. A broken file is a Problem.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from bot.content.po_text import PoSyntaxError, parse_po
from bot.content.problems import Problem, error, shortened, warning
from bot.core.policy import language_tag
from bot.core.translations import catalogue_key

_CHARSET = re.compile(rb'"Content-Type:[^"]*charset=([A-Za-z0-9_.:-]+)', re.IGNORECASE)
_LANGUAGE = re.compile(r'^"Language:[ \t]*([^\\"]*)', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated text and the line that it is written in."""

    text: str
    translation: str
    context: str
    line: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The usable entries of one language, by gettext's own key."""

    language: str
    file: str
    entries: tuple[Entry, ...] = ()

    def table(self) -> dict[str, str]:
        return {catalogue_key(entry.text, entry.context): entry.translation for entry in self.entries}


def read_locales(folder: Path) -> tuple[list[Catalogue], list[Problem]]:
    """Every catalogue below `locales/`, in the order of their languages."""
    catalogues, problems = [], []
    for path in sorted(folder.glob("*/LC_MESSAGES/replies.po")):
        file = path.relative_to(folder.parent).as_posix()
        language = path.parent.parent.name.replace("_", "-")
        catalogue, found = _read(path, language, file)
        catalogues.append(catalogue)
        problems += found
    return catalogues, problems


def _read(path: Path, language: str, file: str) -> tuple[Catalogue, list[Problem]]:
    try:
        language_tag(language)
    except ValueError as failure:
        return Catalogue(language, file), [error((file, 1, 1), f"{failure}. Rename the folder.")]
    try:
        text, problems = _decode(path.read_bytes().removeprefix(codecs.BOM_UTF8), file)
    except OSError as failure:
        reason = f"the file cannot be read: {failure.strerror}. Mend that and try again."
        return Catalogue(language, file), [error((file, 1, 1), reason)]
    if text is None:
        return Catalogue(language, file), problems
    catalogue, found = _parse(text, language, file)
    return catalogue, problems + found + _header_problems(text, language, file)


def _decode(content: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """UTF-8 whatever the header says where it is UTF-8, else what the header says."""
    match = _CHARSET.search(content)
    named = match[1].decode() if match else "utf-8"
    line = content.count(b"\n", 0, match.start()) + 1 if match else 1
    for charset in ("utf-8", named):
        try:
            text = content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
        if charset != named and named.lower() not in {"utf-8", "utf8", "us-ascii", "ascii", "charset"}:
            sentence = f"the header says {named}, but the file is in UTF-8 and read so. Correct the header."
            return text, [warning((file, line, 1), sentence)] if not content.isascii() else []
        return text, []
    sentence = f"the file is neither in UTF-8 nor in what its header says ({named}). Save it as UTF-8."
    return None, [error((file, line, 1), sentence)]


def _parse(text: str, language: str, file: str) -> tuple[Catalogue, list[Problem]]:
    try:
        # The header's charset no longer matters, and a wrong one would stop the parser.
        plain = re.sub(r"(?i)(Content-Type:[^\"\n]*charset=)[\w.:-]+", r"\1utf-8", text)
        catalog = _Entries()
        PoFileParser(catalog, abort_invalid=True).parse(io.StringIO(plain))
        # Babel forgives a quote that is never closed, and takes half a text for the whole.
        parse_po(text)
    except PoSyntaxError as failure:
        return Catalogue(language, file), [_broken(file, failure.line, str(failure))]
    except PoFileError as failure:
        what = str(failure).rsplit(" on ", 1)[0]
        return Catalogue(language, file), [_broken(file, failure.lineno + 1, what)]
    except Exception as failure:  # Babel lets whatever its parser stumbles over pass through.
        return Catalogue(language, file), [_broken(file, 1, f"{type(failure).__name__}, {failure}")]
    return Catalogue(language, file, tuple(_entries(catalog))), _unusable(catalog, file) + _repeated(
        catalog, file
    )


class _Entries(Catalog):
    """A catalogue that remembers what is written twice; Babel's own keeps the first, silently."""

    def __init__(self) -> None:
        super().__init__()
        self.repeated: list[tuple[Message, int]] = []

    def __setitem__(self, text: Any, message: Message) -> None:
        first = self.get(text, message.context) if text else None
        if first is not None:
            self.repeated.append((message, _line(first)))
        super().__setitem__(text, message)


def _repeated(catalog: _Entries, file: str) -> list[Problem]:
    return [
        error(
            (file, _line(message), 1),
            f'"{shortened(str(message.id))}" is written twice, first in line {first}. Keep one of them.',
        )
        for message, first in catalog.repeated
    ]


def _broken(file: str, line: int, what: str) -> Problem:
    return error((file, line, 1), f"this is not a PO file: {what}. Check quotes and keywords here.")


def _entries(catalog: Catalog) -> Iterator[Entry]:
    for message in catalog:
        text, translation = message.id, message.string
        usable = isinstance(text, str) and isinstance(translation, str) and text and translation
        if usable and not message.fuzzy:
            yield Entry(str(text), str(translation), message.context or "", _line(message))


def _unusable(catalog: Catalog, file: str) -> list[Problem]:
    plurals = [message for message in catalog if message.id and not isinstance(message.id, str)]
    text = "plural forms are not used here. Write an entry with a single msgstr."
    return [warning((file, _line(message), 1), text) for message in plurals]


def _line(message: Message) -> int:
    return message.lineno or 1


def _header_problems(text: str, language: str, file: str) -> list[Problem]:
    match = _LANGUAGE.search(text)
    named = match[1].strip().replace("_", "-") if match else ""
    if match is None or not named or named.lower() == language.lower():
        return []
    line = text.count("\n", 0, match.start()) + 1
    sentence = f'the header says "{named}", the folder "{language}", which counts. Correct one of them.'
    return [warning((file, line, 1), sentence)]
