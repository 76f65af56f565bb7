"""What was said to and fro just now, and whether a message of ours answers it or comes unasked."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from bot.core.collisions import GAP, Talk
from bot.store.escalations import find_decision
from bot.store.tables import messages

_M = messages.c


def read_talk(connection: Connection, conversation: Row[Any], now: datetime) -> Talk:
    """The talk with a contact as it stands; `conversation` is the locked row."""
    return Talk(
        unanswered=conversation.respond_at is not None,
        wrote_at=conversation.last_inbound_at,
        answered_by=_answered_by(connection, conversation.contact_id),
        said=_said(connection, conversation.contact_id, now),
    )


def _answered_by(connection: Connection, contact_id: str) -> frozenset[str]:
    """The sequences with which the contact's last message was answered."""
    decision_id = connection.execute(
        select(_M.handled_by)
        .where(_M.contact_id == contact_id, _M.origin == "contact")
        .order_by(_M.position.desc())
        .limit(1)
    ).scalar_one_or_none()
    found = find_decision(connection, decision_id) if decision_id else None
    return frozenset(reply["sequence"] for reply in found.record.get("replies", ())) if found else frozenset()


def _said(connection: Connection, contact_id: str, now: datetime) -> dict[str, datetime]:
    rows = connection.execute(
        select(_M.enrollment_id, func.max(_M.sent_at).label("at"))
        .where(_M.contact_id == contact_id, _M.origin != "contact", _M.sent_at > now - GAP)
        .group_by(_M.enrollment_id)
    )
    return {row.enrollment_id or "": row.at for row in rows}


def is_unprompted(connection: Connection, message: Row[Any]) -> bool:
    """Was a message of the bot queued because a pause was over, not by a decision itself?

    A decision and what it says carry one instant; what follows a pause was queued later.
    """
    if message.origin != "bot" or not message.decision_id or not message.enrollment_id:
        return False
    decision = find_decision(connection, message.decision_id)
    return decision is None or message.created_at > decision.at
