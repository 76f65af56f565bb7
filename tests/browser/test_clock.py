"""Moving the clock: what falls due on the way happens at its own minute."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Opening
from tests.browser.staff import until

FRIDAY_NOON_IN_BANGKOK = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)


def _ask_at_night(page: Page) -> None:
    page.locator("#move-evening").click()
    expect(page.locator("#bar")).to_contain_text("20:00")
    page.locator("#sample-1").click()
    expect(page.locator(".message.bot")).to_have_count(1)


def test_a_question_at_night_is_answered_at_a_quarter_to_nine(phone: Opening) -> None:
    page = phone("somchai")

    _ask_at_night(page)

    expect(page.locator(".message.bot .text")).to_contain_text("9:00")
    expect(page.locator(".plan li")).to_have_count(3)
    expect(page.locator(".plan .when").first).to_contain_text("Tuesday 08:45")

    page.locator("#move-morning").click()

    expect(page.locator("#clock")).to_contain_text("Tuesday 08:45")
    expect(page.locator(".message.bot")).to_have_count(4)
    expect(page.locator(".message.bot").nth(1).locator(".foot")).to_contain_text("08:45")
    expect(page.locator("#planned")).to_contain_text("Nothing is planned.")


def test_what_is_due_on_the_way_leaves_at_its_own_minute(phone: Opening) -> None:
    page = phone("somchai")
    _ask_at_night(page)

    page.locator("#move-evening").click()

    # A whole day later the answer of the morning is there, with the morning's time.
    expect(page.locator("#clock")).to_contain_text("Tuesday 20:00")
    expect(page.locator(".message.bot")).to_have_count(4)
    expect(page.locator(".message.bot").last.locator(".foot")).to_contain_text("08:45")
    expect(page.locator("#staff .alarm")).to_have_count(0)


def test_the_clock_goes_to_the_next_planned_message(phone: Opening) -> None:
    page = phone("somchai")
    expect(page.locator("#move-planned")).to_be_disabled()
    _ask_at_night(page)

    page.locator("#move-planned").click()

    expect(page.locator("#bar")).to_contain_text("08:45")
    expect(page.locator(".message.bot")).not_to_have_count(1)


def test_an_hour_is_an_hour_for_everybody(phone: Opening) -> None:
    page = phone("somchai")
    slow: list[Route] = []
    page.route("**/messages", lambda route: slow.append(route) or None)
    page.locator("#sample-1").click()
    page.locator("#move-hour").click()
    until(lambda: page.wait_for_timeout(50) or slow)
    slow[0].continue_()

    # What was written before was heard and answered before the hour had passed.
    expect(page.locator("#bar")).to_contain_text("13:00")
    expect(page.locator(".message.bot")).to_have_count(3)
    expect(page.locator(".message.bot").last.locator(".foot")).to_contain_text("12:00")
    times = page.locator(".person .there bdi")
    expect(times.first).to_have_text("13:00")
    expect(times.nth(1)).to_have_text("11:00")


class TestWeekend:
    """The same on a Friday evening, when the next working day is a Monday."""

    @pytest.fixture
    def start(self) -> datetime:
        return FRIDAY_NOON_IN_BANGKOK

    def test_a_friday_night_question_becomes_a_task_when_the_window_closes_first(
        self, phone: Opening
    ) -> None:
        page = phone("somchai")

        _ask_at_night(page)

        # Monday 8:45 lies outside the 24 hours, and there is no template: a person must.
        expect(page.locator("#staff .alarm")).to_contain_text("the service window closes")
