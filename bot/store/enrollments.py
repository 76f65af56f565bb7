"""Enrollments: each contact's way through a sequence, with the steps as they were when it began."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, select, update

from bot.core.conversations import Enrolled
from bot.core.sequences import STEPS
from bot.store.tables import enrollments

_E = enrollments.c
_RUNNING = ("waiting", "asking")


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
    )
