"""The figures on labelled messages, against tables that were worked out by hand."""

import pytest

from bot.core.figures import Judged, TriggerFigures, by_language, by_trigger, cover, figures
from bot.core.triggers import Candidate, Match


def judged(wanted: str | None, *ranked: tuple[str, float], acts: bool = False, asks: int = 0) -> Judged:
    """A message whose candidates are `ranked`; acted on, or the first `asks` of them offered."""
    candidates = tuple(Candidate(name, f"{name} please", "en", score) for name, score in ranked)
    match = Match(candidates, candidates[0] if acts else None, candidates[:asks])
    return Judged("hello", wanted, match)


# One message of each kind: five in scope, three out of it.
EACH_KIND = [
    judged("price", ("price", 0.9), acts=True),  # acted right
    judged("price", ("delivery", 0.8), ("price", 0.3), acts=True),  # acted wrong
    judged("price", ("price", 0.5), ("delivery", 0.4), asks=2),  # asked, and first
    judged("price", ("delivery", 0.5), ("price", 0.4), asks=2),  # asked, not first
    judged("price", ("delivery", 0.5), ("price", 0.4), asks=1),  # asked, without the right one
    judged(None, ("price", 0.7), acts=True),  # false
    judged(None, ("price", 0.4), asks=1),
    judged(None),  # no candidate at all
]


def test_each_figure_counts_what_it_says() -> None:
    found = figures(EACH_KIND)

    assert (found.messages, found.in_scope, found.out_of_scope) == (8, 5, 3)
    assert (found.accuracy, found.acted, found.wrong, found.asked) == (2 / 5, 1 / 5, 1 / 5, 2 / 5)
    assert found.false == 1 / 3


def test_a_message_that_is_answered_is_not_asked_about() -> None:
    answered = judged("price", ("delivery", 0.8), ("price", 0.7), acts=True, asks=2)

    assert (answered.asked, answered.acted_wrong, answered.false) == (False, True, False)


def test_a_share_of_nothing_is_no_figure() -> None:
    inside, outside = figures(EACH_KIND[:5]), figures(EACH_KIND[5:])

    assert inside.false is None
    assert (outside.accuracy, outside.acted, outside.wrong, outside.asked, outside.cover) == (None,) * 5
    assert outside.false == 1 / 3
    assert figures([]).accuracy is None


def right(score: float) -> Judged:
    return judged("a", ("a", score))


def wrong(score: float) -> Judged:
    return judged("a", ("b", score))


def outside(score: float) -> Judged:
    return judged(None, ("b", score))


@pytest.mark.parametrize(
    ("messages", "precision", "expected"),
    [
        ([right(0.9), right(0.8), wrong(0.7)], 0.9, 2 / 3),
        ([right(0.9), right(0.8), wrong(0.7)], 0.5, 2 / 3),
        # All three are given at the lowest threshold: two of three answers are right.
        ([right(0.9), wrong(0.8), right(0.7)], 0.9, 1 / 3),
        ([right(0.9), wrong(0.8), right(0.7)], 2 / 3, 2 / 3),
        # What comes first is wrong, and only more answers make up for it.
        ([wrong(0.9), *[right(0.5)] * 9], 0.9, 9 / 10),
        ([wrong(0.9), *[right(0.5)] * 8], 0.9, 0.0),
        # Out of scope counts among the answers, not among what could be covered.
        ([right(0.9), outside(0.8), right(0.7)], 0.9, 1 / 2),
        ([right(0.9), outside(0.5)], 0.5, 1.0),
        # One score, one threshold: the right one cannot be had without the wrong one.
        ([right(0.8), wrong(0.8)], 0.9, 0.0),
        ([wrong(0.8), right(0.8)], 0.5, 1 / 2),
        ([right(0.9), right(0.8), outside(0.8), right(0.8)], 0.9, 1 / 3),
        ([right(0.9), right(0.8), outside(0.8), right(0.8)], 0.75, 1.0),
        # A message without candidates is an answer at the threshold 0, and a wrong one.
        ([right(0.9), judged("a")], 0.9, 1 / 2),
        ([judged("a")], 0.0, 0.0),
    ],
)
def test_cover_is_the_best_threshold_that_is_precise_enough(
    messages: list[Judged], precision: float, expected: float
) -> None:
    assert cover(messages, precision) == expected
    assert cover(messages[::-1], precision) == expected


def test_cover_of_nothing_in_scope_is_no_figure() -> None:
    assert cover([outside(0.9)], 0.9) is None


def test_a_trigger_answers_for_what_it_takes_from_others_and_from_nobody() -> None:
    found = by_trigger(EACH_KIND)

    assert found == [
        TriggerFigures("price", messages=5, answers=2, accuracy=2 / 5, recall=1 / 5, precision=1 / 2),
        TriggerFigures("delivery", messages=0, answers=1, accuracy=None, recall=None, precision=0.0),
    ]


def test_the_trigger_that_misses_most_comes_first() -> None:
    found = by_trigger([judged(name, (name, 0.9), acts=name == "b") for name in ("b", "c", "a")])

    assert [one.trigger for one in found] == ["a", "c", "b"]
    assert [one.precision for one in found] == [None, None, 1.0]


def test_languages_are_told_apart_the_most_written_first() -> None:
    thai = [Judged("x", "a", right(0.9).match, "th"), Judged("y", None, Match(), "th")]
    english = [Judged("z", "a", wrong(0.9).match, "en")]

    found = by_language([*english, *thai])

    assert list(found) == ["th", "en"]
    assert (found["th"].messages, found["th"].accuracy, found["en"].accuracy) == (2, 1.0, 0.0)
