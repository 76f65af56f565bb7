"""Hand off: a person takes a conversation over, answers in it, hands it back or resolves it.

Its one rule: whoever holds a conversation is asked for under the contact's lock, so that of two
agents one wins and the other is told who. `overrule` is the right to act in what others hold.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.escalate import pass_promise
from bot.actions.queue_runs import first_promise
from bot.core.escalations import RESOLUTIONS, TAKEN
from bot.core.messages import IN_FLIGHT
from bot.errors import HeldByAnotherError, NotHeldError, UnansweredError
from bot.store.agents import find_agent
from bot.store.audit import Doer, add_audit
from bot.store.contacts import find_contact
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.enrollments import cancel_running
from bot.store.escalations import AFRESH, add_escalation, change_escalation, find_open
from bot.store.inbound import list_unanswered
from bot.store.messages import cancel_queued, list_open
from bot.store.snapshots import replan

_NOBODYS = {"held_since": None, "agent": "", "last_agent_at": None, "misses": 0, "clarified": False}


def take_over(
    database: Database,
    contact_id: str,
    agent: str,
    now: datetime,
    *,
    overrule: bool = False,
    called: bool = False,
) -> None:
    """From this commit on nothing automated leaves for this contact.

    HeldByAnotherError where another agent was faster. `called` takes over only whom a person is
    still needed for, NotHeldError where that is over.
    """
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        if called and find_open(connection, contact_id) is None:
            raise NotHeldError
        claim(connection, contact_id, agent, now, overrule=overrule)
        replan(connection, contact_id, now)


def claim(connection: Connection, contact_id: str, agent: str, now: datetime, *, overrule: bool) -> None:
    """Make a conversation an agent's, in a transaction that has locked it; their own stays as it is."""
    found = find_open(connection, contact_id)
    if found is not None and found.claimed_by == agent and found.state == "claimed":
        return
    if found is not None and found.claimed_by not in ("", agent) and not overrule:
        _refuse_if_there(connection, found.claimed_by)
    flying = [row.id for row in list_open(connection, contact_id) if _is_leaving(row)]
    cancelled = cancel_queued(connection, contact_id, now, f"taken over by {agent}")
    cancel_running(connection, contact_id, now)
    change_conversation(connection, contact_id, {"held_since": now, "agent": agent, "last_agent_at": now})
    escalation_id = found.id if found is not None else _add_taken(connection, contact_id, now)
    values = {"state": "claimed", "claimed_by": agent, "claimed_at": now, **AFRESH}
    if cancelled or list_unanswered(connection, contact_id):
        # What the bot was about to say is now for the agent to say, and the contact waits for it.
        values["waits_since"] = (found.waits_since if found is not None else None) or now
    change_escalation(connection, escalation_id, values)
    pass_promise(connection, contact_id, first_promise(cancelled))
    before = found.claimed_by if found is not None else ""
    detail = {"leaving": flying, "cancelled": len(cancelled)} | ({"from": before} if before else {})
    add_audit(connection, now, "claimed", Doer(agent), contact_id=contact_id, detail=detail)


def _refuse_if_there(connection: Connection, holder: str) -> None:
    """What an account holds that was disabled is everybody's."""
    account = find_agent(connection, holder)
    if account is None or account.disabled_at is None:
        raise HeldByAnotherError(holder)


def _is_leaving(row: Row[Any]) -> bool:
    return row.origin == "bot" and row.status in IN_FLIGHT


def _add_taken(connection: Connection, contact_id: str, now: datetime) -> str:
    """The escalation of a conversation for which nobody called a person."""
    contact = find_contact(connection, contact_id)
    values = {
        "reason": TAKEN,
        "priority": "normal",
        "task": False,
        "evidence": "",
        "language": contact.language if contact else "",
        "opened_at": now,
        "due_at": now,
    }
    return add_escalation(connection, contact_id, values)


def release(
    database: Database, contact_id: str, agent: str, now: datetime, *, overrule: bool = False
) -> None:
    """Put a conversation back into the queue for others; the bot stays silent."""
    with database.transaction() as connection:
        found = _own(connection, contact_id, agent, overrule=overrule)
        give_back(connection, found, now)
        change_conversation(connection, contact_id, {"last_agent_at": now})
        add_audit(connection, now, "released", Doer(agent), contact_id=contact_id)


