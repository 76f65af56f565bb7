"""Urgency and negativity, and what takes them back."""

import numpy as np
import pytest

from bot.core.attitude import Seed, fit_attitude
from bot.core.meaning import Vector
from bot.core.negation import negated
from bot.core.tone import ToneReader
from bot.core.tone_cues import Cue
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


def test_the_last_word_about_hurry_counts() -> None:
    assert READER.read("not urgent. now it is urgent").urgent >= 0.5
    assert READER.read("it was urgent. now it is not urgent").urgent < 0.5


HINT_TRIGGERS = [escalating("negative", "refund")]
HINT_CUES = [
    Cue("slow", "negative", hint=True),
    Cue("cold", "negative", hint=True),
    Cue("noisy", "negative", hint=True),
    Cue("terrible", "negative", felt=True),
    Cue("delicious", "praise"),
    Cue("no rush", "calm"),
    Cue("hurry", "urgent"),
]
HINTS = ToneReader(HINT_TRIGGERS, HINT_CUES)


def test_hints_are_enough_only_together_and_praise_takes_them_back() -> None:
    assert HINTS.read("slow").negative < 0.5
    assert HINTS.read("slow, cold and noisy").negative >= 0.5
    assert HINTS.read("slow, cold and noisy, but delicious").negative < 0.5


def test_the_same_cue_said_again_counts_once() -> None:
    assert HINTS.read("slow slow slow slow").negative == HINTS.read("slow").negative


def test_a_feeling_about_the_rules_is_still_a_feeling() -> None:
    assert HINTS.read("what is your refund policy").negative < 0.5
    assert HINTS.read("your refund policy is terrible").negative >= 0.5


def test_who_is_in_no_hurry_is_not_urgent_unless_hurry_comes_after() -> None:
    assert HINTS.read("hurry, well, no rush").urgent < 0.5
    assert HINTS.read("no rush. no wait, hurry").urgent >= 0.5


def test_what_has_still_not_come_is_a_complaint_without_any_cue() -> None:
    tone = HINTS.read("still no answer")
    assert tone.negative >= 0.5
    assert tone.evidence == ("negative: still waiting",)


CALM, LOUD, UNHAPPY = np.eye(3, dtype=np.float32)
ATTITUDE = fit_attitude(
    [Seed(f"{kind} {n}", kind) for kind in ("question", "urgent", "complaint") for n in range(6)],
    np.repeat(np.eye(3, dtype=np.float32), 6, axis=0),
)
MEANING = HINTS.with_meaning(ATTITUDE)


def test_meaning_is_heard_where_no_word_tells() -> None:
    assert MEANING.read("…", LOUD).urgent >= 0.5
    assert MEANING.read("…", UNHAPPY).negative >= 0.5
    assert max(MEANING.read("…", CALM).urgent, MEANING.read("…", CALM).negative) < 0.5


def test_meaning_says_what_a_text_sounds_like() -> None:
    assert [one for one in MEANING.read("…", LOUD).evidence if one.startswith('urgent: sounds like "urgent')]


def test_a_calm_meaning_never_outvotes_a_phrase_of_a_trigger() -> None:
    assert MEANING.read("refund", CALM).negative >= 0.5
    assert MEANING.read("terrible", CALM).negative < MEANING.read("refund", CALM).negative


def test_a_supposition_is_doubted_whatever_it_sounds_like() -> None:
    supposed = MEANING.read("what if it breaks", UNHAPPY)
    assert supposed.negative < MEANING.read("it breaks", UNHAPPY).negative


def test_without_a_vector_or_a_model_words_alone_are_read() -> None:
    assert MEANING.read("slow") == HINTS.read("slow") == HINTS.read("slow", UNHAPPY)


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "?" * 2000, "😡" * 500, "refund " * 300, "!?" * 900, "ก" * 2000]
)
@pytest.mark.parametrize("vector", [None, UNHAPPY, np.zeros(3, np.float32)])
def test_whatever_comes_a_tone_lies_between_0_and_1(text: str, vector: Vector | None) -> None:
    tone = MEANING.read(text, vector)
    assert 0 <= tone.urgent <= 1
    assert 0 <= tone.negative <= 1
