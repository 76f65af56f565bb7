"""When a conversation changes its language, and when it does not."""

import pytest

from bot.core.language import guess_language
from bot.core.speech import hear
from bot.core.switching import is_name

KNOWN = ("en", "th", "uz", "zh", "es", "pt", "ru", "ar", "hi", "id", "vi", "tr")


def _language(text: str, previous: str) -> str:
    return guess_language(text, previous=previous, known=KNOWN).language


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("th", "ok"),
        ("th", "price"),
        ("th", "hello"),
        ("th", "FOB price"),
        ("th", "unit price?"),
        ("en", "กรุงเทพ"),
        ("en", "สมชาย ใจดี"),
        ("en", "спасибо"),
        ("en", "Москва"),
        ("en", "Иван Петров"),
        ("es", "gracias"),
        ("en", "北京"),
        ("en", "你好"),
        ("en", "多少钱"),
        ("zh", "MX-55"),
        ("zh", "Shanghai"),
        ("zh", "CIF Jebel Ali"),
        ("ru", "Anna Petrova"),
        ("es", "Ciudad de México"),
        ("ru", "CIF Ho Chi Minh City"),
        ("en", "Istanbul"),
        ("en", "merci"),
        ("fr", "London"),
        ("hi-Latn", "ok bhai"),
        ("ru", "ok rahmat"),
        ("tr", "John Smith"),
        ("vi", "Nguyen Van Anh"),
        ("en", "Nguyen Van Anh"),
        ("ar", "CFR Jeddah"),
        ("ar", "MX-55 price"),
        ("en", "السعر"),
        ("en", "محمد علي"),
        ("de", "ok super"),
        ("th", "👍"),
        ("th", "5.5 kW"),
        ("th", "yes please"),
        ("ru", "можно price list?"),
        ("en", "can you send me прайс?"),
        ("en", "John Smith Trading LLC"),
        ("zh", "ok thank you"),
        ("en", "東京"),
        ("en", "São Paulo"),
        ("en", "200 pcs CIF Santos"),
        ("pt", "200 pcs CIF Santos"),
        ("ar", "kam el se3r"),
        ("ru", "skolko stoit"),
        ("en", "สวัสดีค่ะ"),
        ("en", "ขอบคุณครับ"),
        ("en", "김 철수"),
        ("en", "דוד כהן"),
        ("en", "Γιώργος Παπαδόπουλος"),
        ("ru", "O'zbekiston"),
    ],
)
def test_a_word_a_name_or_a_code_never_switches(previous: str, text: str) -> None:
    assert _language(text, previous) == previous


@pytest.mark.parametrize(
    ("previous", "text", "language"),
    [
        ("th", "how much is it", "en"),
        ("th", "do you have CE certificates", "en"),
        ("en", "ราคาเท่าไหร่", "th"),
        ("en", "сколько стоит доставка", "ru"),
        ("en", "сколько стоит", "ru"),
        ("es", "thanks a lot my friend", "en"),
        ("es", "quanto custa o frete", "pt"),
        ("pt", "cuánto cuesta el envío", "es"),
        ("en", "price ของ motor เท่าไหร่ครับ", "th"),
        ("en", "这个多少钱一台", "zh"),
        ("en", "merci beaucoup pour votre aide", "fr"),
        ("id", "how long is the delivery", "en"),
        ("en", "berapa lama pengirimannya kak", "id"),
        ("hi", "kitna price hai", "hi-Latn"),
        ("en", "kitna price hai", "hi-Latn"),
        ("hi-Latn", "what is the price of this motor", "en"),
        ("uz", "нархи қанча", "uz-Cyrl"),
        ("uz-Cyrl", "narxi qancha", "uz"),
        ("uz", "сколько стоит доставка", "ru"),
        ("ru", "narxi qancha", "uz"),
        ("en", "كم سعر المحرك", "ar"),
        ("de", "I need the datasheet for this motor", "en"),
        ("es", "Obrigado pela resposta, quando chega?", "pt"),
        ("uk", "сколько стоит доставка", "ru"),
        ("ru", "скільки коштує доставка", "uk"),
        ("kk", "сколько стоит доставка в Алматы", "ru"),
        ("ja", "how much is this", "en"),
        ("en", "いくらですか", "ja"),
        ("tr", "qiyməti neçədir", "az"),
        ("az", "fiyatı ne kadar acaba", "tr"),
        ("id", "boleh hantar ke Sabah tak awak", "ms"),
        ("en", "kam el se3r", "ar"),
        ("en", "skolko stoit dostavka", "ru"),
        ("es", "Where is my order? it has not arrived", "en"),
        ("en", "가격이 어떻게 되나요", "ko"),
        ("en", "כמה זה עולה", "he"),
        ("en", "πόσο κάνει αυτό", "el"),
        ("en", "நல்ல விலை எவ்வளவு", "ta"),
        ("zh", "ราคาเท่าไหร่", "th"),
        ("th", "多少钱一台", "zh"),
        ("en", "menga o'nta kerak", "uz"),
    ],
)
def test_a_sentence_in_another_language_switches(previous: str, text: str, language: str) -> None:
    assert _language(text, previous) == language


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("es", "hola, how much is the motor"),
        ("en", "hola, how much is the motor"),
        ("th", "price ของ motor 5kw เท่าไหร่"),
        ("th", "please send ราคา for motors to my email"),
        ("id", "berapa price untuk motor ini"),
        ("ru", "can you send me прайс please"),
        ("th", "สวัสดีค่ะ hello"),
        ("hi-Latn", "please send me the price list, kitna discount milega"),
        ("ru", "hello, сколько стоит motor with delivery"),
    ],
)
def test_a_mixed_message_stays_in_the_conversations_language(previous: str, text: str) -> None:
    assert _language(text, previous) == previous


def test_one_phrase_of_the_library_in_another_language_is_a_sentence_from_two_words_on() -> None:
    two = guess_language("lista precios", previous="en", matched=("es",), matched_score=1.0)
    one = guess_language("precios", previous="en", matched=("es",), matched_score=1.0)
    assert (two.language, one.language) == ("es", "en")


def test_a_question_of_the_library_without_spaces_is_a_sentence_however_short() -> None:
    asked = guess_language("多少钱", previous="en", matched=("zh",), matched_score=1.0)
    assert asked.language == "zh"


def test_a_conversation_outlives_many_short_answers() -> None:
    language = "th"
    for text in ("ok", "MX-55", "200 pcs", "👍", "CIF Santos", "John Smith", "price?", "yes", "5.5 kW"):
        language = _language(text, language)
    assert language == "th"


@pytest.mark.parametrize("text", ["Anna Petrova", "São Paulo", "Ciudad de México", "Nguyen Van Anh"])
def test_words_with_capitals_are_a_name(text: str) -> None:
    assert is_name(hear(text))


@pytest.mark.parametrize("text", ["Guten Tag", "Buenas Tardes", "how much", "Quanto Costa", ""])
def test_speech_is_no_name_though_it_has_capitals(text: str) -> None:
    assert not is_name(hear(text))
