"""Escalations and decisions: what a person must see, and why the bot did what it did."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from bot.core.escalations import OPEN_STATES
from bot.store.tables import decisions, escalations

_E = escalations.c
_MOST_NOTES = 50


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


def change_escalation(connection: Connection, escalation_id: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(escalations).where(_E.id == escalation_id).values(**values))


def list_escalations(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(escalations).where(_E.contact_id == contact_id).order_by(_E.opened_at, _E.id)
    ).all()


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
