"""Annotate: what agents write down about a contact, which the contact never sees.

Its one rule: under the contact's lock, and in the audit log by name, never by what it says.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.actions.move_clock import move_promised
from bot.core.contacts import Contact
from bot.core.notes import mentioned
from bot.core.policy import Policy
from bot.store.audit import Doer, add_audit
from bot.store.contacts import change_contact, find_contact
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.escalations import find_open
from bot.store.notes import add_mentions, add_note, find_note
from bot.store.snapshots import replan


def note(
    database: Database,
    contact_id: str,
    agent: str,
    text: str,
    now: datetime,
    *,
    colleagues: Iterable[str] = (),
    submission: str | None = None,
) -> str:
    """Add a private note and tell the `colleagues` whom it mentions; returns its id."""
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        if submission and (known := find_note(connection, contact_id, submission)):
            return known
        note_id = add_note(connection, contact_id, agent, text, now, submission)
        names = [name for name in mentioned(text, colleagues) if name != agent]
        add_mentions(connection, note_id, contact_id, names)
        found = find_open(connection, contact_id)
        if found is not None and found.claimed_by == agent:
            change_conversation(connection, contact_id, {"last_agent_at": now})
        add_audit(connection, now, "noted", Doer(agent), contact_id=contact_id, detail={"mentions": names})
    return note_id


def tag(
    database: Database, contact_id: str, agent: str, now: datetime, *, add: str = "", remove: str = ""
) -> None:
    """Add a tag to a contact, or take one away."""
    with database.transaction() as connection:
        contact = _locked(connection, contact_id)
        if contact is None:
            return
        tags = sorted((contact.tags | ({add} if add else set())) - {remove})
        if tags == sorted(contact.tags):
            return
        _change(connection, contact_id, {"tags": tags})
        detail = {"added": bool(add), "removed": bool(remove)}
        add_audit(connection, now, "tagged", Doer(agent), contact_id=contact_id, detail=detail)


def set_attribute(
    database: Database, contact_id: str, agent: str, name: str, value: str, now: datetime
) -> None:
    """Set an attribute of a contact; an empty value takes it away."""
    with database.transaction() as connection:
        contact = _locked(connection, contact_id)
        if contact is None:
            return
        kept = {key: known for key, known in contact.attributes.items() if key != name}
        attributes = kept | ({name: value} if value else {})
        if attributes == contact.attributes:
            return
        _change(connection, contact_id, {"attributes": attributes})
        add_audit(connection, now, "set_attribute", Doer(agent), contact_id=contact_id, detail={"name": name})


def set_place(
    database: Database,
    policy: Policy,
    contact_id: str,
    agent: str,
    now: datetime,
    *,
    zone: str = "",
    language: str = "",
) -> None:
    """An agent knows better where a contact lives and what they speak; nothing overrules it later."""
    with database.transaction() as connection:
        if _locked(connection, contact_id) is None:
            return
        values: dict[str, Any] = {"zone": zone, "zone_source": "agent"} if zone else {}
        values |= {"language": language, "language_source": "agent"} if language else {}
        _change(connection, contact_id, values)
        contact = find_contact(connection, contact_id)
        if zone and contact is not None:
            move_promised(connection, contact, policy, now)
        replan(connection, contact_id, now)
        detail = {"zone": zone, "language": language}
        add_audit(connection, now, "set_place", Doer(agent), contact_id=contact_id, detail=detail)


def _locked(connection: Connection, contact_id: str) -> Contact | None:
    lock_conversation(connection, contact_id)
    return find_contact(connection, contact_id)


def _change(connection: Connection, contact_id: str, values: dict[str, Any]) -> None:
    """A decision that was made on what the contact was before is stale."""
    change_contact(connection, contact_id, values)
    change_conversation(connection, contact_id, {})
