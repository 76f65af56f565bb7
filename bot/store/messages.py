"""The outbox: outbound messages and their statuses. Call the writers under the contact's lock.

What comes in stands in `inbound.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, func, insert, or_, select, update

from bot.core.messages import ACCEPTED, IN_FLIGHT, Status
from bot.core.plan import released
from bot.store.conversations import next_position
from bot.store.tables import messages, taps

_M = messages.c
_NOT_LEFT = _M.status.in_([Status.QUEUED, *IN_FLIGHT])
CONFIRM_WITHIN = timedelta(seconds=10)


def add_outbound(connection: Connection, contact_id: str, now: datetime, values: Mapping[str, Any]) -> str:
    """Queue a message; `values` are columns of the table."""
    message_id = uuid4().hex
    connection.execute(
        insert(messages).values(
            id=message_id,
            contact_id=contact_id,
            position=next_position(connection, contact_id),
            status=Status.QUEUED,
            **{"created_at": now, **values},
        )
    )
    return message_id


def find_message(connection: Connection, message_id: str) -> Row[Any] | None:
    return connection.execute(select(messages).where(_M.id == message_id)).one_or_none()


def belongs_to_another(connection: Connection, provider_id: str, message_id: str) -> bool:
    """Whether a provider's id is already that of another message."""
    found = connection.execute(select(_M.id).where(_M.provider_id == provider_id)).scalar_one_or_none()
    return found is not None and found != message_id


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


def last_due(connection: Connection, enrollment_id: str) -> datetime | None:
    """When the last message of an enrollment that has not left is due; None where all have."""
    which = [_M.enrollment_id == enrollment_id, _M.status.in_([Status.QUEUED, *IN_FLIGHT])]
    return connection.execute(select(func.max(_M.due_at)).where(*which)).scalar()


def last_sent(connection: Connection, enrollment_id: str | None) -> datetime | None:
    """When the last message of an enrollment left; None where none has."""
    if enrollment_id is None:
        return None
    left = select(func.max(_M.sent_at)).where(_M.enrollment_id == enrollment_id)
    return connection.execute(left).scalar()


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


def list_recent(connection: Connection, contact_id: str, since: datetime) -> Sequence[Any]:
    """The last of what was said from an instant on and has been answered or sent, at most 20."""
    heard = and_(_M.origin == "contact", _M.handled_by.is_not(None), _M.created_at > since)
    return connection.execute(
        select(_M.origin, _M.text, _M.created_at, _M.sent_at)
        .where(_M.contact_id == contact_id, or_(heard, _M.sent_at > since))
        .order_by(_M.position.desc())
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


def release_waiting(connection: Connection, contact_id: str, now: datetime) -> None:
    """Let what waited for the service window go from now on, one sequence behind the other."""
    rows = [row for row in list_open(connection, contact_id) if row.waits_for_window]
    dues = released([(row.enrollment_id, row.due_at) for row in rows], now)
    for row, due in zip(rows, dues, strict=True):
        change_message(connection, row.id, {"due_at": due, "waits_for_window": False})


def cancel_invitation(connection: Connection, contact_id: str, now: datetime) -> None:
    """Drop a template that asks to reopen the service window and has not left yet."""
    ended = {"status": Status.CANCELLED, "ended_at": now, "error_detail": "the contact has written meanwhile"}
    for row in list_open(connection, contact_id):
        if row.sequence == "reopen" and row.status == Status.QUEUED:
            change_message(connection, row.id, ended)


def next_promise(connection: Connection) -> datetime | None:
    """The earliest promise that has not been kept yet, past ones included."""
    return connection.execute(select(func.min(_M.promise_at)).where(_NOT_LEFT)).scalar()


def list_broken_promises(connection: Connection, now: datetime) -> Sequence[Row[Any]]:
    """Messages that were promised for an instant that has passed and have not left."""
    return connection.execute(
        select(messages).where(_M.promise_at <= now, _NOT_LEFT).order_by(_M.promise_at).limit(100)
    ).all()


def extend_leases(connection: Connection, owners: Iterable[str], until: datetime) -> None:
    """Keep what is being sent at this moment."""
    which = [_M.lease_owner.in_(list(owners)), _M.status == Status.SENDING]
    connection.execute(update(messages).where(*which).values(lease_until=until))


def add_tap(
    connection: Connection, contact_id: str, message_id: str, option: int, how: str, now: datetime
) -> None:
    connection.execute(
        insert(taps).values(
            id=uuid4().hex, contact_id=contact_id, message_id=message_id, option=option, how=how, at=now
        )
    )


def find_submission(connection: Connection, contact_id: str, submission: str) -> str | None:
    """The id of the message that a form has queued already; call it under the contact's lock."""
    found = select(_M.id).where(_M.contact_id == contact_id, _M.submission == submission)
    return connection.execute(found).scalar_one_or_none()
