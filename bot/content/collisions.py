"""Finds phrases of different triggers that the bot cannot tell apart, in one language or in two.

Its one rule: what reads the same letter by letter, once case, accents, marks and spaces are taken
away, is one phrase, whatever its language; duplicates.py tells those that differ in less.
"""

from collections.abc import Iterable, Iterator, Mapping

from bot.content.duplicates import place_of
from bot.content.problems import Problem, warning
from bot.core.text import normalise
from bot.core.triggers import Phrase, Trigger


def read_alike(text: str) -> str:
    """What is left of a text without case, accents, marks, spaces and question marks."""
    form = normalise(text)
    return form.replace("?", "").replace(" ", "") or form


def owners_of(triggers: Iterable[Trigger]) -> Mapping[str, set[str]]:
    """The enabled triggers that have a phrase which reads so, by what it reads."""
    owners: dict[str, set[str]] = {}
    for trigger in triggers:
        for phrase in trigger.phrases if trigger.enabled else ():
            owners.setdefault(read_alike(phrase.text), set()).add(trigger.name)
    return owners


def colliding_phrases(triggers: Iterable[Trigger]) -> Iterator[Problem]:
    """A warning for each phrase that reads like one of an earlier trigger, with both places."""
    first: dict[str, Phrase] = {}
    for trigger in triggers:
        for phrase in trigger.phrases if trigger.enabled else ():
            earlier = first.setdefault(read_alike(phrase.text), phrase)
            if earlier.trigger != phrase.trigger and normalise(earlier.text) != normalise(phrase.text):
                yield warning(place_of(phrase.place), _told(phrase, earlier))


def _told(phrase: Phrase, earlier: Phrase) -> str:
    mine, other = _tags(phrase, earlier)
    return (
        f'"{phrase.text}"{mine} reads like "{earlier.text}"{other} of trigger "{earlier.trigger}" at '
        f"{earlier.place}, so that the bot cannot tell them apart. "
        "Add a word to one of them, or keep only one."
    )


def _tags(phrase: Phrase, earlier: Phrase) -> tuple[str, str]:
    """The languages of the two, where they differ."""
    if phrase.language == earlier.language:
        return "", ""
    return f" ({phrase.language})", f" ({earlier.language})"
