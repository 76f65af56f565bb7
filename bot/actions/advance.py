"""Advance: an enrollment whose pause is over goes on; a promise that is not kept calls a person."""

from datetime import datetime

from sqlalchemy import Connection

from bot.actions.carry_out import queue_runs
from bot.actions.escalate import open_escalation
from bot.core.contacts import Consent
from bot.core.conversations import Enrolled, Situation
from bot.core.decision import NewEscalation, Reply
from bot.core.drafting import draft
from bot.core.escalations import priority_of
from bot.core.library import Library
from bot.store.contacts import find_contact
from bot.store.conversations import claim_to_advance, lock_conversation, to_conversation
from bot.store.database import Database, wake
from bot.store.enrollments import change_enrollment, list_due, to_enrolled
from bot.store.messages import change_message, list_broken_promises
from bot.store.snapshots import read_situation, replan


def advance_next(database: Database, library: Library, now: datetime) -> bool:
    """Go on with the enrollments of one conversation whose pause is over; False where none is."""
    with database.transaction() as connection:
        row = claim_to_advance(connection, now)
        if row is None:
            return False
        contact = find_contact(connection, row.contact_id)
        for due in list_due(connection, row.contact_id, now):
            enrolled = to_enrolled(due)
            if contact is None or contact.consent == Consent.OUT or row.held_since is not None:
                change_enrollment(connection, due.id, {"state": "cancelled", "ended_at": now, "due_at": None})
                continue
            situation = read_situation(connection, contact, to_conversation(row), library.policy.limits, now)
            _go_on(connection, situation, enrolled, due.decision_id, library, now)
        replan(connection, row.contact_id, now)
        wake(connection)
    return True


def _go_on(
    connection: Connection,
    situation: Situation,
    enrolled: Enrolled,
    decision_id: str,
    library: Library,
    now: datetime,
) -> None:
    contact = situation.contact
    if enrolled.position >= len(enrolled.steps):
        change_enrollment(connection, enrolled.id, {"state": "done", "ended_at": now, "due_at": None})
        return
    reply = Reply(
        enrolled.sequence,
        at=now,
        why="its pause is over",
        trigger=enrolled.trigger,
        answers=enrolled.answers,
        resume=enrolled.id,
    )
    language = contact.language or library.policy.languages[0]
    runs = draft((reply,), situation, contact, language, library, now)
    queue_runs(connection, runs, contact, decision_id, now)


def keep_promises(database: Database, now: datetime) -> int:
    """Call a person for every promise that has passed and was not kept; returns how many."""
    with database.reading() as connection:
        broken = list_broken_promises(connection, now)
    for row in broken:
        with database.transaction() as connection:
            lock_conversation(connection, row.contact_id)
            contact = find_contact(connection, row.contact_id)
            change_message(connection, row.id, {"promise_at": None})
            if contact is not None:
                evidence = (
                    f'"{row.sequence}" was promised for {row.promise_at:%Y-%m-%d %H:%M} UTC and has not left'
                )
                task = NewEscalation("promise", priority_of("promise"), evidence, now, row.trigger)
                open_escalation(connection, contact, task, now, promise=row.promise_at)
    return len(broken)
