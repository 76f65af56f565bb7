"""Retention: which rows are old enough to go, and their deletion in small batches.

Its one rule: a row goes only where nothing may still ask for it. What waits, what is on its
way, what a running enrollment or an open escalation rests on stays, however old it is.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, exists, or_, select, union

from bot.core.escalations import OPEN_STATES
from bot.core.keeping import Kept
from bot.core.messages import IN_FLIGHT, Status
from bot.store.tables import audit, decisions, enrollments, escalations, messages, notes, receipts, taps

_D, _E, _M, _S, _T = decisions.c, enrollments.c, messages.c, escalations.c, taps.c
_NOT_LEFT = [Status.QUEUED, *IN_FLIGHT]


def list_aged_contacts(connection: Connection, kept: Kept, after: str, most: int) -> Sequence[str]:
    """Contacts with something to forget, in the order of their ids, from the one after an id on."""
    each = [
        select(table.c.contact_id).where(aged, table.c.contact_id > after)
        for table, aged in _aged(kept).items()
    ]
    found = union(*each).subquery()
    return (
        connection.execute(select(found.c.contact_id).order_by(found.c.contact_id).limit(most))
        .scalars()
        .all()
    )


def delete_aged(connection: Connection, contact_id: str, kept: Kept, most: int) -> int:
    """Delete what is old about a contact, `most` rows of a table; returns how many. Call it under
    the contact's lock."""
    deleted = 0
    for table, aged in _aged(kept).items():
        which = select(table.c.id).where(table.c.contact_id == contact_id, aged).limit(most)
        deleted += connection.execute(delete(table).where(table.c.id.in_(which))).rowcount
    return deleted


def delete_unowned(connection: Connection, kept: Kept, most: int) -> int:
    """Delete what is old and about no contact, at most so many rows of a kind; returns how many.

    Hashes of provider's ids, and what the audit log tells of accounts.
    """
    kinds = (
        (receipts.c.provider_hash, receipts.c.at < kept.receipts),
        (audit.c.id, and_(audit.c.contact_id.is_(None), audit.c.at < kept.messages)),
    )
    deleted = 0
    for key, aged in kinds:
        which = select(key).where(aged).limit(most)
        deleted += connection.execute(delete(key.table).where(key.in_(which))).rowcount
    return deleted


def _aged(kept: Kept) -> Mapping[Table, ColumnElement[bool]]:
    """What is old enough, by table. Enrollments come last: messages ask whether theirs runs."""
    return {
        messages: _aged_messages(kept),
        taps: _T.at < kept.messages,
        decisions: _aged_decisions(kept),
        escalations: and_(_S.state.not_in(OPEN_STATES), _S.resolved_at < kept.messages),
        enrollments: _E.ended_at < kept.messages,
        notes: notes.c.created_at < kept.messages,
        audit: audit.c.at < kept.messages,
    }


def _aged_messages(kept: Kept) -> ColumnElement[bool]:
    """Old from first to last, answered or ended, and in no enrollment that runs."""
    old = [
        or_(at.is_(None), at < kept.messages)
        for at in (_M.created_at, _M.sent_at, _M.read_at, _M.ended_at, _M.promise_at)
    ]
    answered = and_(_M.origin == "contact", _M.handled_by.is_not(None))
    ended = and_(_M.origin != "contact", _M.status.not_in(_NOT_LEFT))
    running = exists().where(_E.id == _M.enrollment_id, _E.ended_at.is_(None))
    return and_(*old, or_(answered, ended), ~running)


def _aged_decisions(kept: Kept) -> ColumnElement[bool]:
    """Old, and the reason for nothing that is still to come."""

    def rests(table: Table, alive: Any) -> ColumnElement[bool]:
        same = [table.c.contact_id == _D.contact_id, table.c.decision_id == _D.id]
        return exists().where(*same, alive)

    return and_(
        _D.at < kept.decisions,
        ~rests(messages, _M.status.in_(_NOT_LEFT)),
        ~rests(enrollments, _E.ended_at.is_(None)),
        ~rests(escalations, _S.state.in_(OPEN_STATES)),
    )
