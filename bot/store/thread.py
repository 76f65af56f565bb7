"""A conversation as it is read for a page: its messages, and what agents did in it.

Its one rule: it only reads.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from bot.core.messages import Status
from bot.store.tables import audit, decisions, messages

MOST = 200
_A, _M = audit.c, messages.c
_UNSEEN = [Status.CANCELLED, Status.EXPIRED]


def list_thread(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    """The newest messages, oldest first, without what the bot had planned and never said.

    What an agent wrote is there however it ended.
    """
    said = or_(_M.origin != "bot", _M.status.not_in(_UNSEEN))
    newest = (
        select(messages).where(_M.contact_id == contact_id, said).order_by(_M.position.desc()).limit(MOST)
    )
    return connection.execute(newest).all()[::-1]


def list_reasons(connection: Connection, contact_id: str) -> frozenset[str]:
    """The ids of the decisions that are still kept; older ones are forgotten before their messages."""
    kept = select(decisions.c.id).where(decisions.c.contact_id == contact_id)
    return frozenset(connection.execute(kept).scalars())


def list_done(connection: Connection, contact_id: str) -> Sequence[Row[Any]]:
    """The newest things that were done in a conversation, oldest first."""
    newest = select(audit).where(_A.contact_id == contact_id).order_by(_A.at.desc(), _A.id).limit(MOST)
    return connection.execute(newest).all()[::-1]
