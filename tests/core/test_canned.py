"""What an agent picks is what the contact reads: their language, their formats, no braces."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.core.canned import CannedReply, canned_for, context_of, translations_of
from bot.core.contacts import Contact
from bot.core.facts import Date, Fact, Money
from bot.core.policy import Hours, Policy
from bot.core.shelf import Shelf, shelf_of
from bot.core.translations import Translations, catalogue_key
from tests.core.situations import ALEX, NIGHT, NOON
from tests.scene import small_library

_HELLO = "Hello {contact.name}, this is {agent.name} of {business.name}."
_PT = "Olá, {contact.name}! Aqui é {agent.name}, da {business.name}."
_POLICY = Policy.model_validate(
    {"business": {"name": "Bulbul", "time_zone": "Asia/Bangkok", "country": "TH"}}
)
_FACTS: dict[str, Fact] = {
    "price": Money(money={"USD": Decimal("1234.50"), "EUR": Decimal("1130")}),
    "valid_until": Date.model_validate({"date": "2027-03-31"}),
}
_MARIA = Contact(
    "c2", "whatsapp", "whatsapp:+491711234567", "Maria", "de", country="DE", zone="Europe/Berlin"
)


def _shelf(*texts: str, translations: dict[str, dict[str, str]] | None = None) -> Shelf:
    canned = {f"reply {n}": text for n, text in enumerate(texts, 1)}
    return Shelf(_POLICY, _FACTS, Translations("en", translations or {}), canned)


def _texts(shelf: Shelf, contact: Contact, agent: str = "Somsri", now: datetime = NOON) -> list[str]:
    return [reply.text for reply in canned_for(shelf, contact, agent, now)]


def test_an_agent_sees_every_reply_by_its_name_in_the_order_of_the_file() -> None:
    shelf = replace(_shelf(), canned={"second": "Two.", "first": "One."})

    assert canned_for(shelf, ALEX, "Somsri", NOON) == (
        CannedReply("second", "Two.", "en"),
        CannedReply("first", "One.", "en"),
    )


def test_a_shelf_without_canned_replies_offers_none() -> None:
    assert canned_for(Shelf(), ALEX, "Somsri", NOON) == ()


def test_names_are_filled_in() -> None:
    assert _texts(_shelf(_HELLO), ALEX) == ["Hello Alex, this is Somsri of Bulbul."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pt", "Olá, Alex! Aqui é Somsri, da Bulbul."),
        ("pt-BR", "Olá, Alex! Aqui é Somsri, da Bulbul."),
        ("en", "Hello Alex, this is Somsri of Bulbul."),
        ("sw", "Hello Alex, this is Somsri of Bulbul."),
        ("", "Hello Alex, this is Somsri of Bulbul."),
    ],
)
def test_a_reply_is_in_the_nearest_language_there_is(language: str, expected: str) -> None:
    shelf = _shelf(_HELLO, translations={"pt": {_HELLO: _PT}})

    assert _texts(shelf, replace(ALEX, language=language)) == [expected]


def test_a_translation_for_this_reply_alone_wins() -> None:
    tables = {"pt": {"Sure.": "Claro.", catalogue_key("Sure.", context_of("reply 2")): "Com certeza."}}
    shelf = _shelf("Sure.", "Sure.", translations=tables)

    assert _texts(shelf, replace(ALEX, language="pt")) == ["Claro.", "Com certeza."]


@pytest.mark.parametrize(
    ("reads", "meaning"),
    [
        ("en", ("Valid until 31 March 2027, Maria.", "en")),
        ("th", ("ถึง 31 มีนาคม ค.ศ. 2027 คุณ Maria", "th")),
        ("uz", ("Valid until 31 March 2027, Maria.", "en")),
        ("de", ("", "")),
        ("de-AT", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_agent_is_told_what_a_reply_means_in_the_language_they_read(
    reads: str, meaning: tuple[str, str]
) -> None:
    text = "Valid until {valid_until}, {contact.name}."
    tables = {
        "de": {text: "Gültig bis {valid_until}, {contact.name}."},
        "th": {text: "ถึง {valid_until} คุณ {contact.name}"},
    }

    [reply] = canned_for(_shelf(text, translations=tables), _MARIA, "Somsri", NOON, reads)

    assert reply.text == "Gültig bis 31. März 2027, Maria."
    assert (reply.meaning, reply.meaning_language) == meaning


def test_facts_are_written_as_the_contacts_country_writes_them() -> None:
    text = "{price} until {valid_until}"
    shelf = _shelf(text, translations={"de": {text: "{price} bis {valid_until}"}})

    assert _texts(shelf, ALEX) == ["US$1,234.50 until 31 March 2027"]
    assert _texts(shelf, _MARIA) == ["1.130,00\xa0€ bis 31. März 2027"]


def test_a_text_that_is_not_translated_keeps_the_formats_of_its_own_language() -> None:
    assert _texts(_shelf("{valid_until}"), _MARIA) == ["31 March 2027"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello {contact.name}, how are you?", "Hello, how are you?"),
        ("{contact.name}, how are you?", "How are you?"),
        ("To {contact.port}: noted.", "To: noted."),
        ("We ship ({contact.port}).", "We ship."),
        ("Is {{this}} it?", "Is {this} it?"),
    ],
)
def test_what_nobody_has_told_yet_leaves_clean_text(text: str, expected: str) -> None:
    assert _texts(_shelf(text), replace(ALEX, name="")) == [expected]


def test_what_a_contact_has_told_is_filled_in_and_never_read_as_a_text() -> None:
    contact = replace(ALEX, name="{price}", attributes={"port": "{agent.name} {"})

    assert _texts(_shelf("{contact.name} to {contact.port}"), contact) == ["{price} to {agent.name} {"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NIGHT, "By tomorrow, Tuesday, 09:00."),
        (datetime(2026, 11, 23, 3, tzinfo=UTC), "By 09:00."),
        (datetime(2026, 11, 27, 20, tzinfo=UTC), "By Monday 30 November, 09:00."),
    ],
)
def test_a_promise_is_that_of_the_opening_hours_on_the_contacts_clock(now: datetime, expected: str) -> None:
    assert _texts(_shelf("By {promise}."), ALEX, now=now) == [expected]


def test_a_promise_is_that_of_the_staff_where_their_hours_are_written() -> None:
    staff = Hours.model_validate({"clock": "business", "holidays": "none", "sat": ["10:00-12:00"]})
    shelf = replace(_shelf("By {promise}."), policy=_POLICY.model_copy(update={"staff_hours": staff}))

    assert _texts(shelf, ALEX) == ["By Saturday 28 November, 03:15."]


def test_a_promise_that_cannot_be_made_leaves_no_brace() -> None:
    never = _POLICY.model_copy(update={"hours": Hours(workdays=(), days={"mon": ()})})

    assert _texts(replace(_shelf("We answer by {promise}."), policy=never), ALEX) == ["We answer by."]


def test_only_what_is_looked_up_is_kept_of_the_translations() -> None:
    own = catalogue_key("Two.", context_of("b"))
    tables = {"pt": {"One.": "Um.", "Two.": "Dois.", own: "2.", "Other.": "Outro."}, "de": {"Other.": "X."}}

    kept = translations_of({"a": "One.", "b": "Two."}, Translations("en", tables))

    assert kept == Translations("en", {"pt": {"One.": "Um.", "Two.": "Dois.", own: "2."}, "de": {}})


def test_a_whole_library_has_a_shelf() -> None:
    library = replace(small_library(), canned={"hello": _HELLO})

    assert shelf_of(library) == Shelf(library.policy, library.facts, library.translations, library.canned)
