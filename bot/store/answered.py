"""Finds the ask that was answered and may be answered anew.

Its one rule: where anything has ended the talk that the ask belonged to, it stays closed: a
person, a stop or a start, a newer wish for the same.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.core.conversations import Enrolled
from bot.core.told import passed
from bot.store.enrollments import find_enrollment, list_begun, to_enrolled
from bot.store.escalations import list_escalations
from bot.store.tables import contacts, messages


def find_answered(connection: Connection, questions: Sequence[Row[Any]]) -> Enrolled | None:
    """The enrollment of the newest question, set back to it; None where that may not be answered anew.

    `questions` are messages, newest first.
    """
    newest = next(iter(questions), None)
    ask = newest.question.get("ask") if newest is not None else None
    if newest is None or ask is None or not newest.enrollment_id:
        return None
    row = find_enrollment(connection, newest.enrollment_id)
    if row is None or row.state == "cancelled":
        return None
    back = passed(to_enrolled(row), newest.step - 1, ask)
    closed = back is None or _is_over(connection, row, newest.sent_at)
    return None if closed else back


def _is_over(connection: Connection, row: Row[Any], asked_at: datetime) -> bool:
    """Has something ended the talk since the ask went out?"""
    ended = (_consented, _escalated, _agent_wrote)
    over = any(happened(connection, row.contact_id, asked_at) for happened in ended)
    return over or _is_superseded(connection, row, asked_at)


def _consented(connection: Connection, contact_id: str, since: datetime) -> bool:
    """Did the contact say stop or start? What was asked before a stop is not taken up after it."""
    which = (contacts.c.id == contact_id, contacts.c.consent_at >= since)
    return connection.execute(select(contacts.c.id).where(*which)).first() is not None


def _escalated(connection: Connection, contact_id: str, since: datetime) -> bool:
    return any(one.opened_at >= since for one in list_escalations(connection, contact_id))


def _agent_wrote(connection: Connection, contact_id: str, since: datetime) -> bool:
    which = (
        messages.c.contact_id == contact_id,
        messages.c.origin == "agent",
        messages.c.created_at >= since,
    )
    return connection.execute(select(messages.c.id).where(*which).limit(1)).first() is not None


def _is_superseded(connection: Connection, row: Row[Any], asked_at: datetime) -> bool:
    """Did the same sequence, or another choice of the same offer, begin since?"""
    for one in list_begun(connection, row.contact_id, asked_at):
        # What the sequence itself has started answers the same offer, and replaces nothing.
        handed_on = one.started_at == row.ended_at
        chosen_anew = row.answers and one.answers == row.answers and not handed_on
        if one.id != row.id and (one.sequence == row.sequence or chosen_anew):
            return True
    return False
