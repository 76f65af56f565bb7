"""The decisions about a contact as a reader wants them: what was heard, what follows, what became of it.

Its one rule: it tells what was stored when the bot decided, and reasons nothing out anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.store.conversations import find_conversation
from bot.store.enrollments import list_running
from bot.store.escalations import list_decisions, list_escalations
from bot.store.messages import list_open
from bot.store.outcomes import Sent, outcome_of, to_sent
from bot.store.tables import messages

MOST = 30
_M = messages.c


@dataclass(frozen=True, slots=True)
class Card:
    """One decision. `heard` are the texts it answers, `record` is what was stored, `sent` the
    messages it led to with what held one back (`gate`)."""

    id: str
    at: datetime
    heard: tuple[str, ...]
    record: Mapping[str, Any]
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with a contact: what is planned, who holds it, what a person must do.

    `resumes` is when a paused sequence goes on by itself.
    """

    planned: tuple[Sent, ...] = ()
    resumes: tuple[tuple[str, datetime], ...] = ()
    held_since: datetime | None = None
    agent: str = ""
    escalations: tuple[Row[Any], ...] = ()

    @property
    def next(self) -> datetime | None:
        """The next instant at which the bot does something by itself."""
        return min([*(one.at for one in self.planned), *(at for _, at in self.resumes)], default=None)


def read_cards(connection: Connection, contact_id: str) -> tuple[Card, ...]:
    """The newest decisions, newest first."""
    rows = list(list_decisions(connection, contact_id))[-MOST:]
    texts = connection.execute(
        select(messages)
        .where(_M.contact_id == contact_id)
        .order_by(_M.position)
        .where(_M.handled_by.is_not(None) | _M.decision_id.is_not(None))
    ).all()
    return tuple(_card(row, texts) for row in reversed(rows))


def read_standing(connection: Connection, contact_id: str) -> Standing:
    """What is to come, and who holds the conversation."""
    conversation = find_conversation(connection, contact_id)
    if conversation is None:
        return Standing()
    paused = [row for row in list_running(connection, contact_id) if row.due_at is not None]
    return Standing(
        planned=tuple(to_sent(row) for row in list_open(connection, contact_id) if row.origin == "bot"),
        resumes=tuple((row.sequence, row.due_at) for row in paused),
        held_since=conversation.held_since,
        agent=conversation.agent,
        escalations=tuple(reversed(list_escalations(connection, contact_id))),
    )


def _card(decision: Row[Any], rows: Sequence[Row[Any]]) -> Card:
    heard, sent = outcome_of(decision.id, rows)
    return Card(id=decision.id, at=decision.at, heard=heard, record=decision.record, sent=sent)
