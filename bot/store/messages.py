"""Messages: inbound, and the outbox with its statuses. Call the writers under the contact's lock."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.messages import ACCEPTED, IN_FLIGHT, Inbound, Status
from bot.core.text import storable
from bot.store.conversations import next_position
from bot.store.tables import messages, receipts, taps

_M = messages.c
CONFIRM_WITHIN = timedelta(seconds=10)


def hash_provider_id(channel: str, provider_id: str) -> str:
    return sha256(f"{channel}:{provider_id}".encode("utf-8", "replace")).hexdigest()


def add_receipt(connection: Connection, channel: str, provider_id: str, now: datetime) -> bool:
    """Remember a provider's id; False where it is known, also after erasure."""
    values = {"provider_hash": hash_provider_id(channel, provider_id), "at": now}
    if connection.dialect.name == "postgresql":
        done = connection.execute(postgresql.insert(receipts).values(**values).on_conflict_do_nothing())
    else:
        done = connection.execute(sqlite.insert(receipts).values(**values).on_conflict_do_nothing())
    return done.rowcount == 1


def add_inbound(connection: Connection, contact_id: str, inbound: Inbound, now: datetime) -> str:
    """Record what came in, as it came, cleaned of what a database cannot hold."""
    message_id = uuid4().hex
    place = inbound.location
    connection.execute(
        insert(messages).values(
            id=message_id,
            contact_id=contact_id,
            position=next_position(connection, contact_id),
            origin="contact",
            status="received",
            text=storable(inbound.text),
            provider_id=storable(inbound.provider_id)[:64],
            created_at=now,
            button=storable(inbound.button),
            quoted_id=storable(inbound.quoted_id)[:64],
            opt_out=inbound.opt_out,
            media=[{"url": m.url, "content_type": m.content_type} for m in inbound.media] or None,
            location={"latitude": place.latitude, "longitude": place.longitude, "label": place.label}
            if place
            else None,
            raw={storable(key): storable(value) for key, value in inbound.raw.items()},
        )
    )
    return message_id


def list_unanswered(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(messages)
        .where(_M.contact_id == contact_id, _M.origin == "contact", _M.handled_by.is_(None))
        .order_by(_M.position)
    ).all()


def mark_answered(connection: Connection, message_ids: Iterable[str], decision_id: str) -> None:
    connection.execute(update(messages).where(_M.id.in_(list(message_ids))).values(handled_by=decision_id))


def add_outbound(connection: Connection, contact_id: str, now: datetime, values: Mapping[str, Any]) -> str:
    """Queue a message; `values` are columns of the table."""
    message_id = uuid4().hex
    connection.execute(
        insert(messages).values(
            id=message_id,
            contact_id=contact_id,
            position=next_position(connection, contact_id),
            status=Status.QUEUED,
            created_at=now,
            **values,
        )
    )
    return message_id


def find_message(connection: Connection, message_id: str) -> Row[Any] | None:
    return connection.execute(select(messages).where(_M.id == message_id)).one_or_none()


def change_message(connection: Connection, message_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(messages).where(_M.id == message_id).values(**values))


def list_open(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    """Outbound messages that have not left or are leaving, in the order in which they go."""
    open_statuses = [Status.QUEUED, *IN_FLIGHT]
    return connection.execute(
        select(messages)
        .where(_M.contact_id == contact_id, _M.status.in_(open_statuses))
        .order_by(_M.due_at, _M.position)
    ).all()


def list_accepted(connection: Connection, contact_id: str, since: datetime) -> list[datetime]:
    """When automated messages were accepted by the provider, from an instant on.

    One that failed after it was accepted has been sent, and counts.
    """
    rows = connection.execute(
        select(_M.sent_at)
        .where(_M.contact_id == contact_id, _M.origin == "bot", _M.sent_at > since)
        .order_by(_M.sent_at)
    )
    return [row.sent_at for row in rows]


def list_questions(connection: Connection, contact_id: str, since: datetime) -> Sequence[Row[Any]]:
    """Offers and asks that went out from an instant on, newest first."""
    return connection.execute(
        select(messages)
        .where(
            _M.contact_id == contact_id,
            _M.origin == "bot",
            _M.question.is_not(None),
            _M.status.in_(list(ACCEPTED)),
            _M.sent_at > since,
        )
        .order_by(_M.sent_at.desc(), _M.position.desc())
        .limit(20)
    ).all()


def last_unconfirmed(connection: Connection, contact_id: str, now: datetime) -> datetime | None:
    """Until when the next message must wait for word of the last one; None if it need not."""
    sent_at = connection.execute(
        select(_M.sent_at)
        .where(_M.contact_id == contact_id, _M.status == Status.SENT, _M.confirmed_at.is_(None))
        .where(_M.sent_at > now - CONFIRM_WITHIN)
        .order_by(_M.sent_at.desc())
        .limit(1)
    ).scalar_one_or_none()
    return sent_at + CONFIRM_WITHIN if sent_at else None


def cancel_queued(
    connection: Connection,
    contact_id: str,
    now: datetime,
    why: str,
    *,
    answers: Iterable[str] | None = None,
    enrollment: str = "",
    agents_too: bool = False,
) -> Sequence[Row[Any]]:
    """Cancel what has not left: everything automated, or what answers certain questions.

    Returns the cancelled rows.
    """
    which = [_M.contact_id == contact_id, _M.status == Status.QUEUED]
    if not agents_too:
        which.append(_M.origin == "bot")
    if answers is not None:
        which.append(_M.answers.in_(list(answers)))
    if enrollment:
        which.append(_M.enrollment_id == enrollment)
    return connection.execute(
        update(messages)
        .where(and_(*which))
        .values(status=Status.CANCELLED, ended_at=now, error_detail=why, lease_until=None)
        .returning(messages)
    ).all()


def list_broken_promises(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    """Messages that were promised for an instant that has passed and have not left."""
    return connection.execute(
        select(messages)
        .where(_M.promise_at <= now, or_(_M.status == Status.QUEUED, _M.status.in_(list(IN_FLIGHT))))
        .order_by(_M.promise_at)
        .limit(100)
    ).all()


def extend_leases(connection: Connection, owner: str, until: datetime) -> None:
    """Keep what a living worker is sending."""
    connection.execute(
        update(messages).where(_M.lease_owner == owner, _M.status == Status.SENDING).values(lease_until=until)
    )


def add_tap(
    connection: Connection, contact_id: str, message_id: str, option: int, how: str, now: datetime
) -> None:
    connection.execute(
        insert(taps).values(
            id=uuid4().hex, contact_id=contact_id, message_id=message_id, option=option, how=how, at=now
        )
    )
