"""Deliver: ask the gates again, then send, between a commit that says `sending` and one that
says how it ended. The provider is called outside any transaction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.ask_gates import ask_gates
from bot.actions.conclude import conclude
from bot.actions.hold_back import hand_on, hold_back
from bot.actions.join import join_overflow
from bot.actions.move_clock import forget_promises
from bot.actions.postpone import PoisonError, blame, postpone
from bot.actions.reconcile import CHECKS, reconcile
from bot.clock import Clock
from bot.core.contacts import Contact
from bot.core.library import Library
from bot.core.limits import Verdict
from bot.core.messages import IN_FLIGHT, Outgoing, Status
from bot.core.sending import Channel, Outcome, Result
from bot.log import get_logger
from bot.store.contacts import find_contact
from bot.store.conversations import claim_to_deliver
from bot.store.database import Database
from bot.store.messages import change_message, last_unconfirmed, list_open
from bot.store.senders import claim_turn
from bot.store.snapshots import read_spent, replan

LEASE = timedelta(seconds=30)
SAFE = 16.0
"""Seconds of the lease that must be left when the request begins: its own time limit and one."""

MediaLink = Callable[[str], str]
"""Makes the public address of a file in replies/files; a full URL stays as it is."""
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """One look at one outbox: by whom, with what, and when by both clocks."""

    library: Library
    media: MediaLink
    pace: timedelta
    owner: str
    now: datetime
    leased_at: float


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
            look = Round(library, media, channel.pace, owner, clock.now(), clock.monotonic())
            with blame(row.contact_id):
                claimed = _claim(connection, row, look)
                replan(connection, row.contact_id, look.now)
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


def _claim(connection: Connection, row: Row[Any], look: Round) -> Claimed | str | None:
    """Take the next message of a locked conversation.

    Returns it claimed; or the id of one whose outcome must be looked up; or None where it may
    not leave now, or nothing has to be done.
    """
    rows = list_open(connection, row.contact_id)
    flying = next((one for one in rows if one.status in IN_FLIGHT), None)
    if flying is not None:
        return _overdue(connection, flying, look.now)
    message, contact = _first_due(connection, rows, look.now), find_contact(connection, row.contact_id)
    if message is None or contact is None:
        return None
    verdict = ask_gates(connection, row, message, contact, look.library, look.now)
    if verdict.act == "send" and _joined(connection, message, rows, look):
        # What it says has changed: it is looked at again as it stands now.
        return None
    if verdict.act != "send":
        hold_back(connection, message, contact, verdict, rows, look.now)
        if verdict.act == "cancelled" and message.sequence == look.library.policy.sequences.away:
            forget_promises(connection, contact.id)
        return None
    return _take(connection, message, contact, verdict, look)


def _joined(connection: Connection, message: Row[Any], rows: Sequence[Row[Any]], look: Round) -> bool:
    """Make the rest of the sequence fit what the budget leaves; True where that changed anything."""
    limits = look.library.policy.limits
    room = limits.automated - read_spent(connection, message.contact_id, limits, look.now).counted(
        look.now, limits
    )
    return join_overflow(connection, message, rows, room, look.now)


def _take(
    connection: Connection, message: Row[Any], contact: Contact, verdict: Verdict, look: Round
) -> Claimed | None:
    """Mark a message that may leave as `sending`, unless its sender must keep a distance first."""
    waited = message.retry_at is not None
    turn = claim_turn(connection, contact.channel, look.pace, look.now, waited=waited)
    if turn > look.now:
        change_message(connection, message.id, {"retry_at": turn})
        return None
    _mark_sending(connection, message, verdict, look)
    if verdict.escalate:
        hand_on(connection, message, contact, verdict, look.now)
    outgoing = to_outgoing(message, contact.address, verdict, look.media)
    return Claimed(message.id, contact.id, outgoing, message.attempts + 1, look.leased_at)


def _first_due(connection: Connection, rows: Sequence[Row[Any]], now: datetime) -> Row[Any] | None:
    """The message that leaves next, if it may be tried now: those before it are confirmed."""
    message = next((one for one in rows if one.status == Status.QUEUED and one.due_at <= now), None)
    if message is None or (message.retry_at and message.retry_at > now):
        return None
    return None if last_unconfirmed(connection, message.contact_id, now) is not None else message


def _mark_sending(connection: Connection, message: Row[Any], verdict: Verdict, look: Round) -> None:
    values = {
        "status": Status.SENDING,
        "sending_at": look.now,
        "attempts": message.attempts + 1,
        "lease_owner": look.owner,
        "lease_until": look.now + LEASE,
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


def to_outgoing(message: Row[Any], address: str, verdict: Verdict, media: MediaLink) -> Outgoing:
    if verdict.template:
        return Outgoing(
            message.id, address, template=verdict.template, variables=dict(message.variables or {})
        )
    files = message.media or []
    return Outgoing(message.id, address, text=message.text, media_url=media(files[0]["url"]) if files else "")
