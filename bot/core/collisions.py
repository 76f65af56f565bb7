"""Two sequences want one contact: who goes first, who waits, who joins?

Its one rule: a person is spoken to by one voice at a time. An answer goes before everything
that nobody asked for; what nobody asked for waits until the talk is over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.conversations import Enrolled, Situation
from bot.core.decision import Reply
from bot.core.library import Library

GAP = timedelta(minutes=30)
"""How long a talk is still going on after its last message."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an enrollment stands among others: together with those that led to it by `start`.

    `began` is when the first of them began.
    """

    enrollment: str
    began: datetime
    trigger: str = ""
    enrollments: frozenset[str] = frozenset()
    sequences: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Talk:
    """What was written just now. `unanswered`: something of the contact waits for its answer.

    `wrote_at` is the contact's last message and `answered_by` the sequences that answered it;
    `said` the last message of ours by enrollment (empty: an agent's).
    """

    unanswered: bool = False
    wrote_at: datetime | None = None
    answered_by: frozenset[str] = frozenset()
    said: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Collision:
    """Something else comes first: until when, and what."""

    until: datetime
    why: str


def in_turn(places: Iterable[Place], library: Library) -> list[Place]:
    """Unprompted sequences that are due together: by priority, then the one that began first."""

    def rank(place: Place) -> tuple[int, datetime, str]:
        trigger = library.triggers.get(place.trigger)
        return (-trigger.priority if trigger else 0, place.began, place.enrollment)

    return sorted(places, key=rank)


def in_the_way(place: Place, situation: Situation, talk: Talk, now: datetime) -> Collision | None:
    """What an unprompted step must let pass first, the longest of it; None where nothing is."""
    found = [*_answers(talk, now), *_planned(place, situation, now), *_talking(place, talk, now)]
    return max(found, key=lambda one: one.until, default=None)


def _answers(talk: Talk, now: datetime) -> Iterable[Collision]:
    if talk.unanswered:
        yield Collision(now + GAP, "the contact waits for an answer")


def _planned(place: Place, situation: Situation, now: datetime) -> Iterable[Collision]:
    for one in situation.planned:
        if one.enrollment not in place.enrollments:
            name = f'"{one.sequence}"' if one.sequence else "an agent's message"
            yield Collision(max(one.due, now) + GAP, f"{name} goes first")


def _talking(place: Place, talk: Talk, now: datetime) -> Iterable[Collision]:
    """The contact's last message, unless this very sequence answers it, and our own of others."""
    if talk.wrote_at and talk.wrote_at + GAP > now and not talk.answered_by & place.sequences:
        yield Collision(talk.wrote_at + GAP, "the contact has just written")
    for enrollment, at in talk.said.items():
        if enrollment not in place.enrollments and at + GAP > now:
            yield Collision(at + GAP, "another message has just gone out")


def joins(reply: Reply, sequence: str, situation: Situation) -> Enrolled | None:
    """The running enrollment that a sequence joins instead of being begun a second time.

    One whose question nobody can answer any more is not joined, nor does what the bot says
    by itself at once join anything.
    """
    if reply.options or reply.passes:
        return None
    running = (one for one in situation.enrolled.values() if one.sequence == sequence)
    alive = (
        one for one in running if one.id != reply.resume and (not one.asking or _is_open(one, situation))
    )
    return next(alive, None)


def _is_open(enrolled: Enrolled, situation: Situation) -> bool:
    """Is its ask open, or still on its way?"""
    asked = any(one.enrollment == enrolled.id and one.ask is not None for one in situation.unanswered)
    return asked or any(one.enrollment == enrolled.id for one in situation.planned)
