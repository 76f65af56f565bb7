"""Accents decide where a word is another word with other accents."""

import pytest

from bot.core.accents import agrees, typed_words


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("dừng", "Dừng!"),
        ("dừng lại", "dung lai"),
        ("ngừng", "ngung"),
        ("ayúdame", "ayudame"),
        ("no me envíen más mensajes", "no me envien más mensajés"),
        ("stop", "STOP"),
    ],
)
def test_missing_accents_are_forgiven(phrase: str, text: str) -> None:
    assert agrees(phrase, typed_words(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("dừng", "đúng"),
        ("dừng", "dùng"),
        ("dừng", "dung"),
        ("hủy", "Huy"),
        ("dừng lại", "dùng lại"),
        ("ابدأ", "أبدا"),
    ],
)
def test_another_word_is_not_the_phrase(phrase: str, text: str) -> None:
    assert not agrees(phrase, typed_words(text))
