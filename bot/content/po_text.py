"""Reads and writes PO files without losing anything: comments, flags, order, old translations.

Written as gettext's `msgcat --no-wrap` writes them, so that other tools change nothing but
what their users change. What is read need not be usable; `locales.py` judges that.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WIDTH = 79
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*(\".*\")[ \t]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b"}
_ESCAPES |= {"\v": "\\v", "\f": "\\f"}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPES.items()}


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One entry. `comments` keep their sign (`# …`, `#. …`); `previous` is the text before a change.

    `strings` maps keywords (`msgctxt`, `msgid`, `msgstr`, `msgstr[0]`) to texts, in their order.
    """

    strings: dict[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: dict[str, str] = field(default_factory=dict)
    obsolete: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The context and the text: what gettext looks an entry up by."""
        return self.strings.get("msgctxt", ""), self.strings.get("msgid", "")

    @property
    def is_header(self) -> bool:
        return self.key == ("", "") and not self.obsolete

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether anything is written in it, sure or not."""
        return any(text for keyword, text in self.strings.items() if keyword.startswith("msgstr"))


class PoSyntaxError(ValueError):
    """A line that no PO file may hold; `line` counts from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


def parse_po(text: str) -> list[PoEntry]:
    """The entries of a PO file, in order. PoSyntaxError names the line that is not PO."""
    entries, reading = [], _Reading()
    for number, whole in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        line = whole.strip()
        if line and reading.complete and not line.removeprefix("#~").strip().startswith(('"', "msgstr")):
            entries.append(reading.entry())
            reading = _Reading()
        if line and not reading.take(line):
            raise PoSyntaxError(number, f"line {number} is not PO: {line[:60]}")
    left = reading.entry()
    return entries + ([left] if left.strings or left.comments else [])


class _Reading:
    """The entry that is being read, line by line."""

    def __init__(self) -> None:
        self._strings: dict[str, str] = {}
        self._previous: dict[str, str] = {}
        self._comments: list[str] = []
        self._references: list[str] = []
        self._flags: list[str] = []
        self._obsolete = False
        self._last: tuple[dict[str, str], str] | None = None

    @property
    def complete(self) -> bool:
        """A translation has begun, so that anything else than more of it begins the next entry."""
        return self._last is not None and self._last[1].startswith("msgstr")

    def take(self, line: str) -> bool:
        """Take a line into the entry; False where it is not PO."""
        if line.startswith("#~"):
            self._obsolete = True
            line = line[2:].strip()
            if line.startswith("|"):
                return self._keyword(line[1:].strip(), self._previous)
        if line.startswith("#|"):
            return self._keyword(line[2:].strip(), self._previous)
        if line.startswith("#"):
            return self._comment(line)
        return self._keyword(line, self._strings)

    def _comment(self, line: str) -> bool:
        if line.startswith("#:"):
            self._references += _references(line[2:])
        elif line.startswith("#,"):
            self._flags += [flag.strip() for flag in line[2:].split(",") if flag.strip()]
        else:
            self._comments.append(line)
        return True

    def _keyword(self, line: str, strings: dict[str, str]) -> bool:
        if line.startswith('"') and line.endswith('"') and self._last:
            self._last[0][self._last[1]] += _unescape(line[1:-1])
            return len(line) > 1
        match = _KEYWORD.fullmatch(line)
        if match is None or match[1] in strings:
            return False
        strings[match[1]] = _unescape(match[2][1:-1])
        self._last = (strings, match[1])
        return True

    def entry(self) -> PoEntry:
        return PoEntry(
            self._strings,
            tuple(self._comments),
            tuple(self._references),
            tuple(self._flags),
            self._previous,
            self._obsolete,
        )


def write_po(entries: Iterable[PoEntry]) -> str:
    """The text of a PO file; obsolete entries stand last, as every tool writes them."""
    written = list(entries)
    ordered = [one for one in written if not one.obsolete] + [one for one in written if one.obsolete]
    return "\n".join("\n".join(_lines(entry)) + "\n" for entry in ordered)


def _lines(entry: PoEntry) -> Iterator[str]:
    # Translators' own comments come before those that a tool extracted.
    yield from sorted(entry.comments, key=lambda line: line.startswith("#."))
    yield from _wrapped(entry.references)
    if entry.flags:
        yield f"#, {', '.join(sorted(entry.flags, key=lambda flag: flag != 'fuzzy'))}"
    sign = "#~| " if entry.obsolete else "#| "
    for keyword, text in entry.previous.items():
        yield from (sign + line for line in _string(keyword, text))
    for keyword, text in entry.strings.items():
        yield from (("#~ " if entry.obsolete else "") + line for line in _string(keyword, text))


def _string(keyword: str, text: str) -> Iterator[str]:
    """A text of several lines begins with an empty one, so that they stand below each other."""
    parts = re.findall(r"[^\n]*\n|[^\n]+", text)
    if len(parts) > 1:
        yield f'{keyword} ""'
        yield from (f'"{_escape(part)}"' for part in parts)
    else:
        yield f'{keyword} "{_escape(text)}"'


def _wrapped(references: tuple[str, ...]) -> Iterator[str]:
    line = "#:"
    for reference in references:
        shown = f"\u2068{reference}\u2069" if " " in reference else reference
        if len(line) + 1 + len(shown) > WIDTH and line != "#:":
            yield line
            line = "#:"
        line += f" {shown}"
    if references:
        yield line


def _references(line: str) -> list[str]:
    """Names with spaces stand between marks that no name holds."""
    return [match[1] or match[2] for match in re.finditer("\u2068([^\u2069]*)\u2069|(\\S+)", line)]


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def _unescape(text: str) -> str:
    return re.sub(r"\\.", lambda match: _PLAIN.get(match[0], match[0]), text)
