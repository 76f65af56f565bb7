"""Escalate: a person is needed. Opens an escalation, or lets the open one grow."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.contacts import Contact
from bot.core.decision import NewEscalation
from bot.core.escalations import is_task, more_pressing, priority_of
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import change_conversation, find_conversation
from bot.store.escalations import AFRESH, add_escalation, change_escalation, contact_waits, find_open

_log = get_logger(__name__)


def open_escalation(
    connection: Connection,
    contact: Contact,
    wanted: NewEscalation,
    now: datetime,
    *,
    decision_id: str | None = None,
    promise: datetime | None = None,
) -> str:
    """Put a contact into the human queue; the bot is silent from here on unless it is a task.

    `promise` is what the bot had promised and a person must keep now.
    """
    # A provider's words may hold line breaks, which tell one piece of evidence from the next.
    wanted = replace(wanted, evidence=" ".join(wanted.evidence.split()))
    if promise is not None and wanted.reason != "promise":
        kept = f"an answer was promised for {promise:%Y-%m-%d %H:%M} UTC"
        wanted = replace(wanted, evidence=f"{wanted.evidence}; {kept}")
    found = find_open(connection, contact.id)
    if found is None:
        escalation_id = add_escalation(
            connection, contact.id, _values(contact, wanted, now, decision_id, promise)
        )
    else:
        escalation_id = found.id
        change_escalation(connection, found.id, _growth(found, wanted, promise, now))
        if found.state == "snoozed":
            # Who put a conversation off holds it from the moment on at which it comes again.
            change_conversation(connection, contact.id, {"last_agent_at": now})
    if not is_task(wanted.reason):
        _hold(connection, contact.id, now)
    _log.info("escalated", escalation=escalation_id[:8], reason=wanted.reason, priority=wanted.priority)
    return escalation_id


def _values(
    contact: Contact, wanted: NewEscalation, now: datetime, decision_id: str | None, promise: datetime | None
) -> dict[str, Any]:
    return {
        "reason": wanted.reason,
        "priority": wanted.priority,
        "task": is_task(wanted.reason),
        "evidence": wanted.evidence,
        "trigger": wanted.trigger,
        "language": contact.language,
        "decision_id": decision_id,
        "opened_at": now,
        "due_at": wanted.due,
        "waits_since": now,
        "promise_at": promise,
    }


def _growth(found: Any, wanted: NewEscalation, promise: datetime | None, now: datetime) -> dict[str, Any]:
    """The open escalation takes the most pressing reason, the earliest time and all evidence."""
    # The same thing again (every minute, while a set-up is wrong) adds nothing.
    known = wanted.evidence in found.evidence.split("\n")
    values: dict[str, Any] = {
        "evidence": found.evidence if known else f"{found.evidence}\n{wanted.evidence}".strip(),
        "due_at": min(found.due_at, wanted.due),
        "task": found.task and is_task(wanted.reason),
        "waits_since": found.waits_since or now,
    }
    if found.task and not is_task(wanted.reason):
        # What could wait until it was due cannot any more.
        values |= {"waits_since": now, **AFRESH}
    elif found.task and wanted.due < found.due_at:
        # It calls at its own time, not at that of the one that can wait longer.
        values |= AFRESH
    if found.state == "snoozed":
        values |= {"state": "claimed" if found.claimed_by else "open", **AFRESH}
    if more_pressing(wanted.reason, found.reason):
        values |= {"reason": wanted.reason, "trigger": wanted.trigger}
    if wanted.priority == "high":
        values["priority"] = "high"
    return values | _promised(found, promise)


def _promised(found: Any, promise: datetime | None) -> dict[str, Any]:
    promises = [at for at in (found.promise_at, promise) if at is not None]
    return {"promise_at": min(promises)} if promises else {}


def tell_agent(connection: Connection, message: Row[Any], why: str, now: datetime) -> None:
    """What an agent said will not arrive: the next word is a person's again.

    Where the conversation has been resolved meanwhile, somebody must hear of it all the same.
    """
    if find_open(connection, message.contact_id) is not None:
        contact_waits(connection, message.contact_id, now)
        return
    contact = find_contact(connection, message.contact_id)
    if contact is not None:
        evidence = f"what {message.agent or 'an agent'} wrote has not arrived: {why}"
        task = NewEscalation("provider", priority_of("provider"), evidence, now)
        open_escalation(connection, contact, task, now)


def pass_promise(connection: Connection, contact_id: str, promise: datetime | None) -> None:
    """The promise of a message that people's hold has cancelled is theirs to keep."""
    found = find_open(connection, contact_id) if promise else None
    if found is not None:
        change_escalation(connection, found.id, _promised(found, promise))


def _hold(connection: Connection, contact_id: str, now: datetime) -> None:
    conversation = find_conversation(connection, contact_id)
    if conversation is not None and conversation.held_since is None:
        change_conversation(connection, contact_id, {"held_since": now})
