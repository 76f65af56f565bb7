"""What a contact answers, read in any script, or not at all."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.answers import choose, parse_answer
from bot.core.sequences import AnswerType

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
OPTIONS = ("Data sheet", "Quotation", "ตัวอย่าง")


@pytest.mark.parametrize(
    "text",
    [
        *("2", "๒", "٢", "२", "２", "2.", "(2)", "2️⃣", "②", "no 2", "option 2", "ข้อ 2", "ข้อ2ครับ", "№2", "#2"),
        *(
            "nº 2",
            "Nr. 2",
            "вариант 2",
            "opción 2",
            "第2个",
            "2 please",
            "2 ครับ",
            "2. Quotation",
            "2) quotation",
        ),
        *(
            "la 2",
            "el 2",
            "la opción 2",
            "a 2",
            "a opção 2",
            "quero a 2",
            "давайте 2",
            "цифра 2",
            "2-й вариант",
        ),
        *("two", "the second one", "dos", "segunda", "два", "второй", "สอง", "ข้อสองครับ", "ikki", "ikkinchi"),
        *(
            "二",
            "第二个",
            "dua",
            "yang kedua",
            "hai",
            "số hai",
            "cái thứ hai",
            "iki",
            "ikinci",
            "اثنين",
            "الثاني",
        ),
        *("दो", "दूसरा", "do", "two please"),
        *("quotation", "QUOTATION!", "Quotaton", "quotations", "quotation please", "quotación"),
    ],
)
def test_an_option_is_picked_by_number_or_words(text: str) -> None:
    assert choose(text, OPTIONS) == 1


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?", "0", "4", "220", "2 pieces please", "1 and 2", "1,2", "2.5", "1. Quotation"),
        *("two pieces please", "one moment", "no one", "un momento", "quero 2", "second hand", "bir dakika"),
        *("no quotation", "not the data sheet", "ไม่ตัวอย่าง", "what power does it have", "hello"),
    ],
)
def test_an_unclear_choice_is_none(text: str) -> None:
    assert choose(text, OPTIONS) is None


def test_options_that_look_alike_are_not_guessed_between() -> None:
    assert choose("catalogue 2025", ("catalogue 2026", "catalogue 2027")) is None
    assert choose("same", ("same", "Same")) is None
    assert choose("100", ("100", "200")) == 0
    assert choose("2", ("2", "1")) is None
    assert choose("🔟", [f"model {letter}" for letter in "abcdefghij"]) == 9


def parsed(text: str, kind: AnswerType, language: str = "", country: str = "") -> str | None:
    return parse_answer(
        text, kind, choices=OPTIONS, language=language, country=country, now=NOW, zone="Asia/Bangkok"
    )


@pytest.mark.parametrize(
    ("text", "language", "country", "expected"),
    [
        ("200 pcs", "en", "US", "200"),
        ("about 1,500", "en", "US", "1500"),
        ("1,500", "ru", "RU", "1.5"),
        ("1.500", "de", "DE", "1500"),
        ("1.500", "en", "US", "1.5"),
        ("1.234,56", "en", "US", "1234.56"),
        ("1,234.56", "de", "DE", "1234.56"),
        ("1 500 000", "ru", "RU", "1500000"),
        ("1,00,000", "en", "IN", "100000"),
        ("0.001", "de", "DE", "0.001"),
        ("١٢٣٫٥", "ar", "EG", "123.5"),
        ("๕๐๐ ตัว", "th", "TH", "500"),
        ("5k", "en", "US", "5000"),
        ("5万", "zh", "CN", "50000"),
        ("5.5 kW", "en", "US", "5.5"),
        ("-5", "en", "US", "-5"),
        ("0", "en", "US", "0"),
        ("5-10", "en", "US", None),
        ("5 to 10", "en", "US", None),
        ("many", "en", "US", None),
    ],
)
def test_a_number_is_read_as_its_country_writes_it(
    text: str, language: str, country: str, expected: str | None
) -> None:
    assert parsed(text, "number", language, country) == expected


@pytest.mark.parametrize(
    ("text", "language", "country", "expected"),
    [
        ("5000 USD", "en", "US", "5000 USD"),
        ("usd5000", "en", "US", "5000 USD"),
        ("$5,000.50", "en", "US", "5000.5 USD"),
        ("$500", "en", "CA", "500 CAD"),
        ("$500", "th", "TH", "500 USD"),
        ("5 พันบาท", "th", "TH", "5000 THB"),
        ("12 000 руб.", "ru", "RU", "12000 RUB"),
        ("R$ 1.500,50", "pt", "BR", "1500.5 BRL"),
        ("around 10k euros", "en", "DE", "10000 EUR"),
        ("Rp 5 juta", "id", "ID", "5000000 IDR"),
        ("20 000 so'm", "uz", "UZ", "20000 UZS"),
        ("¥500", "zh", "CN", "500 CNY"),
        ("5000 TRY", "tr", "TR", "5000 TRY"),
        ("5000 for all", "en", "US", None),
        ("5000", "th", "TH", None),
        ("5000 usd or 4000 eur", "en", "US", None),
        ("dollars", "en", "US", None),
    ],
)
def test_money_needs_one_amount_and_one_currency(
    text: str, language: str, country: str, expected: str | None
) -> None:
    assert parsed(text, "money", language, country) == expected


@pytest.mark.parametrize(
    ("text", "language", "country", "expected"),
    [
        ("2027-01-15", "en", "US", "2027-01-15"),
        ("1/2/2027", "en", "US", "2027-01-02"),
        ("1/2/2027", "en", "GB", "2027-02-01"),
        ("15/01/2027", "en", "US", "2027-01-15"),
        ("15.01.27", "ru", "RU", "2027-01-15"),
        ("January 15th, 2027", "en", "US", "2027-01-15"),
        ("15 มกราคม 2570", "th", "TH", "2027-01-15"),
        ("15 ม.ค. 70", "th", "TH", "2027-01-15"),
        ("15 January", "th", "TH", "2027-01-15"),
        ("22/11", "th", "TH", "2026-11-22"),
        ("21/11", "th", "TH", "2027-11-21"),
        ("29 Feb", "en", "GB", "2028-02-29"),
        ("2027年1月15日", "zh", "CN", "2027-01-15"),
        ("15 января", "ru", "RU", "2027-01-15"),
        ("15 de enero de 2027", "es", "ES", "2027-01-15"),
        ("١٥/١/٢٠٢٧", "ar", "EG", "2027-01-15"),
        ("31/2/2027", "en", "GB", None),
        ("January 2027", "en", "US", None),
        ("0 January", "en", "US", None),
        ("soon", "en", "US", None),
    ],
)
def test_a_date_is_read_as_its_country_writes_it(
    text: str, language: str, country: str, expected: str | None
) -> None:
    assert parsed(text, "date", language, country) == expected


@pytest.mark.parametrize(
    ("text", "kind", "country", "expected"),
    [
        ("my mail is Ann.B@Example.COM.", "email", "", "Ann.B@example.com"),
        ("a@b", "email", "", None),
        ("081 234 5678", "phone", "TH", "+66812345678"),
        ("๐๘๑๒๓๔๕๖๗๘", "phone", "TH", "+66812345678"),
        ("call +66 81 234 5678", "phone", "", "+66812345678"),
        ("081 234 5678", "phone", "", None),
        ("123", "phone", "TH", None),
        ("๒", "choice", "", "Quotation"),
        ("maybe", "choice", "", None),
        ("  Somchai \n", "text", "", "Somchai"),
        (" \n", "text", "", None),
    ],
)
def test_an_answer_is_stored_in_one_form_or_not_at_all(
    text: str, kind: AnswerType, country: str, expected: str | None
) -> None:
    assert parsed(text, kind, "", country) == expected


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    text=st.text(alphabet="0123456789.,-/ $k๒٢²①½€ jan\u202f٫", max_size=20) | st.text(max_size=20),
    kind=st.sampled_from(["text", "number", "money", "date", "email", "phone", "choice"]),
    country=st.sampled_from(["", "US", "TH", "QQ"]),
)
def test_no_answer_is_too_strange_to_be_refused(text: str, kind: AnswerType, country: str) -> None:
    answer = parsed(text, kind, "th", country)

    assert answer is None or answer.strip()
