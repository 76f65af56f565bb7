"""The shipped sense of tone with the real model of meaning, also in languages that no list knows."""

from collections.abc import Callable

import pytest

from bot.config import cache_folder
from bot.content.meaning import load_meaning
from bot.content.tone import load_attitude, tone_reader
from bot.content.triggers import load_triggers
from bot.core.tone import Tone
from tests.content.tone_tables import (
    MEANT_CALMLY,
    MEANT_NEGATIVE,
    MEANT_URGENT,
    NEGATIVE,
    NOT_NEGATIVE,
    NOT_URGENT,
    ORDINARY,
    SUPPOSED,
    URGENT,
    sentences,
)
from tests.processes import PROJECT

Read = Callable[[str], Tone]


@pytest.fixture(scope="module")
def read() -> Read:
    meaning = load_meaning(cache_folder())
    if meaning is None:
        pytest.skip("the extra that understands meaning is not installed")
    reader = tone_reader(load_triggers(PROJECT / "triggers")[0], attitude=load_attitude(meaning.vectors))
    return lambda text: reader.read(text, meaning.read(text))


def test_meaning_hears_urgency(read: Read) -> None:
    tones = {text: read(text) for text in sentences(URGENT, MEANT_URGENT)}

    # A lost card may sound urgent or like trouble: both call a person.
    assert [text for text, tone in tones.items() if max(tone.urgent, tone.negative) < 0.5] == []


def test_meaning_hears_displeasure(read: Read) -> None:
    tones = {text: read(text) for text in sentences(NEGATIVE, MEANT_NEGATIVE)}

    # Goods that have not come may sound like a complaint or like trouble: both call a person.
    assert [text for text, tone in tones.items() if max(tone.urgent, tone.negative) < 0.5] == []


def test_meaning_cries_no_wolf(read: Read) -> None:
    calm = sentences(NOT_URGENT, NOT_NEGATIVE, SUPPOSED, ORDINARY, MEANT_CALMLY)
    tones = {text: read(text) for text in calm}

    assert [text for text, tone in tones.items() if max(tone.urgent, tone.negative) >= 0.5] == []


def test_meaning_tells_what_a_text_sounds_like(read: Read) -> None:
    assert any("sounds like" in one for one in read("my bag was snatched on the bus").evidence)
