"""Reconcile: find out what became of a message whose request has an unknown outcome.

It is looked for in the provider's list at growing distances; a callback may settle it first.
It is never sent again while it may have gone out.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.escalate import open_escalation
from bot.actions.hold_back import call_missed_person, end_run
from bot.core.consequences import MOST_TRIES
from bot.core.decision import NewEscalation
from bot.core.escalations import priority_of
from bot.core.messages import Outgoing, Status
from bot.core.sending import Channel
from bot.errors import ChannelError
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import lock_conversation
from bot.store.database import Database, wake
from bot.store.messages import belongs_to_another, change_message, find_message
from bot.store.snapshots import replan

CHECKS = tuple(timedelta(seconds=after) for after in (2, 5, 10, 20, 40))
"""When to look, counted from the moment the outcome became unknown."""
_log = get_logger(__name__)


def reconcile(database: Database, channel: Channel, message_id: str, now: datetime) -> None:
    """Look once, and write down what was found."""
    with database.reading() as connection:
        message = find_message(connection, message_id)
        contact = find_contact(connection, message.contact_id) if message else None
    if message is None or contact is None:
        return
    readable, listed = _look(channel, message, contact.address)
    with database.transaction() as connection:
        lock_conversation(connection, message.contact_id)
        current = find_message(connection, message_id)
        # The same words may have been sent twice: what is another message's is not this one.
        own = (one for one in listed if not belongs_to_another(connection, one, message_id))
        found = next(own, None)
        if current is not None and current.status == Status.UNKNOWN:
            _write(connection, current, found, readable, now)
        replan(connection, message.contact_id, now)
        wake(connection)


def _look(channel: Channel, message: Row[Any], address: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the provider's list could be read, and the ids in it that may be the message's."""
    sent = Outgoing(
        message.id,
        address,
        text=message.text,
        template=message.sent_template,
        variables=message.variables or {},
    )
    try:
        return True, channel.find(sent, message.sending_at)
    except ChannelError as error:
        _log.warning("the provider's list cannot be read", message=message.id[:8], why=str(error))
    except Exception:
        _log.exception("the channel failed while looking", message=message.id[:8])
    return False, ()


def _write(
    connection: Connection, message: Row[Any], found: str | None, readable: bool, now: datetime
) -> None:
    if found is not None:
        values = {
            "status": Status.SENT,
            "sent_at": message.sending_at,
            "provider_id": found,
            "retry_at": None,
        }
        change_message(connection, message.id, values)
        return
    checks = message.checks + 1
    if checks < len(CHECKS):
        pause = CHECKS[checks] - CHECKS[checks - 1]
        change_message(connection, message.id, {"checks": checks, "retry_at": now + pause})
    elif readable and message.attempts < MOST_TRIES:
        # The provider surely has not got it: it goes out again.
        change_message(connection, message.id, {"status": Status.QUEUED, "checks": checks, "retry_at": None})
    else:
        _give_up(connection, message, now)


def _give_up(connection: Connection, message: Row[Any], now: datetime) -> None:
    """Nobody can tell whether it went out: a person looks, and the bot does not repeat it.

    It may have reached the contact, so it counts against the budget as if it had.
    """
    values = {
        "status": Status.FAILED,
        "ended_at": now,
        "sent_at": message.sending_at,
        "retry_at": None,
        "error_detail": message.error_detail or "nobody knows whether it arrived",
    }
    change_message(connection, message.id, values)
    called = end_run(connection, message, f"nobody knows whether step {message.step} arrived", now)
    contact = find_contact(connection, message.contact_id)
    if contact is not None:
        evidence = f'nobody knows whether "{message.sequence}" step {message.step} went out'
        task = NewEscalation("unknown", priority_of("unknown"), evidence, max(now, message.promise_at or now))
        open_escalation(connection, contact, task, now, promise=message.promise_at)
        call_missed_person(connection, message, contact, called, now)
