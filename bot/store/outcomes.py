"""What became of a decision: the messages that it answered, and those that it led to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, or_, select

from bot.core.messages import FINAL, Status
from bot.store.tables import audit, decisions, messages

_A, _D, _M = audit.c, decisions.c, messages.c


@dataclass(frozen=True, slots=True)
class Sent:
    """An outbound message beside its decision; `at` is when it left, else when it is due; `gate`
    what holds it back or ended it, in the words that were written down then.

    `waits`: until the contact writes. `ended_by` is who came between as it was cancelled: the contact
    by a new message, or an agent who took over; empty where neither did, or nobody asked.
    """

    text: str
    sequence: str
    step: int
    status: str
    at: datetime
    gate: str
    promise: datetime | None
    waits: bool = False
    ended_by: Literal["", "contact", "agent"] = ""


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
    heard, sent = outcome_of(decision_id, rows)
    by = _who_came_between(connection, contact_id, decision_id, [one.at for one in sent if _is_gone(one)])
    return heard, tuple(replace(one, ended_by=by.get(one.at, "")) if _is_gone(one) else one for one in sent)


def _is_gone(one: Sent) -> bool:
    return one.status == Status.CANCELLED


def _who_came_between(
    connection: Connection, contact_id: str, decision_id: str, instants: Sequence[datetime]
) -> Mapping[datetime, Literal["contact", "agent"]]:
    """Who did something at exactly these instants: what cancels writes its own in the same transaction."""
    if not instants:
        return {}
    wrote = select(_D.at).where(_D.contact_id == contact_id, _D.id != decision_id, _D.at.in_(instants))
    took = select(_A.at).where(_A.contact_id == contact_id, _A.verb == "claimed", _A.at.in_(instants))
    contact: dict[datetime, Literal["contact", "agent"]] = {
        at: "contact" for at in connection.execute(wrote).scalars()
    }
    return contact | {at: "agent" for at in connection.execute(took).scalars()}


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
        waits=row.waits_for_window and row.status == Status.QUEUED,
    )
