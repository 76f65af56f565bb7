"""How a text is typed."""

import pytest

from bot.core.tone_manner import signs_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("WHERE IS MY ORDER", "shouting"),
        ("ГДЕ МОЙ ЗАКАЗ", "shouting"),
        ("answer me!!", "exclamation marks"),
        ("快点！！", "exclamation marks"),
        ("where is it???", "question marks"),
        ("أين الطلب؟؟؟", "question marks"),
        ("soooo late", "stretched letters"),
        ("hello? anyone? hello?", "the same question again"),
        ("where is it? where is it?", "the same question again"),
        ("hello? there? well?", "the same question again"),
        ("bad 😡", "angry emoji"),
        ("my parcel 😭", "sad emoji"),
        ("help 🆘", "alarm emoji"),
    ],
)
def test_the_bot_sees_how_a_text_is_typed(text: str, name: str) -> None:
    assert name in [sign.name for sign in signs_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "How much is it?",
        "FOB price?",
        "IP65 UL CE",
        "Thank you!",
        "What is the price? And how long does delivery to Hamburg take?",
        "ราคาเท่าไหร่คะ",
        "多少钱？",
        "👍",
        "1000 pcs...",
    ],
)
def test_ordinary_typing_gives_nothing_away(text: str) -> None:
    assert signs_of(text) == []


def test_everything_about_the_typing_together_stays_below_one_half() -> None:
    signs = signs_of("WHERE IS ITTTTT??? WHERE IS ITTTTT??? ANSWER ME!!!!")

    left = 1.0
    for sign in signs:
        left *= 1 - sign.negative
    assert len(signs) == 5
    assert 1 - left < 0.5
