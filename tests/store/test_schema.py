"""The migrations lead to exactly the tables of `store/tables.py`, on both databases."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.core.contacts import Contact
from bot.errors import DatabaseError
from bot.store import schema
from bot.store.contacts import add_contact
from bot.store.conversations import change_conversation
from bot.store.database import Database
from bot.store.escalations import list_escalations
from bot.store.schema import migrate, require_current
from bot.store.tables import metadata


def test_the_migrations_lead_to_the_tables_as_they_are_written(database: Database) -> None:
    with database.transaction() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        difference = compare_metadata(context, metadata)

    assert difference == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)

    require_current(database)


def test_a_database_that_was_never_migrated_is_refused_with_the_command_that_helps(tmp_path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(DatabaseError, match=r"has no tables yet\. Run: bot migrate"):
        require_current(empty)
    empty.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with the schema from before the console."""
    url = f"sqlite:///{tmp_path / 'older.db'}"
    if request.param == "postgresql":
        request.getfixturevalue("sweeper").execute(text("DROP DATABASE IF EXISTS older"))
        request.getfixturevalue("sweeper").execute(text("CREATE DATABASE older"))
        there = make_url(request.getfixturevalue("postgres_url")).set(database="older")
        url = there.render_as_string(hide_password=False)
    with closing(Database(url)) as database:
        with database.transaction() as connection:
            config = schema._config()
            config.attributes["connection"] = connection
            command.upgrade(config, "0005")
        yield database


def test_whom_people_held_before_there_was_a_console_is_in_its_queue(older: Database) -> None:
    since = datetime(2026, 11, 22, 5, tzinfo=UTC)
    somchai = Contact("", "whatsapp", "whatsapp:+66812345678")
    with older.transaction() as connection:
        contact_id = add_contact(connection, somchai, since).id
        change_conversation(connection, contact_id, {"held_since": since, "agent": "mai"})

    migrate(older)

    with older.reading() as connection:
        (row,) = list_escalations(connection, contact_id)
    assert (row.reason, row.state, row.claimed_by, row.task) == ("taken", "claimed", "mai", False)
    assert row.opened_at == since
