"""Deliver: ask the gates again, then send, between a commit that says `sending` and one that
says how it ended. The provider is called outside any transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.conclude import conclude
from bot.actions.hold_back import hand_on, hold_back
from bot.actions.postpone import PoisonError, blame, postpone
from bot.actions.reconcile import CHECKS, reconcile
from bot.clock import Clock
from bot.core.library import Library
from bot.core.limits import Leaving, Verdict, may_leave
from bot.core.messages import IN_FLIGHT, Outgoing, Status
from bot.core.sending import Channel, Outcome, Result
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import claim_to_deliver, to_conversation
from bot.store.database import Database
from bot.store.messages import change_message, last_unconfirmed, list_open
from bot.store.snapshots import read_spent, replan

LEASE = timedelta(seconds=30)
SAFE = 16.0
"""Seconds of the lease that must be left when the request begins: its own time limit and one."""

MediaLink = Callable[[str], str]
"""Makes the public address of a file in replies/files; a full URL stays as it is."""
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message marked `sending`, ready for the provider."""

    message_id: str
    contact_id: str
    outgoing: Outgoing
    attempts: int
    leased_at: float


def deliver_next(
    database: Database, library: Library, channel: Channel, clock: Clock, owner: str, media: MediaLink = str
) -> bool:
    """Look at the most overdue outbox; False where none is due."""
    try:
        with database.transaction() as connection:
            row = claim_to_deliver(connection, clock.now())
            if row is None:
                return False
            # The lock may have been waited for, and what others sent meanwhile must count.
            now, leased_at = clock.now(), clock.monotonic()
            with blame(row.contact_id):
                claimed = _claim(connection, row, library, owner, now, leased_at, media)
                replan(connection, row.contact_id, now)
    except PoisonError as poisoned:
        postpone(database, poisoned, "deliver_at", clock.now())
        return True
    if isinstance(claimed, Claimed):
        _send(database, channel, clock, claimed)
    elif claimed is not None:
        reconcile(database, channel, claimed, clock.now())
    return True


def _send(database: Database, channel: Channel, clock: Clock, claimed: Claimed) -> None:
    if clock.monotonic() - claimed.leased_at > LEASE.total_seconds() - SAFE:
        outcome = Outcome(Result.RETRY, detail="the lease was nearly over before the request began")
    else:
        outcome = _ask(channel, claimed.outgoing)
    conclude(database, claimed.message_id, outcome, clock.now())


def _ask(channel: Channel, outgoing: Outgoing) -> Outcome:
    """Ask the provider; a fault of the channel itself leaves open what went out."""
    try:
        return channel.send(outgoing)
    except Exception as error:
        _log.exception("the channel failed while sending", message=outgoing.message_id[:8])
        return Outcome(Result.UNKNOWN, detail=f"the channel failed: {type(error).__name__}")


def _claim(
    connection: Connection,
    row: Row[Any],
    library: Library,
    owner: str,
    now: datetime,
    leased_at: float,
    media: MediaLink,
) -> Claimed | str | None:
    """Take the next message of a locked conversation.

    Returns it claimed; or the id of one whose outcome must be looked up; or None where it may
    not leave now, or nothing has to be done.
    """
    rows = list_open(connection, row.contact_id)
    flying = next((one for one in rows if one.status in IN_FLIGHT), None)
    if flying is not None:
        return _overdue(connection, flying, now)
    message, contact = _first_due(connection, rows, now), find_contact(connection, row.contact_id)
    if message is None or contact is None:
        return None
    spent = read_spent(connection, contact.id, library.policy.limits, now)
    verdict = may_leave(_leaving(message), contact, to_conversation(row), spent, library, now)
    if verdict.act != "send":
        hold_back(connection, message, contact, verdict, rows, now)
        return None
    _mark_sending(connection, message, verdict, owner, now)
    if verdict.escalate:
        hand_on(connection, message, contact, verdict, now)
    outgoing = to_outgoing(message, contact.address, verdict, media)
    return Claimed(message.id, contact.id, outgoing, message.attempts + 1, leased_at)


def _first_due(connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> Row[Any] | None:
    """The message that leaves next, if it may be tried now: those before it are confirmed."""
    message = next((one for one in rows if one.status == Status.QUEUED and one.due_at <= now), None)
    if message is None or (message.retry_at and message.retry_at > now):
        return None
    return None if last_unconfirmed(connection, message.contact_id, now) is not None else message


def _mark_sending(
    connection: Connection, message: Row[Any], verdict: Verdict, owner: str, now: datetime
) -> None:
    values = {
        "status": Status.SENDING,
        "sending_at": now,
        "attempts": message.attempts + 1,
        "lease_owner": owner,
        "lease_until": now + LEASE,
        "sent_template": verdict.template,
    }
    change_message(connection, message.id, values)


def _overdue(connection: Connection, flying: Row[Any], now: datetime) -> str | None:
    """A message whose sender died is unknown from now on; an unknown one is looked up."""
    if flying.status == Status.SENDING:
        if flying.lease_until > now:
            return None
        change_message(
            connection,
            flying.id,
            {"status": Status.UNKNOWN, "retry_at": now + CHECKS[0], "checks": 0, "lease_until": None},
        )
        return None
    if flying.retry_at is None or flying.retry_at > now:
        return None
    # The next worker that looks keeps away while this one asks the provider.
    change_message(connection, flying.id, {"retry_at": now + LEASE})
    return str(flying.id)


def _leaving(message: Row[Any]) -> Leaving:
    return Leaving(
        automated=message.origin == "bot",
        language=message.language,
        hours=message.hours,
        not_after=message.not_after,
        template=message.template,
        passes=tuple(message.passes or ()),
    )


def to_outgoing(message: Row[Any], address: str, verdict: Verdict, media: MediaLink) -> Outgoing:
    if verdict.template:
        variables = {} if verdict.reopen else dict(message.variables or {})
        return Outgoing(message.id, address, template=verdict.template, variables=variables)
    files = message.media or []
    return Outgoing(message.id, address, text=message.text, media_url=media(files[0]["url"]) if files else "")
