"""The cues that ops add: where they count, and what is said where they cannot be read."""

from pathlib import Path

import numpy as np
import pytest

from bot.content.library import load_library
from bot.content.tone import read_tone, tone_reader
from bot.core.attitude import Seed, fit_attitude
from bot.errors import ContentError
from tests.content.conftest import GOOD, Write, told_by_check

_CONTENT = {**GOOD, "replies/a.yaml": "a: {steps: [{say: First.}]}\n"}


def _replies(write: Write, text: str) -> Path:
    return write({"replies/tone.yaml": text}) / "replies"


def test_cues_of_ops_count_beside_the_shipped_ones(write: Write) -> None:
    cues, _, problems = read_tone(
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
    cues, _, _ = read_tone(_replies(write, "en:\n  calm: [low priority]\n  praise: [top drawer]\n"))
    plain, added = tone_reader(()), tone_reader((), cues)

    hurry = "emergency stop button, low priority"
    mixed = "slow but top drawer"

    assert added.read(hurry).urgent < 0.5 <= plain.read(hurry).urgent
    assert added.read(mixed).negative < plain.read(mixed).negative


def test_what_ops_call_strong_counts_however_calm_the_meaning(write: Write) -> None:
    calm, loud, unhappy = np.eye(3, dtype=np.float32)
    attitude = fit_attitude(
        [Seed(f"{kind} {n}", kind) for kind in ("question", "urgent", "complaint") for n in range(9)],
        np.repeat([calm, loud, unhappy], 9, axis=0),
    )
    cues, _, _ = read_tone(_replies(write, "en:\n  urgent: {strong: [red alert, emergency, tomorrow]}\n"))
    shipped, added = tone_reader((), attitude=attitude), tone_reader((), cues, attitude)

    texts = ("red alert", "emergency", "tomorrow")  # The second ships as a strong cue, the third as a hint.

    assert [shipped.read(text, calm).urgent < 0.5 for text in texts] == [True, True, True]
    assert [added.read(text, calm).urgent >= 0.5 for text in texts] == [True, True, True]


def test_a_hint_of_ops_makes_no_shipped_cue_weaker(write: Write) -> None:
    cues, _, _ = read_tone(_replies(write, "en: {urgent: {weak: [emergency]}}\n"))

    assert tone_reader((), cues).read("emergency") == tone_reader(()).read("emergency")


def test_without_a_file_there_are_no_cues_of_ops(tmp_path: Path) -> None:
    cues, document, problems = read_tone(tmp_path)

    assert (cues, document.data, problems) == ({}, {}, [])


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
    cues, _, problems = read_tone(_replies(write, text))

    assert cues == {}
    assert str(problems[0]).startswith(told)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("english", ' Did you mean "en"?'),
        ("Deutsch", ' Did you mean "de"?'),
        ("tth", ' Did you mean "th"?'),
        ("klingonese", ""),
    ],
)
def test_a_language_that_is_none_is_told_with_the_one_that_was_meant(
    write: Write, written: str, hint: str
) -> None:
    _, _, problems = read_tone(_replies(write, f"{written}:\n  calm: [later]\n"))

    told = f'replies/tone.yaml:1:1: "{written}" is not a language; write for instance en, th or pt-BR.'
    assert [str(problem) for problem in problems] == [told + hint]


def test_check_tells_every_mistake_of_the_file_at_once(write: Write) -> None:
    wrong = (
        "en:\n"
        "  urgnt: {strong: [now]}\n"
        "  negative: {stong: [bad], weak: meh}\n"
        "thai:\n"
        "  calm: [ไม่รีบ]\n"
    )  # fmt: skip

    assert told_by_check(write, {**_CONTENT, "replies/tone.yaml": wrong}) == [
        'error replies/tone.yaml:2:3: "urgnt" is not known here. Did you mean "urgent"?',
        'error replies/tone.yaml:3:14: "stong" is not known here. Did you mean "strong"?',
        "error replies/tone.yaml:3:34: a list is expected here. "
        "Write [ONE, TWO], or one a line after a dash.",
        'error replies/tone.yaml:4:1: "thai" is not a language; write for instance en, th or pt-BR. '
        'Did you mean "th"?',
    ]


def test_a_library_hears_the_cues_of_ops(write: Write) -> None:
    folder = write({**_CONTENT, "replies/tone.yaml": "en: {urgent: {strong: [red alert]}}\n"})

    tone = load_library(folder).tone.read("red alert in hall two")

    assert tone.urgent >= 0.5
    assert tone.evidence == ('urgent: "red alert"',)


def test_a_wrong_file_never_takes_effect(write: Write) -> None:
    folder = write({**_CONTENT, "replies/tone.yaml": "en: {urgnt: {strong: [red alert]}}\n"})

    with pytest.raises(ContentError, match=r"replies/tone.yaml:1:6: "):
        load_library(folder)


def test_another_cue_makes_another_version_of_the_library(write: Write) -> None:
    before = load_library(write(_CONTENT)).version

    after = load_library(write({"replies/tone.yaml": "en: {calm: [after lunch]}\n"})).version

    assert after != before
