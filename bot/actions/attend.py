"""Attend: an agent looks at a conversation, and perhaps types; colleagues see it.

Its one rule: it takes no lock and changes nothing about the contact, so looking disturbs nobody.
"""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from bot.store.database import Database
from bot.store.notes import mark_mentions_seen
from bot.store.presence import is_fresh, mark_present


def attend(database: Database, contact_id: str, agent: str, now: datetime, *, typing: bool = False) -> None:
    """Write down that an agent looks, unless that was done a moment ago."""
    with database.reading() as connection:
        if is_fresh(connection, contact_id, agent, now, typing=typing):
            return
    try:
        with database.transaction() as connection:
            # In the order in which an erasure takes them, so that neither waits for the other.
            mark_mentions_seen(connection, contact_id, agent, now)
            mark_present(connection, contact_id, agent, now, typing=typing)
    except IntegrityError:
        # Two windows of one agent wrote the first word at the same time, or the contact has just been
        # erased: the next look, two seconds later, says it again.
        return
