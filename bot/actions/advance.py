"""Advance: an enrollment whose pause is over goes on; a promise that is not kept calls a person."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.escalate import open_escalation
from bot.actions.postpone import PoisonError, blame, postpone
from bot.actions.queue_runs import queue_runs
from bot.core.collisions import Place, in_turn
from bot.core.contacts import Consent
from bot.core.conversations import Enrolled, Situation
from bot.core.decision import NewEscalation, Reply
from bot.core.drafting import draft
from bot.core.escalations import priority_of
from bot.core.library import Library
from bot.core.messages import IN_FLIGHT, Status
from bot.core.migrating import moved_on
from bot.core.pauses import goes_on
from bot.core.plan import PAUSE
from bot.core.unprompted import pause_before
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import (
    change_conversation,
    claim_to_advance,
    find_conversation,
    lock_conversation,
    to_conversation,
)
from bot.store.database import Database
from bot.store.enrollments import change_enrollment, end_enrollment, list_due, place_of
from bot.store.escalations import add_note
from bot.store.messages import change_message, find_message, last_due, list_broken_promises
from bot.store.snapshots import read_situation, replan
from bot.store.talks import read_talk

_log = get_logger(__name__)
_LOOK_AGAIN = timedelta(seconds=5)
_NOT_LEFT = frozenset({Status.QUEUED, *IN_FLIGHT})


def advance_next(database: Database, library: Library, now: datetime) -> bool:
    """Go on with the enrollments of one conversation whose pause is over; False where none is."""
    try:
        with database.transaction() as connection:
            row = claim_to_advance(connection, now)
            if row is None:
                return False
            with blame(row.contact_id):
                for due, place in _in_turn(connection, row.contact_id, library, now):
                    _advance(connection, due, place, library, now)
                replan(connection, row.contact_id, now)
            # A decision that was made on where the enrollments stood before is stale.
            change_conversation(connection, row.contact_id, {})
    except PoisonError as poisoned:
        postpone(database, poisoned, "advance_at", now)
    return True


def _in_turn(
    connection: Connection, contact_id: str, library: Library, now: datetime
) -> list[tuple[Row[Any], Place]]:
    """What is due, the more important first, then what began first."""
    due = {row.id: row for row in list_due(connection, contact_id, now)}
    places = in_turn((place_of(connection, row) for row in due.values()), library)
    return [(due[place.enrollment], place) for place in places]


def _advance(connection: Connection, due: Row[Any], place: Place, library: Library, now: datetime) -> None:
    """Go on with one enrollment; the one before it may have changed everything."""
    contact_id = due.contact_id
    contact, row = find_contact(connection, contact_id), find_conversation(connection, contact_id)
    if contact is None or row is None:
        return
    if contact.consent == Consent.OUT or row.held_since is not None:
        end_enrollment(connection, due.id, now)
        return
    unsent = last_due(connection, due.id)
    if unsent is not None:
        # What stands before it has not left yet (a budget, a retry): it keeps its place.
        change_enrollment(connection, due.id, {"due_at": max(unsent + PAUSE, now + _LOOK_AGAIN)})
        return
    read = read_situation(connection, contact, to_conversation(row), library.policy.limits, now)
    situation, old = moved_on(read, library), read.enrolled.get(due.id)
    if old is None:
        return
    enrolled, talk = situation.enrolled[due.id], read_talk(connection, row, now)
    chance = goes_on(pause_before(old.steps, old.position), enrolled, place, situation, talk, library, now)
    if chance.at is not None and chance.at > now:
        _put_off(connection, due, enrolled.position + 1, chance.at, chance.why)
    else:
        _go_on(connection, situation, enrolled, due.decision_id, library, now)


def _put_off(connection: Connection, due: Row[Any], step: int, until: datetime, why: str) -> None:
    """Let the enrollment wait, and leave the reason where `explain` shows it."""
    _log.info("put off", enrollment=due.id[:8], sequence=due.sequence, why=why)
    change_enrollment(connection, due.id, {"due_at": until})
    note = f'"{due.sequence}" step {step} waits until {until:%Y-%m-%d %H:%M} UTC: {why}'
    add_note(connection, due.decision_id, note)


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
    return sum(_is_called(database, row, now) for row in broken)


def _is_called(database: Database, row: Row[Any], now: datetime) -> bool:
    """Call for one; what fails for one contact must not keep the promises of others from being seen."""
    try:
        return _call_for(database, row, now)
    except Exception:
        _log.exception("a broken promise could not be told; it is tried again", message=row.id[:8])
        return False


def _call_for(database: Database, row: Row[Any], now: datetime) -> bool:
    """Call a person once; False where the message has left meanwhile, or somebody was faster."""
    with database.transaction() as connection:
        lock_conversation(connection, row.contact_id)
        contact, message = find_contact(connection, row.contact_id), find_message(connection, row.id)
        if contact is None or message is None or message.promise_at is None:
            return False
        if message.status not in _NOT_LEFT or message.promise_at > now:
            return False
        change_message(connection, row.id, {"promise_at": None})
        evidence = f'"{row.sequence}" was promised for {row.promise_at:%Y-%m-%d %H:%M} UTC and has not left'
        task = NewEscalation("promise", priority_of("promise"), evidence, now, row.trigger)
        open_escalation(connection, contact, task, now, promise=row.promise_at)
    return True
