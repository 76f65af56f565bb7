"""A contact with a row in every table that can hold one, also in tables that do not exist yet."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Boolean, Column, Connection, Date, Integer, Table, insert, select

from bot.core.messages import Status
from bot.store.portraits import BELONGING
from bot.store.tables import Instant, notes
from tests.scene import SOMCHAI, Scene

SECRET = "Zyxwvut"
"""A word that stands in every row, and nowhere else."""
_MADE_BY_WRITING = {"contacts", "conversations"}


def furnished(scene: Scene, address: str = SOMCHAI) -> str:
    """A contact about whom every table has something to say; returns the id."""
    contact_id = scene.write(SECRET, address, name=SECRET)
    with scene.database.transaction() as connection:
        for table in BELONGING:
            if table.name not in _MADE_BY_WRITING:
                add_row(connection, table, contact_id, scene.clock.now())
    return contact_id


def add_row(connection: Connection, table: Table, contact_id: str, at: datetime, **values: Any) -> str:
    """Add a row with something in every column; what is given wins. Returns its id."""
    row = {column.name: _any(column, at) for column in table.columns}
    row |= {"contact_id": contact_id} | ({"id": uuid4().hex} if "id" in table.c else {})
    if table.name == "mentions":
        note = select(notes.c.id).where(notes.c.contact_id == contact_id).limit(1)
        row["note_id"] = connection.execute(note).scalar_one()
    if table.name == "messages":
        row |= {"status": Status.READ, "origin": "bot", "provider_id": uuid4().hex}
    if "submission" in table.c:
        row["submission"] = SECRET + uuid4().hex
    connection.execute(insert(table).values(**row | values))
    return str((row | values).get("id", ""))


def _any(column: Column[Any], at: datetime) -> Any:
    if isinstance(column.type, Instant):
        return at
    for kind, value in ((Boolean, False), (Integer, uuid4().int % 1_000_000), (Date, date(2026, 11, 23))):
        if isinstance(column.type, kind):
            return value
    return {"said": SECRET} if isinstance(column.type, JSON) else SECRET[: column.type.length]
