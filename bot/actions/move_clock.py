"""Move the clock: a contact lives by another one than was thought, and what was promised follows it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.contacts import Contact
from bot.core.hours import is_open, next_delivery
from bot.core.library import Library
from bot.core.messages import Status
from bot.core.voice import whereabouts
from bot.store.messages import change_message, list_open


def move_promised(
    connection: Connection, contact: Contact, library: Library, now: datetime
) -> datetime | None:
    """Plan promised answers anew by the contact's clock; when they go out now, None where none is planned.

    "Tomorrow at 9:00" was read on the contact's own clock, whichever the bot had in mind.
    """
    rows = list(_promised(connection, contact.id))
    hours, where = library.policy.hours, whereabouts(contact, library)
    delivery = next_delivery(now, hours, library.policy.away, where)
    deliver, promise = (now, now) if is_open(now, hours, where) else (delivery.deliver, delivery.promise)
    if not rows or deliver is None:
        return None
    begins: dict[str | None, datetime] = {}
    for row in rows:
        first = begins.setdefault(row.enrollment_id, row.due_at)
        change_message(connection, row.id, {"due_at": deliver + (row.due_at - first), "promise_at": promise})
    return deliver


def _promised(connection: Connection, contact_id: str) -> Iterator[Row[Any]]:
    """The bot's queued messages that have been promised for a time."""
    for row in list_open(connection, contact_id):
        if (
            row.origin == "bot"
            and row.status == Status.QUEUED
            and row.promise_at
            and not row.waits_for_window
        ):
            yield row


def forget_promises(connection: Connection, contact_id: str) -> None:
    """What nobody was told was not promised: the notice of it never left."""
    for row in _promised(connection, contact_id):
        change_message(connection, row.id, {"promise_at": None})
