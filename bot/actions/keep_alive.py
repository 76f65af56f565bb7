"""Keep alive: a worker's heartbeat, and the leases of what it is doing."""

from datetime import datetime, timedelta

from bot.store.conversations import extend_claims, mark_alive
from bot.store.database import Database
from bot.store.messages import extend_leases

LEASE = timedelta(seconds=30)


def keep_alive(database: Database, worker: str, library: str, now: datetime) -> None:
    """Say that a worker lives, and keep what it has claimed for another lease."""
    with database.transaction() as connection:
        mark_alive(connection, worker, now, library)
        extend_claims(connection, worker, now + LEASE)
        extend_leases(connection, worker, now + LEASE)
