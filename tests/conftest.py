"""What every test may ask for: a database of either kind, a clock, the shipped library."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.clock import VirtualClock
from bot.config import cache_folder
from bot.content.library import load_library
from bot.content.meaning import load_meaning
from bot.core.library import Library
from bot.log import set_up
from bot.store.database import Database
from bot.store.schema import migrate
from tests.postgres import postgres

PROJECT = Path(__file__).resolve().parent.parent
MONDAY_NOON_IN_BANGKOK = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@pytest.fixture(autouse=True, scope="session")
def _quiet_logs() -> None:
    set_up(quiet=True)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server with a migrated database to copy from; started when the first test needs it."""
    with postgres() as url:
        _execute(url, "CREATE DATABASE pattern")
        pattern = Database(make_url(url).set(database="pattern").render_as_string(hide_password=False))
        migrate(pattern)
        pattern.close()
        yield url


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'bulbul.db'}"
        made = Database(url)
        migrate(made)
        made.close()
        yield url
        return
    server = request.getfixturevalue("postgres_url")
    name = f"test_{uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE pattern")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> VirtualClock:
    """Monday noon in Bangkok, in the middle of open hours."""
    return VirtualClock(MONDAY_NOON_IN_BANGKOK)


@cache
def shipped_library() -> Library:
    """The project's own content, understood as in production; loaded once a run."""
    return load_library(PROJECT, load_meaning(cache_folder()))


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped_library()
