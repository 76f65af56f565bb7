"""The cues that ops add, and what is said where they cannot be read."""

from pathlib import Path

import pytest

from bot.content.tone import read_tone, tone_reader
from tests.content.conftest import Write


def _replies(write: Write, text: str) -> Path:
    return write({"replies/tone.yaml": text}) / "replies"


def test_cues_of_ops_count_beside_the_shipped_ones(write: Write) -> None:
    cues, problems = read_tone(
        _replies(
            write, "en:\n  urgent: {strong: [red alert]}\n  negative: {strong: [shambl*], weak: [meh]}\n"
        )
    )

    reader = tone_reader((), cues)

    assert problems == []
    assert reader.read("red alert in hall two").urgent >= 0.5
    assert reader.read("what a shambles").negative >= 0.5
    assert 0 < reader.read("meh").negative < 0.5
    assert reader.read("absolutely terrible").negative >= 0.5


def test_words_of_ops_can_calm_and_praise(write: Write) -> None:
    cues, _ = read_tone(_replies(write, "en:\n  calm: [low priority]\n  praise: [top drawer]\n"))
    plain, added = tone_reader(()), tone_reader((), cues)

    hurry = "emergency stop button, low priority"
    mixed = "slow but top drawer"

    assert added.read(hurry).urgent < 0.5 <= plain.read(hurry).urgent
    assert added.read(mixed).negative < plain.read(mixed).negative


def test_without_a_file_there_are_no_cues_of_ops(tmp_path: Path) -> None:
    assert read_tone(tmp_path) == ({}, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("en:\n  urgnt: {strong: [now]}\n", 'replies/tone.yaml:2:3: "urgnt" is not known here.'),
        ("en:\n  urgent: {strng: [now]}\n", 'replies/tone.yaml:2:12: "strng" is not known here.'),
        ("en:\n  urgent: {strong: now}\n", "replies/tone.yaml:2:20: a list is expected here."),
        ("en:\n  calm: ['']\n", "replies/tone.yaml:2:10: the text is empty."),
        ("en: [calm\n", "replies/tone.yaml:"),
    ],
)
def test_a_mistake_is_told_with_its_place(write: Write, text: str, told: str) -> None:
    cues, problems = read_tone(_replies(write, text))

    assert cues == {}
    assert str(problems[0]).startswith(told)
