"""The best trigger for a text.

The model says how probable each trigger is; phrases that stand in the text, courtesies and
negations have their say here. The one rule: the bot acts by itself only where it is probably
right; else it asks, or says so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from bot.core.content_words import shared_content
from bot.core.features import Features
from bot.core.meaning import Vector
from bot.core.model import Model, Weights, fit_weights
from bot.core.negation import asks_about_rules, negated
from bot.core.phrases import PhraseFinder
from bot.core.scoring import Phrasebook, comparable, reads_alike
from bot.core.sentences import split_questions
from bot.core.shortlist import Floats
from bot.core.text import stands_in
from bot.core.triggers import Candidate, Match, Trigger

HELD = 0.34  # The least share of a text's content words that the trigger must know.
ACT = 0.7  # The least probability to act on.
LEAD = 0.05  # The least lead over the second.
LIKELY = 0.3  # The least probability worth asking about.
NEAR = 0.4  # The least share of the best's probability to be asked about beside it.
PART = 0.15  # The least share of a text's letters that a part of it needs to be heard by itself.
OFFERED = 3
LISTED = 8
_ENOUGH = 0.7  # So much of a text that is a phrase needs no other witness.
_WITNESS = 2.0  # What a phrase that is a part of the text adds to the log odds of the model.
_SLIP = 5  # Letters: a text so short is a name or a code unless it is nearly the phrase.
_DENIABLE = 0.2  # The least score that is worth a look at what is denied.
_DENIED = 0.3  # What is left of an escalation's score when its cue is negated.
_YIELD = 0.9  # A courtesy is worth at most so much of the question beside it.


class Matcher:
    """A library's phrases and the model fitted to them; built once, then only read."""

    def __init__(
        self,
        triggers: Iterable[Trigger],
        strangers: Sequence[str] = (),
        vectors: Vector | None = None,
        weights: Weights | None = None,
    ) -> None:
        """`strangers` are texts about no trigger; `vectors` those of `texts_of` them all, if any.

        `weights` are those fitted before to the same; None fits them now.
        """
        self._triggers = asked_about(triggers)
        self._book = Phrasebook(self._triggers)
        self._first_rows = np.searchsorted(self._book.owners, np.arange(len(self._triggers) + 1))
        self._priorities = np.array([one.priority for one in self._triggers], np.float64)
        self._calls = np.array([one.escalate is not None for one in self._triggers], bool)
        self._courtesy: npt.NDArray[np.bool_] = np.array([one.courtesy for one in self._triggers], bool)
        self._words = [
            list(
                {word for phrase in one.phrases for word in comparable(phrase.text).split() if len(word) > 1}
            )
            for one in self._triggers
        ]
        polite = (one for one in self._triggers if one.courtesy)
        self._courtesies = PhraseFinder(comparable(phrase.text) for one in polite for phrase in one.phrases)
        forms = [*self._book.forms, *map(comparable, strangers)]
        owners = np.append(self._book.owners, np.full(len(strangers), len(self._triggers), np.int64))
        features = Features(forms)
        self.weights = weights or fit_weights(features, forms, owners, len(self._triggers), vectors)
        self._model = Model(features, self.weights, self._book.owners)

    def match(self, text: str, vector: Vector | None = None) -> Match:
        """Judge every trigger; on a tie the higher `priority` wins, then the earlier trigger.

        `vector` is the text's meaning where a model of meaning is at hand.
        """
        if not self._triggers:
            return Match()
        found, denied = self._judge(text, vector)
        if found.best and found.best.exact:
            return found
        asked = self._asked_in_parts(text)
        return _joined(found, {name: one for name, one in asked.items() if name not in denied})

    def _asked_in_parts(self, text: str) -> dict[str, Candidate]:
        """The questions that parts of a text surely ask by themselves, by trigger, in the order asked."""
        parts = split_questions(text)
        letters = sum(map(len, parts))
        asked_whole = self._courtesies.without(comparable(text))
        heard = (part for part in parts if PART * letters <= len(part) < letters)
        # "Hello," beside a question leaves the question, which was judged already.
        other = (part for part in heard if self._courtesies.without(part) not in ("", asked_whole))
        sure = [self._judge(part, None)[0].best for part in other]
        polite = {trigger.name for trigger in self._triggers if trigger.courtesy}
        asked = {one.trigger: one for one in sure if one and one.trigger not in polite}
        calling = {trigger.name for trigger in self._triggers if trigger.escalate}
        # Whoever needs a person is not asked what else they meant.
        urgent = max((one for one in asked.values() if one.trigger in calling), key=_score, default=None)
        return {urgent.trigger: urgent} if urgent else asked

    def _judge(self, text: str, vector: Vector | None) -> tuple[Match, set[str]]:
        """What one text asks, and the names of the triggers that it denies."""
        form = comparable(text)
        question = self._courtesies.without(form)
        likeness = self._book.likeness(form)
        exact = self._exactness(form, question, likeness)
        by_model = self._model.probabilities(question or form, vector)
        by_phrase = np.maximum.reduceat(exact, self._first_rows[:-1])
        scores = np.maximum(_supported(by_model, by_phrase), np.where(by_phrase >= _ENOUGH, by_phrase, 0))
        by_row = exact + likeness
        denied = self._deny(text, by_row, scores, by_phrase)
        if question:
            self._yield(scores)
        ranked = self._rank(scores)[:LISTED]
        read = (form, question)
        candidates = [
            self._candidate(self._nearest_row(owner, by_row), scores[owner], likeness, read)
            for owner in ranked
        ]
        if not self._is_sound(ranked[0], candidates[0], (form, question), by_meaning=vector is not None):
            return Match(tuple(candidates)), denied
        return _judged(candidates, denied), denied

    def _is_sound(self, owner: int, first: Candidate, read: tuple[str, str], *, by_meaning: bool) -> bool:
        """Is the likeness more than small words and chance letters in common?

        What means the same need not share words, but a text of few letters means little.
        """
        form, question = read
        asked = form if self._courtesy[owner] or not question else question
        if first.exact or stands_in(comparable(first.phrase), asked):
            return True
        if not any(map(str.isalpha, asked)):
            # A number is a choice or an amount, and means nothing by itself.
            return False
        shares = by_meaning or shared_content(asked, self._words[owner]) >= HELD
        return shares and not _is_slip(first, asked)

    def _exactness(self, form: str, question: str, likeness: Floats) -> Floats:
        """Questions are also read without the courtesies around them."""
        by_row = np.maximum(self._book.exactness(form), self._book.nearly(form, likeness))
        if not question or question == form:
            return by_row
        bare = np.maximum(self._book.exactness(question), self._book.nearly(question, likeness))
        asked = np.maximum(by_row, bare)
        return np.where(self._courtesy[self._book.owners], by_row, asked)

    def _nearest_row(self, owner: int, by_row: Floats) -> int:
        first, end = self._first_rows[owner], self._first_rows[owner + 1]
        return int(first + np.argmax(by_row[first:end]))

    def _deny(self, text: str, by_row: Floats, scores: Floats, exact: Floats) -> set[str]:
        """An escalation whose cue is negated or only asked about is no match: "not urgent"."""
        denied = set()
        for owner in map(int, np.flatnonzero(scores >= _DENIABLE)):
            trigger = self._triggers[owner]
            if trigger.escalate and self._is_denied(text, trigger, self._nearest_row(owner, by_row)):
                denied.add(trigger.name)
        if denied:
            # What is left of "not urgent" without "urgent" sounds like other calls for help.
            scores[self._calls & (exact < 1)] *= _DENIED
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
        ranked: list[int] = np.lexsort((-self._priorities, -np.round(scores, 9))).tolist()
        return ranked

    def _candidate(self, row: int, score: float, likeness: Floats, read: tuple[str, str]) -> Candidate:
        phrase, form = self._book.phrases[row], self._book.forms[row]
        like = 1.0 if form in read else round(float(likeness[row]), 4)
        languages = self._book.languages(row)
        return Candidate(
            phrase.trigger,
            phrase.text,
            phrase.language,
            round(float(score), 6),
            form in read,
            like,
            languages,
        )


