"""Call supervisors by mail, where all reminders were in vain and perhaps no browser is open.

Its one rule: who is called about whom is written down and committed before anything is sent, so
that two workers never call twice. A mail that a crash loses is made up for by the next one, five
minutes later, while nobody has come. `core/mailing.py` says who is called, and when.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.agents import Agent
from bot.core.hours import is_open
from bot.core.mailing import (
    TOGETHER,
    Letter,
    Mail,
    Posted,
    Unsent,
    Waiting,
    calls_of,
    due_calls,
    in_vain,
    is_due,
    try_again,
    who_is_called,
)
from bot.core.policy import EscalationPolicy, Policy
from bot.core.tending import Case
from bot.core.voice import at_home
from bot.log import get_logger
from bot.store.agents import list_agents, to_agent
from bot.store.audit import Doer, add_audit
from bot.store.conversations import lock_conversation
from bot.store.database import Database
from bot.store.escalations import change_escalation, list_cases, to_case

_log = get_logger(__name__)


def call_supervisors(
    database: Database, policy: Policy, mail: Mail, unsent: Sequence[Unsent], now: datetime
) -> list[Unsent]:
    """Mail to supervisors and admins about whom nobody takes; returns what must be tried again.

    `unsent` is what the call before has returned. It is kept in memory alone: where a process
    ends, the next mail about the same people takes its place.
    """
    agents, waiting = _look(database, policy.escalation)
    if not agents or not waiting:
        return []
    if not is_open(now, policy.staff_hours, at_home(policy)):
        # Nobody is there to be called; whoever still waits is told of when they come.
        return list(unsent)
    claimed = [_claim(database, policy.escalation, one.contact_id, now) for one in due_calls(waiting, now)]
    # A new letter tells of everybody who waits, so what was unsent until now need not go out as well.
    tries = {agent.name: 0 for agent in agents} if any(claimed) else _due_tries(unsent, now)
    if not tries:
        return list(unsent)
    later = [one for one in unsent if one.agent not in tries]
    return later + _send(database, policy, mail, tries, now)


def _due_tries(unsent: Sequence[Unsent], now: datetime) -> dict[str, int]:
    return {one.agent: one.tries for one in unsent if one.at <= now}


def _look(database: Database, rules: EscalationPolicy) -> tuple[list[Agent], list[Waiting]]:
    """Who would be called, and who waits in vain, longest first."""
    with database.reading() as connection:
        agents = [to_agent(row) for row in list_agents(connection) if row.disabled_at is None]
        waiting = _waiting(connection, rules)
    return who_is_called(agents), waiting


def _waiting(connection: Connection, rules: EscalationPolicy, contact_id: str | None = None) -> list[Waiting]:
    rows = [(row, to_case(row)) for row in list_cases(connection, contact_id)]
    found = [_to_waiting(row, case) for row, case in rows if in_vain(case, rules)]
    return sorted(found, key=lambda one: (one.since, one.contact_id))


def _to_waiting(row: Row[Any], case: Case) -> Waiting:
    called_at, calls = calls_of(case, row.supervisors_at, row.supervisor_calls)
    since = row.waits_since or row.opened_at
    return Waiting(row.contact_id, row.reason, row.language, since, called_at, calls)


def _claim(database: Database, rules: EscalationPolicy, contact_id: str, now: datetime) -> bool:
    """Write down that supervisors are called about somebody; False where another worker was faster."""
    try:
        with database.transaction() as connection:
            lock_conversation(connection, contact_id)
            # Asked again under the lock: an agent may have come meanwhile.
            waiting = _waiting(connection, rules, contact_id)
            if not waiting or not is_due(waiting[0], now + TOGETHER):
                return False
            (row,) = list_cases(connection, contact_id)
            values = {"supervisors_at": now, "supervisor_calls": waiting[0].calls + 1}
            change_escalation(connection, row.id, values)
            if not waiting[0].calls:
                # Further mails of the same round would bury what else was done.
                add_audit(connection, now, "supervisors_mailed", Doer(), contact_id=contact_id)
    except Exception:
        _log.exception("supervisors could not be called; it is tried again", contact=contact_id[:8])
        return False
    return True


def _send(
    database: Database, policy: Policy, mail: Mail, tries: dict[str, int], now: datetime
) -> list[Unsent]:
    """Write to these agents about all who wait at this moment; what no server took is tried again."""
    agents, waiting = _look(database, policy.escalation)
    wanted = [agent for agent in agents if agent.name in tries]
    if not waiting or not wanted:
        return []
    letters = [mail.write(agent, waiting, policy.business.time_zone) for agent in wanted]
    posted = mail.post(letters, now)
    taken = sum(one.taken for one in posted)
    _log.info("supervisors are called by mail", waiting=len(waiting), letters=len(letters), taken=taken)
    failed = [(letter, one) for letter, one in zip(letters, posted, strict=True) if not one.taken]
    again = [_again(letter, one, tries[letter.agent] + 1, now) for letter, one in failed]
    return [one for one in again if one is not None]


def _again(letter: Letter, posted: Posted, tries: int, now: datetime) -> Unsent | None:
    at = try_again(tries, posted, now)
    if at is None:
        _log.error("a mail is given up; is SMTP_URL right?", agent=letter.agent, why=posted.why, tries=tries)
        return None
    _log.warning("a mail is tried again later", agent=letter.agent, why=posted.why, tries=tries)
    return Unsent(letter.agent, tries, at)
