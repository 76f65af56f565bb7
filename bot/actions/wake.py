"""Wake: what was put aside comes again, because its time is over or because an agent asks for it.

Its one rule: both are the same, but for who did it in the audit log.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.handoff import refuse
from bot.core.hours import Whereabouts
from bot.core.policy import Policy
from bot.core.tending import Care
from bot.core.tending import wake as end_of_snooze
from bot.errors import NotSnoozedError
from bot.store.audit import Doer, add_audit
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.escalations import change_escalation, list_cases


def wake(
    database: Database, policy: Policy, contact_id: str, agent: str, now: datetime, *, overrule: bool = False
) -> None:
    """End a snooze now; NotSnoozedError where it has ended already."""
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        rows = list_cases(connection, contact_id)
        if not rows or rows[0].state != "snoozed":
            raise NotSnoozedError
        refuse(rows[0], agent, overrule=overrule)
        care = end_of_snooze(policy, whereabouts(rows[0], policy), now)
        come_again(connection, rows[0], care, now, Doer(agent))


def come_again(connection: Connection, row: Row[Any], care: Care, now: datetime, doer: Doer) -> None:
    """A snoozed case is its agent's again, or everybody's where it has none."""
    state = "claimed" if row.claimed_by else "open"
    values = {"state": state, "snoozed_until": None, "waits_since": now}
    change_escalation(connection, row.id, {**values, "rings_from": care.rings_from, "reminders": 0})
    # Who put a conversation off holds it from the moment on at which it comes again.
    change_conversation(connection, row.contact_id, {"last_agent_at": now})
    add_audit(connection, now, "woken", doer, contact_id=row.contact_id)


def whereabouts(row: Row[Any], policy: Policy) -> Whereabouts:
    """Where the contact of a row of `list_cases` may be."""
    business = policy.business
    return Whereabouts(row.zone, row.country, business.time_zone, business.country)
