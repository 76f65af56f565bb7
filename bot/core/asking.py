"""The fourth layer: the contact answers an open offer or ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.core.answers import choose
from bot.core.conversations import Heard, OpenOption, Question
from bot.core.decision import AskAnswer, Decision, Tap
from bot.core.escalating import call_person
from bot.core.escalations import priority_of
from bot.core.schedule import Wanted, planned, schedule
from bot.core.text import normalise
from bot.core.told import read_answer, set_back, told_anew
from bot.core.understanding import Understanding
from bot.core.view import View


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option of an open offer, how it was chosen, and in which words of which message."""

    question: Question
    index: int
    how: Literal["number", "button", "words"]
    heard: Heard
    text: str

    @property
    def option(self) -> OpenOption:
        return self.question.options[self.index]


def answer(view: View) -> Decision | str:
    """An option of an offer, the answer to an ask, or a word that reopens the service window."""
    said = _answer(view)
    if isinstance(said, str) and view.waiting and not view.clear_question:
        return Decision("answer", "the contact reopened the service window: what waited for that goes out")
    return said


def _answer(view: View) -> Decision | str:
    if not view.situation.questions:
        return "no offer or question is open"
    anew = told_anew(view)
    if anew is not None:
        return _go_on(replace(view, situation=set_back(view.situation)), *anew, [])
    picked = chosen(view)
    if picked is not None:
        return _take(view, picked)
    asked = open_ask(view)
    if asked is None:
        answered = len(view.situation.unanswered) < len(view.situation.questions)
        return "no new answer to what was answered" if answered else "no option is named"
    return _take_answer(view, asked)


def chosen(view: View) -> Chosen | None:
    """The option that the burst names: by a tap, by its number, or in words; the last counts.

    A new answer to an ask that came after the offer is none.
    """
    if told_anew(view) is not None:
        return None
    for heard in reversed(view.situation.heard):
        question = _addressed(view, heard.quoted)
        if heard.button and (tapped := _tapped(view, heard)):
            return tapped
        if question is None or not question.options:
            continue
        for text in dict.fromkeys((heard.text, *(part.text for part in heard.parts))):
            index = choose(text, [option.say for option in question.options])
            if index is not None:
                how = "number" if any(char.isdigit() for char in normalise(text)) else "words"
                return Chosen(question, index, "number" if how == "number" else "words", heard, text)
    return None


def _addressed(view: View, quoted: str) -> Question | None:
    """The question a message replies to: the quoted one, else the newest."""
    questions = view.situation.questions
    by_quote = (question for question in questions if quoted and question.message_id == quoted)
    return next(by_quote, next(iter(view.situation.unanswered), None))


def _tapped(view: View, heard: Heard) -> Chosen | None:
    """The option whose button was tapped: its number, its sequence or its words."""
    payload, title = heard.button, heard.text
    for question in sorted(view.situation.questions, key=lambda one: one.message_id != heard.quoted):
        for index, option in enumerate(question.options):
            names = {str(index + 1), option.then, option.trigger} - {""}
            words = {normalise(option.say)}
            if payload in names or {normalise(payload), normalise(title)} & words:
                return Chosen(question, index, "button", heard, title)
    return None


def open_ask(view: View) -> Question | None:
    """The ask that waits for an answer, if the newest question is one."""
    newest = next(iter(view.situation.unanswered), None)
    return newest if newest is not None and newest.ask is not None else None


def _take(view: View, picked: Chosen) -> Decision:
    option, question = picked.option, picked.question
    why = f'option {picked.index + 1} "{option.say}" of "{question.sequence}", by {picked.how}'
    tap = Tap(question.message_id, picked.index, picked.how, option.tag)
    trigger = view.library.triggers.get(option.trigger)
    if trigger and trigger.escalate:
        reason = trigger.escalate.reason
        need = (reason, trigger.escalate.priority or priority_of(reason), why, trigger.name)
        return replace(call_person(view, need, "answer"), tap=tap)
    sequence = trigger.reply if trigger and trigger.reply else option.then
    wanted = Wanted(sequence, why, trigger=option.trigger, answers=question.message_id)
    besides = [one for one in _questions(view, _unpicked(view, picked)) if one.sequence != sequence]
    trigger_name = option.trigger or next((one.trigger for one in besides), None)
    decision = Decision("answer", why, trigger=trigger_name, replaces=(question.message_id,), tap=tap)
    return planned(decision, schedule(view, [wanted, *besides]))


def _unpicked(view: View, picked: Chosen) -> list[Understanding]:
    """What the burst says besides the words that pick the option."""
    return [
        part
        for heard in view.situation.heard
        for part in heard.parts
        if heard is not picked.heard or picked.text not in (heard.text, part.text)
    ]


def _questions(view: View, readings: Iterable[Understanding]) -> list[Wanted]:
    """The answers to what is surely asked beside an answer, unless they are on their way."""
    return [
        Wanted(asked.reply, f'trigger "{asked.name}"', trigger=asked.name)
        for asked in view.questions_in(readings)
        if asked.reply and not view.is_on_its_way(asked.name)
    ]


def _take_answer(view: View, question: Question) -> Decision | str:
    ask = question.ask or {}
    value, rest = read_answer(view, ask)
    if view.clear_question and (value is None or ask["type"] == "text"):
        return "a clear question comes before the answer to an ask"
    if value is not None or question.retried:
        return _go_on(view, question, value, rest)
    why = f"no {ask['type']}: asked once more"
    retry = AskAnswer(question.enrollment, ask["store"], None, retry=True)
    again = replace(_again(question, why), retry=True)
    return planned(Decision("answer", why, answer=retry), schedule(view, [again], late=False))


def _go_on(view: View, question: Question, value: str | None, rest: list[Understanding]) -> Decision:
    """Store the answer and resume the sequence behind the ask; what is asked besides comes first."""
    ask = question.ask or {}
    told = f"{ask['store']} is told anew" if question.answered else f"{ask['store']} is told"
    why = told if value is not None else f"{ask['store']} stays open: it goes on"
    enrolled = view.situation.enrolled.get(question.enrollment)
    goes_on = replace(_again(question, why), trigger=enrolled.trigger if enrolled else "", repeat=False)
    besides = [one for one in _questions(view, rest) if one.sequence != question.sequence]
    decision = Decision(
        "answer",
        why,
        trigger=next((one.trigger for one in besides), None),
        answer=AskAnswer(question.enrollment, ask["store"], value, anew=question.answered),
        # The ask may be queued once more; the answer makes that needless.
        replaces=(question.message_id,),
    )
    return planned(decision, schedule(view, [*besides, goes_on]))


def _again(question: Question, why: str) -> Wanted:
    """The enrollment that waits at this ask, with the ask put once more."""
    return Wanted(
        question.sequence, why, answers=question.message_id, resume=question.enrollment, repeat=True
    )


def repeat_ask(view: View, wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
    """After a question in the middle of an ask, the ask is put once more, and only once."""
    asked = open_ask(view)
    if asked is None or asked.retried:
        return ()
    begun_anew = any(one.sequence == asked.sequence for one in wanted)
    queued = any(one.answers == asked.message_id for one in view.situation.planned)
    return () if begun_anew or queued else (_again(asked, "the open question, once more"),)
