"""What `bot evaluate` shows a person: the report as tables, plain where it is piped.

Its one rule: everything shown stands in the report; nothing is counted here.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from bot.content.problems import shortened

_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)])
_PIPED = 240  # Columns: a file or a pager has room, and nothing is cut.
_TEXT = 48  # Letters of a message or a phrase.
_KNOWN = "Phrases of the library among the messages: {known}. They prove little."
_WORDS = {  # What each figure means, on one line.
    "accuracy": "the first candidate is the right trigger",
    "acted": "answered by itself, and right",
    "wrong": "answered by itself, and wrong",
    "asked": "asked what is meant, the right trigger among the choices",
    "false": "no trigger is right, and yet answered",
    "cover": "answered right, if {percent:g} % of all answers had to be right",
}


def show(report: dict[str, Any]) -> None:
    """Print the report to standard output."""
    console = Console(markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        console.width = _PIPED
    for table in _tables(report):
        if table.row_count:
            console.print(table)
            console.print()
    if report["known"]:
        console.print(_KNOWN.format(**report))


def _tables(report: dict[str, Any]) -> Iterable[Table]:
    yield _all(report["figures"], report["precision"])
    yield _languages(report["languages"])
    yield _triggers(report["triggers"])
    yield _confusions(report["confusions"])
    yield _phrases(report["phrases"])
    yield _thin(report["thin"])
    yield _mistakes(report["mistakes"])


def _all(found: dict[str, Any], precision: float) -> Table:
    table = Table("", "", "", box=None, show_header=False)
    table.columns[1].justify = "right"
    table.add_row("messages", str(found["messages"]))
    table.add_row("in scope", str(found["in_scope"]))
    table.add_row("out of scope", str(found["out_of_scope"]))
    percent = round(100 * precision, 6)
    for name, words in _WORDS.items():
        label = f"cover@{percent:g}" if name == "cover" else name
        table.add_row(label, f"{_percent(found[name])} %", words.format(percent=percent))
    return table


def _languages(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table("By language: messages in scope, out of it", ["language"], ["in", "out", *_WORDS])
    for row in rows:
        counts = (str(row["in_scope"]), str(row["out_of_scope"]))
        table.add_row(row["language"], *counts, *(_percent(row[name]) for name in _WORDS))
    return table


def _triggers(rows: Sequence[dict[str, Any]]) -> Table:
    shares = ("accuracy", "recall", "precision")
    table = _table("By trigger", ["trigger"], ["messages", "answers", *shares])
    for row in rows:
        counts = (str(row["messages"]), str(row["answers"]))
        table.add_row(row["trigger"], *counts, *(_percent(row[name]) for name in shares))
    return table


def _confusions(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table("Taken for another", ["label", "taken for"], ["times", "acted"], ["for instance"])
    for row in rows:
        counts = (str(row["times"]), str(row["acted"]))
        table.add_row(row["wanted"] or "none", row["taken"], *counts, _quoted(row["example"]["text"]))
    return table


def _phrases(rows: Sequence[dict[str, Any]]) -> Table:
    names = ["wrong", "acted", "right"]
    table = _table("Phrases that win wrongly", ["place", "phrase", "trigger"], names, ["for instance"])
    for row in rows:
        counts = (str(row[name]) for name in names)
        example = _quoted(row["example"]["text"])
        table.add_row(row["place"], _quoted(row["text"]), row["trigger"], *counts, example)
    return table


def _thin(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table("Too few phrases", ["trigger", "language"], ["phrases", "messages"])
    for row in rows:
        table.add_row(row["trigger"], row["language"], str(row["phrases"]), str(row["messages"]))
    return table


def _mistakes(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table("Worst messages", ["line", "message", "label"], ["rank", "score"], ["taken for"])
    table.add_column("score", justify="right", no_wrap=True)
    table.add_column("acted")
    for row in rows:
        line = row["place"].rsplit(":", 1)[-1]
        own = (row["wanted"] or "none", str(row["rank"] or "–"), _score(row["score"]))
        taken = (row["taken"], _score(row["taken_score"]), "yes" if row["acted"] else "no")
        table.add_row(line, _quoted(row["text"]), *own, *taken)
    return table


def _table(title: str, names: Sequence[str], numbers: Sequence[str], more: Sequence[str] = ()) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for name in names:
        # A place that is broken over two lines cannot be copied.
        table.add_column(name, overflow="fold", no_wrap=name in ("place", "line", "language"))
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    for name in more:
        table.add_column(name, overflow="fold")
    return table


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def _score(score: float | None) -> str:
    return "–" if score is None else f"{score:.2f}"


def _quoted(text: str) -> str:
    """A text as it may be shown: one line, not long, nothing that a terminal would obey."""
    return f'"{shortened(text.translate(_CONTROLS), _TEXT)}"'
