"""Conversations: the thread with one contact, and the frozen snapshot a decision is made on.

A `Situation` holds everything `decide` may know. It is read in one go by
`store/snapshots.py`; whoever needs a further fact adds a field here first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from bot.core.contacts import Contact
from bot.core.messages import Status
from bot.core.policy import Limits
from bot.core.sequences import Step
from bot.core.understanding import Understanding

QUESTION_OPEN = timedelta(hours=24)
SERVICE_WINDOW = timedelta(hours=24)
WINDOW_MARGIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Conversation:
    """Who holds the thread, and what the bot must remember between two messages.

    `held_since` is None while the bot holds it. `claimed` says whether an agent ever acted
    during the hold. `away_until` ends the closed period whose notice has been sent;
    `clarified` says that the last decision asked what was meant. `invited_at` is when the
    template went out that asks the contact to reopen the service window, None once they wrote.
    """

    held_since: datetime | None = None
    claimed: bool = False
    last_agent_at: datetime | None = None
    last_inbound_at: datetime | None = None
    misses: int = 0
    away_until: datetime | None = None
    late_on: date | None = None
    disclosed: bool = False
    stop_asked: bool = False
    clarified: bool = False
    invited_at: datetime | None = None

    @property
    def window_closes(self) -> datetime | None:
        """The last instant at which free text may be sent, with its margin; None: never opened."""
        if self.last_inbound_at is None:
            return None
        return self.last_inbound_at + SERVICE_WINDOW - WINDOW_MARGIN


@dataclass(frozen=True, slots=True)
class Heard:
    """One new inbound message with its understanding.

    `parts` are the understandings of its sentences where it has several, else of the whole.
    `button` is a tap's payload, `quoted` our id of the message it replies to.
    `media` says that a file or a place came with it.
    """

    message_id: str
    at: datetime
    whole: Understanding
    parts: tuple[Understanding, ...]
    button: str = ""
    quoted: str = ""
    media: bool = False
    opt_out: str = ""

    @property
    def text(self) -> str:
        return self.whole.text


@dataclass(frozen=True, slots=True)
class OpenOption:
    """One choice as the contact saw it. `trigger` is set where choosing it asks that question."""

    say: str
    then: str = ""
    tag: str = ""
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """An offer or an ask that went out and is open. `ask` is None for an offer.

    `ask` has the step's `store`, `type`, `retry` and `choices`; `retried` says that it was
    put a second time. `answered` is an ask whose sequence has gone on: only a new answer
    may follow, and only while it is the newest question.
    """

    message_id: str
    sequence: str
    asked_at: datetime
    options: tuple[OpenOption, ...] = ()
    ask: Mapping[str, Any] | None = None
    enrollment: str = ""
    retried: bool = False
    provider_id: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One contact's way through a sequence: its steps as they were when it began.

    `position` counts from 0: the step that comes next, or while `asking` the ask that waits.
    `due` is when its pause is over.
    """

    id: str
    sequence: str
    steps: tuple[Step, ...]
    position: int
    asking: bool = False
    trigger: str = ""
    answers: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """An outbound message that has not left yet, or is leaving.

    `waits` says that it waits until the contact reopens the service window.
    """

    message_id: str
    status: Status
    due: datetime
    sequence: str = ""
    trigger: str = ""
    enrollment: str = ""
    answers: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said a short while ago, and by whom."""

    origin: Literal["contact", "bot", "agent"]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Spent:
    """What counts against the budget: when automated messages were accepted, and how many
    are on their way (`sending`, `unknown`) right now."""

    accepted: tuple[datetime, ...] = ()
    in_flight: int = 0

    def counted(self, at: datetime, limits: Limits) -> int:
        """Automated messages that count at an instant: a rolling window that ends there."""
        return self.in_flight + sum(1 for sent in self.accepted if at - limits.per < sent <= at)

    def frees(self, at: datetime, limits: Limits) -> datetime:
        """The first instant at which one more may go, if nothing else goes meanwhile.

        The oldest of those that fill the budget must leave the rolling window.
        """
        inside = sorted(sent for sent in self.accepted if at - limits.per < sent <= at)
        over = len(inside) + self.in_flight - limits.automated
        if over < 0:
            return at
        return inside[over] + limits.per if over < len(inside) else at + limits.per


@dataclass(frozen=True, slots=True)
class Situation:
    """The snapshot. `joined` understands a burst's texts together, None for one message.

    `questions` are the open ones, newest first; `planned` is in the order in which it will
    leave; `enrolled` are the running enrollments by their id. `set_back` is the enrollment of
    the newest question where that is answered, as it stood at the ask. `recent` is
    what was said in the last minutes, before what is heard now.
    """

    contact: Contact
    conversation: Conversation
    heard: tuple[Heard, ...] = ()
    joined: Understanding | None = None
    questions: tuple[Question, ...] = ()
    planned: tuple[Planned, ...] = ()
    enrolled: Mapping[str, Enrolled] = field(default_factory=dict)
    set_back: Enrolled | None = None
    spent: Spent = Spent()
    recent: tuple[Spoken, ...] = ()

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The open questions that wait for an answer, and offers, which always take another choice."""
        return tuple(question for question in self.questions if not question.answered)
