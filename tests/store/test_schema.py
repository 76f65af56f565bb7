"""The migrations lead to exactly the tables of `store/tables.py`, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.errors import DatabaseError
from bot.store.database import Database
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
