"""Distorted phrases are drawn fairly, played to the matcher, and counted honestly."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.content.mutation_score import (
    LEAST,
    Outcome,
    Result,
    below_floor,
    play_library,
    play_mutants,
    tally,
)
from bot.core.library import Library
from bot.core.matching import Matcher
from bot.core.mutations import KINDS, WRAPPINGS
from bot.core.triggers import Candidate, Match, Phrase, Trigger
from tests.content.conftest import GOOD, QUIET, Write

_ENGLISH = ("how much is it", "the unit price", "what does one cost", "price per piece")


def _trigger(name: str, *texts: str, courtesy: bool = False, enabled: bool = True) -> Trigger:
    phrases = tuple(Phrase(text, "en", name, f"a.yaml:{n}:1") for n, text in enumerate(texts, 1))
    return Trigger(name, phrases, reply="a", courtesy=courtesy, enabled=enabled)


_PRICE = _trigger("price", *_ENGLISH)
_OTHER = _trigger("delivery", "when will it arrive", "delivery time", "how fast do you ship")


def _acts_on(trigger: str) -> Match:
    best = Candidate(trigger, "x", "en", 0.9)
    return Match((best,), best)


_CLOSE = (Candidate("delivery", "x", "en", 0.5), Candidate("price", "x", "en", 0.4))


@pytest.mark.parametrize(
    ("match", "result"),
    [
        (_acts_on("price"), "right"),
        (_acts_on("delivery"), "false"),
        (Match(_CLOSE, None, _CLOSE), "asked"),
        (Match(_CLOSE, None, _CLOSE[:1]), "lost"),
        (Match(_CLOSE), "lost"),
        (Match(), "lost"),
    ],
)
def test_each_mutant_ends_in_one_of_four_ways(match: Match, result: str) -> None:
    assert {one.result for one in play_mutants([_PRICE], lambda _: match)} == {result}


def test_the_same_mutants_are_played_every_time() -> None:
    first, second = (play_mutants([_PRICE, _OTHER], lambda _: Match(), 9) for _ in range(2))

    assert first == second
    assert len(first) == 18


def test_another_trigger_does_not_change_what_is_played_of_this_one() -> None:
    alone = play_mutants([_PRICE], lambda _: Match())
    beside = play_mutants([_OTHER, _PRICE], lambda _: Match())

    assert alone == [one for one in beside if one.phrase.trigger == "price"]


def test_a_sample_holds_the_kinds_evenly() -> None:
    played = Counter(one.mutant.kind for one in play_mutants([_PRICE], lambda _: Match(), 26))

    assert len(played) >= len(KINDS) - 5  # Some kinds do nothing to plain English.
    assert max(played.values()) - min(played.values()) <= 2


def test_a_very_large_library_is_drawn_from_more_thinly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.content.mutation_score.MOST", 2 * LEAST)

    assert len(play_mutants([_PRICE, _OTHER], lambda _: Match())) == 2 * LEAST
    assert len(play_mutants([_PRICE, _OTHER, _trigger("c", *_ENGLISH)], lambda _: Match(), 5)) <= 15


def test_a_trigger_that_is_off_is_not_played() -> None:
    assert play_mutants([_trigger("price", *_ENGLISH, enabled=False)], lambda _: Match()) == []


def test_courtesies_are_not_wrapped_in_courtesies() -> None:
    polite = play_mutants([_trigger("thanks", *_ENGLISH, courtesy=True)], lambda _: Match(), 100)
    plain = play_mutants([_PRICE], lambda _: Match(), 100)

    assert not set(WRAPPINGS) & {one.mutant.kind for one in polite}
    assert set(WRAPPINGS) < {one.mutant.kind for one in plain}


def test_a_mutant_that_reads_like_a_phrase_of_another_trigger_is_not_played() -> None:
    joined = _trigger("other", "theunitprice")

    played = play_mutants([_PRICE, joined], lambda _: Match(), 100)

    texts = [one.mutant.text for one in played if one.phrase.trigger == "price"]
    assert "howmuchisit" in texts
    assert "theunitprice" not in texts


def test_what_reads_the_same_is_counted_apart() -> None:
    played = play_mutants([_PRICE], Matcher([_PRICE, _OTHER]).match, 100)

    same = {one.mutant.kind for one in played if one.same}
    assert {"upper case", "odd characters"} <= same
    assert not same & {"letters swapped", "no spaces", "polite words"}
    assert tally(one for one in played if one.same).recall == 100


def _outcomes(counts: Mapping[Result, int]) -> list[Outcome]:
    one = play_mutants([_PRICE], lambda _: Match(), 1)[0]
    return [
        Outcome(one.phrase, one.mutant, result, None, False)
        for result, count in counts.items()
        for _ in range(count)
    ]


def test_figures_are_in_percent() -> None:
    counted = tally(_outcomes({"right": 6, "asked": 2, "false": 1, "lost": 1}))

    assert (counted.played, counted.recall, counted.share(counted.asked), counted.false_fires) == (
        10,
        60,
        20,
        10,
    )
    assert tally([]).recall == 0


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"right": 92, "asked": 7, "false": 1}, []),
        ({"right": 91, "asked": 9}, ["Recall of mutants is 91.0 %, under the floor of 92 %."]),
        ({"right": 98, "false": 2}, ["False fires of mutants are 2.0 %, over the floor of 1 %."]),
        ({"false": 1}, ["Recall of mutants is 0.0 %", "False fires of mutants are 100.0 %"]),
        ({}, []),
    ],
)
def test_what_is_below_its_floor_is_told(counts: dict[Result, int], told: list[str]) -> None:
    sentences = below_floor(_outcomes(counts), 92, 1)

    assert len(sentences) == len(told)
    assert all(sentence.startswith(start) for sentence, start in zip(sentences, told, strict=True))


def test_the_triggers_of_a_content_folder_are_played_to_its_matcher(write: Write) -> None:
    folder: Path = write({**GOOD, "replies/a.yaml": "a: {steps: [{say: x}]}\n", "replies/roles.yaml": QUIET})

    played = play_library(folder, 13)

    assert len(played) == 13
    assert {one.phrase.trigger for one in played} == {"a"}
    assert tally(played).right > 0


def test_the_shipped_library_understands_most_mutants_and_seldom_answers_wrongly(library: Library) -> None:
    played = play_mutants(library.triggers.values(), library.matcher.match, 5)

    assert len({(one.phrase.trigger, one.phrase.language) for one in played}) * 5 == len(played)
    assert below_floor(played, 92, 1) == []
