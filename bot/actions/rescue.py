"""Rescue: what the bot cannot answer because something in it failed goes to a person.

Nothing is tried for ever and nothing is lost: the messages stay recorded, and the task says
what failed.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.actions.escalate import open_escalation
from bot.core.decision import Decision, NewEscalation
from bot.core.escalations import priority_of
from bot.core.library import Library
from bot.core.record import to_record
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import change_conversation, lock_conversation, released
from bot.store.database import Database
from bot.store.escalations import add_decision
from bot.store.inbound import list_unanswered, mark_answered

_NOTHING_READ = {"candidates": [], "tone": {"urgent": 0.0, "negative": 0.0, "evidence": []}}
_log = get_logger(__name__)


def rescue(database: Database, library: Library, claimed: Row[Any], error: Exception, now: datetime) -> None:
    """Give the messages of a claimed conversation to a person, unless something came in since."""
    _log.error("an answer failed", contact=claimed.contact_id[:8], exc_info=error)
    with database.transaction() as connection:
        row = lock_conversation(connection, claimed.contact_id)
        if row is None or row.respond_owner != claimed.respond_owner:
            return
        contact = find_contact(connection, claimed.contact_id)
        if row.revision != claimed.revision or contact is None:
            # It is read again with what is new: there may be a stop in it.
            change_conversation(connection, claimed.contact_id, released(now))
            return
        task = task_about(error, now)
        decision = Decision(
            "escalation",
            f"unknown: {task.evidence}",
            escalations=(task,),
            misses=row.misses,
            language=contact.language,
            evidence=_NOTHING_READ,
        )
        values = {
            "at": now,
            "library": library.version,
            "layer": decision.layer,
            "record": to_record(decision, library.version, now),
        }
        decision_id = add_decision(connection, contact.id, values)
        mark_answered(connection, [one.id for one in list_unanswered(connection, contact.id)], decision_id)
        open_escalation(connection, contact, task, now, decision_id=decision_id)
        change_conversation(connection, contact.id, released(None))


def without_words(decision: Decision, error: Exception, now: datetime) -> Decision:
    """The decision without what it says: consent, urgency and cancelling stand all the same."""
    return replace(decision, replies=(), escalations=(*decision.escalations, task_about(error, now)))


def task_about(error: Exception, now: datetime) -> NewEscalation:
    evidence = f"the bot could not answer: {type(error).__name__}"
    return NewEscalation("unknown", priority_of("unknown"), evidence, now)
