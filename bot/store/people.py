"""Contacts as they are searched and listed for a page. Its one rule: it only reads."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from bot.core.escalations import OPEN_STATES
from bot.store.tables import contacts, conversations, escalations

_C, _E, _V = contacts.c, escalations.c, conversations.c
MOST = 50


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
        digits = "".join(letter for letter in text if letter.isdigit())
        fits = [func.lower(_C.name).contains(text.lower(), autoescape=True)]
        fits.append(func.lower(_C.address).contains(text.lower(), autoescape=True))
        # A number is written with blanks and dashes, and kept without.
        fits += [_C.address.contains(digits)] if len(digits) > 3 else []
        found = found.where(or_(*fits))
    return connection.execute(found).all()
