"""Escalations and decisions: what a person must see, and why the bot did what it did."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, case, func, insert, select, update

from bot.core.escalations import OPEN_STATES
from bot.core.tending import Case
from bot.store.tables import contacts, conversations, decisions, escalations, presence

_E = escalations.c
_MOST_NOTES = 50
AFRESH: Mapping[str, Any] = {
    "snoozed_until": None,
    "rings_from": None,
    "reminders": 0,
    "supervisors_at": None,
    "supervisor_calls": 0,
}
"""The values of an escalation whose reminders begin anew."""


def add_escalation(connection: Connection, contact_id: str, values: Mapping[str, Any]) -> str:
    escalation_id = uuid4().hex
    connection.execute(
        insert(escalations).values(id=escalation_id, contact_id=contact_id, state="open", **values)
    )
    return escalation_id


def find_open(connection: Connection, contact_id: str) -> Row[Any] | None:
    """A contact has at most one open escalation: it grows, it does not multiply."""
    return connection.execute(
        select(escalations)
        .where(_E.contact_id == contact_id, _E.state.in_(OPEN_STATES))
        .order_by(_E.opened_at)
        .limit(1)
    ).one_or_none()


def contact_waits(connection: Connection, contact_id: str, now: datetime) -> bool:
    """The contact has written: whoever holds the conversation has the next word.

    A snoozed escalation is over its snooze; True where it was one.
    """
    awake = case((_E.claimed_by != "", "claimed"), else_="open")
    found = find_open(connection, contact_id)
    if found is None:
        return False
    values: dict[str, Any] = {"waits_since": func.coalesce(_E.waits_since, now)}
    if found.state == "snoozed":
        values |= {"state": awake, **AFRESH}
    change_escalation(connection, found.id, values)
    return bool(found.state == "snoozed")


def change_escalation(connection: Connection, escalation_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(escalations).where(_E.id == escalation_id).values(**values))


def list_escalations(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(escalations).where(_E.contact_id == contact_id).order_by(_E.opened_at, _E.id)
    ).all()


def list_cases(connection: Connection, contact_id: str | None = None) -> Sequence[Row[Any]]:
    """Every open escalation, or that of one contact, with what `to_case` needs, and who it is."""
    typed = and_(
        presence.c.contact_id == _E.contact_id,
        presence.c.agent == _E.claimed_by,
    )
    return connection.execute(
        select(
            escalations,
            conversations.c.last_agent_at,
            presence.c.typing_at,
            contacts.c.name,
            contacts.c.address,
            contacts.c.zone,
            contacts.c.country,
            contacts.c.language.label("speaks"),
        )
        .join(conversations, conversations.c.contact_id == _E.contact_id)
        .join(contacts, contacts.c.id == _E.contact_id)
        .outerjoin(presence, typed)
        .where(_E.state.in_(OPEN_STATES), *([_E.contact_id == contact_id] if contact_id else []))
    ).all()


def to_case(row: Row[Any]) -> Case:
    """A row of `list_cases` as the rules of tending see it."""
    return Case(
        state=row.state,
        calls_from=row.due_at if row.task else row.opened_at,
        waits_since=row.waits_since,
        rings_from=row.rings_from,
        reminders=row.reminders,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        snoozed_until=row.snoozed_until,
        agent_at=row.last_agent_at,
        typed_at=row.typing_at,
    )


def add_decision(connection: Connection, contact_id: str, values: Mapping[str, Any]) -> str:
    decision_id = uuid4().hex
    connection.execute(insert(decisions).values(id=decision_id, contact_id=contact_id, **values))
    return decision_id


def find_decision(connection: Connection, decision_id: str) -> Row[Any] | None:
    return connection.execute(select(decisions).where(decisions.c.id == decision_id)).one_or_none()


def add_note(connection: Connection, decision_id: str, note: str) -> None:
    """Write down with a decision what became of it, once; a decision that is gone keeps no notes."""
    found = find_decision(connection, decision_id)
    notes = found.record.get("notes", []) if found else []
    if found is None or note in notes or len(notes) >= _MOST_NOTES:
        return
    record = {**found.record, "notes": [*notes, note]}
    connection.execute(update(decisions).where(decisions.c.id == decision_id).values(record=record))


def list_decisions(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(decisions).where(decisions.c.contact_id == contact_id).order_by(decisions.c.at, decisions.c.id)
    ).all()
