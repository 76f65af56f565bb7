"""What every test may ask for: a database of either kind, a clock, the shipped library."""

import gc
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url

from bot.clock import VirtualClock
from bot.config import cache_folder
from bot.content.library import load_library
from bot.content.meaning import load_meaning
from bot.core.library import Library
from bot.log import set_up
from bot.store.database import Database
from bot.store.schema import migrate
from bot.store.tables import metadata
from tests.postgres import postgres

PROJECT = Path(__file__).resolve().parent.parent
MONDAY_NOON_IN_BANGKOK = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    """Let all processes of a run share one cache, which is not the one of this machine's own bot.

    What a run has fitted the next one reads. Vectors that are there already are taken along.
    """
    if hasattr(config, "workerinput"):
        return  # a process of a run that has its cache from the one that started it
    own = cache_folder()
    shared = own / "tests"
    shared.mkdir(parents=True, exist_ok=True)
    for store in own.glob("*.sqlite"):
        _take_along(store, shared / store.name)
    os.environ["BOT_CACHE"] = str(shared)


def pytest_collection_finish() -> None:
    """Keep six thousand tests out of every collection of garbage, which loading content asks for."""
    gc.collect()
    gc.freeze()


def _take_along(store: Path, copy: Path) -> None:
    if copy.exists() and copy.stat().st_mtime >= store.stat().st_mtime:
        return
    with closing(sqlite3.connect(store)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


@pytest.fixture(autouse=True, scope="session")
def _quiet_logs() -> None:
    set_up(quiet=True)


@pytest.fixture(autouse=True, scope="session")
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nearly every test of a page builds an application, and each would compile them anew."""
    shared = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    Flask.jinja_options = {"bytecode_cache": shared}


@pytest.fixture(scope="session")
def sqlite_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file to copy from."""
    file = tmp_path_factory.mktemp("pattern") / "bulbul.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A migrated database on a server that is started when the first test needs it."""
    with postgres() as server:
        with _connected(server) as connection:
            connection.execute(text("CREATE DATABASE bulbul"))
        url = make_url(server).set(database="bulbul").render_as_string(hide_password=False)
        _migrate(url)
        yield url


@pytest.fixture(scope="session")
def sweeper(postgres_url: str) -> Iterator[Connection]:
    with _connected(postgres_url) as connection:
        yield connection


def _migrate(url: str) -> None:
    with closing(Database(url)) as database:
        migrate(database)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _sweep(connection: Connection) -> None:
    """Empty every table; whoever is still connected, a process that was killed too, is thrown out.

    It takes milliseconds; to copy a whole database, as with SQLite, takes the better part of a second.
    """
    connection.execute(
        text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    )
    for table in reversed(metadata.sorted_tables):
        connection.execute(table.delete())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty, migrated database; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        file = tmp_path / "bulbul.db"
        shutil.copyfile(request.getfixturevalue("sqlite_pattern"), file)
        return f"sqlite:///{file}"
    _sweep(request.getfixturevalue("sweeper"))
    return str(request.getfixturevalue("postgres_url"))


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
    loaded = load_library(PROJECT, load_meaning(cache_folder()))
    gc.freeze()
    return loaded


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped_library()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many cases and instants the properties have tried."""
    from tests.properties.counting import tell

    tell(terminalreporter)
