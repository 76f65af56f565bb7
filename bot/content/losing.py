"""Plays every phrase to the matcher: which of them would the bot not take for their own trigger?

Its one rule: a phrase that another trigger wins is told by itself; what the bot would only ask
about is told once for two triggers, so that the list stays one that people read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.collisions import owners_of, read_alike
from bot.content.duplicates import place_of
from bot.content.problems import Problem, warning
from bot.core.triggers import Candidate, Match, Phrase, Trigger


@dataclass(frozen=True, slots=True)
class Played:
    """A phrase, and what the matcher made of it."""

    phrase: Phrase
    match: Match


def losing_phrases(triggers: Mapping[str, Trigger], match: Callable[[str], Match]) -> list[Problem]:
    """A warning for each phrase that loses, for each two triggers in doubt, and for what is not known.

    `match` is the matcher's own. Phrases that two triggers share are told as duplicates or
    collisions, and not again.
    """
    enabled = [trigger for trigger in triggers.values() if trigger.enabled]
    owners = owners_of(enabled)
    phrases = [phrase for trigger in enabled for phrase in trigger.phrases]
    places = {(phrase.trigger, phrase.text): phrase.place for phrase in phrases}
    own = (phrase for phrase in phrases if len(owners[read_alike(phrase.text)]) == 1)
    return list(judge([Played(phrase, match(phrase.text)) for phrase in own], places))


def judge(played: Sequence[Played], places: Mapping[tuple[str, str], str]) -> Iterator[Problem]:
    """Warnings about phrases that were played; `places` are those of phrases by trigger and text."""
    for one in played:
        if one.match.best and one.match.best.trigger != one.phrase.trigger:
            yield warning(place_of(one.phrase.place), _lost(one.phrase, one.match.best, places))
    unsure = [one for one in played if not one.match.best]
    for together in _by_pair(unsure).values():
        yield warning(place_of(together[0].phrase.place), _asked(together, places))
    for faint in _by_trigger(one for one in unsure if not _rival(one)).values():
        yield warning(place_of(faint[0].phrase.place), _faint(faint))


def _rival(played: Played) -> Candidate | None:
    """The likeliest other trigger that the bot would ask about."""
    return next((one for one in played.match.close if one.trigger != played.phrase.trigger), None)


def _by_pair(unsure: Iterable[Played]) -> Mapping[frozenset[str], list[Played]]:
    pairs: dict[frozenset[str], list[Played]] = {}
    for one in unsure:
        if rival := _rival(one):
            pairs.setdefault(frozenset((one.phrase.trigger, rival.trigger)), []).append(one)
    return pairs


def _by_trigger(played: Iterable[Played]) -> Mapping[str, list[Played]]:
    found: dict[str, list[Played]] = {}
    for one in played:
        found.setdefault(one.phrase.trigger, []).append(one)
    return found


def _lost(phrase: Phrase, winner: Candidate, places: Mapping[tuple[str, str], str]) -> str:
    return (
        f'"{phrase.text}" loses to trigger "{winner.trigger}" through {_witness(winner, places)}. '
        "Make the two phrases more different, or move one."
    )


def _witness(winner: Candidate, places: Mapping[tuple[str, str], str]) -> str:
    return f'"{winner.phrase}" at {places.get((winner.trigger, winner.phrase), "another place")}'


def _asked(together: Sequence[Played], places: Mapping[tuple[str, str], str]) -> str:
    first = together[0]
    rival = _rival(first)
    witness = _witness(rival, places) if rival else ""
    other = rival.trigger if rival else ""
    return (
        f'"{first.phrase.text}"{_further(together)} leaves the bot in doubt between "{first.phrase.trigger}" '
        f'and "{other}", whose nearest is {witness}, so that it only asks. '
        "Make the two triggers' phrases more different."
    )


def _faint(faint: Sequence[Played]) -> str:
    first = faint[0].phrase
    return (
        f'"{first.text}"{_further(faint)} says too little for trigger "{first.trigger}" to be acted on. '
        "Write it in a longer way, without negations, or remove it."
    )


def _further(played: Sequence[Played]) -> str:
    """The number of phrases that are not named."""
    more = len(played) - 1
    return f" (and {more} more phrase{'' if more == 1 else 's'})" if more else ""
