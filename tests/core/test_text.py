"""Texts are made comparable without losing what carries meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import READ, fold_digits, is_whole, normalise, opening, says_nothing, storable


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Hello, WORLD!!", "hello world"),
        ("Précio  CAFÉ", "precio cafe"),
        ("ＦＯＢ ﬁ", "fob fi"),
        ("İSTANBUL ısı", "istanbul isi"),
        ("ราคาเท่าไหร่", "ราคาเท่าไหร่"),
        ("ด่วนนนนน", "ด่วน"),
        ("कितना है", "कितना है"),
        ("السِّعْر إلى أســعار", "السعر الي اسعار"),
        ("١٢٣ ๑๒ ५", "123 12 5"),
        ("c++ C#", "c++ c#"),
        ("how much??", "how much ?"),
        ("±0.1 mm, 5.5kW.", "±0.1 mm 5.5kw"),
        ("price (usd", "price usd"),
        ("ok👍", "ok 👍"),
        ("sooooo 1000", "so 1000"),
        ("a\u200bb\u202ec", "abc"),
        ("ok\u2800then \u3164go", "ok then go"),
        ("F.O.B. price, e.g. c.i.f", "fob price eg cif"),
        ("web.a.bc.com 1.5 m.", "web a bc com 1.5 m"),
        ("a F. O. B. offer", "a fob offer"),
        ("из с. ш. а. в марте", "из сша в марте"),
        ("plan a. i want b", "plan a i want b"),
        ("U R G E N T! now, a b c", "urgent now a b c"),
        ("p r i c e e e e", "price"),
        ("價格多少錢", "价格多少钱"),
        ("เเพงไหม", "แพงไหม"),
        ("ท่ี น้ำ เก่่า", "ที่ นํ้า เก่า"),
        ("", ""),
    ],
)
def test_the_bot_compares_texts_as_people_mean_them(written: str, compared: str) -> None:
    assert normalise(written) == compared


@pytest.mark.parametrize("mark", list("'`ʻ’ʼ‘"))
def test_the_bot_reads_uzbek_letters_with_any_apostrophe(mark: str) -> None:
    assert normalise(f"o{mark}zbek g{mark}isht tog{mark}") == "ozbek gisht tog"


def test_the_bot_keeps_cyrillic_letters_that_only_look_accented() -> None:
    assert normalise("Й ё Ў") == "й е ў"


@given(st.text())
def test_the_bot_normalises_every_text_once_and_for_all(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(st.characters(), max_size=50))
def test_the_bot_stores_every_text(text: str) -> None:
    stored = storable(text)
    assert stored.encode("utf-8").decode("utf-8") == stored
    assert "\0" not in stored


def test_the_bot_stores_lone_surrogates_and_nul_as_replacements() -> None:
    assert storable("a\0b\ud800c") == "a\ufffdb\ufffdc"


def test_the_bot_folds_digits_and_nothing_else() -> None:
    assert fold_digits("ÉTÉ ๕ ²") == "ÉTÉ 5 ²"


@pytest.mark.parametrize(
    ("text", "phrase", "whole"),
    [
        ("this is fine", "hi", False),
        ("hi there", "hi", True),
        ("c++ driver", "c", False),
        ("นี่ราคาเท่าไหร่คะ", "ราคา", True),
        ("ราคาfobเท่าไร", "fob", True),
        ("عاجل جدا", "عاجل", True),
        ("العاجلة", "عاجل", False),
        ("मददगार", "मदद", False),
        ("कि", "क", False),
    ],
)
def test_the_bot_knows_where_words_begin_and_end(text: str, phrase: str, whole: bool) -> None:
    start = text.index(phrase)
    assert is_whole(text, start, start + len(phrase)) is whole


@pytest.mark.parametrize("text", ["👍", "👍🏽", "🙏🙏", "...", "!!!", "", " \n", "❤️", "🇹🇭", "-"])
def test_a_text_of_signs_says_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["ok 👍", "5", "๕", "2️⃣", "🔟", "?", "？", "؟", "❓", "🆘", "ค่ะ", "好"])
def test_a_letter_digit_or_question_mark_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_the_opening_of_a_text_is_bounded() -> None:
    assert opening("short") == "short"
    assert opening("x" * 64_000) == "x" * READ
