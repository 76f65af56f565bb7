"""One contact's data, for the person it is about: shown, handed out as JSON, erased.

Its one rule: nothing is left out. What is exported and erased is the whole portrait that
`store/portraits.py` reads; who asks for an unknown address is told so, and what may be meant.
"""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.erase import erase
from bot.contact_screen import printable, screen
from bot.errors import BulbulError
from bot.store.audit import COMMAND_LINE, Doer, add_audit
from bot.store.database import Database
from bot.store.portraits import BELONGING, Portrait, list_linked, list_similar, read_portrait
from bot.store.tombstones import find_tombstone

FORMAT = "bulbul contact 1"
"""What the export says it is; the number changes with the meaning of a key, not with a new one."""
_CHANNEL = "whatsapp"
_HERE = Doer("", COMMAND_LINE)


def portrait_of(database: Database, address: str) -> Portrait:
    """Everything that is stored about a person; BulbulError where nobody has the address."""
    with database.reading() as connection:
        return read_portrait(connection, [row.id for row in _known(connection, address)])


def show(database: Database, address: str, now: datetime) -> list[str]:
    """The lines of one screen about a person."""
    return screen(portrait_of(database, address), now)


def export(database: Database, address: str, now: datetime) -> dict[str, Any]:
    """Everything that is stored about a person, ready for JSON: instants as ISO 8601 in UTC.

    `format`, `exported_at`, `address` as it was asked for, then a list for each table, its rows
    by their columns, in the order in which things happened. The audit log keeps that it was made.
    """
    with database.transaction() as connection:
        found = [row.id for row in _known(connection, address)]
        portrait = read_portrait(connection, found)
        for contact_id in found:
            add_audit(connection, now, "contact_exported", _HERE, contact_id=contact_id)
    tables = {
        name: [{column: _told(value) for column, value in row.items()} for row in rows]
        for name, rows in portrait.items()
    }
    return {"format": FORMAT, "exported_at": _told(now), "address": address, **tables}


def _told(value: Any) -> Any:
    """A value as JSON has it; text, numbers and what was stored as JSON stay as they are."""
    return value.isoformat() if isinstance(value, date) else value


def about_to_erase(database: Database, address: str) -> str:
    """One line that says what an erasure would take."""
    portrait = portrait_of(database, address)
    names = ", ".join(sorted({row["name"] for row in portrait["contacts"] if row["name"]}))
    counted = _counted({name: len(rows) for name, rows in portrait.items()})
    return f"{address}{f' ({printable(names)})' if names else ''}: {counted}"


def erase_all(database: Database, address: str, now: datetime) -> str:
    """Erase a person; returns what went. BulbulError while a message to the person is being sent."""
    with database.reading() as connection:
        found = _known(connection, address)
    erased = dict.fromkeys((table.name for table in BELONGING), 0)
    for row in found:
        erasure = erase(database, row.id, now, _HERE)
        if erasure.being_sent:
            raise BulbulError(
                f"{address} is not erased: a message to this contact is being sent at this moment, or the "
                "bot is finding out whether it arrived. Try again in two minutes; if no worker runs, in ten."
            )
        erased = {name: count + erasure.rows.get(name, 0) for name, count in erased.items()}
    return f"erased: {_counted(erased)}"


def write_privately(path: Path, text: str) -> None:
    """Write a file that nobody but its owner may read."""
    with open(path, "w", encoding="utf-8", opener=_private) as file:
        path.chmod(0o600)  # also where the file was there before
        file.write(text)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _counted(rows: dict[str, int]) -> str:
    told = [
        f"{count} {name if count != 1 else name.removesuffix('s')}" for name, count in rows.items() if count
    ]
    return ", ".join(told) or "nothing"


def _known(connection: Connection, address: str) -> Sequence[Row[Any]]:
    """The contacts of an address; BulbulError where there is none."""
    found = list_linked(connection, address)
    if not found:
        raise BulbulError(_unknown(connection, address))
    return found


def _unknown(connection: Connection, address: str) -> str:
    told = f"There is no contact with the address {address} in this database."
    erased_at = find_tombstone(connection, _CHANNEL, (address,))
    similar = list_similar(connection, address)
    if erased_at is not None:
        told += f" It was erased on {erased_at:%Y-%m-%d} and is opted out."
    if similar:
        told += f" Did you mean {' or '.join(similar)}?"
    elif ":" not in address:
        told += f" An address begins with its channel: write for instance {_CHANNEL}:+66812345678."
    return told
