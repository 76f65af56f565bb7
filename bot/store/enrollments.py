"""Enrollments: each contact's way through a sequence, with the steps as they were when it began."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, exists, func, insert, or_, select, update

from bot.core.collisions import Place
from bot.core.conversations import Enrolled
from bot.core.messages import Status
from bot.core.sequences import STEPS
from bot.store.tables import enrollments, messages

_E = enrollments.c
_RUNNING = ("waiting", "asking")
_LINKS = 10  # Sequences that start one another without end stop here, too.


def add_enrollment(connection: Connection, contact_id: str, now: datetime, values: Mapping[str, Any]) -> str:
    enrollment_id = uuid4().hex
    connection.execute(
        insert(enrollments).values(id=enrollment_id, contact_id=contact_id, started_at=now, **values)
    )
    return enrollment_id


def change_enrollment(connection: Connection, enrollment_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(enrollments).where(_E.id == enrollment_id).values(**values))


def end_enrollment(connection: Connection, enrollment_id: str | None, now: datetime) -> Enrolled | None:
    """Stop a running enrollment for good; None where it has ended already or there is none."""
    which = [_E.id == enrollment_id, _E.state.in_(_RUNNING)]
    found = connection.execute(select(enrollments).where(*which)).one_or_none()
    connection.execute(update(enrollments).where(*which).values(state="cancelled", ended_at=now, due_at=None))
    return to_enrolled(found) if found else None


def find_enrollment(connection: Connection, enrollment_id: str) -> Row[Any] | None:
    return connection.execute(select(enrollments).where(_E.id == enrollment_id)).one_or_none()


def list_begun(connection: Connection, contact_id: str, since: datetime) -> Sequence[Row[Any]]:
    """A contact's enrollments that began from an instant on, running or not."""
    return connection.execute(
        select(enrollments)
        .where(_E.contact_id == contact_id, _E.started_at >= since)
        .order_by(_E.started_at, _E.id)
    ).all()


def list_running(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(enrollments)
        .where(_E.contact_id == contact_id, _E.state.in_(_RUNNING))
        .order_by(_E.started_at, _E.id)
    ).all()


def list_due(connection: Connection, contact_id: str, now: datetime) -> Sequence[Row[Any]]:
    return connection.execute(
        select(enrollments)
        .where(_E.contact_id == contact_id, _E.state.in_(_RUNNING), _E.due_at <= now)
        .order_by(_E.due_at, _E.id)
    ).all()


def list_standing(connection: Connection, asked_since: datetime) -> Sequence[Row[Any]]:
    """Every enrollment that can still go on: in a pause, or at an ask that can be answered."""
    ask = and_(
        messages.c.enrollment_id == _E.id,
        messages.c.question.is_not(None),
        or_(messages.c.status == Status.QUEUED, messages.c.sent_at > asked_since),
    )
    goes_on = or_(_E.state == "waiting", and_(_E.state == "asking", exists().where(ask)))
    return connection.execute(select(enrollments).where(goes_on).order_by(_E.sequence, _E.started_at)).all()


def next_advance(connection: Connection, contact_id: str) -> datetime | None:
    """When the first running enrollment of a contact goes on by itself."""
    return connection.execute(
        select(func.min(_E.due_at)).where(_E.contact_id == contact_id, _E.state.in_(_RUNNING))
    ).scalar()


def cancel_running(
    connection: Connection, contact_id: str, now: datetime, *, answers: Iterable[str] | None = None
) -> None:
    """End a contact's enrollments: all, or those that answer certain questions."""
    which = [_E.contact_id == contact_id, _E.state.in_(_RUNNING)]
    if answers is not None:
        which.append(_E.answers.in_(list(answers)))
    connection.execute(update(enrollments).where(*which).values(state="cancelled", ended_at=now, due_at=None))


def to_enrolled(row: Row[Any]) -> Enrolled:
    return Enrolled(
        id=row.id,
        sequence=row.sequence,
        steps=STEPS.validate_python(row.steps),
        position=row.position,
        asking=row.state == "asking",
        trigger=row.trigger,
        answers=row.answers,
        due=row.due_at,
    )


def place_of(connection: Connection, row: Row[Any]) -> Place:
    """An enrollment's place among others: its own, and what those had that led to it by `start`."""
    chain = [row]
    while len(chain) < _LINKS and (before := _handed_on_by(connection, chain[-1])) is not None:
        chain.append(before)
    return Place(
        enrollment=row.id,
        began=chain[-1].started_at,
        trigger=row.trigger,
        enrollments=frozenset(one.id for one in chain),
        sequences=frozenset(one.sequence for one in chain),
    )


def _handed_on_by(connection: Connection, row: Row[Any]) -> Row[Any] | None:
    """The enrollment that ended with a step which started this one."""
    which = [_E.contact_id == row.contact_id, _E.ended_at == row.started_at, _E.id != row.id]
    started = {"start": row.sequence}
    ended = connection.execute(select(enrollments).where(*which)).all()
    return next((one for one in ended if one.steps[one.position : one.position + 1] == [started]), None)
