"""Tending the queue: what happens to an open escalation by itself, as time passes.

Its one rule: nothing waits in silence. Whoever is not claimed is called out again and again,
what an agent has claimed and left goes back, and what was put off comes again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.core.agents import Role
from bot.core.hours import Whereabouts, when_open
from bot.core.policy import EscalationPolicy, Policy

TYPING = timedelta(seconds=60)
"""So long a letter that an agent typed shows that somebody is at work."""


@dataclass(frozen=True, slots=True)
class Case:
    """An open escalation as the queue looks after it.

    `calls_from` is when it first called for a person: when it opened, a task's due time.
    `rings_from` is when its reminders begin to count, None while that is not known yet.
    `waits_since` is None while the next word is the contact's. `agent_at` is the last thing its
    agent did in the conversation, `typed_at` the last letter that they typed.
    """

    state: Literal["open", "claimed", "snoozed"]
    calls_from: datetime
    waits_since: datetime | None
    rings_from: datetime | None = None
    reminders: int = 0
    claimed_by: str = ""
    claimed_at: datetime | None = None
    snoozed_until: datetime | None = None
    agent_at: datetime | None = None
    typed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """What must happen to a case now: it `wakes`, `goes back`, is `handed back` or `reminds`.

    `rings_from` and `reminders` are what it has from then on.
    """

    act: Literal["wakes", "goes back", "handed back", "reminds"]
    rings_from: datetime | None = None
    reminders: int = 0


def tend(case: Case, policy: Policy, where: Whereabouts, now: datetime) -> Care | None:
    """What must happen to an open escalation now; None where nothing must."""
    if case.state == "snoozed":
        over = case.snoozed_until is None or now >= case.snoozed_until
        return wake(policy, where, now) if over else None
    if case.state == "claimed":
        return _tend_claimed(case, policy, where, now)
    # What is to ring later is worked out anew: staff may be there earlier than was thought.
    begun = case.rings_from if case.rings_from and case.rings_from <= now else None
    since = begun or max(case.calls_from, case.waits_since or now)
    rings_from = _rings_from(since, policy, where)
    reminders = reminders_due(rings_from, policy.escalation, now)
    changed = rings_from != case.rings_from or reminders > case.reminders
    return Care("reminds", rings_from, reminders) if changed else None


def wake(policy: Policy, where: Whereabouts, now: datetime) -> Care:
    """The end of a snooze: its time has come, or an agent does not wait for it."""
    return Care("wakes", _rings_from(now, policy, where))


def _tend_claimed(case: Case, policy: Policy, where: Whereabouts, now: datetime) -> Care | None:
    rules = policy.escalation
    if case.waits_since is None:
        over = case.agent_at is not None and now >= case.agent_at + rules.hand_back_after
        return Care("handed back") if over else None
    typing = case.typed_at is not None and now < case.typed_at + TYPING
    if typing or now < idle_at(case, rules):
        return None
    rings_from = _rings_from(now, policy, where)
    if rings_from <= now:
        # The contact has waited all the time: whom it should have called by now it calls at once.
        rings_from = _rings_from(max(case.waits_since, case.calls_from), policy, where)
    return Care("goes back", rings_from, reminders_due(rings_from, rules, now))


def idle_at(case: Case, rules: EscalationPolicy) -> datetime:
    """When a claimed case goes back, if its agent stays silent: nobody waits for nobody."""
    signs = (case.claimed_at, case.waits_since, case.agent_at)
    return max(at for at in signs if at is not None) + rules.idle


def reminders_due(rings_from: datetime | None, rules: EscalationPolicy, now: datetime) -> int:
    """How many reminders there should have been by now.

    After the last one of the policy they go on, as far apart as the last two.
    """
    if rings_from is None or not rules.remind:
        return 0
    waited, ladder = now - rings_from, sorted(rules.remind)
    step = ladder[-1] - ladder[-2] if len(ladder) > 1 else ladder[-1]
    passed = sum(waited >= rung for rung in ladder)
    if passed < len(ladder) or step <= timedelta():
        return passed
    return passed + (waited - ladder[-1]) // step


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder that is worth writing down: which it was, after how many seconds it came by the
    policy, and whether supervisors are called from it on."""

    reminders: int
    after: int
    supervisors: bool


def newly_told(before: int, reminders: int, rules: EscalationPolicy) -> Told | None:
    """The last rung of the policy's ladder that was newly reached.

    None from the call of supervisors on: what goes on every minute would bury what else was done.
    """
    ladder = sorted(rules.remind)
    reached = min(reminders, len(ladder))
    if reached <= before:
        return None
    return Told(reached, int(ladder[reached - 1].total_seconds()), calls_supervisors(reached, rules))


def calls_supervisors(reminders: int, rules: EscalationPolicy) -> bool:
    """Whether all reminders were in vain."""
    return reminders >= len(rules.remind)


def rings(case: Case, role: Role, *, mine: bool, agents_here: bool, rules: EscalationPolicy) -> bool:
    """Must this viewer be alerted? Supervisors are, once agents were reminded in vain or are away.

    Call it with a case whose `rings_from` has come. `agents_here`: is any agent at the console?
    """
    if role == "ops":
        return False
    if case.state != "open":
        return mine and case.state == "claimed" and case.waits_since is not None
    return role == "agent" or not agents_here or calls_supervisors(case.reminders, rules)


def _rings_from(at: datetime, policy: Policy, where: Whereabouts) -> datetime:
    """The instant itself, or when staff is there again: nobody hears an alarm at night."""
    return when_open(at, policy.staff_hours, where).at or at
