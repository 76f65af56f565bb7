"""An open offer or ask is answered by a tap, a number, a quote or words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.asking import answer, chosen
from bot.core.conversations import OpenOption, Question, Situation
from bot.core.decide import decide
from bot.core.decision import AskAnswer, Decision, Tap
from bot.core.view import View
from tests.core.situations import (
    ALEX,
    MORNING,
    NIGHT,
    NOON,
    PROMISE,
    a_library,
    a_situation,
    an_ask,
    an_offer,
    hear,
    planned,
)

SHEET, QUOTE = OpenOption("Data sheet", "sheet", tag="wants_sheet"), OpenOption("Quotation", "quotation")
OFFER = an_offer(SHEET, QUOTE)
OLDER = Question("m0", "hello", NOON, (OpenOption("Payment", "payment"), OpenOption("Delivery", "delivery")))


def answered(situation: Situation, now: Any = NOON) -> Decision:
    made = answer(View(situation, a_library(), now))
    assert isinstance(made, Decision), made
    return made


def asking(*texts: str, kind: str = "number", retried: bool = False, **more: Any) -> Situation:
    question, enrolled = an_ask(kind, retried=retried)
    return a_situation(*texts, questions=(question,), enrolled=enrolled, **more)


@pytest.mark.parametrize(
    ("message", "option", "how"),
    [
        (hear("1"), 0, "number"),
        (hear("๒"), 1, "number"),
        (hear("quotation"), 1, "words"),
        (hear("Data sheet", button="sheet"), 0, "button"),
        (hear("", button="2"), 1, "button"),
        (hear("Quotation", button="some-payload"), 1, "button"),
    ],
)
def test_an_option_is_chosen_by_number_words_or_button(message: Any, option: int, how: str) -> None:
    made = answered(a_situation(message, questions=(OFFER,)))

    assert made.tap == Tap("m1", option, how, ("wants_sheet", "")[option])  # type: ignore[arg-type]
    assert [reply.sequence for reply in made.replies] == [("sheet", "quotation")[option]]
    assert made.replaces == ("m1",)
    assert {reply.answers for reply in made.replies} == {"m1"}


def test_the_newest_offer_is_the_one_a_number_answers() -> None:
    made = answered(a_situation("1", questions=(OFFER, OLDER)))

    assert [reply.sequence for reply in made.replies] == ["sheet"]


@pytest.mark.parametrize("message", [hear("1", quoted="m0"), hear("Payment", button="payment", quoted="m0")])
def test_a_quoted_reply_answers_the_offer_it_quotes(message: Any) -> None:
    made = answered(a_situation(message, questions=(OFFER, OLDER)))

    assert [reply.sequence for reply in made.replies] == ["payment"]


def test_a_tapped_number_is_looked_up_in_the_quoted_offer_first() -> None:
    made = answered(a_situation(hear("", button="2", quoted="m0"), questions=(OFFER, OLDER)))

    assert [reply.sequence for reply in made.replies] == ["delivery"]


def test_an_old_button_still_works() -> None:
    made = answered(a_situation(hear("", button="delivery"), questions=(OFFER, OLDER)))

    assert [reply.sequence for reply in made.replies] == ["delivery"]


def test_the_last_choice_of_a_burst_counts() -> None:
    made = answered(a_situation("1", "2", questions=(OFFER,)))

    assert [reply.sequence for reply in made.replies] == ["quotation"]


@pytest.mark.parametrize("texts", [("1", "payment terms"), ("payment terms", "1"), ("1. Payment terms?",)])
def test_a_question_beside_a_choice_is_answered_too(texts: tuple[str, ...]) -> None:
    made = answered(a_situation(*texts, questions=(OFFER,)))

    assert [reply.sequence for reply in made.replies] == ["sheet", "payment"]


@pytest.mark.parametrize("text", ["3", "purple tulips", "no quotation"])
def test_a_text_that_names_no_option_chooses_nothing(text: str) -> None:
    assert chosen(View(a_situation(text, questions=(OFFER,)), a_library(), NOON)) is None


def test_a_new_choice_does_not_wait_behind_the_answer_it_replaces() -> None:
    due = NOON + timedelta(seconds=4)

    made, other = (
        answered(a_situation("2", questions=(OFFER,), planned=(planned(due, answers=answers),)))
        for answers in ("m1", "")
    )

    assert made.replies[0].at == NOON
    assert other.replies[0].at > due


def test_an_option_that_asks_a_question_answers_that_question() -> None:
    made = answered(a_situation("1", questions=(an_offer(OpenOption("Price", trigger="price")),)))

    assert (made.trigger, made.replies[0].sequence) == ("price", "price")


def test_an_option_of_a_trigger_that_needs_a_person_calls_one() -> None:
    made = answered(a_situation("1", questions=(an_offer(OpenOption("Call", trigger="callback")),)))

    assert [(one.reason, one.priority) for one in made.escalations] == [("person", "normal")]
    assert (made.layer, made.cancel) == ("answer", True)


def test_a_fitting_answer_is_stored_and_the_sequence_goes_on() -> None:
    made = answered(asking("50"))

    assert made.answer == AskAnswer("e1", "quantity", "50")
    assert [(reply.resume, reply.repeat, reply.trigger) for reply in made.replies] == [
        ("e1", False, "quotation")
    ]


def test_an_answer_drops_the_ask_that_is_queued_once_more() -> None:
    assert answered(asking("50")).replaces == ("m2",)


def test_an_answer_that_does_not_fit_is_asked_for_once_more() -> None:
    made = answered(asking("many"))

    assert made.answer == AskAnswer("e1", "quantity", None, retry=True)
    assert [(reply.repeat, reply.retry) for reply in made.replies] == [(True, True)]


def test_after_one_retry_it_goes_on_without_the_answer() -> None:
    made = answered(asking("many", retried=True))

    assert made.answer == AskAnswer("e1", "quantity", None)
    assert [(reply.resume, reply.repeat) for reply in made.replies] == [("e1", False)]


@pytest.mark.parametrize("texts", [("50", "payment terms"), ("payment terms", "50"), ("50. Payment terms?",)])
def test_a_question_beside_an_answer_is_answered_and_the_answer_kept(texts: tuple[str, ...]) -> None:
    made = answered(asking(*texts))

    assert made.answer == AskAnswer("e1", "quantity", "50")
    assert [reply.sequence for reply in made.replies] == ["payment", "quotation"]


def test_thanks_beside_an_answer_does_not_spoil_it() -> None:
    assert answered(asking("50", "good morning")).answer == AskAnswer("e1", "quantity", "50")


@pytest.mark.parametrize("kind", ["number", "text"])
def test_a_clear_question_in_the_middle_is_answered_first_and_the_ask_repeated(kind: str) -> None:
    decision = decide(asking("payment terms", kind=kind), a_library(), NOON)

    assert decision.layer == "trigger"
    assert [(reply.sequence, reply.repeat) for reply in decision.replies] == [
        ("payment", False),
        ("quotation", True),
    ]


@pytest.mark.parametrize(
    "situation",
    [
        asking("payment terms", retried=True),
        asking("payment terms", planned=(planned(MORNING, answers="m2"),)),
    ],
    ids=["repeated before", "queued already"],
)
def test_an_ask_is_repeated_only_once(situation: Situation) -> None:
    decision = decide(situation, a_library(), NOON)

    assert [reply.sequence for reply in decision.replies] == ["payment"]


def test_a_sequence_that_begins_anew_asks_its_own_question() -> None:
    decision = decide(asking("send me a quotation"), a_library(), NOON)

    assert [(reply.sequence, reply.repeat) for reply in decision.replies] == [("quotation", False)]


def test_at_night_the_question_in_the_middle_and_the_ask_both_wait_for_the_morning() -> None:
    decision = decide(asking("payment terms"), a_library(), NIGHT)

    assert [(reply.sequence, reply.at) for reply in decision.replies] == [
        ("away", NIGHT),
        ("payment", MORNING),
        ("quotation", MORNING),
    ]
    assert {reply.promise for reply in decision.replies} == {PROMISE}


def test_an_answer_at_night_is_stored_at_night_and_goes_on_in_the_morning() -> None:
    made = answered(asking("50"), NIGHT)

    assert made.answer == AskAnswer("e1", "quantity", "50")
    assert [(reply.sequence, reply.at) for reply in made.replies] == [("away", NIGHT), ("quotation", MORNING)]


def test_a_newer_offer_closes_the_ask_before_it() -> None:
    question, enrolled = an_ask()

    view = View(a_situation("50", questions=(OFFER, question), enrolled=enrolled), a_library(), NOON)

    assert answer(view) == "no option is named"


def test_a_choice_to_an_ask_is_stored_in_its_words() -> None:
    question, enrolled = an_ask("choice")
    choice = replace(question, ask={**(question.ask or {}), "choices": ["Sea", "Air"]})

    made = answered(a_situation("2", questions=(choice,), enrolled=enrolled))

    assert made.answer == AskAnswer("e1", "quantity", "Air")


def answered_ask(*texts: str, questions: tuple[Question, ...] = (), **more: Any) -> Situation:
    """A burst after the quantity was told: 50 is stored, and the sequence has gone on."""
    question, enrolled = an_ask()
    contact = replace(ALEX, attributes={"quantity": "50"})
    asked = (replace(question, answered=True), *questions)
    return a_situation(*texts, questions=asked, set_back=enrolled["e1"], contact=contact, **more)


def test_a_newer_answer_is_stored_and_the_sequence_goes_on_from_behind_the_ask() -> None:
    made = answered(answered_ask("sorry, 100"))

    assert (made.layer, made.why) == ("answer", "quantity is told anew")
    assert made.answer == AskAnswer("e1", "quantity", "100", anew=True)
    assert [(reply.resume, reply.repeat, reply.trigger) for reply in made.replies] == [
        ("e1", False, "quotation")
    ]
    assert made.replaces == ("m2",)


def test_a_newer_answer_does_not_wait_behind_what_it_replaces() -> None:
    due = NOON + timedelta(seconds=4)

    made, other = (
        answered(answered_ask("100", planned=(planned(due, enrollment=enrollment),)))
        for enrollment in ("e1", "e2")
    )

    assert made.replies[0].at == NOON
    assert other.replies[0].at > due


def test_a_newer_answer_at_night_is_promised_for_the_morning() -> None:
    made = answered(answered_ask("100"), NIGHT)

    assert [(reply.sequence, reply.at) for reply in made.replies] == [("away", NIGHT), ("quotation", MORNING)]


@pytest.mark.parametrize("text", ["many", "payment terms", "50"])
def test_an_answered_ask_is_not_put_again(text: str) -> None:
    decision = decide(answered_ask(text), a_library(), NOON)

    assert decision.answer is None
    assert "quotation" not in [reply.sequence for reply in decision.replies]


def test_the_record_says_that_nothing_new_was_answered() -> None:
    assert answer(View(answered_ask("many"), a_library(), NOON)) == "no new answer to what was answered"


def test_an_older_offer_still_takes_its_words_behind_an_answered_ask() -> None:
    made = answered(answered_ask("data sheet", questions=(OFFER,)))

    assert made.tap == Tap("m1", 0, "words", "wants_sheet")


def test_a_number_is_a_newer_answer_before_it_is_an_option_of_an_older_offer() -> None:
    assert answered(answered_ask("2", questions=(OFFER,))).answer == AskAnswer(
        "e1", "quantity", "2", anew=True
    )


def test_an_older_ask_that_waits_takes_what_is_no_answer_to_the_newer_one() -> None:
    question, enrolled = an_ask("email")
    older = replace(question, message_id="m0", enrollment="e0")

    situation = answered_ask("a@example.com", questions=(older,), enrolled={"e0": enrolled["e1"]})

    assert answered(situation).answer == AskAnswer("e0", "quantity", "a@example.com")


def test_the_answer_to_an_open_ask_is_not_one_told_anew() -> None:
    made = answered(asking("50"))

    assert made.answer == AskAnswer("e1", "quantity", "50", anew=False)
    assert made.why == "quantity is told"
