"""Reads YAML in which everything is text, and remembers where everything stands.

`no` is a language and `1:30` a time here, so no value is ever converted. What cannot be
read is a Problem, never an exception.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bot.content.problems import Problem, error

Value = str | list["Value"] | dict[str, "Value"]
Where = tuple[str | int, ...]

MAX_DEPTH = 40
MAX_REPEATS = 20_000
_SUSPICIOUS_OPENINGS = 5_000
_OPENING = re.compile(r"[\[{]|[-?][ \t]")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its name for readers, its data, and the line and column of keys and values.

    `data` is a mapping, or a list where the reader was asked to allow one. Places are found
    by path: `("price", "steps", 0, "say")`; lines and columns count from 1.
    """

    file: str
    data: Any = field(default_factory=dict)
    keys: Mapping[Where, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[Where, tuple[int, int]] = field(default_factory=dict)

    def key(self, *path: str | int) -> tuple[str, int, int]:
        """Where the key at this path is written, or the nearest thing around it."""
        for end in range(len(path), 0, -1):
            found = self.keys.get(path[:end]) or self.values.get(path[:end])
            if found:
                return (self.file, *found)
        return (self.file, 1, 1)

    def value(self, *path: str | int) -> tuple[str, int, int]:
        """Where the value at this path is written, or the nearest thing around it."""
        found = self.values.get(path)
        return (self.file, *found) if found else self.key(*path)


def read_yaml(path: Path, file: str, lists: bool = False) -> tuple[Document, list[Problem]]:
    """Read a file that holds a mapping, or with `lists` a list; an empty file is an empty mapping."""
    text, problems = read_text(path, file)
    return parse_yaml(text, file, lists) if text is not None else (Document(file), problems)


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Read UTF-8 with or without a byte order mark, and any line ends."""
    try:
        content = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as failure:
        before = content[: failure.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        place = (file, before.count(b"\n") + 1, column)
        return None, [error(place, "the file is not in UTF-8. Save it as UTF-8 and try again.")]
    except OSError as failure:
        reason = failure.strerror or type(failure).__name__
        return None, [error((file, 1, 1), f"the file cannot be read: {reason}. Mend that and try again.")]


def parse_yaml(text: str, file: str, lists: bool = False) -> tuple[Document, list[Problem]]:
    """Read YAML text that holds a mapping, or with `lists` a list."""
    try:
        if _too_deep(text):
            return Document(file), [error((file, 1, 1), f"more than {MAX_DEPTH} levels. Write it flatter.")]
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as failure:
        return Document(file), [_syntax_problem(failure, text, file)]
    if node is None:
        return Document(file), []
    reading = _Reading(file)
    data = reading.read(node, ())
    if not isinstance(data, dict | list if lists else dict):
        text = "the file holds no mapping. Write NAME: and what belongs to it, indented, below."
        return Document(file), reading.problems or [error((file, *_spot(node)), text)]
    return Document(file, data, reading.keys, reading.values), reading.problems


def _too_deep(text: str) -> bool:
    """Composing recurses in C, where a file of nothing but brackets would end the process."""
    if sum(1 for _ in _OPENING.finditer(text)) < _SUSPICIOUS_OPENINGS:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return True
    return False


def _spot(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


@dataclass(slots=True)
class _Reading:
    """The way through the nodes of one file. `seen` and `open` tell repeats and circles."""

    file: str
    keys: dict[Where, tuple[int, int]] = field(default_factory=dict)
    values: dict[Where, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)
    repeats: int = 0

    def read(self, node: yaml.Node, path: Where) -> Value:
        self.values[path] = _spot(node)
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        if not self._may_enter(node, path):
            return {}
        self.open.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            value: Value = [self.read(child, (*path, n)) for n, child in enumerate(node.value)]
        else:
            value = self._mapping(node, path)
        self.open.discard(id(node))
        return value

    def _may_enter(self, node: yaml.Node, path: Where) -> bool:
        """Aliases may repeat a part, but neither hold themselves nor multiply without end."""
        if id(node) in self.seen:
            self.repeats += len(node.value) + 1
        self.seen.add(id(node))
        text = ""
        if id(node) in self.open:
            text = "an alias repeats the very part it stands in. Write that part out instead."
        elif len(path) > MAX_DEPTH:
            text = f"more than {MAX_DEPTH} levels. Write it flatter."
        elif self.repeats > MAX_REPEATS:
            text = "aliases repeat too much here. Write out the parts that are needed."
        if text and not any(problem.text == text for problem in self.problems):
            self.problems.append(error((self.file, *_spot(node)), text))
        return not text

    def _mapping(self, node: yaml.Node, path: Where) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                text = "a list or mapping stands where a name is expected. Quote it if it is meant as text."
                self.problems.append(error((self.file, *_spot(key)), text))
            elif key.value in entries:
                line = self.keys[(*path, key.value)][0]
                text = f'"{key.value}" is written twice, first in line {line}. Keep one of them.'
                self.problems.append(error((self.file, *_spot(key)), text))
            else:
                self.keys[(*path, key.value)] = _spot(key)
                entries[key.value] = self.read(child, (*path, key.value))
        return entries


_SENTENCES = (
    ("cannot start any token", "this character cannot begin a value. Put the text in quotes."),
    ("mapping values are not allowed", 'a second ":" in one line. Put the text in quotes.'),
    ("undefined alias", "this alias names no anchor above it. Define the anchor first, or quote the text."),
    ("another document", "a second document begins. Remove the --- line, or make two files."),
    ("expected ',' or ']'", 'the list is not closed. Put a comma between entries and a "]" at the end.'),
    ("expected ',' or '}'", 'the braces do not close. Put texts that hold "{" or "," in quotes.'),
    ("expected node content", "a value is missing here. Complete it, or close what is open before it."),
    ("unexpected end of stream", "a quote is opened and never closed. Close it."),
    ("expected key", "this line does not fit what is above. Check its indentation, and quotes before it."),
)


def _syntax_problem(failure: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(failure, "problem_mark", None)
    if mark is None:
        before = text[: getattr(failure, "position", 0)]
        place = (file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return error(place, "a control character stands here. Delete it.")
    found = str(getattr(failure, "problem", ""))
    if "end of stream" in found or "']'" in found:
        mark = getattr(failure, "context_mark", None) or mark  # Where it opens, not where the file ends.
    place = (file, mark.line + 1, mark.column + 1)
    line = text.split("\n")[mark.line : mark.line + 1]
    if "cannot start any token" in found and line and line[0][mark.column :].startswith("\t"):
        return error(place, "a tab stands here. YAML is indented by spaces; replace it.")
    for sign, sentence in _SENTENCES:
        if sign in found:
            return error(place, sentence)
    return error(place, f"this is not YAML: {found}. Check indentation, colons and quotes.")
