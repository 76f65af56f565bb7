"""The migrations lead to exactly the tables of `store/tables.py`, on both databases."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import make_url

from bot.errors import DatabaseError
from bot.store import schema
from bot.store.conversations import change_conversation
from bot.store.database import Database
from bot.store.escalations import list_escalations
from bot.store.people import search_contacts
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


_CONTACT = (
    "INSERT INTO contacts (id, channel, address, name, zone, zone_source, attributes, tags, created_at) "
    "VALUES (:id, 'whatsapp', :address, :name, 'UTC', '', '{}', '[]', '2026-11-22 05:00:00')"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def at_schema(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], Database]]:
    """Build an empty database with the schema of an earlier version."""
    url = f"sqlite:///{tmp_path / 'older.db'}"
    if request.param == "postgresql":
        request.getfixturevalue("sweeper").execute(text("DROP DATABASE IF EXISTS older"))
        request.getfixturevalue("sweeper").execute(text("CREATE DATABASE older"))
        there = make_url(request.getfixturevalue("postgres_url")).set(database="older")
        url = there.render_as_string(hide_password=False)
    with closing(Database(url)) as database:

        def build(revision: str) -> Database:
            with database.transaction() as connection:
                config = schema._config()
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
            return database

        yield build


def _add(database: Database, name: str = "", address: str = "whatsapp:+66812345678") -> str:
    """Add a contact by its columns then; what adds one today knows columns that were not there."""
    contact_id = uuid4().hex
    with database.transaction() as connection:
        connection.execute(text(_CONTACT), {"id": contact_id, "address": address, "name": name})
        connection.execute(
            text("INSERT INTO conversations (contact_id) VALUES (:id)"),
            {"id": contact_id},
        )
    return contact_id


def test_whom_people_held_before_there_was_a_console_is_in_its_queue(
    at_schema: Callable[[str], Database],
) -> None:
    older, since = at_schema("0005"), datetime(2026, 11, 22, 5, tzinfo=UTC)
    contact_id = _add(older)
    with older.transaction() as connection:
        change_conversation(connection, contact_id, {"held_since": since, "agent": "mai"})

    migrate(older)

    with older.reading() as connection:
        (row,) = list_escalations(connection, contact_id)
    assert (row.reason, row.state, row.claimed_by, row.task) == ("taken", "claimed", "mai", False)
    assert row.opened_at == since


def test_whoever_wrote_before_names_were_folded_is_found_without_accents(
    at_schema: Callable[[str], Database],
) -> None:
    older = at_schema("0006")
    joao, _nobody = _add(older, "João"), _add(older, "", "whatsapp:+5511999999999")

    migrate(older)

    with older.reading() as connection:
        assert [row.id for row in search_contacts(connection, "joao")] == [joao]
