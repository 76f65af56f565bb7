"""The best trigger for a text.

`scoring.py` says how well each phrase fits; here it is judged. The one rule: the bot acts by
itself only where the best is good and clearly the best; else it asks, or says so.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from bot.core.content_words import shared_content
from bot.core.negation import asks_about_rules, negated
from bot.core.phrases import PhraseFinder
from bot.core.scoring import Phrasebook, comparable, reads_alike
from bot.core.shortlist import Floats
from bot.core.text import stands_in
from bot.core.triggers import Candidate, Match, Trigger

HELD = 0.34  # The least share of a text's content words that the trigger must know.
ACT = 0.55  # The least score to act on; the lead over the second is part of it.
LEAD = 0.06  # The least lead over the second.
LIKELY = 0.36  # The least score worth asking about.
NEAR = 0.6  # The least share of the best's score to be asked about beside it.
OFFERED = 3
LISTED = 8
_SLIP = 5  # Letters: a text so short is a name or a code unless it is nearly the phrase.
_DENIED = 0.3  # What is left of an escalation's score when its cue is negated.
_YIELD = 0.9  # A courtesy is worth at most so much of the question beside it.


class Matcher:
    """Compiled phrases; built once when a library is loaded, then only read."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        enabled = [trigger for trigger in triggers if trigger.enabled]
        self._triggers = [one for one in enabled if any(comparable(phrase.text) for phrase in one.phrases)]
        self._book = Phrasebook(self._triggers)
        self._first_rows = np.searchsorted(self._book.owners, np.arange(len(self._triggers) + 1))
        self._courtesy: npt.NDArray[np.bool_] = np.array([one.courtesy for one in self._triggers], bool)
        self._words = [
            list(
                {word for phrase in one.phrases for word in comparable(phrase.text).split() if len(word) > 1}
            )
            for one in self._triggers
        ]
        polite = (one for one in self._triggers if one.courtesy)
        self._courtesies = PhraseFinder(comparable(phrase.text) for one in polite for phrase in one.phrases)

    def match(self, text: str) -> Match:
        """Judge every trigger; on a tie the higher `priority` wins, then the earlier trigger.

        A candidate's score is its likeness; the first one's includes its lead over the second.
        """
        if not self._triggers:
            return Match()
        form = comparable(text)
        question = self._courtesies.without(form)
        by_row = self._score_rows(form, question)
        scores = np.maximum.reduceat(by_row, self._first_rows[:-1])
        denied = self._deny(text, by_row, scores)
        if question:
            self._yield(scores)
        ranked = self._rank(scores)
        lead = float(scores[ranked[0]] - scores[ranked[1]]) if len(ranked) > 1 else 0.0
        candidates = [self._candidate(owner, by_row, scores, (form, question)) for owner in ranked[:LISTED]]
        candidates[0] = _with_lead(candidates[0], lead)
        if not self._is_sound(ranked[0], candidates[0], form, question):
            return Match(tuple(candidates))
        return _judge(candidates, lead, denied)

    def _is_sound(self, owner: int, first: Candidate, form: str, question: str) -> bool:
        """Is the likeness more than small words and chance letters in common?"""
        asked = form if self._courtesy[owner] or not question else question
        if first.exact or stands_in(comparable(first.phrase), asked):
            return True
        return shared_content(asked, self._words[owner]) >= HELD and not _is_slip(first, asked)

    def _score_rows(self, form: str, question: str) -> Floats:
        """Questions are also read without the courtesies around them."""
        by_row = self._book.scores(form)
        if not question or question == form:
            return by_row
        asked = np.maximum(by_row, self._book.scores(question))
        return np.where(self._courtesy[self._book.owners], by_row, asked)

    def _nearest_row(self, owner: int, by_row: Floats) -> int:
        first, end = self._first_rows[owner], self._first_rows[owner + 1]
        return int(first + np.argmax(by_row[first:end]))

    def _deny(self, text: str, by_row: Floats, scores: Floats) -> set[str]:
        """An escalation whose cue is negated or only asked about is no match: "not urgent"."""
        denied = set()
        for owner in map(int, np.flatnonzero(scores >= LIKELY)):
            trigger = self._triggers[owner]
            if trigger.escalate and self._is_denied(text, trigger, self._nearest_row(owner, by_row)):
                scores[owner] *= _DENIED
                denied.add(trigger.name)
        return denied

    def _is_denied(self, text: str, trigger: Trigger, row: int) -> bool:
        phrase = self._book.phrases[row].text
        complaint = trigger.escalate is not None and trigger.escalate.reason == "negative"
        return negated(text, phrase) or (
            complaint and asks_about_rules(text) and not asks_about_rules(phrase)
        )

    def _yield(self, scores: Floats) -> None:
        """A greeting or thanks loses to any question that is likely."""
        asked = float(scores[~self._courtesy].max(initial=0.0))
        if asked >= LIKELY:
            scores[self._courtesy] = np.minimum(scores[self._courtesy], asked * _YIELD)

    def _rank(self, scores: Floats) -> list[int]:
        def precedence(owner: int) -> tuple[float, int, int]:
            return -round(float(scores[owner]), 4), -self._triggers[owner].priority, owner

        return sorted(range(len(scores)), key=precedence)

    def _candidate(self, owner: int, by_row: Floats, scores: Floats, read: tuple[str, str]) -> Candidate:
        row = self._nearest_row(owner, by_row)
        phrase, form = self._book.phrases[row], self._book.forms[row]
        score = round(float(scores[owner]), 4)
        languages = self._book.languages(row)
        return Candidate(phrase.trigger, phrase.text, phrase.language, score, form in read, languages)


def _judge(candidates: list[Candidate], lead: float, denied: Collection[str]) -> Match:
    """Act on the first, ask about the likely ones, or neither."""
    ranked, first = tuple(candidates), candidates[0]
    if first.trigger in denied or first.score < LIKELY:
        return Match(ranked)
    if first.exact or (first.score >= ACT and lead >= LEAD):
        return Match(ranked, best=first)
    near = (one for one in ranked[:OFFERED] if one.score >= first.score * NEAR)
    return Match(ranked, close=tuple(one for one in near if one.trigger not in denied))


def _is_slip(first: Candidate, asked: str) -> bool:
    """A text of few letters must be a word of the phrase, or nearly so; else it is a name or code."""
    phrase = comparable(first.phrase)
    if len(asked) > _SLIP or phrase.startswith(asked):
        return False
    return all(reads_alike(word, asked) < 0.75 for word in (phrase, *phrase.split()))


def _with_lead(first: Candidate, lead: float) -> Candidate:
    """The first with its lead counted in: of what it lacks to 1, the lead fills its share."""
    return replace(first, score=round(first.score + (1 - first.score) * lead, 4))
