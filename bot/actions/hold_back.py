"""Hold back: a gate said no, so a message waits or ends, and a person takes over where one must."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.escalate import open_escalation, pass_promise, tell_agent
from bot.core.contacts import Contact
from bot.core.decision import NewEscalation
from bot.core.escalations import priority_of
from bot.core.limits import INVITED, Verdict
from bot.core.messages import Status
from bot.core.sequences import StepEscalation, person_called
from bot.log import get_logger
from bot.store.conversations import change_conversation
from bot.store.enrollments import end_enrollment
from bot.store.messages import add_outbound, cancel_queued, change_message, find_message

_ASK_AGAIN = timedelta(minutes=1)
_log = get_logger(__name__)
Rows = Iterable[Row[Any]]


def hold_back(
    connection: Connection, message: Row[Any], contact: Contact, verdict: Verdict, rows: Rows, now: datetime
) -> None:
    """Do what a gate demands of a message that may not leave; `rows` is the contact's outbox."""
    _log.info("held back", message=message.id[:8], act=verdict.act, why=verdict.why)
    if verdict.act == "wait":
        until = max(verdict.until or now + _ASK_AGAIN, now)
        put_off(connection, message, until, verdict.why, rows, reopens=verdict.reopens)
        return
    if verdict.act == "invite":
        invite(connection, message, verdict, rows, now)
        return
    again = verdict.escalate == "budget" and _asks_again(connection, message)
    act = "cancelled" if again else verdict.act
    change_message(connection, message.id, {"status": act, "ended_at": now, "error_detail": verdict.why})
    if again:
        # The contact still has the question itself, and may answer it.
        return
    if message.origin == "agent":
        tell_agent(connection, message, verdict.why, now)
    if verdict.escalate:
        hand_on(connection, message, contact, verdict, now)
    elif verdict.act == "cancelled":
        pass_promise(connection, contact.id, message.promise_at)


def hand_on(
    connection: Connection, message: Row[Any], contact: Contact, verdict: Verdict, now: datetime
) -> None:
    """A task for a person, due at the promise if there was one, else at once.

    What a person takes over, they take over whole: no half sequence follows, and a person
    whom the rest of it would have called is called at once.
    """
    called = end_run(connection, message, verdict.why, now)
    evidence = f'"{message.sequence}" step {message.step}: {verdict.why}'
    due = max(now, message.promise_at or now)
    task = NewEscalation(verdict.escalate, priority_of(verdict.escalate), evidence, due, message.trigger)
    open_escalation(connection, contact, task, now, promise=message.promise_at)
    call_missed_person(connection, message, contact, called, now)


def end_run(connection: Connection, message: Row[Any], why: str, now: datetime) -> StepEscalation | None:
    """Stop the sequence of a message; returns the person whom the rest of it would have called."""
    if not message.enrollment_id:
        return None
    cancel_queued(connection, message.contact_id, now, why, enrollment=message.enrollment_id)
    ended = end_enrollment(connection, message.enrollment_id, now)
    return person_called(ended.steps[ended.position :]) if ended else None


def call_missed_person(
    connection: Connection,
    message: Row[Any],
    contact: Contact,
    called: StepEscalation | None,
    now: datetime,
) -> None:
    """Call at once the person whom a stopped sequence would have called."""
    if called is not None:
        priority = called.priority or priority_of(called.reason)
        wanted = NewEscalation(called.reason, priority, f'sequence "{message.sequence}" calls a person', now)
        open_escalation(connection, contact, wanted, now)


def _asks_again(connection: Connection, message: Row[Any]) -> bool:
    """Does it only repeat an ask that went out before?"""
    first = find_message(connection, message.answers) if message.answers and message.question else None
    return first is not None and (first.enrollment_id, first.step) == (message.enrollment_id, message.step)


def put_off(
    connection: Connection,
    message: Row[Any],
    until: datetime,
    why: str,
    rows: Rows,
    *,
    reopens: bool = False,
) -> None:
    """Move a message, and what follows it in its sequence, with the pauses between them.

    A message that is not among `rows` has ended, and only what follows it is moved. With
    `reopens` they come back as soon as the contact writes; whoever was asked for that tap has
    heard of the bot at the promised time.
    """
    shift = until - message.due_at
    told = {"waits_for_window": True, "promise_at": None} if reopens else {}
    for one in rows:
        follows = one.enrollment_id is not None and one.enrollment_id == message.enrollment_id
        if one.id == message.id or (follows and one.status == Status.QUEUED):
            change_message(connection, one.id, {"due_at": one.due_at + shift, "error_detail": why, **told})


def invite(connection: Connection, message: Row[Any], verdict: Verdict, rows: Rows, now: datetime) -> None:
    """Send the template that asks the contact to reopen the window; what waits for that stays queued."""
    put_off(connection, message, now + INVITED, verdict.why, rows, reopens=True)
    values = {
        "origin": "bot",
        "sequence": "reopen",
        "language": message.language,
        "decision_id": message.decision_id,
        "trigger": message.trigger,
        "template": {message.language: verdict.template},
        "due_at": now,
    }
    add_outbound(connection, message.contact_id, now, values)
    change_conversation(connection, message.contact_id, {"invited_at": now})
