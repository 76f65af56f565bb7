"""Urgency and negativity, and what takes them back."""

import pytest

from bot.core.negation import negated
from bot.core.tone import ToneReader
from bot.core.triggers import Phrase, Trigger, TriggerEscalation


def escalating(reason: str, *texts: str) -> Trigger:
    phrases = tuple(Phrase(text, "en", reason) for text in texts)
    return Trigger(reason, phrases, escalate=TriggerEscalation(reason))


READER = ToneReader(
    [
        escalating("urgent", "urgent", "need it today", "ด่วน", "shoshilinch", "шошилинч", "срочно"),
        escalating("negative", "refund", "problem", "ขอเงินคืน", "ปัญหา", "muammo", "муаммо", "проблема"),
    ]
)


@pytest.mark.parametrize(
    "text", ["URGENT", "we need it today", "ขอด่วนค่ะ", "bu shoshilinch", "шошилинч!", "очень срочно"]
)
def test_an_urgent_cue_is_heard(text: str) -> None:
    tone = READER.read(text)
    assert tone.urgent >= 0.5
    assert tone.negative < 0.5
    assert tone.evidence


@pytest.mark.parametrize(
    "text", ["I want a refund", "ขอเงินคืน", "มีปัญหาค่ะ", "muammo bor", "муаммо бор", "есть проблема", "😡"]
)
def test_a_negative_cue_is_heard(text: str) -> None:
    assert READER.read(text).negative >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "not urgent",
        "it isn't really urgent",
        "no problem",
        "ไม่ด่วน",
        "ไม่มีปัญหา",
        "не срочно",
        "shoshilinch emas",
        "шошилинч эмас",
        "muammo yo‘q",
        "муаммо йўқ",
        "no big problem",
    ],
)
def test_a_negated_cue_counts_for_nothing(text: str) -> None:
    tone = READER.read(text)
    assert (tone.urgent, tone.negative) == (0.0, 0.0)


def test_a_negation_does_not_reach_over_punctuation() -> None:
    assert READER.read("it does not work, urgent").urgent >= 0.5


def test_a_question_about_policy_is_no_complaint() -> None:
    assert READER.read("what is your refund policy?").negative < 0.5


@pytest.mark.parametrize("text", ["WHERE IS MY ORDER", "hello!!!!!!", "WHERE IS MY ORDERRRRR???? ANSWER!!!!"])
def test_manner_alone_never_reaches_one_half(text: str) -> None:
    tone = READER.read(text)
    assert 0 < tone.urgent < 0.5
    assert 0 < tone.negative < 0.5


@pytest.mark.parametrize("text", ["", "how much is it?", "ราคาเท่าไหร่", "\x00\ud800"])
def test_a_calm_text_has_no_tone(text: str) -> None:
    assert READER.read(text) == ToneReader([]).read("")


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("not urgent", "urgent", True),
        ("not urgent. now it is urgent", "urgent", False),
        ("this is not urgent", "urgent matter", True),
        ("нет проблем", "проблема", True),
        ("it is not working", "not working", False),
        ("how much", "urgent", False),
        ("", "urgent", False),
        ("x", "", False),
    ],
)
def test_the_bot_knows_when_a_phrase_is_denied(text: str, phrase: str, expected: bool) -> None:
    assert negated(text, phrase) is expected
