"""Postpone: what fails for one conversation must not keep all the others waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.exc import InterfaceError, OperationalError

from bot.log import get_logger
from bot.store import conversations
from bot.store.database import Database

PAUSE = timedelta(seconds=30)
LOST = (OperationalError, InterfaceError)
"""The database itself is away or busy: no conversation is to blame, and all are tried again."""
_log = get_logger(__name__)


class PoisonError(Exception):
    """A step failed because of one conversation; the cause says how."""

    def __init__(self, contact_id: str) -> None:
        self.contact_id = contact_id
        super().__init__(f"a step failed for the conversation of contact {contact_id[:8]}")


@contextmanager
def blame(contact_id: str) -> Iterator[None]:
    """Turn whatever fails inside into PoisonError, unless the database is away."""
    try:
        yield
    except LOST:
        raise
    except Exception as error:
        raise PoisonError(contact_id) from error


def postpone(
    database: Database, poisoned: PoisonError, which: Literal["deliver_at", "advance_at"], now: datetime
) -> None:
    """Try a conversation again in half a minute; call it after the failed transaction has ended."""
    _log.error(
        "a step failed and is put off",
        contact=poisoned.contact_id[:8],
        which=which,
        exc_info=poisoned.__cause__ or poisoned,
    )
    with database.transaction() as connection:
        conversations.postpone(connection, poisoned.contact_id, which, now + PAUSE)
