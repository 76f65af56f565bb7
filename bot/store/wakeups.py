"""Waits until another process has written something: the immediate wake-up of a worker.

PostgreSQL tells by NOTIFY; SQLite's data version changes with every commit of another
connection, and asking for it costs microseconds.
"""

import sqlite3
from threading import Event
from typing import Protocol

import psycopg

from bot.log import get_logger
from bot.store.database import WAKE_CHANNEL, Database

POLL = 0.05
_CONNECT_WITHIN = 5  # seconds
_log = get_logger(__name__)


class Wakeup(Protocol):
    def wait(self, seconds: float, stopping: Event) -> bool:
        """Return when something may have been written (True), after `seconds`, or on `stopping`."""
        ...

    def close(self) -> None: ...


def open_wakeup(database: Database) -> Wakeup:
    """The wake-up that fits the database."""
    if not database.is_sqlite:
        return PostgresWakeup(database)
    if database.url.database in (None, "", ":memory:"):
        return PollingWakeup()
    return SqliteWakeup(str(database.url.database))


class PollingWakeup:
    """For a database in memory, which no other process can write to."""

    def wait(self, seconds: float, stopping: Event) -> bool:
        return not stopping.wait(min(seconds, POLL))

    def close(self) -> None:
        """Nothing is open."""


class SqliteWakeup:
    """Watches the data version of the file, at most 100 ms behind."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._seen = self._version()

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def wait(self, seconds: float, stopping: Event) -> bool:
        left = seconds
        while left > 0 and not stopping.wait(min(POLL, left)):
            left -= POLL
            version = self._version()
            if version != self._seen:
                self._seen = version
                return True
        return False

    def close(self) -> None:
        self._connection.close()


class PostgresWakeup:
    """Listens on a connection of its own, and opens it again when it breaks."""

    def __init__(self, database: Database) -> None:
        url = database.url.set(drivername="postgresql")
        self._dsn = url.render_as_string(hide_password=False)
        self._connection: psycopg.Connection | None = None

    def wait(self, seconds: float, stopping: Event) -> bool:
        try:
            if self._connection is None or self._connection.closed:
                # Whoever has only just begun to listen may have missed something: look at once.
                self._connection = self._listen()
                return True
            # A listener that is about to stop looks up every second.
            return any(True for _ in self._connection.notifies(timeout=min(seconds, 1.0), stop_after=1))
        except psycopg.Error as error:
            _log.warning("the wake-up connection broke; polling meanwhile", why=type(error).__name__)
            self.close()
            return not stopping.wait(min(seconds, 1.0))

    def _listen(self) -> psycopg.Connection:
        connection = psycopg.connect(self._dsn, autocommit=True, connect_timeout=_CONNECT_WITHIN)
        connection.execute(f"LISTEN {WAKE_CHANNEL}")
        return connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
