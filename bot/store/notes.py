"""Private notes of agents, and who was mentioned in them and has not seen it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from bot.store.tables import contacts, mentions, notes

_N, _S = notes.c, mentions.c
MOST, MOST_MENTIONS = 200, 20


def add_note(
    connection: Connection, contact_id: str, agent: str, text: str, now: datetime, submission: str | None
) -> str:
    """Add a note; call it under the contact's lock, where no note has its submission yet."""
    note_id = uuid4().hex
    values = {"contact_id": contact_id, "agent": agent, "text": text, "submission": submission}
    connection.execute(insert(notes).values(id=note_id, created_at=now, **values))
    return note_id


def find_note(connection: Connection, contact_id: str, submission: str) -> str | None:
    """The id of the note that a form has left already."""
    found = select(_N.id).where(_N.contact_id == contact_id, _N.submission == submission)
    return connection.execute(found).scalar_one_or_none()


def add_mentions(connection: Connection, note_id: str, contact_id: str, names: Iterable[str]) -> None:
    for name in names:
        known = select(_S.agent).where(_S.note_id == note_id, _S.agent == name)
        if connection.execute(known).one_or_none() is None:
            connection.execute(insert(mentions).values(note_id=note_id, contact_id=contact_id, agent=name))


def list_notes(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    """The newest notes, oldest first."""
    newest = (
        select(notes).where(_N.contact_id == contact_id).order_by(_N.created_at.desc(), _N.id).limit(MOST)
    )
    return connection.execute(newest).all()[::-1]


def list_unseen_mentions(connection: Connection, agent: str) -> Sequence[Row[Any]]:
    """Notes that mention an agent who has not seen them, newest first, with the contact's name."""
    return connection.execute(
        select(notes, contacts.c.name, contacts.c.address)
        .join(mentions, _S.note_id == _N.id)
        .join(contacts, contacts.c.id == _N.contact_id)
        .where(_S.agent == agent, _S.seen_at.is_(None))
        .order_by(_N.created_at.desc())
        .limit(MOST_MENTIONS)
    ).all()


def mark_mentions_seen(connection: Connection, contact_id: str, agent: str, now: datetime) -> None:
    """An agent has opened the conversation: they have seen what mentions them there."""
    which = [_S.contact_id == contact_id, _S.agent == agent, _S.seen_at.is_(None)]
    connection.execute(update(mentions).where(*which).values(seen_at=now))
