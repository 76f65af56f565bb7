"""Receive: record what a contact wrote, once, and leave the rest to the worker."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.core.contacts import Contact
from bot.core.messages import Inbound
from bot.core.policy import Business
from bot.core.text import storable
from bot.core.zones import locate
from bot.store.contacts import add_contact, change_contact, find_by_address
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.messages import add_inbound, add_receipt


def receive(database: Database, inbound: Inbound, now: datetime, business: Business | None = None) -> bool:
    """Record a message and mark its conversation as waiting; False for one that came before.

    `business` gives the place of a contact whose address tells none.
    """
    inbound = replace(
        inbound,
        address=storable(inbound.address)[:200],
        external_id=storable(inbound.external_id)[:200],
        name=storable(inbound.name)[:200],
    )
    try:
        return _record(database, inbound, now, business or Business())
    except IntegrityError:
        # Two first messages of one contact came at the same time: now the contact is known.
        return _record(database, inbound, now, business or Business())


def _record(database: Database, inbound: Inbound, now: datetime, business: Business) -> bool:
    with database.transaction() as connection:
        # A provider repeats a webhook until it gets a 200, so the same message may come twice.
        if not add_receipt(connection, inbound.channel, inbound.provider_id, now):
            return False
        contact = _contact(connection, inbound, business, now)
        lock_conversation(connection, contact.id)
        add_inbound(connection, contact.id, inbound, now)
        change_conversation(connection, contact.id, {"respond_at": now, "last_inbound_at": now})
    return True


def _contact(connection: Connection, inbound: Inbound, business: Business, now: datetime) -> Contact:
    found = find_by_address(connection, inbound.channel, inbound.address, inbound.external_id)
    if found is None:
        return add_contact(connection, inbound, _stranger(inbound, business), now)
    changes: dict[str, str] = {}
    if inbound.name and inbound.name != found.name:
        changes["name"] = inbound.name
    if inbound.external_id:
        changes["external_id"] = inbound.external_id
    if inbound.address != found.address:
        changes["address"] = inbound.address
    change_contact(connection, found.id, changes)
    return found


def _stranger(inbound: Inbound, business: Business) -> Contact:
    place = locate(inbound.address, business.time_zone, business.country)
    return Contact(
        id="",
        channel=inbound.channel,
        address=inbound.address,
        name=inbound.name,
        country=place.country,
        zone=place.zone,
        zone_source=place.source,
    )
