"""Take a refusal: the provider will not have a message, in its answer or in a later callback.

What that means is decided in `core/consequences.py`; here it is done to the message, the
contact and the sender. Call it under the contact's lock.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.escalate import open_escalation, tell_agent
from bot.actions.hold_back import call_missed_person, end_run, put_off
from bot.core.causes import Cause, cause_of
from bot.core.consequences import Consequence, Refusal, consequence
from bot.core.contacts import Consent, Contact
from bot.core.decision import NewEscalation
from bot.core.escalations import priority_of
from bot.core.messages import Status
from bot.core.sending import Outcome
from bot.core.zones import locate
from bot.log import get_logger
from bot.store.contacts import change_contact, find_contact
from bot.store.conversations import change_conversation
from bot.store.enrollments import cancel_running
from bot.store.messages import cancel_queued, change_message, list_open
from bot.store.refusals import add_repeat, is_known, is_overtaken
from bot.store.senders import slow_sender

RELEASED: Mapping[str, Any] = {"lease_owner": "", "lease_until": None}
_ALERT_ANEW = timedelta(days=1)
_JUST_BEFORE = timedelta(microseconds=1)
_log = get_logger(__name__)


def take_refusal(
    connection: Connection, message: Row[Any], outcome: Outcome, now: datetime, *, late: bool = False
) -> None:
    """Do what a refusal means; `late` says that the message had been accepted before."""
    contact = find_contact(connection, message.contact_id)
    if contact is None:
        return
    refusal = _refusal(message, outcome, contact, late)
    what = consequence(refusal)
    if late and what.act != "fail" and is_overtaken(connection, message):
        # It would come after what was to follow it.
        what = Consequence("fail", reason="window" if refusal.cause == Cause.WINDOW else "provider")
    if what.alert:
        _alert(connection, message, outcome, what, now)
    if what.slow:
        slow_sender(connection, contact.channel, what.slow, now)
    (_LATE_ACTS if late else _ACTS)[what.act](connection, message, outcome, what, now)
    if what.opt_out:
        _opt_out(connection, contact, now)
    if what.act in {"fail", "wait"} and not (what.opt_out and contact.consent == Consent.OUT):
        _call(connection, message, contact, outcome, what, now)


def _refusal(message: Row[Any], outcome: Outcome, contact: Contact, late: bool) -> Refusal:
    cause = cause_of(outcome.code, outcome.result)
    return Refusal(
        cause,
        outcome.code,
        tries=max(message.attempts, 1),
        again=message.error_code is not None and cause_of(message.error_code) == cause,
        template=bool(message.sent_template),
        automated=message.origin == "bot",
        late=late,
        american=locate(contact.address, "UTC", "").country == "US",
        spread=int(message.id[:4], 16) / 0xFFFF,
    )


def _again(
    connection: Connection, message: Row[Any], outcome: Outcome, what: Consequence, now: datetime
) -> None:
    """Back into the outbox at its own place: what follows it waits."""
    values = {"status": Status.QUEUED, "retry_at": now + what.pause, **_told(outcome), **RELEASED}
    if what.act == "wait":
        # It was no attempt: however long the set-up is wrong, the message keeps all of them.
        values["attempts"] = message.attempts - 1
    change_message(connection, message.id, values)


def _later(
    connection: Connection, message: Row[Any], outcome: Outcome, what: Consequence, now: datetime
) -> None:
    values = {"status": Status.QUEUED, "retry_at": None, **_told(outcome), **RELEASED}
    change_message(connection, message.id, values)
    put_off(connection, message, now + what.pause, _why(outcome), list_open(connection, message.contact_id))


def _repeat(
    connection: Connection, message: Row[Any], outcome: Outcome, what: Consequence, now: datetime
) -> None:
    """A new message in the place of the one that failed."""
    _end(connection, message, outcome, now)
    # What was due together with it has stood behind it and goes on standing there.
    values = {"due_at": message.due_at - _JUST_BEFORE, "retry_at": now + what.pause, **_told(outcome)}
    add_repeat(connection, message, now, values)


def _repeat_later(
    connection: Connection, message: Row[Any], outcome: Outcome, what: Consequence, now: datetime
) -> None:
    _end(connection, message, outcome, now)
    until = now + what.pause
    put_off(connection, message, until, _why(outcome), list_open(connection, message.contact_id))
    add_repeat(connection, message, now, {"due_at": until - _JUST_BEFORE, **_told(outcome)})


def _fail(
    connection: Connection, message: Row[Any], outcome: Outcome, what: Consequence, now: datetime
) -> None:
    """The message will never arrive, so the rest of its sequence stops."""
    _end(connection, message, outcome, now)
    why = f"step {message.step} failed ({outcome.code or outcome.detail})"
    called = end_run(connection, message, why, now)
    contact = find_contact(connection, message.contact_id)
    if contact is not None and not what.opt_out:
        call_missed_person(connection, message, contact, called, now)


def _end(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    values = {"status": Status.FAILED, "ended_at": now, "retry_at": None, **_told(outcome), **RELEASED}
    change_message(connection, message.id, values)
    if message.origin == "agent":
        tell_agent(connection, message, _why(outcome), now)


_Act = Callable[[Connection, Row[Any], Outcome, Consequence, datetime], None]
_ACTS: Mapping[str, _Act] = {
    "again": _again,
    "later": _later,
    "reopen": _again,
    "wait": _again,
    "fail": _fail,
}
_LATE_ACTS: Mapping[str, _Act] = {
    "again": _repeat,
    "later": _repeat_later,
    "reopen": _repeat,
    "wait": _repeat,
    "fail": _fail,
}


def _opt_out(connection: Connection, contact: Contact, now: datetime) -> None:
    """The provider knows of an opt-out or a block: nothing may be tried again, whoever wrote it."""
    if contact.consent != Consent.OUT:
        values = {"consent": Consent.OUT, "consent_source": "provider", "consent_at": now}
        change_contact(connection, contact.id, values)
    cancel_queued(connection, contact.id, now, "the provider says: opted out", agents_too=True)
    cancel_running(connection, contact.id, now)
    change_conversation(connection, contact.id, {})


def _alert(
    connection: Connection, message: Row[Any], outcome: Outcome, what: Consequence, now: datetime
) -> None:
    """Tell an operator what to mend; of one thing once a day, however many contacts it meets."""
    if what.alert in {"code", "content"} and _is_told(connection, message, outcome.code, what, now):
        return
    advice = "the provider refuses our set-up; see bot doctor" if what.act == "wait" else what.advice
    place = {"template": message.sent_template, "sequence": message.sequence, "step": message.step}
    _log.error(advice, code=outcome.code, detail=outcome.detail, **place)


def _is_told(
    connection: Connection, message: Row[Any], code: int | None, what: Consequence, now: datetime
) -> bool:
    if code is None or message.error_code == code:
        return code is not None
    return is_known(connection, message, code, now - _ALERT_ANEW, content=what.alert == "content")


def _call(
    connection: Connection,
    message: Row[Any],
    contact: Contact,
    outcome: Outcome,
    what: Consequence,
    now: datetime,
) -> None:
    """A task for what the bot could not say; an agent sees the end of an own message."""
    if message.origin != "bot":
        return
    evidence = f'"{message.sequence}" step {message.step} was refused by the provider: {_why(outcome)}'
    if what.advice:
        evidence = f"{evidence}. {what.advice}"
    due = max(now, message.promise_at or now)
    task = NewEscalation(what.reason, priority_of(what.reason), evidence, due)
    open_escalation(connection, contact, task, now, promise=message.promise_at)


def _why(outcome: Outcome) -> str:
    return f"{outcome.code or ''} {outcome.detail}".strip()


def _told(outcome: Outcome) -> dict[str, Any]:
    return {"error_code": outcome.code, "error_detail": outcome.detail[:500]}
