"""What a decision is made of: values only, so that it can be stored and explained.

`decide.py` makes it, `actions/respond.py` carries it out, `explain` shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.core.contacts import Consent
from bot.core.conversations import OpenOption
from bot.core.places import ToldPlace
from bot.core.triggers import Priority

Layer = Literal["consent", "hold", "escalation", "answer", "trigger", "clarify", "fallback"]
Gate = Literal["consent", "hold", "hours"]


@dataclass(frozen=True, slots=True)
class Line:
    """What one layer said: whether it applied, and why."""

    layer: Layer
    applies: bool
    why: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A sequence to begin at an instant, or with `resume` a running enrollment to go on with.

    `options` are appended to the sequence's last text as an offer. `answers` names the
    question this replies to, so that a new answer to it can replace this one. `passes` are
    the gates this reply may pass; what is said at once passes `hours`, whatever its steps
    say. `repeat` puts the open ask of `resume` once more.
    """

    sequence: str
    at: datetime
    why: str
    trigger: str = ""
    options: tuple[OpenOption, ...] = ()
    promise: datetime | None = None
    answers: str = ""
    passes: tuple[Gate, ...] = ()
    resume: str = ""
    repeat: bool = False
    retry: bool = False


@dataclass(frozen=True, slots=True)
class NewEscalation:
    """A person is needed: why, how pressing, on what evidence, and by when."""

    reason: str
    priority: Priority
    evidence: str
    due: datetime
    trigger: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """The contact chose an option (from 0) of an offer, by `number`, `button` or `words`."""

    message_id: str
    option: int
    how: Literal["number", "button", "words"]
    tag: str = ""


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """The contact answered an ask. `value` is None where it goes on without one.

    With `retry` the answer did not fit and the step's retry text is due. `anew` replaces an
    earlier answer: what is queued behind the ask is dropped, and the sequence runs again from there.
    """

    enrollment: str
    attribute: str
    value: str | None
    retry: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What the bot does about a burst of inbound messages, with the reasons.

    `trigger` is the first trigger it acts on, None where it acts on none. `cancel` drops all
    that is queued; `replaces` names the questions whose queued answers are dropped.
    `language_sure` says that `language` is worth remembering of the contact. `release` lets
    go what waited for the service window; `place` is where the contact has said to be.
    """

    layer: Layer
    why: str
    trigger: str | None = None
    replies: tuple[Reply, ...] = ()
    escalations: tuple[NewEscalation, ...] = ()
    consent: Consent | None = None
    consent_source: str = ""
    erase: bool = False
    cancel: bool = False
    replaces: tuple[str, ...] = ()
    tap: Tap | None = None
    answer: AskAnswer | None = None
    misses: int = 0
    away_until: datetime | None = None
    late_on: date | None = None
    stop_asked: bool = False
    hand_back: bool = False
    release: bool = False
    place: ToldPlace | None = None
    language: str = ""
    language_sure: bool = False
    language_why: str = ""
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: Mapping[str, Any] = field(default_factory=dict)
