"""Conversations: the row that is locked for every change of a contact, its claims and its times.

`respond_at`, `deliver_at` and `advance_at` are the instants at which a worker must look at
a conversation next; None where there is nothing to do.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, or_, select, update

from bot.core.conversations import Conversation
from bot.store.database import wake
from bot.store.tables import conversations, heartbeats

_C = conversations.c
_LONG_GONE = timedelta(days=1)
SILENT_AFTER = timedelta(seconds=45)
"""A worker says every 10 s that it lives."""


def lock_conversation(connection: Connection, contact_id: str) -> Row[Any] | None:
    """The row, locked until the transaction ends. SQLite has locked everything already."""
    return connection.execute(
        select(conversations).where(_C.contact_id == contact_id).with_for_update()
    ).one_or_none()


def find_conversation(connection: Connection, contact_id: str) -> Row[Any] | None:
    return connection.execute(select(conversations).where(_C.contact_id == contact_id)).one_or_none()


def change_conversation(connection: Connection, contact_id: str, values: Mapping[str, Any]) -> None:
    """Write values, count the change, and wake the workers."""
    connection.execute(
        update(conversations)
        .where(_C.contact_id == contact_id)
        .values(**{"revision": _C.revision + 1, **values})
    )
    wake(connection)


def next_position(connection: Connection, contact_id: str) -> int:
    """The place of a new message in its thread; call it under the contact's lock."""
    return int(
        connection.execute(
            update(conversations)
            .where(_C.contact_id == contact_id)
            .values(position=_C.position + 1)
            .returning(_C.position)
        ).scalar_one()
    )


def claim_to_respond(connection: Connection, now: datetime, owner: str, until: datetime) -> Row[Any] | None:
    """Take the conversation that has waited longest for an answer, for one worker alone."""
    contact_id = connection.execute(
        select(_C.contact_id)
        .where(_C.respond_at <= now, or_(_C.respond_until.is_(None), _C.respond_until <= now))
        .order_by(_C.respond_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).scalar_one_or_none()
    if contact_id is None:
        return None
    return connection.execute(
        update(conversations)
        .where(_C.contact_id == contact_id)
        .values(respond_owner=owner, respond_until=until)
        .returning(conversations)
    ).one()


def released(at: datetime | None) -> dict[str, Any]:
    """The values that end a claim; the conversation is looked at again at an instant, or not."""
    return {"respond_at": at, "respond_owner": "", "respond_until": None}


def claim_to_deliver(connection: Connection, now: datetime) -> Row[Any] | None:
    """Lock the conversation whose next message is most overdue, until the transaction ends."""
    return connection.execute(
        select(conversations)
        .where(_C.deliver_at <= now)
        .order_by(_C.deliver_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()


def claim_to_advance(connection: Connection, now: datetime) -> Row[Any] | None:
    """Lock a conversation with an enrollment whose pause is over."""
    return connection.execute(
        select(conversations)
        .where(_C.advance_at <= now)
        .order_by(_C.advance_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """When a worker must look again, as far as this database knows.

    A conversation that is being answered counts from the end of its lease.
    """
    responding = select(func.min(_C.respond_at)).where(
        _C.respond_at.is_not(None), or_(_C.respond_until.is_(None), _C.respond_until <= now)
    )
    times = [
        connection.execute(responding).scalar(),
        connection.execute(select(func.min(_C.respond_until)).where(_C.respond_until > now)).scalar(),
        connection.execute(select(func.min(_C.deliver_at))).scalar(),
        connection.execute(select(func.min(_C.advance_at))).scalar(),
    ]
    return min((at for at in times if at is not None), default=None)


def postpone(
    connection: Connection, contact_id: str, which: Literal["deliver_at", "advance_at"], until: datetime
) -> None:
    """Look at a conversation's outbox or enrollments again at an instant."""
    connection.execute(update(conversations).where(_C.contact_id == contact_id).values({which: until}))


def extend_claims(connection: Connection, owners: Iterable[str], until: datetime) -> None:
    """Keep what is being answered at this moment."""
    which = [_C.respond_owner.in_(list(owners)), _C.respond_until.is_not(None)]
    connection.execute(update(conversations).where(*which).values(respond_until=until))


def mark_alive(connection: Connection, worker: str, now: datetime, library: str, problem: str = "") -> None:
    """A worker's heartbeat; rows of workers that are long gone are dropped.

    `library` is the version it works with, `problem` why it does not use newer content.
    """
    values = {"at": now, "library": library, "problem": problem}
    changed = connection.execute(update(heartbeats).where(heartbeats.c.worker == worker).values(values))
    if changed.rowcount == 0:
        connection.execute(heartbeats.insert().values(worker=worker, **values))
    connection.execute(heartbeats.delete().where(heartbeats.c.at < now - _LONG_GONE))


def last_heartbeat(connection: Connection) -> datetime | None:
    return connection.execute(select(func.max(heartbeats.c.at))).scalar()


def list_heartbeats(connection: Connection, since: datetime) -> Sequence[Row[Any]]:
    """Every worker that was heard since an instant, by name."""
    return connection.execute(
        select(heartbeats).where(heartbeats.c.at >= since).order_by(heartbeats.c.worker)
    ).all()


def to_conversation(row: Row[Any]) -> Conversation:
    return Conversation(
        held_since=row.held_since,
        claimed=bool(row.agent),
        last_agent_at=row.last_agent_at,
        last_inbound_at=row.last_inbound_at,
        misses=row.misses,
        away_until=row.away_until,
        late_on=row.late_on,
        disclosed=row.disclosed,
        stop_asked=row.stop_asked,
        clarified=row.clarified,
        invited_at=_unanswered(row),
    )


def _unanswered(row: Row[Any]) -> datetime | None:
    """When the contact was asked to reopen the window, unless they have written since."""
    invited: datetime | None = row.invited_at
    return invited if invited and (row.last_inbound_at is None or invited > row.last_inbound_at) else None
