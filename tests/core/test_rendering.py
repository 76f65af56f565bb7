"""Texts with their placeholders filled, and promises said on the contact's clock."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.facts import FACT, Fact
from bot.core.rendering import (
    PlaceholderError,
    number_options,
    placeholders,
    promise_words,
    render,
    write_fact,
)


def fact(value: Any) -> Fact:
    return FACT.validate_python(value)


FACTS = {
    "model": fact("MX-55"),
    "price": fact({"money": {"USD": "320", "THB": "11500"}}),
    "screw": fact({"money": {"USD": "0.035"}}),
    "power": fact({"value": "5.5", "unit": "kilowatt"}),
    "warranty": fact({"value": "24", "unit": "month"}),
    "lead_time": fact({"value": "1", "unit": "duration-day"}),
    "accuracy": fact({"number": "0.0005"}),
    "tolerance": fact({"number": "0.10"}),
    "delivery": fact({"date": "2027-01-15"}),
    "certificates": fact({"list": ["CE", "RoHS", "ISO 9001"]}),
}


def say(text: str, language: str = "en", country: str = "US", **values: str) -> str:
    named = {name.replace("_", ".", 1): value for name, value in values.items()}
    return render(text, facts=FACTS, values=named, language=language, country=country)


def test_placeholders_are_named_once_in_order_and_braces_are_none() -> None:
    assert placeholders("{price} {{model}} {contact.name} {price}") == ("price", "contact.name")
    assert placeholders("a } b") == ("}",)


@pytest.mark.parametrize(
    ("name", "language", "country", "expected"),
    [
        ("model", "en", "US", "MX-55"),
        ("price", "en", "US", "$320.00"),
        ("price", "th", "TH", "฿11,500.00"),
        ("price", "de", "DE", "320,00\xa0$"),
        ("screw", "en", "US", "$0.035"),
        ("power", "en", "US", "5.5 kW"),
        ("power", "de", "DE", "5,5 kW"),
        ("power", "th", "TH", "5.5 กิโลวัตต์"),
        ("power", "zh", "CN", "5.5千瓦"),
        ("warranty", "en", "US", "24 months"),
        ("warranty", "es", "MX", "24 meses"),
        ("warranty", "id", "ID", "24 bulan"),
        ("warranty", "pt", "BR", "24 meses"),
        ("warranty", "zh", "CN", "24个月"),
        ("lead_time", "en", "US", "1 day"),
        ("lead_time", "vi", "VN", "1 ngày"),
        ("accuracy", "en", "US", "0.0005"),
        ("tolerance", "pt-BR", "BR", "0,10"),
        ("delivery", "en", "US", "January 15, 2027"),
        ("delivery", "en", "TH", "15 January 2027"),
        ("delivery", "th", "TH", "15 มกราคม ค.ศ. 2027"),
        ("delivery", "uz-Cyrl", "UZ", "15 январ, 2027"),
        ("certificates", "en", "US", "CE, RoHS, and ISO 9001"),
        ("certificates", "ar", "EG", "CE وRoHS وISO 9001"),
        ("price", "xx", "QQ", "$320.00"),
        ("price", "", "", "$320.00"),
        ("price", "pt-BR", "TH", "฿\xa011.500,00"),
    ],
)
def test_facts_are_written_as_the_contacts_country_writes_them(
    name: str, language: str, country: str, expected: str
) -> None:
    assert say(f"{{{name}}}", language, country) == expected


def test_a_unit_nobody_knows_is_written_as_it_stands() -> None:
    facts = {"noise": fact({"value": "61.5", "unit": "dba"})}

    assert render("{noise}", facts=facts, values={}, language="de", country="DE") == "61,5 dba"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello {contact.name}, welcome", "Hello, welcome"),
        ("Hello, {contact.name}!", "Hello!"),
        ("{contact.name}, here it is", "Here it is"),
        ("Hi {contact.name}\nHere it is", "Hi\nHere it is"),
        ("Dear {contact.name} {contact.surname}, hi", "Dear, hi"),
        ("Thanks ({contact.name}).", "Thanks."),
        ("您好，{contact.name}！", "您好！"),
        ("สวัสดีคุณ{contact.name} ราคา", "สวัสดีคุณ ราคา"),
        ("{contact.name}", ""),
    ],
)
def test_a_contact_without_a_name_is_greeted_without_a_gap(text: str, expected: str) -> None:
    assert say(text, contact_name="") == expected
    assert say(text) == expected


@pytest.mark.parametrize("name", ["{model}", "{{", "}", r"\1 \g<0>", "a, b", "%s"])
def test_what_a_contact_wrote_is_never_read_as_a_text(name: str) -> None:
    assert (
        say("Hello {contact.name}, {{it}} is {model}", contact_name=name) == f"Hello {name}, {{it}} is MX-55"
    )


@pytest.mark.parametrize(("text", "told"), [("{modle}", '"modle"'), ("a { b", "a lone {"), ("{}", '""')])
def test_a_text_that_cannot_be_rendered_says_why(text: str, told: str) -> None:
    with pytest.raises(PlaceholderError, match=told):
        say(text)


NOW = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)  # Monday, 20:00 in Bangkok


@pytest.mark.parametrize(
    ("language", "today", "tomorrow", "later"),
    [
        ("en", "9:00 PM", "tomorrow, Tuesday, 9:00 AM", "Monday, November 30, 9:00 AM"),
        ("th", "21:00", "พรุ่งนี้ วันอังคาร 09:00", "วันจันทร์ที่ 30 พฤศจิกายน 09:00"),
        ("uz", "21:00", "ertaga, seshanba, 09:00", "dushanba, 30-noyabr, 09:00"),
        ("uz-Cyrl", "21:00", "эртага, сешанба, 09:00", "душанба, 30 ноябр, 09:00"),
        ("ar", "9:00 م", "غدًا، الثلاثاء، 9:00 ص", "الاثنين، 30 نوفمبر، 9:00 ص"),
        ("zh", "21:00", "明天 星期二 09:00", "11月30日星期一 09:00"),
        ("ru", "21:00", "завтра, вторник, 09:00", "понедельник, 30 ноября, 09:00"),
        ("es", "21:00", "mañana, martes, 9:00", "lunes, 30 de noviembre, 9:00"),
        ("pt", "21:00", "amanhã, terça-feira, 09:00", "segunda-feira, 30 de novembro, 09:00"),
        ("hi", "9:00 pm", "कल, मंगलवार, 9:00 am", "सोमवार, 30 नवंबर, 9:00 am"),
        ("id", "21.00", "besok, Selasa, 09.00", "Senin, 30 November, 09.00"),
        ("vi", "21:00", "ngày mai, Thứ Ba, 09:00", "Thứ Hai, 30 tháng 11, 09:00"),
        ("tr", "21:00", "yarın, Salı, 09:00", "30 Kasım Pazartesi, 09:00"),
        ("my", "21:00", "နိုဝင်ဘာ 24 အင်္ဂါ 9:00", "နိုဝင်ဘာ 30 တနင်္လာ 9:00"),
    ],
)
def test_a_promise_is_said_in_the_contacts_words(
    language: str, today: str, tomorrow: str, later: str
) -> None:
    hours = (1, 13, 7 * 24 - 11)
    said = [promise_words(NOW + timedelta(hours=n), NOW, "Asia/Bangkok", language) for n in hours]

    assert said == [today, tomorrow, later]


def test_tomorrow_is_told_by_the_contacts_clock() -> None:
    promise = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

    assert promise_words(promise, NOW, "Asia/Bangkok", "es").startswith("mañana")
    assert promise_words(promise, NOW, "America/Bogota", "es") == "21:00"


def test_options_are_numbered_from_one() -> None:
    assert number_options(["Data sheet", "Quotation"]) == "1. Data sheet\n2. Quotation"


def test_a_thai_list_keeps_its_latin_entries_apart() -> None:
    certificates = FACT.validate_python({"list": ["CE", "RoHS", "ISO 9001"]})

    assert write_fact(certificates, "th", "TH") == "CE RoHS และ ISO 9001"
    assert write_fact(FACT.validate_python({"list": ["T/T", "L/C"]}), "th", "TH") == "T/T และ L/C"
