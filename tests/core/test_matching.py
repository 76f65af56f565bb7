"""The best trigger for a text: sure, close or none."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.matching import Matcher
from bot.core.triggers import Phrase, Trigger, TriggerEscalation


def trigger(
    name: str, *, escalate: str = "", priority: int = 0, courtesy: bool = False, **phrases: str
) -> Trigger:
    """A trigger of phrases by language, separated by `|`."""
    listed = tuple(Phrase(text, tag, name) for tag, texts in phrases.items() for text in texts.split("|"))
    act = TriggerEscalation(escalate) if escalate else None
    reply = None if escalate else name
    return Trigger(name, listed, reply=reply, escalate=act, priority=priority, courtesy=courtesy)


TRIGGERS = [
    trigger(
        "price",
        en="how much is it|unit price|FOB price|price (usd",
        th="ราคาเท่าไหร่|ขายยังไง|ราคาต่อหน่วยเท่าไหร่",
        uz="narxi qancha|necha pul|narxini ayting",
        ar="كم السعر|بكم هذا|السعر من فضلك",
    ),
    trigger("power", en="what power|voltage range|what is the spindle speed", th="กำลังไฟเท่าไหร่|ช่วงแรงดันไฟฟ้า"),
    trigger("certificates", en="do you have UL|is it CE certified", th="มี CE หรือไม่|การรับรอง RoHS"),
    trigger("delivery", en="delivery time|when will it ship|lead time", th="ส่งเมื่อไหร่|กี่วันถึง"),
    trigger("sdk", en="c++|c++ driver"),
    trigger(
        "urgent", escalate="urgent", en="need it today|urgent", th="เร่งด่วน|ด่วน", ru="срочно", uz="shoshilinch"
    ),
    trigger(
        "complaint", escalate="negative", en="refund|problem|broken on arrival", th="มีปัญหา", ru="проблема"
    ),
    trigger("greeting", courtesy=True, en="hi|hello|good morning", th="สวัสดี"),
    trigger("thanks", courtesy=True, en="thanks|thank you", th="ขอบคุณ"),
]
MATCHER = Matcher(TRIGGERS)


def best(text: str) -> str | None:
    found = MATCHER.match(text).best
    return found.trigger if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("how much is it", "price"),
        ("HOW MUCH IS IT???", "price"),
        ("how mcuh is it", "price"),
        ("hello, what is the unit price please", "price"),
        ("price (usd", "price"),
        ("could you give me the fob price for 200 units of mx-55 please", "price"),
        ("ราคาเท่าไรคะ", "price"),
        ("สวัสดีค่ะ ราคาเท่าไหร่", "price"),
        ("ขอถามหน่อยราคาเท่าไหร่คะ", "price"),
        ("narxi qancha?", "price"),
        ("كَمِ السِّعر؟", "price"),
        ("ขอทราบช่วงแรงดันไฟฟ้าด้วยค่ะ", "power"),
        ("c++", "sdk"),
        ("hi", "greeting"),
        ("good morning sir", "greeting"),
        ("thanks!", "thanks"),
        ("it does not work, urgent!", "urgent"),
        ("the product arrived broken", "complaint"),
    ],
)
def test_the_bot_finds_the_question(text: str, name: str) -> None:
    assert best(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "what is the weather",
        "this is fine",
        "John Smith",
        "Somchai",
        "MX-55",
        "380",
        "👍",
        "ok",
        "tell me a joke",
        "",
        "!!!",
        "?",
    ],
)
def test_the_bot_does_not_act_on_other_topics(text: str) -> None:
    assert MATCHER.match(text).best is None


@pytest.mark.parametrize(
    "text",
    [
        "not urgent",
        "it is not very urgent",
        "no problem",
        "ไม่ด่วน",
        "ไม่มีปัญหา",
        "не срочно",
        "нет проблем",
        "shoshilinch emas",
        "what is your refund policy?",
    ],
)
def test_a_denied_cue_neither_escalates_nor_is_asked_about(text: str) -> None:
    match = MATCHER.match(text)
    assert match.best is None
    assert not {"urgent", "complaint"} & {one.trigger for one in match.close}


def test_a_question_beside_a_denied_cue_is_answered() -> None:
    assert best("it's not urgent, how much is it") == "price"


def test_a_phrase_that_is_a_question_mark_is_ordinary() -> None:
    matcher = Matcher([*TRIGGERS, trigger("what", en="?")])
    found = matcher.match("??").best
    assert found is not None
    assert found.trigger == "what"


def test_two_close_triggers_are_asked_about() -> None:
    matcher = Matcher([trigger("sheet", en="send the data sheet"), trigger("quote", en="send the quotation")])
    match = matcher.match("send the")
    assert match.best is None
    assert {one.trigger for one in match.close} == {"sheet", "quote"}


def test_a_question_that_is_only_likely_is_asked_about() -> None:
    match = MATCHER.match("ship?")
    assert match.best is None
    assert [one.trigger for one in match.close] == ["delivery"]


def test_candidates_are_best_first_and_one_a_trigger() -> None:
    candidates = MATCHER.match("what is the delivery price of power").candidates
    names = [one.trigger for one in candidates]
    scores = [one.score for one in candidates]
    assert len(set(names)) == len(names) >= 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_on_a_tie_the_earlier_trigger_wins() -> None:
    found = (
        Matcher([trigger("first", en="lead time"), trigger("second", en="lead time")]).match("lead time").best
    )
    assert found is not None
    assert found.trigger == "first"


def test_on_a_tie_the_higher_priority_wins() -> None:
    triggers = [trigger("first", en="lead time"), trigger("second", en="lead time", priority=1)]
    found = Matcher(triggers).match("lead time").best
    assert found is not None
    assert found.trigger == "second"


def test_disabled_triggers_take_no_part() -> None:
    disabled = Trigger("off", (Phrase("lead time", "en", "off"),), reply="off", enabled=False)
    assert Matcher([disabled]).match("lead time").candidates == ()


def test_an_empty_library_matches_nothing() -> None:
    assert Matcher([]).match("how much is it").candidates == ()


@pytest.mark.parametrize(
    "text", ["how much is the price " * 200, "a" * 4000, "ราคา" * 1000, "? " * 2000, "not " * 1000]
)
def test_long_messages_are_read_quickly(text: str) -> None:
    started = time.perf_counter()
    MATCHER.match(text[:4000])
    assert time.perf_counter() - started < 0.5


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_no_text_breaks_the_matcher(text: str) -> None:
    assert len(MATCHER.match(text).candidates) >= 5


def test_two_questions_in_one_breath_are_asked_about() -> None:
    match = MATCHER.match("how much is it and delivery time")
    assert match.best is None
    assert [one.trigger for one in match.close] == ["price", "delivery"]


def test_whoever_needs_a_person_is_not_asked_what_else_was_meant() -> None:
    assert best("need it today, how much is it") == "urgent"


def test_a_new_trigger_of_three_phrases_is_heard_beside_one_of_a_hundred() -> None:
    many = "|".join(f"what is the price of part {number}" for number in range(100))
    matcher = Matcher([trigger("parts", en=many), trigger("noise", en="noise level|how loud|decibels")])
    found = matcher.match("what is the noise").candidates[0]
    assert found.trigger == "noise"


@pytest.mark.parametrize("text", ["1", "220", "12 500", "٣"])
def test_a_number_means_nothing_by_itself_however_near_its_vector_is(text: str) -> None:
    listed = [
        trigger("power", en="220 volts|12 amps|1 phase"),
        trigger("noise", en="how loud|quiet|decibels"),
    ]
    vectors = np.eye(6, dtype=np.float32)
    matcher = Matcher(listed, vectors=vectors)

    assert matcher.match("quite loud", vectors[4]).candidates[0].trigger == "noise"
    found = matcher.match(text, vectors[0])
    assert (found.best, found.close) == (None, ())
