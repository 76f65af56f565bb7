"""Track: a status report moves an outbound message up its ladder and releases the next one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.take_refusal import take_refusal
from bot.core.messages import Status, StatusReport, may_move
from bot.core.sending import Outcome, Result
from bot.log import get_logger
from bot.store.conversations import lock_conversation
from bot.store.database import Database, wake
from bot.store.messages import belongs_to_another, change_message, find_message
from bot.store.snapshots import replan

_log = get_logger(__name__)
_STAMPS = {Status.SENT: "confirmed_at", Status.DELIVERED: "delivered_at", Status.READ: "read_at"}


def track(database: Database, report: StatusReport, now: datetime) -> bool:
    """Take a report in; False for a message that is not ours. Repeated and late ones change nothing."""
    with database.transaction() as connection:
        found = find_message(connection, report.message_id)
        if found is None or found.origin == "contact":
            return False
        lock_conversation(connection, found.contact_id)
        message = find_message(connection, report.message_id)
        if message is not None and _is_about(connection, message, report):
            _move(connection, message, report, now)
            replan(connection, message.contact_id, now)
            wake(connection)
    return True


def _is_about(connection: Connection, message: Row[Any], report: StatusReport) -> bool:
    """A report about an earlier attempt of the same message says nothing about this one."""
    if message.provider_id is not None:
        return bool(message.provider_id == report.provider_id)
    return not belongs_to_another(connection, report.provider_id, message.id)


def _standing(message: Row[Any]) -> Status:
    """Where a message stands for a report: one that waits to be repeated may have gone out."""
    status = Status(message.status)
    return Status.UNKNOWN if status == Status.QUEUED and message.attempts else status


def _move(connection: Connection, message: Row[Any], report: StatusReport, now: datetime) -> None:
    if message.status == Status.SENT and report.status == Status.SENT and message.confirmed_at is None:
        change_message(connection, message.id, {"confirmed_at": now})
    if not may_move(_standing(message), report.status):
        return
    _log.info("status", message=message.id[:8], status=report.status, code=report.code)
    if report.status == Status.FAILED:
        accepted = {"sent_at": message.sent_at or now, "provider_id": report.provider_id}
        change_message(connection, message.id, accepted)
        refused = Outcome(Result.REFUSED, report.provider_id, report.code, report.detail)
        take_refusal(connection, message, refused, now, late=True)
        return
    values: dict[str, Any] = {
        "status": report.status,
        "provider_id": report.provider_id,
        "sent_at": message.sent_at or now,
        "confirmed_at": message.confirmed_at or now,
        _STAMPS[report.status]: now,
        "lease_until": None,
        "retry_at": None,
    }
    change_message(connection, message.id, values)
