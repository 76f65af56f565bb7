"""Tombstones: what is left of an erased contact, so that the opt-out outlasts the data.

A tombstone holds a hash of an address and an instant, nothing else. A contact has one for
each of its keys (the address, and the provider's other key of the same person); they
carry the same erasure, so that they go together.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.tables import contacts, tombstones

_T = tombstones.c


def hash_address(channel: str, address: str) -> str:
    return sha256(f"{channel}:{address}".encode("utf-8", "replace")).hexdigest()


def add_tombstones(connection: Connection, contact_id: str, now: datetime) -> None:
    """Keep the opt-out of a contact who is about to be erased."""
    hashes, erasure = _hashes_of(connection, contact_id), uuid4().hex
    connection.execute(update(tombstones).where(_same_erasure(hashes)).values(erasure=erasure))
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    values = {"erasure": erasure, "at": now}
    for one in hashes:
        added = dialect.insert(tombstones).values(address_hash=one, **values)
        connection.execute(added.on_conflict_do_update(index_elements=[_T.address_hash], set_=values))


def find_tombstone(connection: Connection, channel: str, addresses: Iterable[str]) -> datetime | None:
    """When a contact with one of these addresses was erased, the last time; None where none was."""
    found = select(func.max(_T.at)).where(_T.address_hash.in_(_hashes(channel, addresses)))
    return connection.execute(found).scalar()


def delete_tombstones(connection: Connection, contact_id: str) -> None:
    """Forget that a contact was erased once: the person has asked to be written to again."""
    connection.execute(delete(tombstones).where(_same_erasure(_hashes_of(connection, contact_id))))


def _hashes_of(connection: Connection, contact_id: str) -> list[str]:
    which = select(contacts.c.channel, contacts.c.address, contacts.c.external_id)
    row = connection.execute(which.where(contacts.c.id == contact_id)).one_or_none()
    return _hashes(row.channel, (row.address, row.external_id)) if row else []


def _hashes(channel: str, addresses: Iterable[str]) -> list[str]:
    return sorted({hash_address(channel, address) for address in addresses if address})


def _same_erasure(hashes: Iterable[str]) -> ColumnElement[bool]:
    return _T.erasure.in_(select(_T.erasure).where(_T.address_hash.in_(list(hashes))))
