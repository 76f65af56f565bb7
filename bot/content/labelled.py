"""Reads ops' own labelled messages, to measure the bot on: JSON lines or a table (CSV).

Its one rule: every row is read or refused with its line; only empty ones are passed over.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.problems import did_you_mean, listed
from bot.core.text import storable
from bot.core.triggers import Trigger
from bot.errors import ContentError

OUT_OF_SCOPE = ("", "none", "-", "__oos__")
_COLUMNS = {
    "text": ("text", "message"),
    "label": ("label", "trigger", "intent"),
    "lang": ("lang", "language"),
}
_SEPARATORS = ",;\t"
_FORMS = 'Write {"text": "…", "label": "…"} on each line, or a table whose first row is text,label.'


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message and its right trigger, None out of scope. `language` is empty where none is written."""

    text: str
    trigger: str | None
    language: str
    place: str


Row = tuple[int, Mapping[str, Any] | str]  # The line, and what stands there, or why it cannot be read.


def read_labelled(path: Path, triggers: Mapping[str, Trigger]) -> list[Labelled]:
    """The labelled messages of a file; ContentError with every wrong row where there is any.

    `lang` is optional. Whitespace is made one, as `bot match` reads one message a line.
    """
    text = _decoded(path)
    rows = _json_rows(text) if text.lstrip().startswith("{") else _table_rows(text)
    messages: list[Labelled] = []
    problems: list[str] = []
    for line, row in rows:
        place = f"{path}:{line}"
        told = row if isinstance(row, str) else _problem(row, triggers)
        if told:
            problems.append(f"{place}: {told}")
        elif not isinstance(row, str):
            messages.append(_message(row, place))
    if not messages and not problems:
        problems = [f"{path}:1: there is no message in this file. {_FORMS}"]
    if problems:
        raise ContentError(problems)
    return messages


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = "this is not UTF-8, so letters would be lost. Save the file as UTF-8 (CSV UTF-8)."
        raise ContentError([f"{path}:{line}: {text}"]) from error


def _json_rows(text: str) -> Iterator[Row]:
    # Not splitlines(): a message may hold one of the rarer line ends.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _json_row(line)


def _json_row(line: str) -> Mapping[str, Any] | str:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"this is not JSON ({error}). {_FORMS}"
    if not isinstance(data, dict):
        return f"this is JSON, but no message. {_FORMS}"
    return _named({str(key): value for key, value in data.items()})


def _named(data: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that are read, under their first names."""
    folded = {key.strip().casefold(): value for key, value in data.items()}
    found = {name: [folded[key] for key in keys if key in folded] for name, keys in _COLUMNS.items()}
    return {name: values[0] for name, values in found.items() if values}


def _table_rows(text: str) -> Iterator[Row]:
    names: list[str] = []
    for line, cells in _cells(text):
        if isinstance(cells, str):
            yield line, cells
        elif names:
            yield line, _table_row(names, cells)
        elif missing := {"text", "label"} - _named(dict.fromkeys(cells)).keys():
            yield line, f"the first row names no {listed(sorted(missing), 'and no')}. {_FORMS}"
            return
        else:
            names = cells


def _cells(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """The rows that hold something, each with the line where it begins; or why there are no more."""
    header = text.lstrip().split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        yield line, f"the table ends here ({error}). Does a quotation mark stand alone? Write it twice."


def _table_row(names: Sequence[str], cells: Sequence[str]) -> Mapping[str, Any] | str:
    if any(cell.strip() for cell in cells[len(names) :]):
        many = f"{len(cells)} cells, but {len(names)} columns"
        return f'this row has {many}. Put a text that holds the separator into quotation marks: "…".'
    return _named(dict(zip(names, cells, strict=False)))


def _problem(row: Mapping[str, Any], triggers: Mapping[str, Trigger]) -> str:
    """Why the row is no labelled message; empty where it is one."""
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        return "there is no text. Write the message, or remove the row."
    # null says that no trigger is right; a label that is not there at all says nothing.
    if "label" not in row or not isinstance(row["label"], str | None):
        return 'there is no label in words. Write a trigger\'s name, or "none" where no trigger is right.'
    if row.get("lang") is not None and not isinstance(row["lang"], str):
        return "the language is no text. Write for instance en, th or pt-BR, or leave it out."
    return _label_problem(_trigger(row["label"]), triggers)


def _label_problem(name: str | None, triggers: Mapping[str, Trigger]) -> str:
    if name is None:
        return ""
    if name not in triggers:
        hint = did_you_mean(name, triggers) or " Add it, or correct the label."
        return f'the label names trigger "{name}", which no file in triggers/ defines.{hint}'
    if not triggers[name].enabled:
        return f'trigger "{name}" is not enabled, so no answer would be right. Enable it, or write "none".'
    return ""


def _trigger(label: str | None) -> str | None:
    name = (label or "").strip()
    return None if name.casefold() in OUT_OF_SCOPE else name


def _message(row: Mapping[str, Any], place: str) -> Labelled:
    text = storable(" ".join(row["text"].split()))
    return Labelled(text, _trigger(row["label"]), (row.get("lang") or "").strip(), place)
