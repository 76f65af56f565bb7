"""Words and phrases that tell how a text is meant, found inside it.

Its one rule: of cues that overlap the longest counts, so that "not bad" is not "bad".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import ahocorasick

from bot.core.phrases import Found
from bot.core.text import is_spaceless, is_whole, normalise

About = Literal["urgent", "negative", "calm", "praise"]

_STRONG = 0.7
_STRONG_AND_TELLING = 0.85
_HINT = {"urgent": 0.2, "negative": 0.28}


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as ops wrote it; a star at its end stands for any ending of the word.

    `hint` cues are enough only together. `felt` cues speak of a feeling, not of a matter that
    one may ask about ("terrible" against "refund"). `firm` ones count whatever the meaning.
    """

    text: str
    about: About
    hint: bool = False
    felt: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A cue that stands at a place of a normalised clause; `weight` is what it is worth, 0 to 1."""

    cue: Cue
    place: Found
    weight: float


class CueFinder:
    """Compiled cues, in one automaton: the time to search does not grow with their number."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues: dict[str, list[tuple[Cue, bool, float]]] = {}
        for cue in cues:
            form = _without_question(normalise(cue.text.rstrip("*")))
            if form:
                self._cues.setdefault(form, []).append((cue, cue.text.endswith("*"), _weight(cue, form)))
        self._automaton = ahocorasick.Automaton()
        for form in self._cues:
            self._automaton.add_word(form, form)
        self._automaton.make_automaton()

    def find(self, clause: str) -> list[Heard]:
        """The cues in a normalised clause, in order, without those inside an earlier, longer one."""
        if not self._cues or not clause:
            return []
        kept: list[Heard] = []
        for one in sorted(self._all(clause), key=lambda heard: (heard.place.start, -heard.place.end)):
            span = (one.place.start, one.place.end)
            last = (kept[-1].place.start, kept[-1].place.end) if kept else (0, 0)
            if not kept or span[0] >= last[1] or span == last:
                kept.append(one)
        return kept

    def _all(self, clause: str) -> Iterator[Heard]:
        for last, form in self._automaton.iter(clause):
            start, end = last + 1 - len(form), last + 1
            exact = is_whole(clause, start, end)
            for cue, is_open, weight in self._cues[form]:
                stop = _end_of_word(clause, end) if is_open else end
                if exact or (is_open and is_whole(clause, start, stop)):
                    yield Heard(cue, Found(form, start, stop), weight)


def _weight(cue: Cue, form: str) -> float:
    if cue.hint:
        return _HINT.get(cue.about, 0.0)
    return _STRONG_AND_TELLING if _is_telling(form) else _STRONG


def _is_telling(form: str) -> bool:
    """Is it more than one word, so that it says something wherever it stands?"""
    return " " in form or (len(form) >= 6 and is_spaceless(form[0]))


def _without_question(form: str) -> str:
    """Without question marks, unless nothing else is in it: clauses hold none."""
    return " ".join(word for word in form.split() if word != "?") or form


def _end_of_word(clause: str, at: int) -> int:
    space = clause.find(" ", at)
    return len(clause) if space < 0 else space
