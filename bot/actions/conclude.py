"""Conclude: write down how a request to the provider ended. `take_refusal.py` does what a
refusal means.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.reconcile import CHECKS
from bot.actions.take_refusal import RELEASED, take_refusal
from bot.core.messages import Status
from bot.core.sending import Outcome, Result
from bot.log import get_logger
from bot.store.conversations import lock_conversation
from bot.store.database import Database, wake
from bot.store.messages import belongs_to_another, change_message, find_message
from bot.store.snapshots import replan

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
    change_message(connection, message.id, {**values, **RELEASED})


def _own(connection: Connection, message_id: str, outcome: Outcome) -> str | None:
    """The provider's id, unless it is already another message's: then the provider is wrong."""
    if not outcome.provider_id or belongs_to_another(connection, outcome.provider_id, message_id):
        return None
    return outcome.provider_id


def _unknown(connection: Connection, message: Row[Any], outcome: Outcome, now: datetime) -> None:
    values = {"status": Status.UNKNOWN, "retry_at": now + CHECKS[0], "checks": 0}
    told = {"error_code": outcome.code, "error_detail": outcome.detail[:500]}
    change_message(connection, message.id, {**values, **told, **RELEASED})


_ENDS: Mapping[Result, Callable[[Connection, Row[Any], Outcome, datetime], None]] = {
    Result.ACCEPTED: _accepted,
    Result.RETRY: take_refusal,
    Result.UNKNOWN: _unknown,
    Result.REFUSED: take_refusal,
    Result.HALT: take_refusal,
}
