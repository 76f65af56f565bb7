"""Inbound messages: recorded once, as they came. Call the writers under the contact's lock."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from math import isfinite
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.messages import Inbound, Location
from bot.core.text import storable
from bot.store.conversations import next_position
from bot.store.tables import messages, receipts

_M = messages.c
_LONGEST_ID = 64


def hash_provider_id(channel: str, provider_id: str) -> str:
    return sha256(f"{channel}:{provider_id}".encode("utf-8", "replace")).hexdigest()


def add_receipt(connection: Connection, channel: str, provider_id: str, now: datetime) -> bool:
    """Remember a provider's id; False where it is known, also after erasure."""
    values = {"provider_hash": hash_provider_id(channel, provider_id), "at": now}
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    # The count of inserted rows is not told by every driver; what it returns is.
    added = dialect.insert(receipts).values(**values).on_conflict_do_nothing()
    return connection.execute(added.returning(receipts.c.at)).one_or_none() is not None


def add_inbound(connection: Connection, contact_id: str, inbound: Inbound, now: datetime) -> str:
    """Record what came in, as it came, cleaned of what a database cannot hold."""
    message_id = uuid4().hex
    connection.execute(
        insert(messages).values(
            id=message_id,
            contact_id=contact_id,
            position=next_position(connection, contact_id),
            origin="contact",
            status="received",
            text=storable(inbound.text),
            provider_id=_short(inbound.provider_id),
            created_at=now,
            button=storable(inbound.button),
            quoted_id=_short(inbound.quoted_id),
            opt_out=inbound.opt_out,
            media=[_media(one.url, one.content_type) for one in inbound.media] or None,
            location=_location(inbound.location),
            raw={storable(key): storable(value) for key, value in inbound.raw.items()},
        )
    )
    return message_id


def _short(provider_id: str) -> str:
    """An id as the column holds it; a longer one by its hash, so that two never become one."""
    if len(provider_id) > _LONGEST_ID:
        return sha256(provider_id.encode("utf-8", "replace")).hexdigest()
    return storable(provider_id)


def _media(url: str, content_type: str) -> dict[str, str]:
    return {"url": storable(url), "content_type": storable(content_type)}


def _location(place: Location | None) -> dict[str, Any] | None:
    """A place as JSON, which knows no infinite numbers."""
    if place is None or not (isfinite(place.latitude) and isfinite(place.longitude)):
        return None
    return {"latitude": place.latitude, "longitude": place.longitude, "label": storable(place.label)}


def list_unanswered(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    return connection.execute(
        select(messages)
        .where(_M.contact_id == contact_id, _M.origin == "contact", _M.handled_by.is_(None))
        .order_by(_M.position)
    ).all()


def mark_answered(connection: Connection, message_ids: Iterable[str], decision_id: str) -> None:
    connection.execute(update(messages).where(_M.id.in_(list(message_ids))).values(handled_by=decision_id))


def list_answered(connection: Connection, contact_id: str, decision_id: str) -> Sequence[str]:
    """The texts that a decision was about, in the order in which they came."""
    found = select(_M.text).where(_M.contact_id == contact_id, _M.handled_by == decision_id, _M.text != "")
    return connection.execute(found.order_by(_M.position)).scalars().all()


def first_unseen(
    connection: Connection, contact_id: str, since: datetime, seen: Iterable[str]
) -> datetime | None:
    """When the first message since an instant came that is none of those that were seen; None: none is."""
    known = frozenset(seen)
    found = select(_M.id, _M.created_at).where(
        _M.contact_id == contact_id, _M.origin == "contact", _M.created_at >= since
    )
    rows = connection.execute(found.order_by(_M.position))
    return next((row.created_at for row in rows if row.id not in known), None)
