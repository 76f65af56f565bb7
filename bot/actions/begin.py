"""Begin: an agent starts a conversation by a template, or takes up one that has gone quiet.

Its one rule: whoever has opted out, or was erased, is not written to.
"""

from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.actions.say import Words, say_under_lock
from bot.core.contacts import Consent, Contact
from bot.core.policy import Business
from bot.core.zones import locate
from bot.errors import BulbulError
from bot.store.audit import Doer, add_audit
from bot.store.contacts import add_contact, change_contact, find_by_address, find_contact
from bot.store.conversations import lock_conversation
from bot.store.database import Database
from bot.store.messages import find_submission
from bot.store.snapshots import replan
from bot.store.tombstones import find_tombstone


class OptedOutError(BulbulError):
    """The contact does not want to be written to."""


def begin(
    database: Database,
    business: Business,
    contact: Contact,
    agent: str,
    words: Words,
    now: datetime,
    *,
    overrule: bool = False,
) -> str:
    """Send a template to an address, of a new contact or a known one; returns the contact's id.

    `contact` has channel, address, name and language.
    OptedOutError where they may not be written to, HeldByAnotherError where a colleague holds them.
    """
    try:
        return _begin(database, business, contact, agent, words, now, overrule=overrule)
    except IntegrityError:
        # Two began with one new contact, or it wrote, at the same time: now the contact is known.
        return _begin(database, business, contact, agent, words, now, overrule=overrule)


def _begin(
    database: Database,
    business: Business,
    contact: Contact,
    agent: str,
    words: Words,
    now: datetime,
    *,
    overrule: bool,
) -> str:
    with database.transaction() as connection:
        contact_id = _contact(connection, business, contact, agent, now)
        if words.submission and find_submission(connection, contact_id, words.submission):
            return contact_id
        say_under_lock(connection, contact_id, agent, words, now, overrule=overrule)
        add_audit(connection, now, "began", Doer(agent), contact_id=contact_id)
        replan(connection, contact_id, now)
    return contact_id


def _contact(connection: Connection, business: Business, wanted: Contact, agent: str, now: datetime) -> str:
    """The id of the contact, found or made, with its conversation locked."""
    found = find_by_address(connection, wanted.channel, wanted.address)
    if found is not None:
        # They may stop, or be erased, until the lock is ours: what is true then counts.
        lock_conversation(connection, found.id)
        found = find_contact(connection, found.id)
    erased = find_tombstone(connection, wanted.channel, (wanted.address,)) is not None
    if erased or (found is not None and found.consent == Consent.OUT):
        raise OptedOutError(f"{wanted.address} has opted out. Only they can start again, by writing START.")
    return found.id if found is not None else _add(connection, business, wanted, agent, now)


def _add(connection: Connection, business: Business, wanted: Contact, agent: str, now: datetime) -> str:
    place = locate(wanted.address, business.time_zone, business.country)
    made = Contact(
        id="",
        channel=wanted.channel,
        address=wanted.address,
        name=wanted.name,
        country=place.country,
        zone=place.zone,
        zone_source=place.source,
    )
    contact_id = add_contact(connection, made, now).id
    values = {"consent_source": f"begun by {agent}", "consent_at": now}
    values |= {"language": wanted.language, "language_source": "agent"} if wanted.language else {}
    change_contact(connection, contact_id, values)
    return contact_id
