"""The shipped sense of tone, by words alone, in every language of the library."""

import pytest

from bot.content.tone import tone_reader, tone_seeds
from bot.content.triggers import load_triggers
from bot.core.attitude import KINDS
from bot.core.tone import Tone
from tests.content.tone_tables import (
    NEGATIVE,
    NOT_NEGATIVE,
    NOT_URGENT,
    ORDINARY,
    SUPPOSED,
    URGENT,
    sentences,
)
from tests.processes import PROJECT

TRIGGERS, _ = load_triggers(PROJECT / "triggers")
READER = tone_reader(TRIGGERS)


def is_calm(tone: Tone) -> bool:
    return tone.urgent < 0.5 and tone.negative < 0.5


@pytest.mark.parametrize("text", sentences(URGENT))
def test_the_bot_hears_urgency_in_every_language(text: str) -> None:
    assert READER.read(text).urgent >= 0.5


@pytest.mark.parametrize("text", sentences(NOT_URGENT))
def test_what_is_said_not_to_be_urgent_is_not(text: str) -> None:
    assert is_calm(READER.read(text))


@pytest.mark.parametrize("text", sentences(NEGATIVE))
def test_the_bot_hears_displeasure_in_every_language(text: str) -> None:
    assert READER.read(text).negative >= 0.5


@pytest.mark.parametrize("text", sentences(NOT_NEGATIVE))
def test_what_is_said_to_be_no_problem_is_none(text: str) -> None:
    assert is_calm(READER.read(text))


@pytest.mark.parametrize("text", sentences(SUPPOSED))
def test_a_question_about_what_has_not_happened_is_no_complaint(text: str) -> None:
    assert is_calm(READER.read(text))


@pytest.mark.parametrize("text", sentences(ORDINARY))
def test_an_ordinary_message_has_no_tone(text: str) -> None:
    assert is_calm(READER.read(text))


def test_no_phrase_that_the_bot_answers_by_itself_sounds_urgent_or_negative() -> None:
    answered = [phrase.text for one in TRIGGERS if not one.escalate for phrase in one.phrases]

    assert [text for text in answered if not is_calm(READER.read(text))] == []


def test_the_seeds_are_of_known_kinds_and_none_stands_twice() -> None:
    seeds = tone_seeds()

    assert {seed.kind for seed in seeds} == set(KINDS)
    assert len({seed.text for seed in seeds}) == len(seeds)
