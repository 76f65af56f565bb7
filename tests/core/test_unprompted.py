"""What nobody asked for just now comes by day, in its window, in open hours."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.contacts import Contact
from bot.core.library import Library
from bot.core.sequences import STEPS, Until
from bot.core.unprompted import pause_before, plausible_zones, unprompted_until
from bot.core.zones import local_instant
from tests.core.situations import ALEX, a_library

ALWAYS = 'hours: {sun-sat: ["24:00"], holidays: none}\n'
NIGHTS = 'hours: {clock: business, sun-sat: ["23:00-06:00"], holidays: none}\n'
TEN = Until(until="10:00-11:30", days=3)
IVAN = Contact("c2", "whatsapp", "whatsapp:+79161234567", zone="Europe/Moscow", zone_source="number")


def london(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZoneInfo("Europe/London")).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "hours", "window", "expected", "why"),
    [
        ("24 12:00", "any", None, "24 12:00", ""),
        ("24 21:59", "any", None, "24 21:59", ""),
        (
            "24 22:00",
            "any",
            None,
            "25 07:00",
            "it is night where the contact may be (22:00 in Europe/London)",
        ),
        (
            "24 22:00",
            "open",
            None,
            "25 08:00",
            "it is night where the contact may be (22:00 in Europe/London)",
        ),
        ("24 19:00", "open", None, "25 08:00", "closed: after 18:00"),
        ("28 12:00", "open", None, "30 08:00", "closed: Saturday is not a working day in GB"),
        ("24 10:30", "any", TEN, "24 10:30", ""),
        ("24 11:30", "any", TEN, "25 10:00", "its window 10:00-11:30 is not open"),
        ("27 11:30", "any", TEN, "30 10:00", "its window 10:00-11:30 is not open"),
        ("24 23:00", "any", Until(until="20:00-23:30"), "25 20:00", "it is night"),
        # A window outside opening hours is given up, for hours say when it may go at all.
        ("24 15:00", "open", Until(until="19:00-20:00"), "24 15:00", ""),
        # One that is open only at night is given up as well.
        ("24 15:00", "any", Until(until="23:00-02:00"), "24 15:00", ""),
    ],
)
def test_it_goes_at_the_first_instant_that_suits_every_rule(
    now: str, hours: str, window: Until | None, expected: str, why: str
) -> None:
    chance = unprompted_until(london(now), ALEX, a_library(), hours=hours, window=window)

    assert chance.at == london(expected)
    assert chance.why.startswith(why) if why else chance.why == ""


def test_hours_that_are_all_night_leave_no_instant() -> None:
    library = a_library(NIGHTS + "business: {time_zone: Europe/London, country: GB}\n")

    chance = unprompted_until(london("24 12:00"), ALEX, library, hours="open")

    assert chance.at is None
    assert "outside the contact's night" in chance.why


@pytest.mark.parametrize("source", ["words", "agent"])
def test_a_zone_that_was_told_is_the_only_one(source: str) -> None:
    business = a_library().policy.business
    guessed = plausible_zones(IVAN, business)
    told = plausible_zones(replace(IVAN, zone="Asia/Omsk", zone_source=source), business)

    assert guessed[0] == "Europe/Moscow"
    assert "Asia/Kamchatka" in guessed
    assert told == ("Asia/Omsk",)


def test_whoever_may_live_in_several_zones_is_woken_in_none() -> None:
    evening = london("24 17:00")

    assert unprompted_until(evening, IVAN, a_library()).at == london("25 04:00")
    told = replace(IVAN, zone_source="words")
    assert unprompted_until(evening, told, a_library()).at == evening


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo"])
def test_a_night_with_a_clock_change_ends_at_seven_too(zone: str) -> None:
    library: Library = a_library(ALWAYS)
    contact = replace(ALEX, zone=zone, zone_source="words")
    for month, day in ((3, 8), (3, 29), (4, 5), (4, 24), (10, 4), (10, 25), (10, 30), (11, 1)):
        today = date(2026, month, day)
        chance = unprompted_until(local_instant(today, 30, zone), contact, library)
        assert chance.at == local_instant(today, 7 * 60, zone)


@pytest.mark.parametrize(
    ("position", "expected"), [(0, False), (1, False), (2, True), (3, False), (9, False)]
)
def test_only_what_stands_right_behind_a_pause_comes_unasked(position: int, expected: bool) -> None:
    steps = STEPS.validate_python([{"say": "a"}, {"wait": "2h"}, {"say": "b"}])

    assert (pause_before(steps, position) is not None) is expected
