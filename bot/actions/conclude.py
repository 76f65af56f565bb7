"""Conclude: write down how a request to the provider ended, and what follows from it."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.escalate import open_escalation
from bot.actions.reconcile import ATTEMPTS, CHECKS
from bot.core.decision import NewEscalation
from bot.core.escalations import priority_of
from bot.core.messages import Status
from bot.core.sending import Outcome, Result
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import lock_conversation
from bot.store.database import Database, wake
from bot.store.enrollments import end_enrollment
from bot.store.messages import belongs_to_another, cancel_queued, change_message, find_message
from bot.store.snapshots import replan

_WINDOW_CLOSED = 63016
_log = get_logger(__name__)


def conclude(database: Database, message_id: str, outcome: Outcome, now: datetime) -> None:
    """Write the outcome of one request; a callback may have told it already."""
    with database.transaction() as connection:
        found = find_message(connection, message_id)
        if found is None or lock_conversation(connection, found.contact_id) is None:
            return
        message = find_message(connection, message_id)
        if message is not None and message.status == Status.SENDING:
            _ENDS[outcome.result](connection, message, outcome, now)
        elif message is not None and message.provider_id is None:
            change_message(connection, message_id, {"provider_id": _own(connection, message_id, outcome)})
        replan(connection, found.contact_id, now)
        wake(connection)
    _log.info(
        "sent" if outcome.result == Result.ACCEPTED else outcome.result,
        message=message_id[:8],
        code=outcome.code,
    )


def _accepted(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    values = {"status": Status.SENT, "sent_at": now, "provider_id": _own(connection, message.id, outcome)}
    change_message(connection, message.id, {**values, **_RELEASED})


def _own(connection: Connection, message_id: str, outcome: Outcome) -> str | None:
    """The provider's id, unless it is already another message's: then the provider is wrong."""
    if not outcome.provider_id or belongs_to_another(connection, outcome.provider_id, message_id):
        return None
    return outcome.provider_id


def _retry(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    """Back off, doubling from one second, spread by the message's own id; then give up."""
    if message.attempts >= ATTEMPTS:
        return _refused(connection, message, outcome, now)
    spread = 0.5 + int(message.id[:4], 16) / 0xFFFF
    pause = timedelta(seconds=min(2 ** (message.attempts - 1), 300) * spread)
    change_message(
        connection,
        message.id,
        {"status": Status.QUEUED, "retry_at": now + pause, **_told(outcome), **_RELEASED},
    )
    return None


def _unknown(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    values = {"status": Status.UNKNOWN, "retry_at": now + CHECKS[0], "checks": 0}
    change_message(connection, message.id, {**values, **_told(outcome), **_RELEASED})


def _refused(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    fail(connection, message, outcome.code, outcome.detail, now)


def _halt(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    """The set-up is wrong: nothing is lost, everything waits, and an operator is told."""
    _log.error("the provider refuses our set-up; see bot doctor", code=outcome.code, detail=outcome.detail)
    # It was no attempt: however long the set-up is wrong, the message keeps all of them.
    values = {
        "status": Status.QUEUED,
        "retry_at": now + timedelta(minutes=1),
        "attempts": message.attempts - 1,
    }
    change_message(connection, message.id, {**values, **_told(outcome), **_RELEASED})
    _call(connection, message, outcome.code, outcome.detail, now)


_RELEASED: Mapping[str, Any] = {"lease_owner": "", "lease_until": None}
_ENDS: Mapping[Result, Callable[[Connection, Row[Any], Outcome, datetime], None]] = {
    Result.ACCEPTED: _accepted,
    Result.RETRY: _retry,
    Result.UNKNOWN: _unknown,
    Result.REFUSED: _refused,
    Result.HALT: _halt,
}


def _told(outcome: Outcome) -> dict[str, Any]:
    return {"error_code": outcome.code, "error_detail": outcome.detail[:500]}


def fail(connection: Connection, message: Row[Any], code: int | None, detail: str, now: datetime) -> None:
    """A message will never arrive: the rest of its sequence stops, and a person is told."""
    change_message(
        connection,
        message.id,
        {
            "status": Status.FAILED,
            "ended_at": now,
            "error_code": code,
            "error_detail": detail[:500],
            **_RELEASED,
        },
    )
    if message.enrollment_id:
        why = f"step {message.step} failed ({code or detail})"
        cancel_queued(connection, message.contact_id, now, why, enrollment=message.enrollment_id)
        end_enrollment(connection, message.enrollment_id, now)
    _call(connection, message, code, detail, now)


def _call(connection: Connection, message: Row[Any], code: int | None, detail: str, now: datetime) -> None:
    contact = find_contact(connection, message.contact_id)
    if contact is None or message.origin != "bot":
        return
    evidence = (
        f'"{message.sequence}" step {message.step} was refused by the provider: {code or ""} {detail}'.strip()
    )
    reason = "window" if code == _WINDOW_CLOSED else "provider"
    task = NewEscalation(reason, priority_of(reason), evidence, max(now, message.promise_at or now))
    open_escalation(connection, contact, task, now, promise=message.promise_at)
