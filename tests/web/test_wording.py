"""Every text of console and simulator is in every catalogue, with its placeholders."""

import re
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.actions import accounts, passwords
from bot.console import accounts as pages
from bot.core import logging_in
from bot.web.wording import Wording, load_wordings
from tests.conftest import PROJECT

LOCALES = PROJECT / "locales"
LANGUAGES = ("en", "th", "uz", "ar")
_METHODS = [("**.py", "python"), ("**.html", "jinja2")]


_ROOMS = ("console", "simulator", "web")
# What rules and actions say in English, and a page says in the reader's language.
_SAID_LATER = (
    *(logging_in.TOO_SHORT, logging_in.TOO_LONG, logging_in.TOO_LIKE_NAME, logging_in.TOO_COMMON),
    *(accounts.TAKEN, accounts.WRONG_NAME, accounts.WRONG_ROLE, accounts.UNKNOWN, accounts.LAST_ADMIN),
    *(accounts.WRONG_CURRENT, accounts.TOO_OFTEN, passwords.BUSY),
    *(pages.OWN, *(told for _, told in pages._ACTS.values())),
)


@pytest.fixture(scope="module")
def texts() -> set[str]:
    keywords = {"_": None, "say": None, "_done": None}
    found = chain.from_iterable(
        extract_from_dir(PROJECT / "bot" / room, _METHODS, keywords=keywords) for room in _ROOMS
    )
    return {text for _, _, text, _, _ in found if isinstance(text, str)} | set(_SAID_LATER)


def _wording(language: str) -> Wording:
    return load_wordings(LOCALES)[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(texts: set[str], language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / "console.po").open("rb") as file:
        known = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id and not entry.fuzzy}

    assert len(texts) > 50
    assert sorted(text for text in texts if not known.get(text)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_placeholders_of_its_text(texts: set[str], language: str) -> None:
    with (LOCALES / language / "LC_MESSAGES" / "console.po").open("rb") as file:
        pairs = [(str(entry.id), str(entry.string)) for entry in read_po(file) if entry.id]

    placeholders = re.compile(r"%\(\w+\)s")
    assert [one for one, other in pairs if placeholders.findall(one) != placeholders.findall(other)] == []


def test_a_text_without_a_translation_is_shown_in_english() -> None:
    assert _wording("th").say("Nobody has written this.") == "Nobody has written this."


def test_a_value_cannot_bring_markup_into_a_text() -> None:
    assert _wording("en").say("You are %(name)s.", name="<b>") == "You are &lt;b&gt;."


@pytest.mark.parametrize(
    ("language", "direction", "name"),
    [("ar", "rtl", "العربية"), ("th", "ltr", "ไทย"), ("uz", "ltr", "o‘zbek")],
)
def test_a_language_knows_its_direction_and_its_own_name(language: str, direction: str, name: str) -> None:
    wording = _wording(language)

    assert (wording.direction, wording.own_name) == (direction, name)


def test_numbers_and_times_are_written_as_the_reader_does() -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    assert _wording("uz").number(0.5) == "0,50"
    assert _wording("en").time(noon, "EEEE HH:mm") == "Monday 12:00"
    assert _wording("en").distance(timedelta(hours=13)) == "in 13 hours"
    assert _wording("th").language_name("pt") == "โปรตุเกส"
    assert _wording("en").language_name("no such tag") == "no such tag"


def test_an_instant_is_told_on_the_clock_of_a_place() -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    assert _wording("en").at(noon, "Asia/Bangkok") == "19:00"
    assert _wording("en").at(noon, "Pacific/Auckland", "EEEE") == "Tuesday"


@pytest.mark.parametrize(("language", "told"), [("en", "Ann, Bo, and Cy"), ("ar", "Ann وBo وCy")])
def test_names_are_joined_as_the_reader_does(language: str, told: str) -> None:
    assert _wording(language).listed(["Ann", "Bo", "Cy"]) == told
