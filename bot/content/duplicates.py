"""Finds phrases that are written twice, as the bot reads them: without case, accents and marks."""

from collections.abc import Iterable

from bot.content.problems import Problem, warning
from bot.core.hanzi import SIMPLIFIED
from bot.core.text import normalise
from bot.core.triggers import Phrase, Trigger


def repeated_phrases(triggers: Iterable[Trigger]) -> list[Problem]:
    """A warning for each phrase that stands in the same trigger or in another one already."""
    first: dict[str, Phrase] = {}
    problems = []
    for trigger in triggers:
        for phrase in trigger.phrases if trigger.enabled else ():
            earlier = first.setdefault(normalise(phrase.text), phrase)
            if earlier is not phrase and not _is_other_writing(phrase, earlier):
                problems.append(_repeated(phrase, earlier))
    return problems


def _is_other_writing(phrase: Phrase, earlier: Phrase) -> bool:
    """Languages share words ("info", "FOB"), Chinese is written in two ways: that is no mistake."""
    if phrase.trigger != earlier.trigger:
        return False
    return phrase.language != earlier.language or _is_traditional(phrase) != _is_traditional(earlier)


def _is_traditional(phrase: Phrase) -> bool:
    return any(char in SIMPLIFIED for char in phrase.text)


def _repeated(phrase: Phrase, earlier: Phrase) -> Problem:
    if phrase.trigger == earlier.trigger:
        text = f'"{phrase.text}" is already at {earlier.place}. Remove one of them.'
    else:
        text = (
            f'"{phrase.text}" is also a phrase of trigger "{earlier.trigger}"{_in(earlier, phrase)} at '
            f"{earlier.place}, "
            "so that the bot cannot tell them apart. Keep it in one of them."
        )
    return warning(place_of(phrase.place), text)


def _in(earlier: Phrase, phrase: Phrase) -> str:
    return f" in {earlier.language}" if earlier.language != phrase.language else ""


def place_of(place: str) -> tuple[str, int, int]:
    """The file, line and column of a place written as `file:line:column`."""
    file, line, column = place.rsplit(":", 2)
    return file, int(line), int(column)
