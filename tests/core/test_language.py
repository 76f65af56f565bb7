"""The language of a text, and what never switches a conversation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how much is it", "en"),
        ("ราคาเท่าไหร่", "th"),
        ("ราคา FOB MX-55", "th"),
        ("narxi qancha", "uz"),
        ("narxi qancha bo‘ladi", "uz"),
        ("нархи қанча", "uz-Cyrl"),
        ("сколько стоит", "ru"),
        ("скільки коштує", "uk"),
        ("berapa harganya", "id"),
        ("brp kak", "id"),
        ("cuánto cuesta", "es"),
        ("quanto custa?", "pt"),
        ("价格多少", "zh"),
        ("価格はいくらですか", "ja"),
        ("얼마예요", "ko"),
        ("كم السعر", "ar"),
        ("قیمت چنده", "fa"),
        ("कीमत क्या है", "hi"),
        ("giá bao nhiêu", "vi"),
        ("fiyatı ne kadar", "tr"),
        ("it's 5 o'clock in the morning", "en"),
    ],
)
def test_the_bot_hears_the_language(text: str, language: str) -> None:
    assert guess_language(text, known=("en",)).language == language


def test_an_explicit_wish_decides_against_all_other_evidence() -> None:
    guess = guess_language("en español por favor", previous="de", matched=("de",), matched_score=1.0)
    assert (guess.language, guess.confidence) == ("es", 1.0)


@pytest.mark.parametrize(
    "text", ["ok", "OK!", "380 V", "MX-55", "👍", "yes", "", "https://example.com/en", "\x00\x01"]
)
def test_what_says_nothing_never_switches_the_conversation(text: str) -> None:
    guess = guess_language(
        text, matched=("en",), matched_score=1.0, previous="th", country="US", known=("en",)
    )
    assert guess.language == "th"


def test_romanised_words_take_the_language_of_the_matched_phrase() -> None:
    guess = guess_language("rakha thao rai", matched=("th",), matched_score=1.0, known=("en", "th"))
    assert guess.language == "th"


@pytest.mark.parametrize(
    ("text", "matched", "country", "language"),
    [
        ("catálogo", ("es", "pt"), "BR", "pt"),
        ("catálogo", ("es", "pt"), "MX", "es"),
        ("certificado", ("es", "pt"), "BR", "pt"),
        ("срочно", ("uz-Cyrl", "ru"), "RU", "ru"),
        ("КП", ("uz-Cyrl", "ru"), "RU", "ru"),
        ("temperatura", ("uz", "es", "pt"), "BR", "pt"),
        ("temperatura", ("uz", "es", "pt"), "UZ", "uz"),
    ],
)
def test_a_phrase_of_several_languages_leaves_it_to_the_country(
    text: str, matched: tuple[str, ...], country: str, language: str
) -> None:
    guess = guess_language(text, matched=matched, matched_score=1.0, country=country, known=("en",))
    assert guess.language == language


def test_a_phrase_of_several_languages_stays_in_the_conversations_own() -> None:
    guess = guess_language(
        "catálogo", matched=("es", "pt"), matched_score=1.0, previous="es", country="BR", known=("en",)
    )
    assert guess.language == "es"


def test_a_digit_takes_nothing_from_a_sentence_without_spaces() -> None:
    assert guess_language("มอเตอร์5แรงม้าราคาเท่าไหร่", previous="en").language == "th"
    assert guess_language("这个型号要200台多少钱", previous="en").language == "zh"


@pytest.mark.parametrize(
    ("country", "known", "language"),
    [
        ("TH", ("en", "th"), "th"),
        ("TH", ("en",), "en"),
        ("TH", ("ru", "es"), "ru"),
        ("", ("pt", "en"), "pt"),
        ("", (), "en"),
    ],
)
def test_with_nothing_to_go_by_the_country_then_the_policy_decides(
    country: str, known: tuple[str, ...], language: str
) -> None:
    assert guess_language("👍", country=country, known=known).language == language


def test_the_policys_languages_are_no_filter() -> None:
    assert guess_language("ხარისხი როგორია", known=("en",)).language == "ka"


@given(st.text(st.characters(), max_size=80))
def test_no_text_breaks_the_guess(text: str) -> None:
    guess = guess_language(text, known=("en",))
    assert guess.language
    assert 0 <= guess.confidence <= 1


@pytest.mark.parametrize("text", ["kitna price hai", "bhai kab milega", "namaste ji"])
def test_romanised_urdu_from_pakistan_is_not_answered_in_devanagari(text: str) -> None:
    assert guess_language(text, country="IN").language == "hi-Latn"
    assert guess_language(text, country="PK").language == "ur"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("請問多少錢", "zh-Hant"),
        ("這個有現貨嗎", "zh-Hant"),
        ("这个多少钱", "zh"),
        ("有货吗", "zh"),
    ],
)
def test_traditional_chinese_is_told_apart_where_the_business_writes_it(text: str, language: str) -> None:
    assert guess_language(text, known=("zh", "zh-Hant")).language == language
    assert guess_language(text, known=("zh",)).language == "zh"


def test_a_phrase_that_is_only_alike_does_not_outvote_the_words_themselves() -> None:
    guess = guess_language("berapa lama pengirimannya", matched=("en",), matched_score=0.95)
    assert guess.language == "id"


def test_a_name_alone_is_no_sure_sign_of_a_language() -> None:
    assert guess_language("Anna Petrova", country="TH", known=("en", "th")).confidence < 0.5


def test_a_clear_sentence_is_sure_enough_to_be_remembered() -> None:
    for text in ("how much does it cost", "cuánto cuesta el envío", "kitna price hai", "skolko stoit"):
        assert guess_language(text, known=("en",)).confidence >= 0.5


def test_a_digit_inside_a_word_is_an_arabic_sound() -> None:
    assert guess_language("sa3atak jame3a").language == "ar"
    assert guess_language("SA3ATAK-JAME3A", known=("en",)).language == "en"
