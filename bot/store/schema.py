"""Brings a database to the current schema, and tells whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import DatabaseError
from bot.store.database import Database
from bot.store.tables import metadata

_LOCK = 826_351_907  # any number that no other program takes on this database


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def migrate(database: Database) -> None:
    """Run every migration that is missing, in one transaction; safe to run twice at once."""
    database.ping()
    config = _config()
    try:
        with database.transaction() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except SQLAlchemyError as error:
        raise DatabaseError(
            f"The database {database.url.render_as_string()} could not be migrated: {error}"
        ) from error


def require_current(database: Database) -> None:
    """DatabaseError where the schema is not the one this version was written for."""
    database.ping()
    with database.reading() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if current != head:
        url = database.url.render_as_string()
        is_old = f"is at schema {current}, and this version needs {head}" if current else "has no tables yet"
        raise DatabaseError(f"The database {url} {is_old}. Run: bot migrate")


def create(database: Database) -> None:
    """Make all tables of an empty database that lives only for this process."""
    with database.transaction() as connection:
        metadata.create_all(connection)
