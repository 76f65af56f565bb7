"""Erase: everything about a contact goes, and a tombstone keeps the opt-out.

Its one rule: under the contact's lock, in one transaction. A message that arrives meanwhile
waits for the lock in `receive`, finds nobody, and begins a new contact who is opted out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.keeping import is_being_sent
from bot.log import get_logger
from bot.store.audit import Doer, add_audit
from bot.store.conversations import lock_conversation
from bot.store.database import Database
from bot.store.messages import list_open
from bot.store.portraits import delete_portrait
from bot.store.tombstones import add_tombstones

_THE_BOT = Doer()
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Erasure:
    """What came of it: the rows that went, by table; or how many messages stand in the way.

    Both are empty where the contact was not there any more.
    """

    rows: Mapping[str, int]
    being_sent: int = 0


def erase(database: Database, contact_id: str, now: datetime, doer: Doer = _THE_BOT) -> Erasure:
    """Erase a contact, unless a message to it is being sent at this moment: then nothing changes.

    Whoever is erased is opted out, whatever the consent was. The audit log keeps that it was done,
    by whom and when, of an id that nothing else bears any more.
    """
    with database.transaction() as connection:
        if lock_conversation(connection, contact_id) is None:
            return Erasure({})
        rows = list_open(connection, contact_id)
        being_sent = sum(is_being_sent(row.status, row.lease_until, row.retry_at, now) for row in rows)
        if being_sent:
            return Erasure({}, being_sent)
        add_tombstones(connection, contact_id, now)
        deleted = delete_portrait(connection, contact_id)
        add_audit(connection, now, "contact_erased", doer, contact_id=contact_id)
    _log.info("erased", contact=contact_id[:8], rows=sum(deleted.values()))
    return Erasure(deleted)
