"""The keys beside a key are those of the layouts that people use."""

import unicodedata

import pytest

from bot.core.keyboards import neighbours


@pytest.mark.parametrize(
    ("letter", "beside"),
    [("a", "qwsz"), ("G", "tyfhvb"), ("м", "апси"), ("ن", "هختمةو"), ("ร", "คตนา"), ("เ", "ะดอ")],
)
def test_a_finger_slips_to_the_keys_around(letter: str, beside: str) -> None:
    assert sorted(neighbours(letter)) == sorted(beside)


def test_a_mark_is_mistaken_for_a_mark_only() -> None:
    assert neighbours("ี")
    assert {unicodedata.category(other) for other in neighbours("ี")} == {"Mn"}


@pytest.mark.parametrize("letter", ["価", "क", "7", " ", "·"])
def test_what_no_layout_here_has_is_not_mistyped(letter: str) -> None:
    assert neighbours(letter) == ""
