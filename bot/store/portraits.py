"""Portraits: everything that is stored about a contact, whole, from every table.

Its one rule: no table is named here. A table that has a `contact_id` belongs to the portrait,
so one that is added later is shown, handed out and erased without a change.
"""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, or_, select

from bot.store.tables import contacts, metadata

Portrait = dict[str, list[dict[str, Any]]]
"""The rows of each table, by the table's name; each row by its columns."""

BELONGING: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if table is contacts or "contact_id" in table.c
)
"""All tables that say something about a contact; what refers to another comes after it."""

_PREFIXES = ("", "+", "whatsapp:", "whatsapp:+")
_BEGAN = ("created_at", "started_at", "opened_at", "at", "position")
_C = contacts.c


def list_linked(connection: Connection, address: str) -> list[Row[Any]]:
    """The contacts of one person: those of an address, and those that share a key with them.

    A person who hides the number may have become a second contact before the two were linked.
    """
    keys, known = {address}, -1
    rows: list[Row[Any]] = []
    while len(keys) > known:
        known = len(keys)
        fits = or_(_C.address.in_(keys), _C.external_id.in_(keys))
        rows = list(connection.execute(select(contacts).where(fits).order_by(_C.created_at, _C.id)))
        keys |= {key for row in rows for key in (row.address, row.external_id) if key}
    return rows


def list_similar(connection: Connection, address: str) -> list[str]:
    """Known addresses that differ from one by no more than a prefix such as `whatsapp:` or `+`."""
    bare = re.sub(r"^(whatsapp:)?\+?", "", address)
    tried = [f"{prefix}{bare}" for prefix in _PREFIXES] if bare else []
    found = select(_C.address).where(_C.address.in_(tried)).order_by(_C.address)
    return list(connection.execute(found).scalars())


def read_portrait(connection: Connection, contact_ids: Iterable[str]) -> Portrait:
    """Every row about these contacts, in the order in which things happened."""
    ids = list(contact_ids)
    return {table.name: _rows(connection, table, ids) for table in BELONGING}


def delete_portrait(connection: Connection, contact_id: str) -> dict[str, int]:
    """Delete every row about a contact; returns how many, by table. Call it under the contact's lock."""
    if connection.dialect.name == "sqlite":
        # Else what is deleted can be read in the file until its place is needed again.
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    deleted = {}
    for table in reversed(BELONGING):
        which = _key(table) == contact_id
        deleted[table.name] = connection.execute(delete(table).where(which)).rowcount
    return deleted


def _key(table: Table) -> Any:
    return table.c.id if table is contacts else table.c.contact_id


def _rows(connection: Connection, table: Table, contact_ids: list[str]) -> list[dict[str, Any]]:
    order = [table.c[name] for name in _BEGAN if name in table.c]
    found = select(table).where(_key(table).in_(contact_ids)).order_by(*order, *table.primary_key)
    return [dict(row) for row in connection.execute(found).mappings()]
