"""The ways people distort a phrase, each the same whenever it is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.mutations import KINDS, WRAPPINGS, chance, mutate
from bot.core.text import normalise

_UNHEARD = ("upper case", "more marks", "dictated", "odd characters", "other digits")


def _mutated(text: str, language: str, kind: str) -> str | None:
    mutant = mutate(text, language, kind)
    return mutant.text if mutant else None


@pytest.mark.parametrize(
    ("kind", "language", "text", "mutated"),
    [
        ("no accents", "es", "¿cuánto cuesta?", "¿cuanto cuesta?"),
        ("no accents", "vi", "giá bao nhiêu đây", "gia bao nhieu day"),
        ("no accents", "tr", "fiyatı ne", "fiyati ne"),
        ("no accents", "uz", "oʻlchami", "olchami"),
        ("no accents", "ru", "счёт и цена мой", "счет и цена мой"),
        ("no accents", "ar", "أسعار", "اسعار"),
        ("no accents", "th", "เท่าไหร", "เทาไหร"),
        ("no spaces", "en", "how much", "howmuch"),
        ("no spaces", "th", "ราคา FOB เท่าไหร่ ต่อ ชิ้น นะ", "ราคาFOBเท่าไหร่ต่อชิ้นนะ"),
        ("upper case", "ru", "цена", "ЦЕНА"),
        ("dictated", "en", "Hi! How much, FOB?", "hi how much fob"),
        ("dictated", "es", "¿Precio?", "precio"),
        ("other digits", "ar", "10 قطع", "١٠ قطع"),
        ("other digits", "ar", "١٠ قطع", "10 قطع"),
        ("other digits", "th", "10 ชิ้น", "๑๐ ชิ้น"),
    ],
)
def test_a_phrase_is_distorted_as_people_do(kind: str, language: str, text: str, mutated: str) -> None:
    assert _mutated(text, language, kind) == mutated


@pytest.mark.parametrize(
    ("kind", "language", "text"),
    [
        ("no accents", "en", "price"),
        ("no spaces", "en", "price"),
        ("no spaces", "en", "how much is the price of it"),
        ("one space less", "en", "unit price"),
        ("one space more", "en", "price"),
        ("upper case", "th", "ราคา"),
        ("other digits", "en", "10 pieces"),
        ("other digits", "hi-Latn", "10 piece"),
        ("letters swapped", "zh", "多少钱一个"),
        ("polite words", "xx", "price"),
        ("dictated", "en", "price"),
    ],
)
def test_a_kind_that_changes_nothing_gives_no_mutant(kind: str, language: str, text: str) -> None:
    assert mutate(text, language, kind) is None


def test_a_space_is_lost_between_words_only() -> None:
    assert _mutated("how much is it", "en", "one space less") in {
        "howmuch is it",
        "how muchis it",
        "how much isit",
    }


@pytest.mark.parametrize("text", ["ราคาเท่าไหร่", "ต้องการของวันนี้", "มีใบรับรองไหม"])
def test_a_space_more_never_tears_a_syllable(text: str) -> None:
    mutated = str(_mutated(text, "th", "one space more"))

    before, after = mutated.split(" ")
    assert before + after == text
    assert before[-1] not in "เแโใไ"
    assert after[0] not in "ะาำ่้๊๋็์ิีึืุู"


@pytest.mark.parametrize("kind", WRAPPINGS)
@pytest.mark.parametrize(
    "language",
    ["en", "th", "uz", "uz-Cyrl", "es", "pt-BR", "ru", "zh", "id", "vi", "ar", "hi", "hi-Latn", "tr"],
)
def test_words_are_added_in_the_language_of_the_phrase(kind: str, language: str) -> None:
    mutated = str(_mutated("MX-55", language, kind))

    assert "MX-55" in mutated
    assert mutated != "MX-55"


def test_words_that_are_there_already_are_not_added_again() -> None:
    assert mutate("please kindly pls sir price", "en", "polite words") is None


@pytest.mark.parametrize("kind", _UNHEARD)
@pytest.mark.parametrize(("text", "language"), [("Précio 10?", "es"), ("١٠ قطع", "ar"), ("ราคา 10 ชิ้น", "th")])
def test_what_says_nothing_new_reads_the_same(kind: str, text: str, language: str) -> None:
    mutated = _mutated(text, language, kind) or text

    assert normalise(mutated).replace("?", "").strip() == normalise(text).replace("?", "").strip()


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(max_size=40), language=st.sampled_from(["en", "th", "ar", "zh-Hant", "xx"]))
def test_every_text_can_be_mutated_and_gives_the_same_again(kind: str, text: str, language: str) -> None:
    mutant = mutate(text, language, kind)

    assert mutant == mutate(text, language, kind)
    assert mutant is None or (mutant.kind == kind and mutant.text != text)


def test_chance_is_the_same_on_every_machine() -> None:
    assert chance("price", "en") == 13272629926167036443
    assert chance("price", "en") != chance("pricee", "n")
