"""Tend the queue: reminders, what was snoozed, what an agent has left, and hand-backs in time.

What happens is decided in `core/tending.py`. Its one rule: what was read outside the lock is
asked again under it, since an agent may have been faster.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.handoff import close, give_back, let_go
from bot.actions.wake import come_again, whereabouts
from bot.core.policy import EscalationPolicy, Policy
from bot.core.tending import Care, newly_told, tend
from bot.log import get_logger
from bot.store.audit import Doer, add_audit
from bot.store.conversations import lock_conversation
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
    return tend(to_case(row), policy, whereabouts(row, policy), now)


def _tend(database: Database, contact_id: str, policy: Policy, now: datetime) -> bool:
    """One conversation, under its lock."""
    try:
        with database.transaction() as connection:
            lock_conversation(connection, contact_id)
            rows = list_cases(connection, contact_id)
            care = _care(rows[0], policy, now) if rows else None
            if care is None:
                return False
            _ACTS[care.act](connection, rows[0], care, policy.escalation, now)
    except Exception:
        _log.exception("an escalation could not be tended; it is tried again", contact=contact_id[:8])
        return False
    if care.act != "reminds" or care.reminders:
        _log.info("tended", escalation=rows[0].id[:8], act=care.act, reminders=care.reminders)
    return True


def _remind(
    connection: Connection, row: Row[Any], care: Care, rules: EscalationPolicy, now: datetime
) -> None:
    change_escalation(connection, row.id, {"rings_from": care.rings_from, "reminders": care.reminders})
    told = newly_told(row.reminders, care.reminders, rules)
    if told:
        detail = {"reminders": told.reminders, "after": told.after, "supervisors": told.supervisors}
        add_audit(connection, now, "reminded", Doer(), contact_id=row.contact_id, detail=detail)


def _wake(connection: Connection, row: Row[Any], care: Care, _: EscalationPolicy, now: datetime) -> None:
    come_again(connection, row, care, now, Doer())


def _go_back(
    connection: Connection, row: Row[Any], care: Care, rules: EscalationPolicy, now: datetime
) -> None:
    give_back(connection, row, now)
    change_escalation(connection, row.id, {"rings_from": care.rings_from, "reminders": care.reminders})
    detail: dict[str, Any] = {"from": row.claimed_by}
    told = newly_told(0, care.reminders, rules)
    if told and told.supervisors:
        # It has waited so long that they are called at once, in the same moment.
        detail["supervisors"] = True
    add_audit(connection, now, "went_back", Doer(), contact_id=row.contact_id, detail=detail)


def _hand_back(connection: Connection, row: Row[Any], care: Care, _: EscalationPolicy, now: datetime) -> None:
    close(connection, row, "answered", "", now)
    let_go(connection, row.contact_id, now)
    add_audit(connection, now, "handed_back", Doer(), contact_id=row.contact_id)


_ACTS = {"reminds": _remind, "wakes": _wake, "goes back": _go_back, "handed back": _hand_back}
