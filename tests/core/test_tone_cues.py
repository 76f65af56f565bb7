"""Cues inside a clause: whole words, open endings, the longest of those that overlap."""

import pytest

from bot.core.text import normalise
from bot.core.tone_cues import Cue, CueFinder

FINDER = CueFinder(
    [
        Cue("disappoint*", "negative"),
        Cue("bad", "negative", hint=True),
        Cue("not bad", "praise"),
        Cue("разочаров*", "negative"),
        Cue("ผิดหวัง", "negative"),
        Cue("难吃", "negative"),
        Cue("is anyone there?", "urgent"),
        Cue("ASAP", "urgent"),
        Cue("*", "negative"),
    ]
)


def said(text: str) -> list[str]:
    return [one.cue.text for one in FINDER.find(normalise(text))]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("a disappointing meal", ["disappoint*"]),
        ("disappoint", ["disappoint*"]),
        ("я разочарована", ["разочаров*"]),
        ("undisappointed", []),
        ("a badge", []),
        ("bad", ["bad"]),
        ("not bad", ["not bad"]),
        ("bad, not bad", ["bad", "not bad"]),
        ("อาหารแย่ ผิดหวังมากค่ะ", ["ผิดหวัง"]),
        ("菜真的难吃啊", ["难吃"]),
        ("Is anyone there", ["is anyone there?"]),
        ("asap", ["ASAP"]),
        ("", []),
        ("*", []),
    ],
)
def test_the_bot_finds_cues_where_words_stand(text: str, cues: list[str]) -> None:
    assert said(text) == cues


def test_an_open_cue_reaches_to_the_end_of_its_word() -> None:
    clause = normalise("so disappointing that")

    (one,) = FINDER.find(clause)

    assert clause[one.place.start : one.place.end] == "disappointing"


def test_a_phrase_is_worth_more_than_a_word_and_a_word_more_than_a_hint() -> None:
    phrase, word, hint = (
        CueFinder([cue]).find("never again")[0].weight
        for cue in (
            Cue("never again", "negative"),
            Cue("never", "negative"),
            Cue("again", "negative", hint=True),
        )
    )

    assert 1 > phrase > word > 0.5 > hint > 0


def test_the_same_words_may_tell_two_things() -> None:
    finder = CueFinder([Cue("stolen", "urgent"), Cue("stolen", "negative", hint=True)])

    assert sorted(one.cue.about for one in finder.find("stolen")) == ["negative", "urgent"]


def test_without_cues_nothing_is_found() -> None:
    assert CueFinder([]).find("urgent") == []
