"""Slips of the finger leave something to recognise."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.typos import doubled, dropped, mistyped, stretched, swapped

Slip = Callable[[str, int], str]
SLIPS: list[Slip] = [swapped, dropped, doubled, mistyped, stretched]


@pytest.mark.parametrize(
    ("slip", "text", "number", "slipped"),
    [
        (swapped, "price", 0, "pirce"),
        (swapped, "price", 4, "pirce"),
        (dropped, "price", 1, "prce"),
        (doubled, "price", 2, "pricce"),
        (mistyped, "цена", 0, "цкна"),
        (stretched, "price", 3, "priceeee"),
        (dropped, "ราคา", 1, "ราา"),
        (dropped, "कितना", 0, "कतना"),
    ],
)
def test_a_slip_changes_one_letter(slip: Slip, text: str, number: int, slipped: str) -> None:
    assert slip(text, number) == slipped


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("text", ["CE", "fob", "价格多少", "5.5 kW", "", "👍", "开个PI"])
def test_what_a_slip_would_make_unknowable_is_left_alone(slip: Slip, text: str) -> None:
    assert slip(text, 7) == text


@pytest.mark.parametrize("number", range(40))
def test_a_word_of_three_letters_slips_only_in_company(number: int) -> None:
    assert dropped("how big", number) == "how big"
    assert dropped("how much is the box", number) != "how much is the box"


@pytest.mark.parametrize("slip", SLIPS)
@given(text=st.text("abc деё กิ่า", min_size=1, max_size=20), number=st.integers(0, 2**64))
def test_a_slip_keeps_the_first_letter_and_most_of_the_rest(slip: Slip, text: str, number: int) -> None:
    slipped = slip(text, number)

    assert slipped[:1] == text[:1]
    assert -1 <= len(slipped) - len(text) <= 3
