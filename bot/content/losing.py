"""Finds phrases that the bot, as it really matches, would not take for their own trigger."""

from collections.abc import Iterator, Mapping

from bot.content.duplicates import place_of
from bot.content.problems import Problem, warning
from bot.core.matching import Matcher
from bot.core.text import normalise
from bot.core.triggers import Candidate, Match, Phrase, Trigger


def losing_phrases(triggers: Mapping[str, Trigger]) -> Iterator[Problem]:
    """A warning for each phrase that loses to another trigger, with the phrase that beats it.

    Phrases that two triggers share word for word are duplicates and told as such.
    """
    enabled = [trigger for trigger in triggers.values() if trigger.enabled]
    matcher, owners = Matcher(enabled), _owners(enabled)
    places = {(p.trigger, p.text): p.place for trigger in enabled for p in trigger.phrases}
    for trigger in enabled:
        for phrase in trigger.phrases:
            if len(owners[normalise(phrase.text)]) > 1:
                continue
            winner = _winner(matcher.match(phrase.text), phrase)
            if winner:
                yield warning(place_of(phrase.place), _told(phrase, winner, places))


def _owners(triggers: list[Trigger]) -> dict[str, set[str]]:
    owners: dict[str, set[str]] = {}
    for trigger in triggers:
        for phrase in trigger.phrases:
            owners.setdefault(normalise(phrase.text), set()).add(trigger.name)
    return owners


def _winner(match: Match, phrase: Phrase) -> Candidate | None:
    """The candidate of another trigger that the bot would act on, or rank first."""
    first = match.best or next(iter(match.candidates), None)
    return first if first and first.trigger != phrase.trigger else None


def _told(phrase: Phrase, winner: Candidate, places: Mapping[tuple[str, str], str]) -> str:
    place = places.get((winner.trigger, winner.phrase), "")
    return (
        f'"{phrase.text}" loses to trigger "{winner.trigger}" through "{winner.phrase}" at {place}. '
        "Make the two phrases more different, or move one."
    )
