"""Mailing: who is called by mail when nobody takes a conversation, about whom, and how often.

Its one rule: nobody waits because no browser is open. Whoever may act in every conversation is
called once all reminders were in vain, and again until somebody claims it, but not for ever.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.agents import Agent
from bot.core.policy import EscalationPolicy
from bot.core.tending import Case, calls_supervisors

AGAIN = timedelta(minutes=5)
TOGETHER = timedelta(minutes=1)
"""What would be due within this time goes along with a mail that is due now."""
MOST = 12
"""So many mails about one case; who reads none of an hour's reads no thirteenth."""
PAUSES = (timedelta(seconds=20), timedelta(minutes=1), timedelta(minutes=2))
"""Before each further try of a mail; all of them together are shorter than `AGAIN`."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody for whom all reminders were in vain.

    `calls` is how many mails were about them since the reminders began, the last at `called_at`.
    """

    contact_id: str
    reason: str
    language: str
    since: datetime
    called_at: datetime | None = None
    calls: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to an agent, in plain text; `language` is what it is written in."""

    agent: str
    to: str
    subject: str
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Posted:
    """Whether a mail server took a letter, and why not; `again`: another try may end otherwise."""

    taken: bool
    why: str = ""
    again: bool = True


@dataclass(frozen=True, slots=True)
class Unsent:
    """An agent's letter that no server has taken yet, after so many tries; the next is due at `at`."""

    agent: str
    tries: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Mail:
    """How letters are written, to an agent in a zone, and posted; neither raises for a server's fault."""

    write: Callable[[Agent, Sequence[Waiting], str], Letter]
    post: Callable[[Sequence[Letter], datetime], Sequence[Posted]]


def is_address(text: str) -> bool:
    """Whether mail may be sent there; other letters than English ones must be written as `xn--…`."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None


def who_is_called(agents: Iterable[Agent]) -> list[Agent]:
    """Those who may step in everywhere and have an address, each address once."""
    found: dict[str, Agent] = {}
    for agent in agents:
        if agent.email and agent.may("overrule"):
            found.setdefault(agent.email.lower(), agent)
    return list(found.values())


def in_vain(case: Case, rules: EscalationPolicy) -> bool:
    """Whether all reminders have been called out and nobody has come."""
    return case.state == "open" and bool(rules.remind) and calls_supervisors(case.reminders, rules)


def calls_of(case: Case, called_at: datetime | None, calls: int) -> tuple[datetime | None, int]:
    """The mails about a case since its reminders began: what was before is another round."""
    before = called_at is not None and case.rings_from is not None and called_at < case.rings_from
    return (None, 0) if before else (called_at, calls)


def is_due(one: Waiting, now: datetime) -> bool:
    """Whether a mail about somebody is due."""
    return one.calls < MOST and (one.called_at is None or now >= one.called_at + AGAIN)


def due_calls(waiting: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """About whom supervisors are mailed now: one mail, also about those who would be next."""
    if not any(is_due(one, now) for one in waiting):
        return []
    return [one for one in waiting if is_due(one, now + TOGETHER)]


def try_again(tries: int, posted: Posted, now: datetime) -> datetime | None:
    """When a letter is tried again that failed so many times; None where it is given up."""
    if not posted.again or tries > len(PAUSES):
        return None
    return now + PAUSES[tries - 1]
