"""What goes wrong on labelled messages, gathered so that ops see what to mend first.

Its one rule: every list is worst first, and a mistake is a message in scope whose first
candidate is another trigger, or one out of scope that the bot would answer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.figures import Judged
from bot.core.translations import fallbacks
from bot.core.triggers import Candidate, Phrase, Trigger


@dataclass(frozen=True, slots=True)
class Confusion:
    """Messages for `wanted` (None: out of scope) that are taken for `taken`; `acted` without asking."""

    wanted: str | None
    taken: str
    times: int
    acted: int
    example: Judged


@dataclass(frozen=True, slots=True)
class WorstPhrase:
    """A phrase that was the nearest to `wrong` messages of another kind, and to `right` of its own."""

    phrase: Phrase
    wrong: int
    acted: int
    right: int
    example: Judged


@dataclass(frozen=True, slots=True)
class WorstMessage:
    """A mistake. `rank`, from 1, and `score` are the right trigger's; rank is None where it is not listed."""

    judged: Judged
    taken: Candidate
    rank: int | None
    score: float


@dataclass(frozen=True, slots=True)
class ThinTrigger:
    """A trigger with few phrases in a language in which it was asked for."""

    trigger: str
    language: str
    phrases: int
    messages: int


def confusions(judged: Iterable[Judged]) -> list[Confusion]:
    """Which trigger is taken for which, the most frequent first; each with its first example."""
    parts: dict[tuple[str | None, str], list[Judged]] = {}
    for one, taken in _mistakes(judged):
        parts.setdefault((one.wanted, taken.trigger), []).append(one)
    found = [
        Confusion(wanted, taken, len(part), sum(one.acted == taken for one in part), part[0])
        for (wanted, taken), part in parts.items()
    ]
    return sorted(found, key=lambda one: (-one.times, -one.acted))


def worst_phrases(judged: Iterable[Judged], triggers: Mapping[str, Trigger]) -> list[WorstPhrase]:
    """The phrases that most often won wrongly; `right` says what a phrase is worth all the same."""
    known = list(judged)
    right = Counter(_key(one.first) for one in known if one.right and one.first)
    parts: dict[tuple[str, str, str], list[Judged]] = {}
    for one, taken in _mistakes(known):
        parts.setdefault(_key(taken), []).append(one)
    phrases = {
        (phrase.trigger, phrase.language, phrase.text): phrase
        for trigger in triggers.values()
        for phrase in trigger.phrases
    }
    found = [
        WorstPhrase(phrases[key], len(part), sum(_acts_on(one, key[0]) for one in part), right[key], part[0])
        for key, part in parts.items()
        if key in phrases
    ]
    return sorted(found, key=lambda one: (-one.wrong, -one.acted, one.right))


def worst_messages(judged: Iterable[Judged]) -> list[WorstMessage]:
    """Every mistake: those acted on first, then by how far the right trigger is behind."""
    found = [_worst(one, taken) for one, taken in _mistakes(judged)]
    return sorted(found, key=lambda one: (one.judged.acted is None, one.score - one.taken.score))


def thin_triggers(
    judged: Iterable[Judged], triggers: Mapping[str, Trigger], enough: int
) -> list[ThinTrigger]:
    """Triggers asked for in a language of the library in which they have fewer phrases than `enough`.

    A language that the whole library lacks is left out: nobody forgot a single trigger in it.
    """
    spoken = {phrase.language for trigger in triggers.values() for phrase in trigger.phrases}
    asked = Counter((one.wanted, one.language) for one in judged)
    found = []
    for (wanted, language), messages in asked.items():
        if wanted is not None and spoken & set(fallbacks(language)):
            count = sum(phrase.language in fallbacks(language) for phrase in triggers[wanted].phrases)
            found.append(ThinTrigger(wanted, language, count, messages))
    thin = (one for one in found if one.phrases < enough)
    return sorted(thin, key=lambda one: (one.phrases, -one.messages, one.trigger))


def _mistakes(judged: Iterable[Judged]) -> Iterable[tuple[Judged, Candidate]]:
    """Each mistake with the candidate that won wrongly: the one acted on, else the first."""
    for one in judged:
        taken = one.match.best or one.first
        if taken and (one.false or (one.in_scope and taken.trigger != one.wanted)):
            yield one, taken


def _acts_on(one: Judged, trigger: str) -> bool:
    return one.acted == trigger


def _key(candidate: Candidate) -> tuple[str, str, str]:
    return candidate.trigger, candidate.language, candidate.phrase


def _worst(one: Judged, taken: Candidate) -> WorstMessage:
    ranked = enumerate(one.match.candidates, 1)
    own = next(((rank, found.score) for rank, found in ranked if found.trigger == one.wanted), None)
    return WorstMessage(one, taken, own[0] if own else None, own[1] if own else 0.0)
