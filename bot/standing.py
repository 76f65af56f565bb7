"""Who stands on a step that ops have changed? `bot check --running` tells it before the content is used.

A contact counts where what is still ahead of them, or the pause or question in which they are,
is written differently now.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from bot.content.reading import read_content
from bot.core.conversations import QUESTION_OPEN, Enrolled
from bot.core.migrating import migrated
from bot.core.sequences import Sequence as Written
from bot.core.sequences import Step, step_kind
from bot.core.unprompted import pause_before
from bot.store.database import Database
from bot.store.enrollments import list_standing, to_enrolled
from bot.store.schema import require_current

Running = Literal["drain", "migrate"]
_OLD = "goes on with the steps as they were when it began"


def find_standing(folder: Path, url: str, now: datetime) -> list[dict[str, Any]]:
    """The contacts of the database at a URL who stand on a step that a content folder changes.

    A row each sequence, step and outcome: `sequence`, `step` (from 1, of the steps as they were),
    `kind`, `change` (changed or deleted), `contacts`, `since` (ISO, the longest of them), `then`.
    """
    content, _ = read_content(folder)
    with closing(Database(url)) as database:
        require_current(database)
        with database.reading() as connection:
            rows = list_standing(connection, now - QUESTION_OPEN)
    running = ((to_enrolled(row), row.started_at) for row in rows)
    return standing(running, content.replies.sequences, content.policy.running)


def standing(
    running: Iterable[tuple[Enrolled, datetime]], sequences: Mapping[str, Written], policy: Running
) -> list[dict[str, Any]]:
    """`find_standing` for enrollments at hand, each with the instant at which it began."""
    found: dict[tuple[Any, ...], list[datetime]] = defaultdict(list)
    for enrolled, began in running:
        if told := _told(enrolled, sequences, policy):
            found[told].append(began)
    names = ("sequence", "step", "kind", "change", "then")
    return [
        {**dict(zip(names, told, strict=True)), "contacts": len(began), "since": min(began).isoformat()}
        for told, began in sorted(found.items())
    ]


def _told(enrolled: Enrolled, sequences: Mapping[str, Written], policy: Running) -> tuple[Any, ...] | None:
    """What is told of one enrollment; None where nothing changes for it."""
    here = enrolled.position - (pause_before(enrolled.steps, enrolled.position) is not None)
    kind = step_kind(enrolled.steps[here]) if here < len(enrolled.steps) else "end"
    if enrolled.sequence not in sequences:
        return enrolled.sequence, here + 1, kind, "deleted", _OLD
    moved = migrated(enrolled, sequences)
    if moved is not enrolled and _ahead(moved) == _ahead(enrolled):
        return None
    if moved is enrolled and sequences[enrolled.sequence].steps == enrolled.steps:
        return None
    return (
        enrolled.sequence,
        here + 1,
        kind,
        "changed",
        _then(enrolled, moved) if policy == "migrate" else _OLD,
    )


def _ahead(enrolled: Enrolled) -> Sequence[Step]:
    """The steps that are still to come, from the pause in which the contact is."""
    in_pause = pause_before(enrolled.steps, enrolled.position) is not None
    return enrolled.steps[enrolled.position - in_pause :]


def _then(enrolled: Enrolled, moved: Enrolled) -> str:
    if moved is enrolled:
        return f"cannot be mapped: {_OLD}"
    if moved.asking:
        return f"the same question waits, now step {moved.position + 1}, and the new steps follow"
    first = "its answer is still taken, then it " if enrolled.asking else ""
    if moved.position >= len(moved.steps):
        return f"{first}ends: nothing of the new steps is left"
    return f"{first}goes on at step {moved.position + 1} of the new steps"


def lines(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The rows for a terminal."""
    if not rows:
        return ["running: nobody stands on a changed step"]
    return [
        'running: "{sequence}" step {step} ({kind}) is {change}: {count} since {since}; {then}'.format(
            **{**row, "since": row["since"][:10], "count": _count(row["contacts"])}
        )
        for row in rows
    ]


def _count(number: int) -> str:
    return f"{number} contact{'' if number == 1 else 's'}"
