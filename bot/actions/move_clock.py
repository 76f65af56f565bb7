"""Move the clock: a contact lives by another one than was thought, and what was promised follows it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.contacts import Contact
from bot.core.hours import is_open, next_delivery
from bot.core.messages import Status
from bot.core.plan import slot
from bot.core.policy import Policy
from bot.core.voice import whereabouts
from bot.store.conversations import change_conversation
from bot.store.messages import change_message, list_open


def move_promised(
    connection: Connection, contact: Contact, policy: Policy, now: datetime, decision_id: str = ""
) -> None:
    """Plan promised answers anew by the contact's clock, behind what the decision itself has queued.

    "Tomorrow at 9:00" was read on the contact's own clock, whichever the bot had in mind.
    """
    promised = _promised(connection, contact.id)
    rows = [row for row in promised if not decision_id or row.decision_id != decision_id]
    if not rows:
        return
    hours, where = policy.hours, whereabouts(contact, policy)
    delivery = next_delivery(now, hours, policy.away, where)
    # Where it is day now, the answer goes now, and nothing more is promised.
    deliver, promise = (now, None) if is_open(now, hours, where) else (delivery.deliver, delivery.promise)
    if deliver is None:
        return
    moving = {row.id for row in rows}
    others = [row.due_at for row in list_open(connection, contact.id) if row.id not in moving]
    shift = slot(deliver, others) - rows[0].due_at
    for row in rows:
        change_message(connection, row.id, {"due_at": row.due_at + shift, "promise_at": promise})
    change_conversation(connection, contact.id, {"away_until": deliver if promise else None})


def _promised(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    """The bot's queued messages that have been promised for a time, in the order in which they leave."""
    return [
        row
        for row in list_open(connection, contact_id)
        if row.origin == "bot" and row.status == Status.QUEUED and row.promise_at and not row.waits_for_window
    ]


def forget_promises(connection: Connection, contact_id: str) -> None:
    """What nobody was told was not promised: the notice of it never left, and may go out later."""
    for row in _promised(connection, contact_id):
        change_message(connection, row.id, {"promise_at": None})
    change_conversation(connection, contact_id, {"away_until": None})
