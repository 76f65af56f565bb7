"""The fourth layer: the contact answers an open offer or ask."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.core.answers import choose, parse_answer
from bot.core.conversations import OpenOption, Question
from bot.core.decision import AskAnswer, Decision, Reply, Tap
from bot.core.escalating import call_person
from bot.core.escalations import priority_of
from bot.core.plan import PAUSE
from bot.core.schedule import Wanted, schedule
from bot.core.text import normalise
from bot.core.view import View


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option of an open offer, and how it was chosen."""

    question: Question
    index: int
    how: Literal["number", "button", "words"]

    @property
    def option(self) -> OpenOption:
        return self.question.options[self.index]


def answer(view: View) -> Decision | str:
    """An option of an offer, or the answer to an ask."""
    if not view.situation.questions:
        return "no offer or question is open"
    picked = chosen(view)
    if picked is not None:
        return _take(view, picked)
    asked = open_ask(view)
    if asked is None:
        return "no option is named"
    return _take_answer(view, asked)


def chosen(view: View) -> Chosen | None:
    """The option that the burst names: by a tap, by its number, or in words; the last counts."""
    for heard in reversed(view.situation.heard):
        question = _addressed(view, heard.quoted)
        if heard.button and (tapped := _tapped(view, heard.button, heard.text)):
            return tapped
        if question is None or not question.options:
            continue
        for text in dict.fromkeys((heard.text, *(part.text for part in heard.parts))):
            index = choose(text, [option.say for option in question.options])
            if index is not None:
                how = "number" if any(char.isdigit() for char in normalise(text)) else "words"
                return Chosen(question, index, "number" if how == "number" else "words")
    return None


def _addressed(view: View, quoted: str) -> Question | None:
    """The question a message replies to: the quoted one, else the newest."""
    questions = view.situation.questions
    by_quote = (question for question in questions if quoted and question.message_id == quoted)
    return next(by_quote, questions[0] if questions else None)


def _tapped(view: View, payload: str, title: str) -> Chosen | None:
    """The option whose button was tapped: its number, its sequence or its words."""
    for question in view.situation.questions:
        for index, option in enumerate(question.options):
            names = {str(index + 1), option.then, option.trigger} - {""}
            words = {normalise(option.say)}
            if payload in names or {normalise(payload), normalise(title)} & words:
                return Chosen(question, index, "button")
    return None


def open_ask(view: View) -> Question | None:
    """The ask that waits for an answer, if the newest question is one."""
    questions = view.situation.questions
    return questions[0] if questions and questions[0].ask is not None else None


def _take(view: View, picked: Chosen) -> Decision:
    option, question = picked.option, picked.question
    why = f'option {picked.index + 1} "{option.say}" of "{question.sequence}", by {picked.how}'
    tap = Tap(question.message_id, picked.index, picked.how, option.tag)
    trigger = view.library.triggers.get(option.trigger)
    if trigger and trigger.escalate:
        reason = trigger.escalate.reason
        need = (reason, trigger.escalate.priority or priority_of(reason), why, trigger.name)
        return replace(call_person(view, need, "escalation"), layer="answer", tap=tap)
    sequence = trigger.reply if trigger and trigger.reply else option.then
    wanted = Wanted(sequence, why, trigger=option.trigger, answers=question.message_id)
    plan = schedule(view.situation, view.library, view.now, [wanted])
    return Decision(
        "answer",
        why,
        trigger=option.trigger or None,
        replies=plan.replies,
        escalations=plan.escalations,
        replaces=(question.message_id,),
        tap=tap,
        away_until=plan.away_until,
        late_on=plan.late_on,
        notes=plan.notes,
    )


def _take_answer(view: View, question: Question) -> Decision | str:
    ask = question.ask or {}
    value = parse_answer(
        view.text,
        ask["type"],
        choices=ask.get("choices", ()),
        language=view.language,
        country=view.contact.country,
        now=view.now,
        zone=view.contact.zone,
    )
    clear = bool(view.sure) and not view.sure[0].courtesy
    if clear and (value is None or ask["type"] == "text"):
        return "a clear question comes before the answer to an ask"
    if value is None and ask.get("retry") and not question.retried:
        retry = AskAnswer(question.enrollment, ask["store"], None, retry=True)
        why = f"no {ask['type']}: asked once more"
        reply = Reply(
            question.sequence, at=view.now, why=why, resume=question.enrollment, repeat=True, retry=True
        )
        return Decision("answer", why, answer=retry, replies=(reply,))
    return _go_on(view, question, value)


def _go_on(view: View, question: Question, value: str | None) -> Decision:
    """Store the answer and resume the sequence behind the ask."""
    ask = question.ask or {}
    why = f"{ask['store']} is told" if value is not None else f"{ask['store']} stays open: it goes on"
    wanted = Wanted(question.sequence, why, answers=question.message_id, resume=question.enrollment)
    plan = schedule(view.situation, view.library, view.now, [wanted])
    return Decision(
        "answer",
        why,
        replies=plan.replies,
        escalations=plan.escalations,
        answer=AskAnswer(question.enrollment, ask["store"], value),
        away_until=plan.away_until,
        late_on=plan.late_on,
        notes=plan.notes,
    )


def repeat_ask(view: View, replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """After a question in the middle of an ask, the ask is put once more, and only once."""
    asked = open_ask(view)
    if asked is None or asked.retried or not replies or any(reply.promise for reply in replies):
        return ()
    at = replies[-1].at + PAUSE
    return (
        Reply(
            asked.sequence, at=at, why="the open question, once more", resume=asked.enrollment, repeat=True
        ),
    )
