"""What a burst tells in answer to an ask, and what is a new answer to one that was answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.conversations import Enrolled, OpenOption, Question, Situation
from bot.core.messages import Status
from bot.core.sequences import STEPS, Step
from bot.core.told import passed, set_back, told_anew
from bot.core.view import View
from tests.core.situations import ALEX, NOON, a_library, a_situation, an_ask, an_offer, hear, planned

STORED = {"number": "50", "money": "5000 USD", "date": "2026-12-01", "choice": "By sea"} | {
    "email": "a@example.com",
    "phone": "+442083661177",
    "text": "50",
}


def answered(
    *messages: Any, kind: str = "number", choices: tuple[str, ...] = ("By sea", "By air")
) -> Situation:
    """A burst after an ask that was answered; what is stored is in STORED."""
    question, enrolled = an_ask(kind)
    ask = {**(question.ask or {}), "choices": list(choices)}
    contact = replace(ALEX, attributes={"quantity": STORED[kind]})
    passed_by = replace(question, ask=ask, answered=True)
    return a_situation(*messages, questions=(passed_by,), set_back=enrolled["e1"], contact=contact)


def news(situation: Situation) -> str | None:
    found = told_anew(View(situation, a_library(), NOON))
    return found[1] if found else None


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("number", "100", "100"),
        ("number", "๑๐๐", "100"),
        ("number", "no, I meant 100 units", "100"),
        ("number", "sorry, 1,500", "1500"),
        ("number", "1.5 tons", "1.5"),
        ("number", "Sorry. 100.", "100"),
        ("money", "make it 6000 euro", "6000 EUR"),
        ("date", "3 December is better", "2026-12-03"),
        ("email", "oh, it is b@example.com", "b@example.com"),
        ("phone", "rather 020 8366 1188", "+442083661188"),
        ("choice", "2", "By air"),
        ("choice", "by air", "By air"),
        ("choice", "no, by air", "By air"),
    ],
)
def test_a_clear_answer_of_the_same_kind_is_a_new_one(kind: str, text: str, value: str) -> None:
    assert news(answered(text, kind=kind)) == value


def test_an_answer_after_a_word_in_a_message_of_its_own_is_a_new_one() -> None:
    assert news(answered("sorry", "100")) == "100"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "50"),  # what is stored already
        ("number", "many more"),
        ("number", "100 or 120"),
        ("number", "do you have 220?"),
        ("number", "هل لديكم 220؟"),
        ("number", "our budget is 5000 USD"),
        ("number", "25 December"),
        ("number", "payment terms for 100"),
        ("number", "ok"),
        ("number", "👍"),
        ("money", "6000"),
        ("date", "tomorrow perhaps"),
        ("choice", "by camel"),
        ("choice", "by air, by sea"),
        ("choice", "yes"),
        ("text", "100"),
    ],
)
def test_what_is_not_clearly_another_answer_is_none(kind: str, text: str) -> None:
    situation = answered(text, kind=kind)
    if kind == "text":
        situation = replace(situation, questions=(), set_back=None)  # The store keeps no such question.

    assert news(situation) is None


def test_a_bare_no_is_a_new_choice_only_where_that_is_the_choice() -> None:
    worded, plain = ("With papers", "No papers"), ("Yes", "No")

    assert news(answered("no", kind="choice", choices=worded)) is None
    assert news(answered("no", kind="choice", choices=plain)) == "No"


@pytest.mark.parametrize("text", ["stop it", "great"], ids=["perhaps a stop", "an acknowledgement"])
def test_words_that_mean_something_else_by_themselves_are_no_new_choice(text: str) -> None:
    assert news(answered(text, kind="choice", choices=("Stop it", "Great", "By sea"))) is None


@pytest.mark.parametrize(
    "message",
    [
        hear("100", button="sheet"),
        hear("100", quoted="m1"),
    ],
    ids=["a button", "a reply to something else"],
)
def test_what_is_addressed_to_another_question_is_no_new_answer(message: Any) -> None:
    situation = answered(message)
    offer = an_offer(OpenOption("Sheet", "sheet"))

    assert news(replace(situation, questions=(*situation.questions, offer))) is None


def test_a_reply_to_the_answered_ask_itself_is_a_new_answer() -> None:
    assert news(answered(hear("100", quoted="m2"))) == "100"


def test_an_ask_that_waits_for_its_answer_is_not_answered_anew() -> None:
    question, enrolled = an_ask()

    assert news(a_situation("100", questions=(question,), enrolled=enrolled)) is None


def test_an_answered_ask_behind_a_newer_question_is_not_answered_anew() -> None:
    situation = answered("100")
    newer = Question("m3", "price", NOON, (OpenOption("Sheet", "sheet"),))

    assert news(replace(situation, questions=(newer, *situation.questions))) is None


ORDER: tuple[Step, ...] = STEPS.validate_python(
    [
        {"say": "Welcome."},
        {"ask": "How many?", "store": "quantity", "type": "number"},
        {"say": "Noted."},
        {"wait": "1h"},
        {"escalate": {"reason": "person"}},
    ]
)
ASK = {"store": "quantity", "type": "number"}


@pytest.mark.parametrize("position", [2, 3, 5])
def test_an_enrollment_that_has_passed_the_ask_is_set_back_to_it(position: int) -> None:
    back = passed(Enrolled("e1", "order", ORDER, position, trigger="order", due=NOON), 1, ASK)

    assert back == Enrolled("e1", "order", ORDER, 1, asking=True, trigger="order")


@pytest.mark.parametrize(
    ("enrolled", "position", "ask"),
    [
        (Enrolled("e1", "order", ORDER, 1, asking=True), 1, ASK),
        (Enrolled("e1", "order", ORDER, 5), 1, {**ASK, "type": "text"}),
        (Enrolled("e1", "order", ORDER, 5), 1, {**ASK, "store": "colour"}),
        (Enrolled("e1", "order", ORDER, 4), 1, ASK),
    ],
    ids=["still waits", "any text", "no such ask", "a person was called"],
)
def test_an_enrollment_is_not_set_back_to_what_it_has_not_passed(
    enrolled: Enrolled, position: int, ask: dict[str, str]
) -> None:
    assert passed(enrolled, position, ask) is None


def test_an_ask_that_stands_elsewhere_in_edited_steps_is_found() -> None:
    back = passed(Enrolled("e1", "order", ORDER, 5), 0, ASK)

    assert back is not None
    assert back.position == 1


def test_a_person_who_is_still_to_be_called_does_not_close_the_ask() -> None:
    assert passed(Enrolled("e1", "order", ORDER, 4, due=NOON), 1, ASK) is not None


def test_set_back_the_sequence_has_nothing_queued_and_stands_at_the_ask() -> None:
    soon = NOON + timedelta(seconds=5)
    own, leaving, other = (
        planned(soon, enrollment="e1"),
        planned(soon, Status.SENDING, enrollment="e1"),
        planned(soon, enrollment="e2"),
    )
    situation = replace(answered("100"), planned=(own, leaving, other))

    left = set_back(situation)

    assert left.planned == (leaving, other)
    assert left.enrolled == {"e1": situation.set_back}


def test_where_nothing_is_set_back_the_situation_stays() -> None:
    situation = a_situation("100")

    assert set_back(situation) is situation
