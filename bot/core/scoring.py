"""Which phrases of a library stand in a text, and which look most like it?

Its one rule: every witness is a function of a text that gives one number a phrase, 0 to 1.
Which trigger a text is about is decided elsewhere (`model.py`, `matching.py`).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.core.content_words import content_words
from bot.core.phrases import PhraseFinder
from bot.core.shortlist import Floats, GramIndex
from bot.core.text import is_spaceless, normalise
from bot.core.triggers import Phrase, Trigger

_SPACED = 0.98  # The phrase but for its spaces.
_COMPARED = 24  # So many of the likest phrases are compared letter by letter.
_BLOCK = 64
_SLIPPED = 5  # Letters: in a shorter word one slip makes another word.
_ALIKE = 0.85  # The least share of letters in place.
_COST = 2.0  # What a share of letters out of place takes from the score.
_PART = 0.95  # A phrase among others is never quite the whole text.


def comparable(text: str) -> str:
    """The normalised text without question marks, unless nothing else is in it."""
    words = normalise(text).split()
    return " ".join(word for word in words if word != "?") or " ".join(words[:1])


def compact(form: str) -> str:
    """A comparable text without its spaces, which people leave out or put in anywhere."""
    return form.replace(" ", "")


def is_telling(form: str) -> bool:
    """Is a phrase more than one word, so that it says something wherever it stands?"""
    return " " in form or (is_spaceless(form[0]) and len(form) >= (3 if form[0] >= "\u3400" else 6))


def _highest(values: Floats, most: int) -> npt.NDArray[np.int64]:
    """Where so many of the highest values above zero stand.

    As many blocks have a value at least as high as the lowest block of the best: no need to sort the rest.
    """
    whole = len(values) // _BLOCK * _BLOCK
    tops = values[:whole].reshape(-1, _BLOCK).max(axis=1)
    floor = np.partition(tops, -most)[-most] if len(tops) > most else 0.0
    rows = ((values >= floor) & (values > 0)).nonzero()[0]
    if len(rows) > most:
        rows = rows[np.argpartition(-values[rows], most)[:most]]
    return rows


def _letters(form: str) -> int:
    return len(form) - form.count(" ")


def coverage_score(phrase: str, text: str) -> float:
    """What a phrase found inside a longer text is worth, by how much of what the text says it covers."""
    if phrase == text:
        return 1.0
    said = sum(map(len, content_words(text))) or _letters(text)
    covers = sum(map(len, content_words(phrase))) or _letters(phrase)
    share = min(_PART, covers / said)
    return share**0.5 if is_telling(phrase) else share


def reads_alike(form: str, text: str) -> float:
    """Letter by letter likeness of two whole texts; nothing where one is much the longer."""
    shorter, longer = sorted((len(form), len(text)))
    return 0.0 if shorter * 4 < longer else fuzz.ratio(form, text) / 100


class Phrasebook:
    """The phrases of all triggers, row by row in the order written, and their indexes."""

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        rows = [
            (owner, phrase, form)
            for owner, trigger in enumerate(triggers)
            for phrase in trigger.phrases
            if (form := comparable(phrase.text))
        ]
        self.owners: npt.NDArray[np.int64] = np.array([row[0] for row in rows], np.int64)
        self.phrases: list[Phrase] = [row[1] for row in rows]
        self.forms: list[str] = [row[2] for row in rows]
        self._finder = PhraseFinder(self.forms)
        self._rows_of: dict[str, list[int]] = {}
        self._rows_spelled: dict[str, list[int]] = {}
        self._spelled = list(map(compact, self.forms))
        for row, (form, spelled) in enumerate(zip(self.forms, self._spelled, strict=True)):
            self._rows_of.setdefault(form, []).append(row)
            self._rows_spelled.setdefault(spelled, []).append(row)
        self._index = GramIndex(self.forms)

    def languages(self, row: int) -> tuple[str, ...]:
        """The languages in which the row's trigger has the row's form, in the order written."""
        alike = self._rows_of[self.forms[row]]
        if len(alike) == 1:
            return (self.phrases[row].language,)
        same = (other for other in alike if self.owners[other] == self.owners[row])
        return tuple(dict.fromkeys(self.phrases[other].language for other in same))

    def exactness(self, form: str) -> Floats:
        """1 for a phrase that is the whole text, less for one inside it, 0 for the others."""
        scores = np.zeros(len(self.forms))
        for phrase in {found.phrase for found in self._finder.find(form)}:
            scores[self._rows_of[phrase]] = coverage_score(phrase, form)
        return scores

    def likeness(self, form: str) -> Floats:
        """How much each phrase looks like a text, by the grams they share."""
        return self._index.cosines(form)

    def nearly(self, form: str, likeness: Floats) -> Floats:
        """What phrases are worth that are the text but for slips of the finger, spaces among them."""
        scores = np.zeros(len(self.forms))
        text = compact(form)
        scores[self._rows_spelled.get(text, [])] = _SPACED
        if len(text) < _SLIPPED:
            return scores
        near = {row: self._spelled[row] for row in _highest(likeness, _COMPARED).tolist()}
        alike = process.extract(text, near, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=None)
        for _, share, row in alike:
            scores[row] = max(scores[row], 1 - _COST * (1 - share))
        return scores
