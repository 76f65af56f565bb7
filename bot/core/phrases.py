"""Exact phrases inside a text, whole words only, however many phrases there are.

Its one rule: everything here is `normalise`d already, phrases and text alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick

from bot.core.text import is_whole


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase that stands at `text[start:end]`."""

    phrase: str
    start: int
    end: int


class PhraseFinder:
    """Compiled phrases, in one automaton: the time to search does not grow with their number."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = frozenset(phrase for phrase in phrases if phrase)
        self._automaton = ahocorasick.Automaton()
        for phrase in self._phrases:
            self._automaton.add_word(phrase, phrase)
        self._automaton.make_automaton()

    def find(self, text: str) -> list[Found]:
        """Every phrase that stands in the text as whole words, in order, overlaps included."""
        if not self._phrases or not text:
            return []
        ends = ((end + 1, phrase) for end, phrase in self._automaton.iter(text))
        found = (Found(phrase, end - len(phrase), end) for end, phrase in ends)
        return sorted(
            (one for one in found if is_whole(text, one.start, one.end)),
            key=lambda one: (one.start, -one.end),
        )

    def longest(self, text: str) -> list[Found]:
        """The phrases of `find` without those that overlap an earlier, longer one."""
        kept: list[Found] = []
        for one in self.find(text):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def without(self, text: str) -> str:
        """The text with every found phrase taken out."""
        for one in reversed(self.longest(text)):
            text = f"{text[: one.start]} {text[one.end :]}"
        return " ".join(text.split())
