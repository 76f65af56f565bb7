"""Triggers: the kinds of question the bot recognises, and the phrases people ask them in."""

from dataclasses import dataclass, field
from typing import Literal

Priority = Literal["high", "normal"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to ask: the text as ops wrote it, its BCP 47 language and its `file:line:column`."""

    text: str
    language: str
    trigger: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class TriggerEscalation:
    """Why a trigger needs a person, and how pressing it is (the reason's own priority if None)."""

    reason: str
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Trigger:
    """One kind of question. Either `reply` names a sequence or `escalate` calls a person."""

    name: str
    phrases: tuple[Phrase, ...]
    reply: str | None = None
    escalate: TriggerEscalation | None = None
    title: str = ""
    stage: str = ""
    description: str = ""
    priority: int = 0
    courtesy: bool = False
    enabled: bool = True
    place: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that fits a text: its nearest phrase, and how probable it is, 0 to 1.

    `likeness` is how much the phrase looks like the text, letter by letter: a phrase in another
    language may mean the same. `languages` are all those in which the trigger has a phrase that
    reads the same as the nearest one.
    """

    trigger: str
    phrase: str
    language: str
    score: float
    exact: bool = False
    likeness: float = 0.0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What the match layer makes of a text.

    `candidates` are best first, one a trigger. `best` is the one the bot may act on by
    itself, None where nothing fits or two are close; `close` are those worth asking about.
    """

    candidates: tuple[Candidate, ...] = ()
    best: Candidate | None = None
    close: tuple[Candidate, ...] = field(default=())
