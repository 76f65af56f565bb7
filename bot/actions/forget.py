"""Forget: what is older than the policy's `retention` goes, a small batch at a time.

Its one rule: one contact, one lock, one short transaction, so that nobody waits for it.
"""

from datetime import datetime

from bot.core.keeping import Kept, kept_since
from bot.core.policy import Policy
from bot.log import get_logger
from bot.store.conversations import lock_conversation
from bot.store.database import Database
from bot.store.retention import delete_aged, delete_unowned, list_aged_contacts

BATCH = 500
"""Rows of one table that go in one transaction."""
_CONTACTS = 200
_log = get_logger(__name__)


def forget(database: Database, policy: Policy, now: datetime, batch: int = BATCH) -> int:
    """Delete old messages, decisions and what belongs to them; returns how many rows went.

    May run in several workers at once, and be interrupted anywhere.
    """
    kept = kept_since(policy, now)
    forgotten, after = 0, ""
    while contact_ids := _list(database, kept, after):
        forgotten += sum(_forget_contact(database, one, kept, batch) for one in contact_ids)
        after = contact_ids[-1]
    forgotten += _forget_unowned(database, kept, batch)
    if forgotten:
        _log.info("forgotten", rows=forgotten, messages_before=kept.messages.isoformat())
    return forgotten


def _list(database: Database, kept: Kept, after: str) -> list[str]:
    with database.reading() as connection:
        return list(list_aged_contacts(connection, kept, after, _CONTACTS))


def _forget_contact(database: Database, contact_id: str, kept: Kept, batch: int) -> int:
    forgotten = 0
    while True:
        with database.transaction() as connection:
            # What is old to a reader may be answered or claimed meanwhile: ask again under the lock.
            lock_conversation(connection, contact_id)
            deleted = delete_aged(connection, contact_id, kept, batch)
        if not deleted:
            return forgotten
        forgotten += deleted


def _forget_unowned(database: Database, kept: Kept, batch: int) -> int:
    forgotten = 0
    while True:
        with database.transaction() as connection:
            deleted = delete_unowned(connection, kept, batch)
        if not deleted:
            return forgotten
        forgotten += deleted
