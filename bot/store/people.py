"""Contacts as they are searched and listed for a page. Its one rule: it only reads."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from bot.core.escalations import OPEN_STATES
from bot.core.finding import spellings
from bot.core.text import fold_digits
from bot.store.tables import contacts, conversations, escalations

_C, _E, _V = contacts.c, escalations.c, conversations.c
MOST = 50
_TELLING = 4  # digits


def search_contacts(connection: Connection, text: str) -> Sequence[Row[Any]]:
    """Contacts whose name or address holds a text, those who wrote last first; all for an empty one.

    Each with `held_since` and `claimed_by`, None where nothing is open.
    """
    found = (
        select(contacts, _V.held_since, _V.last_inbound_at, _E.claimed_by)
        .join(conversations, _V.contact_id == _C.id)
        .outerjoin(escalations, (_E.contact_id == _C.id) & _E.state.in_(OPEN_STATES))
        .order_by(_V.last_inbound_at.desc().nulls_last(), _C.id)
        .limit(MOST)
    )
    if text:
        found = found.where(or_(*_fits(text)))
    return connection.execute(found).all()


def _fits(text: str) -> Iterator[ColumnElement[bool]]:
    for spelling in spellings(text):
        yield _C.search.contains(spelling, autoescape=True)
    # Every address begins with its channel, which nobody looks for.
    bare = func.substr(_C.address, func.length(_C.channel) + 2)
    yield func.lower(bare).contains(text.lower().removeprefix("whatsapp:"), autoescape=True)
    # A number is written with blanks and dashes and, at home, with a zero; it is kept without.
    digits = "".join(letter for letter in fold_digits(text) if letter in "0123456789").lstrip("0")
    if len(digits) >= _TELLING:
        yield bare.contains(digits)
