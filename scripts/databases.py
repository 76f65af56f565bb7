"""An empty database of each kind, for campaigns that must hold on both.

Its one rule: nothing is left of it afterwards. The PostgreSQL server is the tests' own, which does
not wait for the disk; the SQLite file is as in production.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.store.database import Database
from bot.store.schema import migrate
from tests.postgres import postgres


@contextmanager
def databases() -> Iterator[Iterator[tuple[str, str]]]:
    """Name and URL of an empty, migrated database of each kind."""
    with TemporaryDirectory() as folder, postgres() as server:
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE bulbul"))
        engine.dispose()
        served = make_url(server).set(database="bulbul").render_as_string(hide_password=False)
        yield (
            (name, _migrated(url))
            for name, url in (("SQLite", f"sqlite:///{Path(folder) / 'bulbul.db'}"), ("PostgreSQL", served))
        )


def _migrated(url: str) -> str:
    with closing(Database(url)) as database:
        migrate(database)
    return url
