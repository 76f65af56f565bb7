"""What a conversation's page shows: the thread, why a person is needed, and who the contact is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.core.snoozing import snoozed_until


@dataclass(frozen=True, slots=True)
class File:
    """What came with a message. `link` is empty where the console must not open it."""

    kind: str
    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the thread: a message, a private note, or something that was done.

    `origin` is contact, bot or agent for a message; `author` who wrote it, as colleagues know
    them. `tick` is "", queued, sending, unknown, sent, delivered, read, failed, cancelled or
    expired; `error` says in words why it did not arrive. `why` is the id of the decision behind it.
    An `event` has its verb in `text` and what belongs to it in `detail`.
    """

    id: str
    kind: Literal["message", "note", "event"]
    at: datetime
    origin: str = ""
    author: str = ""
    mine: bool = False
    text: str = ""
    language: str = ""
    tick: str = ""
    error: str = ""
    due: datetime | None = None
    why: str = ""
    template: str = ""
    files: tuple[File, ...] = ()
    options: tuple[str, ...] = ()
    tapped: bool = False
    detail: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    """Why a person is needed: the open escalation. `asked` are the texts that led to it."""

    reason: str
    priority: str
    task: bool
    state: str
    evidence: tuple[str, ...]
    asked: tuple[str, ...]
    trigger: str
    opened_at: datetime
    due_at: datetime | None
    promise_at: datetime | None
    waits_since: datetime | None
    snoozed_until: datetime | None


@dataclass(frozen=True, slots=True)
class Who:
    """The contact, as the panel beside the thread shows them. `local` is now on their clock."""

    contact_id: str
    name: str
    address: str
    channel: str
    country: str
    flag: str
    local: datetime
    asleep: bool
    zone: str
    zone_source: str
    language: str
    language_source: str
    consent: str
    since: datetime
    tags: tuple[str, ...]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague who looks at the same conversation now."""

    name: str
    typing: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A variable of a template: the name of its field, what it is and is called, and what stands
    there at first."""

    field: str
    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A template that may be sent outside the service window. `language` is the one it has.

    `text` is what was approved, empty where it is not known; `gaps` are to be filled in.
    """

    name: str
    language: str
    text: str = ""
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class ConversationView:
    """The whole page. `holder` is the agent's name who has claimed it, `held` whether the bot is silent.

    `window` is how long free text may still be sent; zero where only templates may go out.
    `leaving` counts messages of the bot that were on their way when the agent took over.
    """

    now: datetime
    zone: str
    who: Who
    entries: tuple[Entry, ...]
    hand_over: HandOver | None
    held: bool
    holder: str
    holder_shown: str
    mine: bool
    may_claim: bool
    may_answer: bool
    may_note: bool
    window: timedelta
    window_closes: datetime | None
    leaving: int
    planned: int
    present: tuple[Present, ...]
    offers: tuple[Offer, ...]
    colleagues: tuple[tuple[str, str], ...]

    def snoozed_until(self, choice: str) -> datetime | None:
        """When a snooze would end that is chosen now."""
        return snoozed_until(choice, self.zone, self.now)
