"""Keep alive: a worker's heartbeat, and the leases of what it is doing."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.store.conversations import extend_claims, mark_alive
from bot.store.database import Database
from bot.store.messages import extend_leases

LEASE = timedelta(seconds=30)


def keep_alive(
    database: Database, worker: str, working: Iterable[str], library: str, now: datetime, problem: str = ""
) -> None:
    """Say that a worker lives, and keep what it is doing for another lease.

    `working` are the owners under which its threads are busy at this moment. What was
    claimed under any other has been left behind, and its lease runs out. `problem` says
    why it does not use the content on disk; empty where it does.
    """
    owners = tuple(working)
    with database.transaction() as connection:
        mark_alive(connection, worker, now, library, problem)
        extend_claims(connection, owners, now + LEASE)
        extend_leases(connection, owners, now + LEASE)
