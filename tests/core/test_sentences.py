"""Messages are cut into sentences, and figures and names stay whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.sentences import split_sentences
from bot.core.text import READ


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("How much? And when?", ["How much?", "And when?"]),
        ("5.5 kW at 380 V.", ["5.5 kW at 380 V."]),
        ("see bulbul.example for more", ["see bulbul.example for more"]),
        ("Hello. Price please", ["Hello.", "Price please"]),
        ("one\ntwo\r\n\r\nthree", ["one", "two", "three"]),
        ("价格多少？有证书吗？", ["价格多少？", "有证书吗？"]),
        ("مرحبا؟ السعر", ["مرحبا؟", "السعر"]),
        ("कीमत क्या है। धन्यवाद", ["कीमत क्या है।", "धन्यवाद"]),
        ("wait... what?!", ["wait...", "what?!"]),
        ("?!", []),
        ("", []),
        ("🙂", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


@given(st.text(max_size=200))
@settings(deadline=None)
def test_no_letter_or_digit_of_a_text_is_lost_and_the_order_kept(text: str) -> None:
    def letters(some: str) -> str:
        return "".join(char for char in some if char.isalnum())

    sentences = split_sentences(text)

    if len(sentences) < 20:
        assert letters("".join(sentences)) == letters(text)
    assert len(sentences) <= 20


def test_of_a_long_text_the_sentences_of_the_opening_are_cut() -> None:
    assert len("".join(split_sentences("x" * 64_000))) == READ
