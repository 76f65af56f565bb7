"""What is on a contact's phone: what they wrote, what reached them, and how far each has got.

Its one rule: the texts of the bot are those that the channel delivered, the ticks are what the
database says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.core.messages import Outgoing, Status
from bot.store.conversations import find_conversation
from bot.store.messages import list_open
from bot.store.tables import messages

LONGEST = 200  # messages shown
_SOON = timedelta(seconds=5)
_M = messages.c
_READ_BY_BOT = "read"
_TICKS = {Status.SENT: "sent", Status.DELIVERED: "delivered", Status.READ: "read", Status.FAILED: "failed"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A button under a message: its payload, its title."""

    payload: str
    title: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message on the phone. `origin` is contact, bot or agent; `tick` sent, delivered, read
    or failed; `decision` the id of the decision that answered or made it."""

    id: str
    origin: str
    text: str
    at: datetime
    tick: str
    decision: str = ""
    media: str = ""
    template: str = ""
    quoted: str = ""
    choices: tuple[Choice, ...] = ()


def read_thread(
    connection: Connection, contact_id: str, arrived: Mapping[str, Outgoing]
) -> tuple[Bubble, ...]:
    """The messages of a phone, oldest first; `arrived` is what the channel delivered, by our id."""
    rows = connection.execute(
        select(messages).where(_M.contact_id == contact_id).order_by(_M.position.desc()).limit(LONGEST)
    ).all()
    shown = [row for row in rows if row.origin == "contact" or row.id in arrived]
    shown.sort(key=lambda row: (_instant(row), row.position))
    return tuple(_bubble(row, arrived) for row in shown)


def is_typing(connection: Connection, contact_id: str, now: datetime) -> bool:
    """Will the bot, by its own plan, say something within the next seconds?"""
    conversation = find_conversation(connection, contact_id)
    if conversation is None or conversation.held_since is not None:
        return False
    leaving = any(row.due_at <= now + _SOON for row in list_open(connection, contact_id))
    return leaving or conversation.respond_at is not None


def _instant(row: Row[Any]) -> datetime:
    at: datetime = row.created_at if row.origin == "contact" else row.sent_at or row.sending_at
    return at


def _bubble(row: Row[Any], arrived: Mapping[str, Outgoing]) -> Bubble:
    if row.origin == "contact":
        # The bot has read a message when a decision stands behind it.
        tick = _READ_BY_BOT if row.handled_by else "delivered"
        return Bubble(row.id, row.origin, row.text, row.created_at, tick, row.handled_by or "")
    outgoing = arrived[row.id]
    return Bubble(
        id=row.id,
        origin=row.origin,
        text=outgoing.text,
        at=_instant(row),
        tick=_TICKS.get(row.status, "sent"),
        decision=row.decision_id or "",
        media=outgoing.media_url,
        template=outgoing.template,
        quoted=row.provider_id or "",
        choices=_choices(row.question),
    )


def _choices(question: Mapping[str, Any] | None) -> tuple[Choice, ...]:
    options = (question or {}).get("options") or ()
    return tuple(Choice(str(number), option["say"]) for number, option in enumerate(options, 1))
