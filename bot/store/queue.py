"""The queue as it is read for a page: every open escalation with its contact, in few questions.

Its one rule: it only reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from bot.core.escalations import OPEN_STATES
from bot.core.messages import FINAL, Status
from bot.store.tables import contacts, conversations, escalations, messages

_C, _E, _M = contacts.c, escalations.c, messages.c


def list_queue(connection: Connection) -> Sequence[Row[Any]]:
    """Every open escalation, with who its contact is and when its agent last did anything."""
    return connection.execute(
        select(
            escalations,
            _C.name,
            _C.address,
            _C.country,
            _C.zone,
            _C.language.label("speaks"),
            conversations.c.last_agent_at,
        )
        .join(contacts, _C.id == _E.contact_id)
        .join(conversations, conversations.c.contact_id == _E.contact_id)
        .where(_E.state.in_(OPEN_STATES))
    ).all()


def last_messages(connection: Connection, contact_ids: Iterable[str]) -> Mapping[str, Any]:
    """The last thing that a person said in each conversation, by the contact's id.

    What the bot says by itself hides what somebody needs.
    """
    said = or_(_M.origin == "contact", and_(_M.origin == "agent", _M.status.not_in(list(FINAL))))
    last = (
        select(_M.contact_id, func.max(_M.position).label("position"))
        .where(_M.contact_id.in_(list(contact_ids)), said)
        .group_by(_M.contact_id)
        .subquery()
    )
    same = and_(_M.contact_id == last.c.contact_id, _M.position == last.c.position)
    rows = connection.execute(
        select(_M.contact_id, _M.origin, _M.text, _M.media, _M.location, _M.created_at, _M.sent_at).join(
            last, same
        )
    )
    return {str(row.contact_id): row for row in rows.all()}


def count_unread(connection: Connection) -> Mapping[str, int]:
    """How many messages of each waiting contact no person has answered, by the contact's id."""
    answered = (
        select(func.max(_M.position))
        .where(_M.contact_id == _E.contact_id, _M.origin == "agent", _M.status != Status.FAILED)
        .correlate(escalations)
        .scalar_subquery()
    )
    belongs = or_(_M.handled_by == _E.decision_id, _M.created_at >= _E.opened_at)
    rows = connection.execute(
        select(_E.contact_id, func.count(_M.id))
        .join(messages, _M.contact_id == _E.contact_id)
        .where(_E.state.in_(OPEN_STATES), _E.waits_since.is_not(None), _M.origin == "contact", belongs)
        .where(_M.position > func.coalesce(answered, 0))
        .group_by(_E.contact_id)
    )
    return {contact_id: count for contact_id, count in rows}
