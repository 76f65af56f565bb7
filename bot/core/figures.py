"""How well the match layer does on labelled messages, in figures: all, by language, by trigger.

Its one rule: a share of nothing is None, never 0 or 1. Shares are 0 to 1, never rounded.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.core.triggers import Candidate, Match


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled message, and what the match layer made of it.

    `wanted` is the trigger that is right, None where none is: the message is out of scope.
    `place` is the `file:line` of the label.
    """

    text: str
    wanted: str | None
    match: Match
    language: str = ""
    place: str = ""

    @property
    def in_scope(self) -> bool:
        return self.wanted is not None

    @property
    def first(self) -> Candidate | None:
        """The candidate that would be taken if one had to be."""
        return next(iter(self.match.candidates), None)

    @property
    def right(self) -> bool:
        return self.in_scope and self.first is not None and self.first.trigger == self.wanted

    @property
    def acted(self) -> str | None:
        """The trigger that the bot would answer by itself."""
        return self.match.best.trigger if self.match.best else None

    @property
    def acted_right(self) -> bool:
        return self.in_scope and self.acted == self.wanted

    @property
    def acted_wrong(self) -> bool:
        """The bot would answer a message in scope with another trigger."""
        return self.in_scope and self.acted not in (None, self.wanted)

    @property
    def asked(self) -> bool:
        """The bot would ask what is meant, and the right trigger is among the choices."""
        return self.in_scope and self.acted is None and self.wanted in {c.trigger for c in self.match.close}

    @property
    def false(self) -> bool:
        """The bot would answer a message that no trigger is for."""
        return not self.in_scope and self.acted is not None


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the messages in scope; `false` alone is one of those out of scope."""

    messages: int
    in_scope: int
    out_of_scope: int
    accuracy: float | None
    acted: float | None
    wrong: float | None
    asked: float | None
    false: float | None
    cover: float | None


@dataclass(frozen=True, slots=True)
class TriggerFigures:
    """One trigger at the bot's own threshold; `accuracy` alone is of first candidates.

    `recall` is the share of its `messages` that it answers, `precision` the share of its
    `answers`, to messages out of scope too, that are right.
    """

    trigger: str
    messages: int
    answers: int
    accuracy: float | None
    recall: float | None
    precision: float | None


def figures(judged: Sequence[Judged], precision: float = 0.9) -> Figures:
    """All figures of these messages; `precision`, 0 to 1, is the one that `cover` is asked at."""
    inside = [one for one in judged if one.in_scope]
    outside = [one for one in judged if not one.in_scope]
    return Figures(
        messages=len(judged),
        in_scope=len(inside),
        out_of_scope=len(outside),
        accuracy=_share(one.right for one in inside),
        acted=_share(one.acted_right for one in inside),
        wrong=_share(one.acted_wrong for one in inside),
        asked=_share(one.asked for one in inside),
        false=_share(one.false for one in outside),
        cover=cover(judged, precision),
    )


def cover(judged: Sequence[Judged], precision: float) -> float | None:
    """The largest share of the messages in scope that is answered right at some threshold.

    Only thresholds where so many of all answers given, out of scope included, are right
    count. Messages of one score are answered together, for no threshold parts them.
    """
    inside = sum(one.in_scope for one in judged)
    if not inside:
        return None
    best = right = given = 0
    for _, tied in groupby(sorted(judged, key=_score, reverse=True), key=_score):
        answers = [one.right for one in tied]
        given, right = given + len(answers), right + sum(answers)
        if right / given >= precision:
            best = right
    return best / inside


def by_language(judged: Iterable[Judged], precision: float = 0.9) -> dict[str, Figures]:
    """The figures of each language, the one with most messages first."""
    parts = _parted((one.language, one) for one in judged)
    ranked = sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))
    return {language: figures(part, precision) for language, part in ranked}


def by_trigger(judged: Sequence[Judged]) -> list[TriggerFigures]:
    """Every trigger that was wanted or acted on, the one that misses most of its messages first."""
    wanted = _parted((one.wanted, one) for one in judged if one.wanted is not None)
    acted = _parted((one.acted, one) for one in judged if one.acted is not None)
    found = [
        TriggerFigures(
            trigger=name,
            messages=len(wanted.get(name, ())),
            answers=len(acted.get(name, ())),
            accuracy=_share(one.right for one in wanted.get(name, ())),
            recall=_share(one.acted_right for one in wanted.get(name, ())),
            precision=_share(one.acted_right for one in acted.get(name, ())),
        )
        for name in wanted.keys() | acted.keys()
    ]
    return sorted(found, key=lambda one: (1.0 if one.recall is None else one.recall, one.trigger))


def _score(one: Judged) -> float:
    return one.first.score if one.first else 0.0


def _share(facts: Iterable[bool]) -> float | None:
    known = list(facts)
    return sum(known) / len(known) if known else None


def _parted(pairs: Iterable[tuple[str, Judged]]) -> Mapping[str, list[Judged]]:
    parts: dict[str, list[Judged]] = {}
    for key, one in pairs:
        parts.setdefault(key, []).append(one)
    return parts
