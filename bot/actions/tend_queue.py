"""Tend the queue: reminders, what was snoozed, what an agent has left, and hand-backs in time.

What happens is decided in `core/tending.py`. Its one rule: what was read outside the lock is
asked again under it, since an agent may have been faster.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.handoff import close, give_back, let_go
from bot.core.hours import Whereabouts
from bot.core.policy import Policy
from bot.core.tending import Care, tend
from bot.log import get_logger
from bot.store.audit import Doer, add_audit
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.escalations import change_escalation, list_cases, to_case

_log = get_logger(__name__)


def tend_queue(database: Database, policy: Policy, now: datetime) -> int:
    """Do what is due to every open escalation; returns to how many something was done."""
    with database.reading() as connection:
        rows = list_cases(connection)
    due = [row.contact_id for row in rows if _is_due(row, policy, now)]
    return sum(_tend(database, contact_id, policy, now) for contact_id in due)


def _is_due(row: Row[Any], policy: Policy, now: datetime) -> bool:
    """Whether anything must happen; what fails for one must not keep the others waiting."""
    try:
        return _care(row, policy, now) is not None
    except Exception:
        _log.exception("nobody can tell what an escalation needs", contact=row.contact_id[:8])
        return False


def _care(row: Row[Any], policy: Policy, now: datetime) -> Care | None:
    business = policy.business
    where = Whereabouts(row.zone, row.country, business.time_zone, business.country)
    return tend(to_case(row), policy, where, now)


def _tend(database: Database, contact_id: str, policy: Policy, now: datetime) -> bool:
    """One conversation, under its lock."""
    try:
        with database.transaction() as connection:
            lock_conversation(connection, contact_id)
            rows = list_cases(connection, contact_id)
            care = _care(rows[0], policy, now) if rows else None
            if care is None:
                return False
            _ACTS[care.act](connection, rows[0], care, now)
    except Exception:
        _log.exception("an escalation could not be tended; it is tried again", contact=contact_id[:8])
        return False
    if care.act != "reminds" or care.reminders:
        _log.info("tended", escalation=rows[0].id[:8], act=care.act, reminders=care.reminders)
    return True


def _remind(connection: Connection, row: Row[Any], care: Care, now: datetime) -> None:
    change_escalation(connection, row.id, {"rings_from": care.rings_from, "reminders": care.reminders})


def _wake(connection: Connection, row: Row[Any], care: Care, now: datetime) -> None:
    state = "claimed" if row.claimed_by else "open"
    values = {"state": state, "snoozed_until": None, "waits_since": now}
    change_escalation(connection, row.id, {**values, "rings_from": care.rings_from, "reminders": 0})
    # Who put a conversation off holds it from the moment on at which it comes again.
    change_conversation(connection, row.contact_id, {"last_agent_at": now})
    add_audit(connection, now, "woken", Doer(), contact_id=row.contact_id)


def _go_back(connection: Connection, row: Row[Any], care: Care, now: datetime) -> None:
    give_back(connection, row, now)
    change_escalation(connection, row.id, {"rings_from": care.rings_from, "reminders": care.reminders})
    detail = {"from": row.claimed_by}
    add_audit(connection, now, "went_back", Doer(), contact_id=row.contact_id, detail=detail)


def _hand_back(connection: Connection, row: Row[Any], care: Care, now: datetime) -> None:
    close(connection, row, "answered", "", now)
    let_go(connection, row.contact_id, now)
    add_audit(connection, now, "handed_back", Doer(), contact_id=row.contact_id)


_ACTS = {"reminds": _remind, "wakes": _wake, "goes back": _go_back, "handed back": _hand_back}
