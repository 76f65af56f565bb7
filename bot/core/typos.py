"""Slips of the finger: letters swapped, dropped, doubled, stretched, or hit on the key beside.

Its one rule: a slip leaves something to recognise. Never the first letter of a word, never a word
of very few letters, and never in scripts whose words are picked rather than spelled.
"""

import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby

from bot.core.keyboards import neighbours

RECOGNISABLE = 4  # Letters: in a shorter word a mistake makes another word …
_IN_COMPANY = 3  # … unless the rest of a longer text helps.
_LONGER = 10
_STRETCH = 4
_SPELLED = 0x2E80  # Below it letters are typed one by one; above it (Chinese, kana) words are picked.


def _letter_runs(text: str) -> Iterator[tuple[int, str]]:
    """The words of letters and marks that are spelled, with their places."""
    start = 0
    for is_word, run in groupby(text, _is_spelled):
        word = "".join(run)
        if is_word:
            yield start, word
        start += len(word)


def _is_spelled(char: str) -> bool:
    return ord(char) < _SPELLED and unicodedata.category(char)[0] in "LM"


def is_mark(text: str, at: int) -> bool:
    """Does a mark stand there that belongs to the letter before it?"""
    return at < len(text) and unicodedata.category(text[at])[0] == "M"


def _spots(text: str) -> list[int]:
    """Where a finger may slip: in words long enough, never at the first letter, never under a mark."""
    enough = _IN_COMPANY if sum(map(str.isalpha, text)) >= _LONGER else RECOGNISABLE
    return [
        start + at
        for start, word in _letter_runs(text)
        if len(word) >= enough
        for at in range(1, len(word))
        if not is_mark(word, at + 1)
    ]


def _at_a_spot(text: str, number: int, change: Callable[[str, int], str]) -> str:
    """The text with one spot changed: the first of them, from a chosen one on, that can be."""
    spots = _spots(text)
    first = number % max(1, len(spots))
    changed = (change(text, at) for at in spots[first:] + spots[:first])
    return next((one for one in changed if one != text), text)


def swapped(text: str, number: int) -> str:
    """The text with two neighbouring letters of a word in the wrong order."""

    def swap(text: str, at: int) -> str:
        pair = text[at : at + 2]
        plain = pair.isalpha() and not is_mark(text, at + 2)
        return text[:at] + pair[::-1] + text[at + 2 :] if plain else text

    return _at_a_spot(text, number, swap)


def dropped(text: str, number: int) -> str:
    """The text without one letter."""
    return _at_a_spot(text, number, lambda text, at: text[:at] + text[at + 1 :])


def doubled(text: str, number: int) -> str:
    """The text with one letter twice."""
    return _at_a_spot(text, number, lambda text, at: text[:at] + text[at] + text[at:])


def mistyped(text: str, number: int) -> str:
    """The text with a letter from the key beside; unchanged where no layout has its letters."""

    def mistype(text: str, at: int) -> str:
        keys = neighbours(text[at])
        return text[:at] + keys[number // 97 % len(keys)] + text[at + 1 :] if keys else text

    return _at_a_spot(text, number, mistype)


def stretched(text: str, number: int) -> str:
    """The text with one letter drawn out."""
    return _at_a_spot(text, number, lambda text, at: text[:at] + text[at] * _STRETCH + text[at + 1 :])
