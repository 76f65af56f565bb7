"""Join: what no longer fits the budget when it leaves goes out in fewer messages.

The same is done when a decision is made; since then other messages may have gone out.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.limits import RUN, fit
from bot.core.messages import Status
from bot.core.plan import Draft
from bot.store.messages import change_message

_WHY = "joined to the message before it: the budget leaves no room for both"
Rows = Sequence[Row[Any]]


def join_overflow(connection: Connection, message: Row[Any], rows: Rows, room: int, now: datetime) -> bool:
    """Join the rest of a message's sequence so that at most `room` leave; True where anything changed.

    `rows` is the contact's outbox in the order in which it leaves.
    """
    rest = _run_of(message, rows)
    if message.origin != "bot" or message.attempts or room < 1 or len(rest) <= room:
        return False
    kept = fit([_draft(row) for row in rest], room)
    for row, fate in zip(rest, _fates(rest, kept), strict=True):
        _write(connection, row, fate, now)
    return len(kept) < len(rest)


def _run_of(message: Row[Any], rows: Rows) -> Rows:
    """The message and what follows it closely in its sequence and has never been tried."""
    run = [message]
    for row in rows:
        same = row.enrollment_id is not None and row.enrollment_id == message.enrollment_id
        close = timedelta(0) <= row.due_at - run[-1].due_at <= RUN
        if same and close and row.id != message.id and row.status == Status.QUEUED and not row.attempts:
            run.append(row)
    return run


def _draft(row: Row[Any]) -> Draft:
    return Draft(
        text=row.text,
        language=row.language,
        due=row.due_at,
        sequence=row.sequence,
        step=row.step,
        hours=row.hours,
        not_after=row.not_after,
        media=row.media[0]["url"] if row.media else "",
        template=row.template or {},
        question=row.question,
    )


def _fates(rest: Rows, kept: Sequence[Draft]) -> list[Draft | None]:
    """What becomes of each row: the draft that it is now, or None where it went into the one before."""
    left = list(kept)
    fates: list[Draft | None] = []
    for row in rest:
        stays = bool(left) and (left[0].step, left[0].due) == (row.step, row.due_at)
        fates.append(left.pop(0) if stays else None)
    return fates


def _write(connection: Connection, row: Row[Any], fate: Draft | None, now: datetime) -> None:
    if fate is None:
        ended = {"status": Status.CANCELLED, "ended_at": now, "error_detail": _WHY}
        change_message(connection, row.id, ended)
    elif fate.text != row.text:
        values = {"text": fate.text, "question": fate.question, "not_after": fate.not_after}
        change_message(connection, row.id, values)
