"""The database: one engine, one way to begin a transaction, on SQLite and PostgreSQL alike.

SQLite: WAL, full synchronisation, and `BEGIN IMMEDIATE`, so that a writer never fails half
way for want of the lock. PostgreSQL: row locks, taken on the conversation first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from bot.errors import DatabaseError

WAKE_CHANNEL = "bulbul"


class Database:
    """Where everything is remembered. `url` is an SQLAlchemy URL."""

    def __init__(self, url: str) -> None:
        self.url: URL = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = create_engine(self.url, **self._options())
        if self.is_sqlite:
            event.listen(self._engine, "connect", _prepare_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)

    def _options(self) -> dict[str, Any]:
        if not self.is_sqlite:
            return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 10}
        if self.url.database in (None, "", ":memory:"):
            return {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
        Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
        return {"connect_args": {"timeout": 15}}

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Begin, and commit at the end; an exception rolls everything back."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads, so that it never waits for a writer on SQLite."""
        with self._engine.connect() as opened:
            connection = opened.execution_options(reading=True)
            with connection.begin():
                yield connection

    def ping(self) -> None:
        """Ask the database anything; DatabaseError where it does not answer."""
        try:
            with self.reading() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            raise DatabaseError(
                f"The database {self.url.render_as_string()} does not answer "
                f"({type(error).__name__}). Is it running, and is DATABASE_URL right?"
            ) from error

    def close(self) -> None:
        self._engine.dispose()


def wake(connection: Connection) -> None:
    """Tell the workers, when this transaction commits, that there is something to do.

    SQLite needs no word: its workers watch the file's data version.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"NOTIFY {WAKE_CHANNEL}"))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # Autocommit in the driver: SQLAlchemy's begin event below says BEGIN, not the driver.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
