"""What became of a decision: the messages that it answered, and those that it led to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.core.messages import FINAL, Status
from bot.store.tables import messages

_M = messages.c


@dataclass(frozen=True, slots=True)
class Sent:
    """An outbound message beside its decision; `at` is when it left, else when it is due; `gate`
    what holds it back or ended it, in the words that were written down then."""

    text: str
    sequence: str
    step: int
    status: str
    at: datetime
    gate: str
    promise: datetime | None


def read_outcome(
    connection: Connection, contact_id: str, decision_id: str
) -> tuple[tuple[str, ...], tuple[Sent, ...]]:
    """The texts that a decision of a contact answered, and the messages that it led to."""
    rows = connection.execute(
        select(messages)
        .where(_M.contact_id == contact_id)
        .where(or_(_M.handled_by == decision_id, _M.decision_id == decision_id))
        .order_by(_M.position)
    ).all()
    return outcome_of(decision_id, rows)


def outcome_of(decision_id: str, rows: Sequence[Row[Any]]) -> tuple[tuple[str, ...], tuple[Sent, ...]]:
    """The same of rows that have been read already, those of other decisions among them."""
    heard = tuple(row.text for row in rows if row.handled_by == decision_id)
    return heard, tuple(to_sent(row) for row in rows if row.decision_id == decision_id)


def to_sent(row: Row[Any]) -> Sent:
    left = row.sent_at or (row.ended_at if row.status in FINAL else None)
    return Sent(
        text=row.text,
        sequence=row.sequence,
        step=row.step,
        status=row.status,
        at=left or max(row.due_at, row.retry_at or row.due_at),
        gate=str(row.error_detail) if row.status in {Status.QUEUED, *FINAL} else "",
        promise=row.promise_at if row.status == Status.QUEUED else None,
    )