def give_back(connection: Connection, found: Row[Any], now: datetime) -> None:
    """An escalation is nobody's again, and calls anew."""
    rings_from = max(now, found.due_at) if found.task else now
    values = {"state": "open", "claimed_by": "", "claimed_at": None, **AFRESH, "rings_from": rings_from}
    change_escalation(connection, found.id, {**values, "waits_since": found.waits_since or now})


def snooze(
    database: Database,
    contact_id: str,
    agent: str,
    until: datetime,
    now: datetime,
    *,
    overrule: bool = False,
) -> None:
    """Put a conversation aside until an instant, or until the contact writes."""
    with database.transaction() as connection:
        found = _own(connection, contact_id, agent, overrule=overrule)
        change_escalation(connection, found.id, {"state": "snoozed", **AFRESH, "snoozed_until": until})
        change_conversation(connection, contact_id, {"last_agent_at": now})
        detail = {"until": until.isoformat()}
        add_audit(connection, now, "snoozed", Doer(agent), contact_id=contact_id, detail=detail)


def hand_back(
    database: Database,
    contact_id: str,
    now: datetime,
    agent: str = "",
    *,
    overrule: bool = True,
    sure: bool = True,
) -> None:
    """The bot holds the conversation again; nothing said during the hold is replayed.

    An escalation that an agent has claimed is answered by that; a later need opens a new one.
    Who is not `sure` hands back nobody who waits for an answer: UnansweredError.
    """
    with database.transaction() as connection:
        row = lock_conversation(connection, contact_id)
        found = find_open(connection, contact_id)
        refuse(found, agent, overrule=overrule)
        if not _is_held(row):
            return
        if found is not None and found.waits_since is not None and not sure:
            raise UnansweredError
        if found is not None and found.claimed_by:
            close(connection, found, "answered", agent, now)
        let_go(connection, contact_id, now)
        add_audit(connection, now, "handed_back", Doer(agent), contact_id=contact_id)


def resolve(
    database: Database,
    contact_id: str,
    resolution: str,
    now: datetime,
    agent: str = "",
    *,
    overrule: bool = True,
) -> None:
    """End the open escalation (answered, won, lost, spam, wrong_alarm) and hand back."""
    if resolution not in RESOLUTIONS:
        raise ValueError(f'"{resolution}" is no resolution: {", ".join(RESOLUTIONS)}')
    with database.transaction() as connection:
        row = lock_conversation(connection, contact_id)
        found = find_open(connection, contact_id)
        refuse(found, agent, overrule=overrule)
        if found is None and not _is_held(row):
            return
        if found is not None:
            close(connection, found, resolution, agent, now)
        let_go(connection, contact_id, now)
        detail = {"resolution": resolution}
        add_audit(connection, now, "resolved", Doer(agent), contact_id=contact_id, detail=detail)


def close(connection: Connection, found: Row[Any], resolution: str, agent: str, now: datetime) -> None:
    """End an escalation; empty `agent`: the bot did."""
    values = {"state": "resolved", "resolved_at": now, "resolution": resolution, "resolved_by": agent}
    change_escalation(connection, found.id, {**values, **AFRESH, "waits_since": None})


def _own(connection: Connection, contact_id: str, agent: str, *, overrule: bool) -> Row[Any]:
    """The escalation that an agent has claimed, its conversation locked."""
    lock_conversation(connection, contact_id)
    found = find_open(connection, contact_id)
    if found is None or not found.claimed_by:
        raise NotHeldError
    refuse(found, agent, overrule=overrule)
    return found


def refuse(found: Row[Any] | None, agent: str, *, overrule: bool) -> None:
    """HeldByAnotherError for what another agent has claimed, unless they may be overruled."""
    holder = found.claimed_by if found is not None else ""
    if holder not in ("", agent) and not overrule:
        raise HeldByAnotherError(holder)


def _is_held(row: Row[Any] | None) -> bool:
    """Whether people hold a conversation; who hands back twice changes nothing the second time."""
    return row is not None and row.held_since is not None


def let_go(connection: Connection, contact_id: str, now: datetime) -> None:
    """The bot holds the conversation from here on."""
    change_conversation(connection, contact_id, dict(_NOBODYS))
    replan(connection, contact_id, now)
