"""Receive: record what a contact wrote, once, and leave the rest to the worker."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.core.contacts import Consent, Contact
from bot.core.messages import Inbound
from bot.core.policy import Business
from bot.core.text import storable
from bot.core.zones import locate
from bot.store.contacts import add_contact, change_contact, find_by_address
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.escalations import contact_waits
from bot.store.inbound import add_inbound, add_receipt
from bot.store.tombstones import find_tombstone


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
        contact_id = _contact(connection, inbound, business, now)
        add_inbound(connection, contact_id, inbound, now)
        woken = contact_waits(connection, contact_id, now)
        # Who put a conversation off holds it from the moment on at which it comes again.
        held = {"last_agent_at": now} if woken else {}
        values = {"respond_at": now, "last_inbound_at": now, **held}
        change_conversation(connection, contact_id, values)
    return True


def _contact(connection: Connection, inbound: Inbound, business: Business, now: datetime) -> str:
    """The id of the contact, found or made, with its conversation locked."""
    found = find_by_address(connection, inbound.channel, inbound.address, inbound.external_id)
    # The conversation first, as everywhere: whoever locks in another order may wait for ever.
    # Who waited for an erasure finds the contact gone, and begins a new one.
    if found is None or lock_conversation(connection, found.id) is None:
        return _begin(connection, inbound, business, now)
    change_contact(connection, found.id, _news(found, inbound, business))
    return found.id


def _begin(connection: Connection, inbound: Inbound, business: Business, now: datetime) -> str:
    """A new contact, who may be answered because they wrote; one who was erased is opted out."""
    contact_id = add_contact(connection, _stranger(inbound, business), now, inbound.external_id).id
    erased_at = find_tombstone(connection, inbound.channel, (inbound.address, inbound.external_id))
    wrote = "first message, by an advertisement" if inbound.referral else "first message"
    values: dict[str, Any] = {"consent_source": wrote, "consent_at": now}
    if erased_at is not None:
        values = {"consent": Consent.OUT, "consent_source": "tombstone", "consent_at": erased_at}
    change_contact(connection, contact_id, values)
    return contact_id


def _news(found: Contact, inbound: Inbound, business: Business) -> dict[str, str]:
    """What a message tells of a known contact beside its text."""
    news: dict[str, str] = {}
    if inbound.name and inbound.name != found.name:
        news["name"] = inbound.name
    if inbound.external_id:
        news["external_id"] = inbound.external_id
    if inbound.address != found.address:
        news["address"] = inbound.address
        news |= _moved(found, inbound, business)
    return news


def _moved(found: Contact, inbound: Inbound, business: Business) -> dict[str, str]:
    """Where a number says that its owner is, unless words or an agent have said it better."""
    hidden = inbound.address == inbound.external_id
    place = locate(inbound.address, business.time_zone, business.country)
    if hidden or place.source == "business" or found.zone_source not in ("business", "number"):
        return {}
    return {"country": place.country, "zone": place.zone, "zone_source": place.source}


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
