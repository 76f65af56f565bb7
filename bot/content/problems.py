"""What is wrong in what ops wrote: a place, a sentence, and whether it stops the bot.

Every sentence says what is wrong, why, and what to do now; the place comes first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from rapidfuzz import fuzz, process

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `file` is relative to the content folder; `line` and `column` count from 1."""

    severity: Severity
    file: str
    line: int
    column: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


def error(place: tuple[str, int, int], text: str) -> Problem:
    """A problem that keeps the content from being used."""
    return Problem("error", *place, text)


def warning(place: tuple[str, int, int], text: str) -> Problem:
    """A problem that the bot can live with."""
    return Problem("warning", *place, text)


def advise(place: tuple[str, int, int], text: str) -> Problem:
    """What may well be meant so, and yet surprises whoever did not know it."""
    return Problem("advice", *place, text)


def report(folder: Path, problems: Sequence[Problem], advice: Sequence[Problem] = ()) -> dict[str, Any]:
    """The outcome of a check as JSON; the form is a promise to editors and CI.

    Advice stands beside the problems and is not counted: nothing is wrong.
    """
    errors = len(errors_of(problems))
    return {
        "folder": str(folder),
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [asdict(problem) for problem in problems],
        "advice": [asdict(one) for one in advice],
    }


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without repetition, sorted by place, errors before warnings at one place."""
    unique = dict.fromkeys(problems)
    return sorted(unique, key=lambda p: (p.file, p.line, p.column, p.severity, p.text))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` Did you mean "…"?` where a known name is close enough to be meant, else nothing."""
    choices = sorted(set(known) - {name})
    found = process.extractOne(name.lower(), choices, scorer=fuzz.ratio, processor=str.lower, score_cutoff=66)
    return f' Did you mean "{found[0]}"?' if found else ""


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names as a reader lists them: `a, b or c`."""
    names = list(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def shortened(text: str, length: int = 60) -> str:
    """The text on one line, cut where a reader has seen enough of it."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
