"""Presence: which agents look at a conversation at this moment, and which of them type."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.store.tables import presence

_P = presence.c
LOOKS = timedelta(seconds=12)
"""So long after their browser's last word an agent counts as looking; it speaks every 2 s."""
TYPES = timedelta(seconds=8)
_FRESH = timedelta(seconds=4)


def is_fresh(connection: Connection, contact_id: str, agent: str, now: datetime, *, typing: bool) -> bool:
    """Whether what is known is new enough, so that not every look is written down."""
    found = connection.execute(
        select(presence).where(_P.contact_id == contact_id, _P.agent == agent)
    ).one_or_none()
    if found is None or now - found.seen_at > _FRESH:
        return False
    return not typing or (found.typing_at is not None and now - found.typing_at <= _FRESH)


def mark_present(connection: Connection, contact_id: str, agent: str, now: datetime, *, typing: bool) -> None:
    """Write down that an agent looks; rows that have lost their meaning are dropped."""
    values: dict[str, Any] = {"seen_at": now} | ({"typing_at": now} if typing else {})
    which = [_P.contact_id == contact_id, _P.agent == agent]
    if connection.execute(update(presence).where(*which).values(values)).rowcount == 0:
        connection.execute(insert(presence).values(contact_id=contact_id, agent=agent, **values))
    _drop_old(connection, now - timedelta(hours=1))


def _drop_old(connection: Connection, before: datetime) -> None:
    """Rows that somebody else writes at this moment are left alone: two who waited so would for ever."""
    old = select(_P.contact_id, _P.agent).where(_P.seen_at < before).with_for_update(skip_locked=True)
    for row in connection.execute(old).all():
        connection.execute(delete(presence).where(_P.contact_id == row.contact_id, _P.agent == row.agent))


def list_present(
    connection: Connection, since: datetime, contact_id: str | None = None
) -> Sequence[Row[Any]]:
    """Who has looked since an instant, at one conversation or at any."""
    which = [_P.seen_at > since] + ([_P.contact_id == contact_id] if contact_id else [])
    return connection.execute(select(presence).where(*which).order_by(_P.agent)).all()
