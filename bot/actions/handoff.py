"""Hand off: a person takes a conversation over, answers in it, hands it back or resolves it."""

from datetime import datetime

from sqlalchemy import Connection

from bot.actions.move_clock import move_promised
from bot.core.library import Library
from bot.store.contacts import change_contact, find_contact
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.enrollments import cancel_running
from bot.store.escalations import change_escalation, find_open
from bot.store.messages import add_outbound, cancel_queued
from bot.store.snapshots import replan


def take_over(database: Database, contact_id: str, agent: str, now: datetime) -> None:
    """From this commit on nothing automated leaves for this contact."""
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        cancelled = cancel_queued(connection, contact_id, now, f"taken over by {agent}")
        cancel_running(connection, contact_id, now)
        change_conversation(connection, contact_id, {"held_since": now, "agent": agent, "last_agent_at": now})
        found = find_open(connection, contact_id)
        if found is not None:
            promises = [row.promise_at for row in cancelled if row.promise_at]
            values = {"state": "claimed", "claimed_by": agent, "claimed_at": now}
            if promises:
                values["promise_at"] = min([*promises, *([found.promise_at] if found.promise_at else [])])
            change_escalation(connection, found.id, values)
        replan(connection, contact_id, now)


def say(database: Database, contact_id: str, agent: str, text: str, now: datetime) -> str:
    """Queue an agent's message; it goes through the same outbox. Returns its id."""
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        values = {"origin": "agent", "text": text, "due_at": now}
        message_id = add_outbound(connection, contact_id, now, values)
        change_conversation(connection, contact_id, {"last_agent_at": now})
        replan(connection, contact_id, now)
    return message_id


def set_zone(database: Database, library: Library, contact_id: str, zone: str, now: datetime) -> None:
    """An agent knows better where a contact lives; no guess and no word overrules it later."""
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        change_contact(connection, contact_id, {"zone": zone, "zone_source": "agent"})
        contact = find_contact(connection, contact_id)
        if contact is not None:
            move_promised(connection, contact, library, now)
        replan(connection, contact_id, now)


def hand_back(database: Database, contact_id: str, now: datetime) -> None:
    """The bot holds the conversation again; nothing said during the hold is replayed.

    An escalation that an agent has claimed is answered by that; a later need opens a new one.
    """
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        found = find_open(connection, contact_id)
        if found is not None and found.claimed_by:
            _close(connection, contact_id, "answered", now)
        _let_go(connection, contact_id, now)


def resolve(database: Database, contact_id: str, resolution: str, now: datetime) -> None:
    """End the open escalation (answered, won, lost, spam, wrong_alarm) and hand back."""
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        _close(connection, contact_id, resolution, now)
        _let_go(connection, contact_id, now)


def _close(connection: Connection, contact_id: str, resolution: str, now: datetime) -> None:
    found = find_open(connection, contact_id)
    if found is not None:
        change_escalation(
            connection, found.id, {"state": "resolved", "resolved_at": now, "resolution": resolution}
        )


def _let_go(connection: Connection, contact_id: str, now: datetime) -> None:
    change_conversation(
        connection,
        contact_id,
        {"held_since": None, "agent": "", "last_agent_at": None, "misses": 0, "clarified": False},
    )
    replan(connection, contact_id, now)
