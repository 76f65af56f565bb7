"""When may this go out? Hours, holidays, breaks, nights past midnight and clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.hours import Whereabouts, is_open, next_delivery, when_open
from bot.core.policy import Away, Hours

OFFICE = Hours(workdays=("08:00-18:00",))
AWAY = Away()


def placed(zone: str = "Asia/Bangkok", country: str = "TH") -> Whereabouts:
    return Whereabouts(zone, country, "Asia/Tashkent", "UZ")


def at(text: str, zone: str = "Asia/Bangkok") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-24 07:59:59", False),
        ("2026-11-24 08:00", True),
        ("2026-11-24 17:59:59", True),
        ("2026-11-24 18:00", False),
        ("2026-11-28 10:00", False),  # a Saturday
        ("2026-04-13 10:00", False),  # Songkran
    ],
)
def test_the_bot_is_open_on_the_contacts_working_days_from_eight_to_six(local: str, expected: bool) -> None:
    assert is_open(at(local), OFFICE, placed()) is expected


@pytest.mark.parametrize(
    ("country", "zone", "day", "expected"),
    [
        ("EG", "Africa/Cairo", "2026-11-27", False),  # Friday
        ("EG", "Africa/Cairo", "2026-11-29", True),  # Sunday
        ("AE", "Asia/Dubai", "2026-11-27", True),
        ("IR", "Asia/Tehran", "2026-11-26", True),  # only Friday is free
        ("IN", "Asia/Kolkata", "2026-11-28", True),  # only Sunday is free
        ("", "UTC", "2026-11-28", False),
        ("QQ", "UTC", "2026-11-27", True),
    ],
)
def test_the_weekend_is_the_countrys_own(country: str, zone: str, day: str, expected: bool) -> None:
    assert is_open(at(f"{day} 10:00", zone), OFFICE, placed(zone, country)) is expected


@pytest.mark.parametrize(
    ("hours", "local", "opens", "reason"),
    [
        (OFFICE, "2026-11-24 09:00", "2026-11-24 09:00", "open"),
        (OFFICE, "2026-11-24 06:00", "2026-11-24 08:00", "before 8:00"),
        (OFFICE, "2026-11-24 20:00", "2026-11-25 08:00", "after 18:00"),
        (OFFICE, "2026-11-28 12:00", "2026-11-30 08:00", "Saturday is not a working day in TH"),
        (OFFICE, "2026-04-13 12:00", "2026-04-16 08:00", "holiday: Songkran Festival"),
        (
            Hours(workdays=("08:00-12:00", "13:00-18:00")),
            "2026-11-24 12:30",
            "2026-11-24 13:00",
            "between 12:00 and 13:00",
        ),
        (
            Hours(days={"sat": ("10:00-12:00",)}),
            "2026-11-25 10:00",
            "2026-11-28 10:00",
            "closed on Wednesday",
        ),
        (
            Hours(workdays=("08:00-18:00",), exceptions={"2026-11-24": ()}),
            "2026-11-24 10:00",
            "2026-11-25 08:00",
            "closed on 2026-11-24 by an exception",
        ),
    ],
)
def test_the_next_opening_comes_with_the_reason_it_is_not_now(
    hours: Hours, local: str, opens: str, reason: str
) -> None:
    opening = when_open(at(local), hours, placed())

    assert opening.at == at(opens)
    assert opening.reason.split("; ")[0] == reason


def test_the_reason_names_the_days_between() -> None:
    opening = when_open(at("2026-11-27 20:00"), OFFICE, placed())

    assert opening.reason == (
        "after 18:00; Saturday is not a working day in TH; Sunday is not a working day in TH"
    )


def test_an_exception_opens_a_holiday_and_a_weekend() -> None:
    hours = Hours(workdays=("08:00-18:00",), exceptions={"2026-04-13": ("09:00-10:00",)})

    assert is_open(at("2026-04-13 09:30"), hours, placed())
    assert not is_open(at("2026-04-13 10:30"), hours, placed())


def test_holidays_can_be_the_businesss_or_nobodys() -> None:
    songkran = at("2026-04-13 10:00")

    assert is_open(songkran, Hours(workdays=("08:00-18:00",), holidays="business"), placed())
    assert is_open(songkran, Hours(workdays=("08:00-18:00",), holidays="none"), placed())


def test_hours_on_the_businesss_clock_follow_its_zone_and_weekend() -> None:
    hours = Hours(clock="business", workdays=("08:00-18:00",))
    where = Whereabouts("America/New_York", "US", "Africa/Cairo", "EG")

    assert is_open(at("2026-11-29 10:00", "Africa/Cairo"), hours, where)
    assert not is_open(at("2026-11-27 10:00", "Africa/Cairo"), hours, where)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-24 23:00", True),
        ("2026-11-25 05:59", True),
        ("2026-11-25 06:00", False),
        ("2026-11-28 03:00", True),
    ],
)
def test_a_night_shift_belongs_to_the_day_on_which_it_begins(local: str, expected: bool) -> None:
    assert is_open(at(local), Hours(workdays=("22:00-06:00",)), placed()) is expected


def test_hours_that_nobody_wrote_are_always_open() -> None:
    songkran_night = at("2026-04-13 03:00")

    assert when_open(songkran_night, Hours(), placed()).at == songkran_night


def test_whoever_never_opens_has_no_opening_and_no_delivery() -> None:
    closed = Hours(days={"mon": ()})
    now = at("2026-11-24 10:00")

    assert when_open(now, closed, placed()).at is None
    assert next_delivery(now, closed, AWAY, placed()).deliver is None


@pytest.mark.parametrize(
    ("zone", "interval", "day", "opens", "closes"),
    [
        ("America/New_York", "02:30-04:00", "2026-03-08", "2026-03-08T07:00+00:00", "2026-03-08T08:00+00:00"),
        ("America/New_York", "01:30-04:00", "2026-11-01", "2026-11-01T05:30+00:00", "2026-11-01T09:00+00:00"),
        (
            "Australia/Lord_Howe",
            "02:15-04:00",
            "2026-10-04",
            "2026-10-03T15:30+00:00",
            "2026-10-03T17:00+00:00",
        ),
        ("Africa/Cairo", "00:00-04:00", "2026-04-24", "2026-04-23T22:00+00:00", "2026-04-24T01:00+00:00"),
    ],
)
def test_a_skipped_time_is_the_first_that_exists_and_a_double_one_the_first(
    zone: str, interval: str, day: str, opens: str, closes: str
) -> None:
    hours = Hours(exceptions={day: (interval,)})
    first, last = datetime.fromisoformat(opens), datetime.fromisoformat(closes)

    assert when_open(first - timedelta(hours=3), hours, placed(zone, "")).at == first
    assert is_open(last - timedelta(seconds=1), hours, placed(zone, ""))
    assert not is_open(last, hours, placed(zone, ""))


def test_an_interval_inside_a_skipped_hour_never_opens() -> None:
    hours = Hours(exceptions={"2026-03-08": ("02:10-02:50",)})

    assert when_open(at("2026-03-08 00:00", "UTC"), hours, placed("America/New_York", "")).at is None
