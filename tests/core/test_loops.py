"""Two machines that answer each other are stopped; people who are only quick or stubborn are not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.conversations import Situation, Spoken
from bot.core.decide import decide
from bot.core.loops import find_loop
from tests.core.situations import NOON, a_library, a_situation

LONG = "Thank you for writing to us, we will be back soon"
Line = tuple[str, str, float]


def talk(*lines: Line) -> Situation:
    """Lines of who, what, and seconds before noon, oldest first."""
    recent = tuple(Spoken(who, text, _at(ago)) for who, text, ago in lines)  # type: ignore[arg-type]  # by hand
    return Situation(a_situation("hello").contact, a_situation("hello").conversation, recent=recent)


def _at(ago: float) -> datetime:
    return NOON - timedelta(seconds=ago)


def exchange(text: str, answers: int, pause: float = 30) -> list[Line]:
    """The same text again and again, answered each time."""
    lines: list[Line] = []
    for turn in range(answers + 1):
        start = (answers - turn) * 60.0
        lines += [("contact", text, start + 40), ("bot", f"answer {turn}", start + 40 - pause)]
    return lines[:-1]


def test_a_text_that_comes_again_after_two_answers_is_a_loop() -> None:
    found = find_loop(talk(*exchange("Where is my order?", 2)))

    assert found is not None
    assert not found.surely


def test_the_bots_own_words_sent_back_twice_are_surely_a_machine() -> None:
    lines: list[Line] = [
        ("contact", "hi", 60),
        ("bot", "Hello, how can I help?", 50),
        ("contact", "Hello, how can I help?", 40),
        ("bot", "I do not understand.", 30),
        ("contact", "i do not understand", 20),
    ]
    found = find_loop(talk(*lines))

    assert found is not None
    assert found.surely


def test_long_messages_within_two_seconds_of_the_bots_own_three_times_are_surely_a_machine() -> None:
    lines: list[Line] = [("contact", f"{LONG}: first", 60)]
    for number, ago in enumerate((50.0, 40.0, 30.0)):
        lines += [("bot", f"answer {number}", ago), ("contact", f"{LONG}: number {number}", ago - 1)]
    found = find_loop(talk(*lines))

    assert found is not None
    assert found.surely


@pytest.mark.parametrize(
    ("lines", "who"),
    [
        (exchange("Where is my order?", 1), "somebody who asks once more"),
        (exchange("ok", 5), "somebody who says ok to everything"),
        (exchange("1", 4), "somebody who chooses the first option again"),
        (
            [("contact", "price please", n) for n in (9.0, 8.0, 7.0)],
            "somebody who asks before any answer came",
        ),
        (
            [
                *exchange("Where is my order?", 2),
                ("agent", "ok", 15),
                ("contact", "Thank you very much", 5),
            ],
            "somebody to whom a person has spoken meanwhile",
        ),
        (
            [
                ("contact", "price please", 60),
                ("bot", "one", 50),
                ("contact", "and delivery to Nairobi by sea?", 49),
                ("bot", "two", 40),
                ("contact", "and your payment terms, please", 20),
                ("bot", "three", 10),
                ("contact", "and the weight of the large one", 9),
            ],
            "somebody who wrote while an answer came, but not always",
        ),
        (
            [
                ("contact", "price please", 60),
                ("bot", "one", 50),
                ("contact", "price please", 40),
                ("bot", "one", 30),
                ("contact", "delivery time", 20),
                ("bot", "two", 10),
                ("contact", "price please", 5),
            ],
            "somebody who comes back to a question",
        ),
    ],
)
def test_people_are_no_machines(lines: list[Line], who: str) -> None:
    assert find_loop(talk(*lines)) is None, who


@pytest.mark.parametrize(("pause", "acknowledged"), [(30, True), (0.5, True)])
def test_a_loop_calls_a_person_once(pause: float, acknowledged: bool) -> None:
    situation = a_situation("delivery time")
    recent = talk(*exchange("delivery time", 1, pause)).recent
    earlier = tuple(Spoken(one.origin, one.text, one.at - timedelta(minutes=2)) for one in recent)
    again = Spoken("bot", "In 15 days.", NOON - timedelta(seconds=30))
    decision = decide(_with(situation, (*earlier, again)), a_library(), NOON)

    assert [one.reason for one in decision.escalations] == ["loop"]
    assert [one.priority for one in decision.escalations] == ["normal"]
    assert bool(decision.replies) == acknowledged


def test_a_machine_gets_no_acknowledgement_that_it_would_answer_again() -> None:
    recent = (
        Spoken("contact", "hi", _at(60)),
        Spoken("bot", "In 15 days.", _at(50)),
        Spoken("contact", "In 15 days.", _at(40)),
        Spoken("bot", "delivery time", _at(30)),
    )
    decision = decide(_with(a_situation("delivery time"), recent), a_library(), NOON)

    assert [one.reason for one in decision.escalations] == ["loop"]
    assert not decision.replies


def _with(situation: Situation, recent: tuple[Spoken, ...]) -> Situation:
    return replace(situation, recent=recent)
