"""What a burst tells in answer to an ask, and whether that is news for one that was answered.

Its one rule: a new answer must be clear by itself. Nobody was waiting for it, so what may as
well be a question, a command or something of another kind is left to the other layers.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.core.acknowledgements import is_acknowledgement
from bot.core.answers import parse_answer
from bot.core.conversations import Enrolled, Question, Situation
from bot.core.messages import Status
from bot.core.negation import clauses
from bot.core.sequences import AnswerType, Ask, EscalateStep, Step
from bot.core.text import normalise
from bot.core.understanding import Understanding
from bot.core.view import View
from bot.core.yes_no import yes_or_no

_QUESTION_MARKS = frozenset("?？؟")
_INSIDE_A_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
Read = Callable[[str], str | None]


def read_answer(view: View, ask: Mapping[str, Any]) -> tuple[str | None, list[Understanding]]:
    """The value, and the sentences that hold none. One sentence of several may hold it."""
    read = _reader(view, ask, ask["type"])
    whole = read(view.text)
    if ask["type"] == "text":
        return whole, []
    rest = [part for part in view.parts if read(part.text) is None]
    values = {read(part.text) for part in view.parts} - {None}
    value = next(iter(values)) if whole is None and len(values) == 1 else whole
    return value, rest if values else []


def told_anew(view: View) -> tuple[Question, str] | None:
    """The newest question, if it was answered and the burst answers it anew, and the new value."""
    question = next(iter(view.situation.questions), None)
    if question is None or not question.answered or not _speaks_of(view, question):
        return None
    ask = question.ask or {}
    value = _clear_answer(view, ask)
    news = value is not None and value != view.contact.attributes.get(ask["store"])
    return (question, value) if value is not None and news else None


def passed(enrolled: Enrolled, position: int, ask: Mapping[str, Any]) -> Enrolled | None:
    """An enrollment that has passed an ask, set back to it; `position` is where it stood, from 0.

    None where it has not passed it, where any text is an answer to it, or where the sequence
    has ended by calling a person.
    """
    # The steps may have been edited since, and the ask stand elsewhere.
    places = (place for place in (position, *range(enrolled.position)) if place < enrolled.position)
    here = next((place for place in places if _asks_for(enrolled.steps[place], ask["store"])), None)
    if here is None or ask["type"] == "text":
        return None
    stands_at = enrolled.steps[enrolled.position : enrolled.position + 1]
    if enrolled.due is None and any(isinstance(step, EscalateStep) for step in stands_at):
        return None
    return replace(enrolled, position=here, asking=True, due=None)


def _asks_for(step: Step, attribute: str) -> bool:
    return isinstance(step, Ask) and step.store == attribute


def set_back(situation: Situation) -> Situation:
    """The situation as it is once a new answer is taken: its enrollment stands at the ask again.

    What is queued of that sequence is gone.
    """
    enrolled = situation.set_back
    if enrolled is None:
        return situation
    left = tuple(
        one for one in situation.planned if one.enrollment != enrolled.id or one.status != Status.QUEUED
    )
    return replace(situation, planned=left, enrolled={**situation.enrolled, enrolled.id: enrolled})


def _speaks_of(view: View, question: Question) -> bool:
    """May the burst be meant for an answered ask: no tap, command, question or mere "ok"?"""
    heard = view.situation.heard
    aside = any(
        one.button or one.whole.consent or one.quoted not in ("", question.message_id) for one in heard
    )
    asks = view.clear_question or not _QUESTION_MARKS.isdisjoint(view.text)
    return not aside and not asks and not is_acknowledgement(view.text)


def _clear_answer(view: View, ask: Mapping[str, Any]) -> str | None:
    if ask["type"] == "choice":
        return _clear_choice(view, ask)
    if ask["type"] == "number" and _is_of_another_kind(view, ask):
        return None
    return read_answer(view, ask)[0]


def _clear_choice(view: View, ask: Mapping[str, Any]) -> str | None:
    """The one choice that the clauses name ("no, by air"); a bare yes or no must be its very words."""
    read, choices = _reader(view, ask, "choice"), {normalise(choice) for choice in ask["choices"]}
    said = [clause for heard in view.situation.heard for clause in clauses(heard.text)]
    meant = [one for one in said if yes_or_no(one) is None or normalise(one) in choices]
    named = {read(one) for one in meant} - {None}
    return next(iter(named)) if len(named) == 1 else None


def _is_of_another_kind(view: View, ask: Mapping[str, Any]) -> bool:
    """Is the number one of a price or of a day ("25 December")?"""
    money, day = _reader(view, ask, "money"), _reader(view, ask, "date")
    return money(view.text) is not None or day(_INSIDE_A_NUMBER.sub("", view.text)) is not None


def _reader(view: View, ask: Mapping[str, Any], kind: AnswerType) -> Read:
    def read(text: str) -> str | None:
        return parse_answer(
            text,
            kind,
            choices=ask.get("choices", ()),
            language=view.language,
            country=view.contact.country,
            now=view.now,
            zone=view.contact.zone,
        )

    return read