def asked_about(triggers: Iterable[Trigger]) -> list[Trigger]:
    """The enabled triggers that have a phrase to go by."""
    enabled = (trigger for trigger in triggers if trigger.enabled)
    return [one for one in enabled if any(comparable(phrase.text) for phrase in one.phrases)]


def texts_of(triggers: Iterable[Trigger]) -> list[str]:
    """The phrases, in the order in which a matcher of the same triggers wants their vectors."""
    phrases = (phrase for one in asked_about(triggers) for phrase in one.phrases)
    return [phrase.text for phrase in phrases if comparable(phrase.text)]


def _supported(by_model: Floats, by_phrase: Floats) -> Floats:
    """The model's probabilities, higher where a phrase of the trigger stands in the text."""
    sure = np.clip(by_model, 1e-9, 1 - 1e-9)
    return np.asarray(1 / (1 + (1 - sure) / sure * np.exp(-_WITNESS * by_phrase)))


def _score(candidate: Candidate) -> float:
    return candidate.score


def _joined(whole: Match, parts: Mapping[str, Candidate]) -> Match:
    """What a text asks as a whole and in its parts: one question is answered, of two which is asked."""
    if len(parts) > 1:
        close = tuple(parts.values())[:OFFERED]
        rest = (one for one in whole.candidates if one.trigger not in parts)
        return Match((*parts.values(), *rest), close=close)
    if whole.best or not parts:
        return whole
    (best,) = parts.values()
    rest = (one for one in whole.candidates if one.trigger != best.trigger)
    return Match((best, *rest), best=best)


def _judged(candidates: list[Candidate], denied: Collection[str]) -> Match:
    """Act on the first, ask about the likely ones, or neither."""
    ranked, first = tuple(candidates), candidates[0]
    if first.trigger in denied or first.score < LIKELY:
        return Match(ranked)
    second = ranked[1].score if len(ranked) > 1 else 0.0
    if first.exact or (first.score >= ACT and first.score - second >= LEAD):
        return Match(ranked, best=first)
    near = (one for one in ranked[:OFFERED] if one.score >= first.score * NEAR)
    return Match(ranked, close=tuple(one for one in near if one.trigger not in denied))


def _is_slip(first: Candidate, asked: str) -> bool:
    """A text of few letters must be a word of the phrase, or nearly so; else it is a name or code."""
    phrase = comparable(first.phrase)
    if len(asked) > _SLIP or phrase.startswith(asked):
        return False
    return all(reads_alike(word, asked) < 0.75 for word in (phrase, *phrase.split()))
