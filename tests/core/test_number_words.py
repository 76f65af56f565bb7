"""Numbers said as words, and nothing but numbers."""

import pytest

from bot.core.number_words import number_said
from bot.core.text import normalise


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("one", 1), ("the first one", 1), ("la primera", 1), ("a terceira", 3), ("четвёртый", 4)),
        *(("ข้อห้า", 5), ("第六个", 6), ("ketujuh", 7), ("số tám", 8), ("dokuzuncu", 9), ("العاشر", 10)),
        *(("to'rtinchi", 4), ("तीसरा", 3), ("вариант три", 3)),
    ],
)
def test_a_number_is_heard_in_words(text: str, number: int) -> None:
    assert number_said(normalise(text)) == number


@pytest.mark.parametrize("text", ["", "the", "no one", "someone", "two pieces", "eleven", "atres"])
def test_other_words_are_no_number(text: str) -> None:
    assert number_said(normalise(text)) is None
