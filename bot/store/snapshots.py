"""Reads the snapshot that a decision is made on, and says when a conversation must be looked at next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.contacts import Contact
from bot.core.conversations import (
    QUESTION_OPEN,
    Conversation,
    Enrolled,
    OpenOption,
    Planned,
    Question,
    Situation,
    Spent,
    Spoken,
)
from bot.core.loops import WITHIN
from bot.core.messages import IN_FLIGHT, Status
from bot.core.policy import Limits
from bot.store.answered import find_answered
from bot.store.contacts import find_contact
from bot.store.conversations import find_conversation, to_conversation
from bot.store.enrollments import list_running, next_advance, to_enrolled
from bot.store.inbound import list_unanswered
from bot.store.messages import last_unconfirmed, list_accepted, list_open, list_questions, list_recent
from bot.store.tables import conversations


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A situation without its understandings, the new messages, and the revision it was read at."""

    situation: Situation
    unanswered: tuple[Row[Any], ...]
    revision: int


def read_snapshot(connection: Connection, contact_id: str, limits: Limits, now: datetime) -> Snapshot | None:
    """Everything a decision about a contact may know; None for a contact that is gone."""
    contact, row = find_contact(connection, contact_id), find_conversation(connection, contact_id)
    if contact is None or row is None:
        return None
    situation = read_situation(connection, contact, to_conversation(row), limits, now)
    return Snapshot(situation, tuple(list_unanswered(connection, contact_id)), row.revision)


def read_situation(
    connection: Connection, contact: Contact, conversation: Conversation, limits: Limits, now: datetime
) -> Situation:
    running = {row.id: to_enrolled(row) for row in list_running(connection, contact.id)}
    rows = list_open(connection, contact.id)
    asked = list_questions(connection, contact.id, now - QUESTION_OPEN)
    set_back = find_answered(connection, asked)
    return Situation(
        contact=contact,
        conversation=conversation,
        questions=_questions(asked, running, set_back),
        planned=tuple(_planned(row) for row in rows),
        enrolled=running,
        set_back=set_back,
        spent=read_spent(connection, contact.id, limits, now),
        recent=tuple(_spoken(row) for row in list_recent(connection, contact.id, now - WITHIN)),
    )


def read_spent(connection: Connection, contact_id: str, limits: Limits, now: datetime) -> Spent:
    """What counts against the budget now.

    What another host's faster clock put into the future counts from now on.
    """
    rows = [row for row in list_open(connection, contact_id) if row.origin == "bot"]
    flying = sum(1 for row in rows if row.status in IN_FLIGHT)
    accepted = list_accepted(connection, contact_id, now - limits.per)
    return Spent(tuple(min(at, now) for at in accepted), flying)


def plan_delivery(connection: Connection, contact_id: str, now: datetime) -> datetime | None:
    """When a worker must next look at a contact's outbox.

    One message at a time: while one is on its way, or fresh and unconfirmed, the rest waits.
    """
    rows = list_open(connection, contact_id)
    flying = next((row for row in rows if row.status in IN_FLIGHT), None)
    if flying is not None:
        until: datetime | None = flying.lease_until if flying.status == Status.SENDING else flying.retry_at
        return until
    queued = next((row for row in rows if row.status == Status.QUEUED), None)
    if queued is None:
        return None
    waits = last_unconfirmed(connection, contact_id, now)
    return max(at for at in (queued.due_at, queued.retry_at, waits) if at is not None)


def replan(connection: Connection, contact_id: str, now: datetime) -> None:
    """Write down when the outbox and the enrollments of a contact need a worker next."""
    connection.execute(
        conversations.update()
        .where(conversations.c.contact_id == contact_id)
        .values(
            deliver_at=plan_delivery(connection, contact_id, now),
            advance_at=next_advance(connection, contact_id),
        )
    )


def _questions(
    rows: Sequence[Row[Any]], running: dict[str, Enrolled], set_back: Enrolled | None
) -> tuple[Question, ...]:
    found = (_question(row, running, rows, answered=set_back is not None and row is rows[0]) for row in rows)
    return tuple(question for question in found if question is not None)


def _question(
    row: Row[Any], running: dict[str, Enrolled], rows: Sequence[Row[Any]], *, answered: bool
) -> Question | None:
    """An offer, an ask whose enrollment still waits for the answer, or one that may be answered anew."""
    ask = row.question.get("ask")
    if ask is not None and not answered:
        enrolled = running.get(row.enrollment_id)
        if enrolled is None or not enrolled.asking or enrolled.position != row.step - 1:
            return None
    same = [other for other in rows if other.enrollment_id == row.enrollment_id and other.step == row.step]
    return Question(
        message_id=row.id,
        sequence=row.sequence,
        asked_at=row.sent_at,
        options=tuple(OpenOption(**option) for option in row.question.get("options", ())),
        ask=ask,
        enrollment=row.enrollment_id or "",
        retried=len(same) > 1,
        provider_id=row.provider_id or "",
        answered=answered,
    )


def _spoken(row: Row[Any]) -> Spoken:
    return Spoken(row.origin, row.text, row.sent_at or row.created_at)


def _planned(row: Row[Any]) -> Planned:
    return Planned(
        message_id=row.id,
        status=Status(row.status),
        due=row.due_at,
        sequence=row.sequence,
        trigger=row.trigger,
        enrollment=row.enrollment_id or "",
        answers=row.answers,
        waits=row.waits_for_window,
    )
