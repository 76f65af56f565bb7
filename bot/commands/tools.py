"""What several commands need: the content folder, the model of meaning, the database, the time."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.content.meaning import Meaning
    from bot.store.database import Database

ADDRESS = "whatsapp:+66812345678"
FOLDER = click.Path(path_type=Path)
PERCENT = click.FloatRange(0, 100)


def content(given: Path | None) -> Path:
    """The content folder that was named, else the one of the settings."""
    from bot.config import content_folder

    return given or content_folder()


def meaning() -> "Meaning | None":
    """The model of meaning, where it is installed."""
    from bot.config import cache_folder
    from bot.content.meaning import load_meaning

    model = load_meaning(cache_folder())
    if model and sys.stderr.isatty() and not any(cache_folder().glob("*.sqlite")):
        click.echo("The first time, what the phrases mean is worked out: a minute or two.", err=True)
    return model


@contextmanager
def database() -> "Iterator[Database]":
    """The database of the settings, if its schema is the current one."""
    from bot.config import load_settings
    from bot.store.database import Database
    from bot.store.schema import require_current

    with closing(Database(load_settings().database_url)) as opened:
        require_current(opened)
        yield opened


def now() -> datetime:
    from bot.clock import SystemClock

    return SystemClock().now()


def count(number: int, what: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {what}{'' if number == 1 else 's'}"
