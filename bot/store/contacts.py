"""Contacts and their conversations' first row."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, or_, select, update

from bot.core.contacts import Consent, Contact
from bot.core.finding import findable
from bot.store.tables import contacts, conversations


def find_contact(connection: Connection, contact_id: str) -> Contact | None:
    row = connection.execute(select(contacts).where(contacts.c.id == contact_id)).one_or_none()
    return to_contact(row) if row else None


def find_by_address(
    connection: Connection, channel: str, address: str, external_id: str = ""
) -> Contact | None:
    """The contact of an address, or of the provider's other key for the same person.

    A person without a number is addressed by the external id itself, so both are compared
    with both.
    """
    keys = [key for key in (address, external_id) if key]
    fits = or_(contacts.c.address.in_(keys), contacts.c.external_id.in_(keys))
    found = connection.execute(
        select(contacts)
        .where(contacts.c.channel == channel, fits)
        .order_by((contacts.c.address == address).desc(), contacts.c.created_at)
        .limit(1)
    ).one_or_none()
    return to_contact(found) if found else None


def add_contact(connection: Connection, contact: Contact, now: datetime, external_id: str = "") -> Contact:
    """Add a contact and its conversation; `external_id` is the provider's other key of the person."""
    contact = replace(contact, id=uuid4().hex)
    connection.execute(
        insert(contacts).values(
            id=contact.id,
            channel=contact.channel,
            address=contact.address,
            external_id=external_id,
            name=contact.name,
            search=findable(contact.name),
            country=contact.country,
            zone=contact.zone,
            zone_source=contact.zone_source,
            consent=contact.consent,
            attributes={},
            tags=[],
            created_at=now,
        )
    )
    connection.execute(insert(conversations).values(contact_id=contact.id))
    return contact


def change_contact(connection: Connection, contact_id: str, values: Mapping[str, Any]) -> None:
    if "name" in values:
        values = {**values, "search": findable(values["name"])}
    if values:
        connection.execute(update(contacts).where(contacts.c.id == contact_id).values(**values))


def to_contact(row: Row[Any]) -> Contact:
    return Contact(
        id=row.id,
        channel=row.channel,
        address=row.address,
        name=row.name,
        language=row.language,
        language_source=row.language_source,
        country=row.country,
        zone=row.zone,
        zone_source=row.zone_source,
        consent=Consent(row.consent),
        attributes=dict(row.attributes),
        tags=frozenset(row.tags),
    )
