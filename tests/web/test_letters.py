"""The mail that calls a supervisor says that somebody waits and where, and never who or what they wrote."""

from datetime import UTC, datetime

import pytest

from bot.core.agents import Agent
from bot.core.escalations import REASONS, TAKEN
from bot.core.mailing import Waiting
from bot.web.letters import LONGEST, reason_name, write_call
from bot.web.wording import load_wordings
from tests.conftest import PROJECT

URL = "https://bot.example.com"
SARA = Agent("sara", "supervisor", language="en", email="sara@example.com")
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
ENGLISH = load_wordings(PROJECT / "no such folder")["en"]
ONE = Waiting("c0ffee", "urgent", "th", NOON)


def test_a_mail_tells_how_many_wait_why_since_when_and_where() -> None:
    other = Waiting("decaf", "negative", "", NOON)

    letter = write_call(ENGLISH, SARA, [ONE, other], "Asia/Bangkok", URL)

    assert (letter.agent, letter.to, letter.language) == ("sara", "sara@example.com", "en")
    assert letter.subject == "Waiting for a person: 2"
    first, second = (part for part in letter.text.split("\n\n") if "/console/c/" in part)
    assert " ".join(first.split()) == (
        "urgent, since Nov 23, 2026, 12:00:00 PM (Asia/Bangkok), language: Thai " + f"{URL}/console/c/c0ffee"
    )
    assert second.startswith("unhappy, since")
    assert second.endswith(f"language: unknown\n{URL}/console/c/decaf")
    assert letter.text.count(f"{URL}/console\n") == 1
    assert f"{URL}/console/account" in letter.text


def test_a_mail_is_plain_text_and_no_page() -> None:
    letter = write_call(ENGLISH, SARA, [Waiting("c", "<b> & 'co'", "", NOON)], "UTC", URL)

    assert "<b> & 'co', since" in letter.text


def test_a_mail_about_a_crowd_names_some_and_counts_the_rest() -> None:
    crowd = [Waiting(f"c{number}", "urgent", "th", NOON) for number in range(LONGEST + 1234)]

    letter = write_call(ENGLISH, SARA, crowd, "UTC", URL)

    assert letter.subject == "Waiting for a person: 1,254"
    assert letter.text.count("/console/c/") == LONGEST
    assert "And more: 1,234" in letter.text


@pytest.mark.parametrize("reason", [*REASONS, TAKEN])
def test_every_reason_has_words(reason: str) -> None:
    page = (PROJECT / "bot/web/templates/web/decision.html").read_text("utf-8")

    assert f'"{reason}": _("{reason_name(ENGLISH, reason)}")' in page, "a mail says it as the queue does"


@pytest.mark.parametrize("language", ["th", "uz", "ar"])
def test_a_mail_is_written_as_its_reader_writes(language: str) -> None:
    wording = load_wordings(PROJECT / "locales")[language]

    letter = write_call(wording, SARA, [ONE], "Asia/Bangkok", URL)

    assert letter.language == language
    assert wording.language_name("th") in letter.text
    assert f"{URL}/console/c/c0ffee" in letter.text
