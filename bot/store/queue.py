"""The queue as it is read for a page: every open escalation with its contact, in few questions.

Its one rule: it only reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, exists, func, or_, select

from bot.core.contacts import Consent
from bot.core.escalations import OPEN_STATES
from bot.core.messages import FINAL
from bot.store.tables import contacts, conversations, escalations, messages

_C, _E, _M = contacts.c, escalations.c, messages.c


def last_messages(connection: Connection, contact_ids: Iterable[str]) -> Mapping[str, Any]:
    """The last thing that a person said in each conversation, by the contact's id.

    What the bot says by itself hides what somebody needs.
    """
    said = or_(_M.origin == "contact", and_(_M.origin == "agent", _M.status.not_in(list(FINAL))))
    # From the newest backwards to the first that fits: the rest of a long thread is not read.
    newest = (
        select(_M.position)
        .where(_M.contact_id == conversations.c.contact_id, said)
        .order_by(_M.position.desc())
        .limit(1)
        .correlate(conversations)
        .scalar_subquery()
    )
    same = and_(messages.c.contact_id == conversations.c.contact_id, messages.c.position == newest)
    rows = connection.execute(
        select(_M.contact_id, _M.origin, _M.text, _M.media, _M.location, _M.created_at, _M.sent_at)
        .join(conversations, same)
        .where(conversations.c.contact_id.in_(list(contact_ids)))
    )
    return {str(row.contact_id): row for row in rows.all()}


def count_unread(connection: Connection) -> Mapping[str, int]:
    """How many messages of each waiting contact no person has answered, by the contact's id."""
    answered = (
        select(_M.position)
        .where(_M.contact_id == _E.contact_id, _M.origin == "agent", _M.status.not_in(list(FINAL)))
        .order_by(_M.position.desc())
        .limit(1)
        .correlate(escalations)
        .scalar_subquery()
    )
    # Materialised, so that it is asked once for a conversation and not for each of its messages.
    waiting = (
        select(_E.contact_id, _E.decision_id, _E.opened_at, func.coalesce(answered, 0).label("answered"))
        .where(_E.state.in_(OPEN_STATES), _E.waits_since.is_not(None))
        .cte("waiting")
        .prefix_with("MATERIALIZED")
    )
    each = waiting.c
    belongs = or_(_M.handled_by == each.decision_id, _M.created_at >= each.opened_at)
    rows = connection.execute(
        select(each.contact_id, func.count(_M.id))
        .join(messages, _M.contact_id == each.contact_id)
        .where(_M.origin == "contact", belongs, _M.position > each.answered)
        .group_by(each.contact_id)
    )
    return {contact_id: count for contact_id, count in rows}


def list_opted_out(connection: Connection, since: datetime) -> Sequence[Any]:
    """Who has opted out and wrote again since an instant, and no person has answered; the newest first.

    Each with the last `text` and when it came, `at`. The word that opted them out is none of these.
    """
    last = (
        select(_M.contact_id, func.max(_M.position).label("position"))
        .join(contacts, _C.id == _M.contact_id)
        .where(_C.consent == Consent.OUT, _M.origin.in_(["contact", "agent"]), _M.created_at > since)
        .group_by(_M.contact_id)
        .subquery()
    )
    same = and_(_M.contact_id == last.c.contact_id, _M.position == last.c.position)
    busy = exists().where(_E.contact_id == _C.id, _E.state.in_(OPEN_STATES))
    return connection.execute(
        select(_C.id.label("contact_id"), _C.name, _C.address, _M.text, _M.created_at.label("at"))
        .join(messages, _M.contact_id == _C.id)
        .join(last, same)
        .where(_M.origin == "contact", _M.created_at > _C.consent_at, ~busy)
        .order_by(_M.created_at.desc())
        .limit(20)
    ).all()
