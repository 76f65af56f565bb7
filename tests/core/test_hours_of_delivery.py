"""Waiting answers leave on time, whatever the clocks of the world do."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.hours import Whereabouts, is_open, next_delivery, when_open
from bot.core.policy import Away, Hours

ZONES = (
    "Asia/Bangkok",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "America/St_Johns",
    "Africa/Cairo",
    "Asia/Tashkent",
    "America/Asuncion",
)
OFFICE = Hours(workdays=("08:00-18:00",))
AWAY = Away()


def placed(zone: str = "Asia/Bangkok", country: str = "TH") -> Whereabouts:
    return Whereabouts(zone, country, "Asia/Tashkent", "UZ")


def at(text: str, zone: str = "Asia/Bangkok") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


BREAK = Hours(workdays=("08:00-12:00", "13:00-18:00"))


@pytest.mark.parametrize(
    ("hours", "local", "deliver", "promise"),
    [
        (OFFICE, "2026-11-23 20:00", "2026-11-24 08:45", "2026-11-24 09:00"),
        (OFFICE, "2026-11-24 06:00", "2026-11-24 08:45", "2026-11-24 09:00"),
        (OFFICE, "2026-11-24 08:45", "2026-11-25 08:45", "2026-11-25 09:00"),
        (OFFICE, "2026-11-27 19:00", "2026-11-30 08:45", "2026-11-30 09:00"),
        (OFFICE, "2026-04-10 19:00", "2026-04-16 08:45", "2026-04-16 09:00"),
        (Hours(workdays=("10:00-18:00",)), "2026-11-23 20:00", "2026-11-24 10:00", "2026-11-24 10:15"),
        (BREAK, "2026-11-24 12:30", "2026-11-24 13:00", "2026-11-24 13:00"),
        (BREAK, "2026-11-24 07:00", "2026-11-24 08:45", "2026-11-24 09:00"),
        (BREAK, "2026-11-24 18:30", "2026-11-25 08:45", "2026-11-25 09:00"),
        (
            Hours(workdays=("06:00-08:00", "14:00-18:00")),
            "2026-11-23 20:00",
            "2026-11-24 14:00",
            "2026-11-24 14:15",
        ),
        (Hours(workdays=("22:00-06:00",)), "2026-11-24 12:00", "2026-11-24 22:00", "2026-11-24 22:15"),
        (Hours(workdays=("24:00",)), "2026-11-28 12:00", "2026-11-30 08:45", "2026-11-30 09:00"),
    ],
)
def test_a_waiting_answer_leaves_before_its_promise_on_an_open_day(
    hours: Hours, local: str, deliver: str, promise: str
) -> None:
    delivery = next_delivery(at(local), hours, AWAY, placed())

    assert (delivery.deliver, delivery.promise) == (at(deliver), at(promise))


instants = st.integers(min_value=1_735_700_000, max_value=1_861_900_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)  # the years 2025 to 2028
)
schedules = st.sampled_from(
    [
        OFFICE,
        BREAK,
        Hours(workdays=("22:00-06:00",)),
        Hours(days={"sat": ("24:00",), "sun": ("01:30-02:30",)}),
    ]
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(now=instants, zone=st.sampled_from(ZONES), hours=schedules)
def test_an_opening_is_open_not_before_now_and_nothing_opens_earlier(
    now: datetime, zone: str, hours: Hours
) -> None:
    where = placed(zone, "US")
    opening = when_open(now, hours, where).at

    assert opening is not None
    assert opening >= now
    assert is_open(opening, hours, where)
    if opening > now:
        assert not is_open(opening - timedelta(seconds=1), hours, where)
        assert not is_open(now + (opening - now) / 2, hours, where)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(now=instants, zone=st.sampled_from(ZONES), hours=schedules)
def test_a_delivery_is_after_now_while_open_and_never_after_its_promise(
    now: datetime, zone: str, hours: Hours
) -> None:
    where = placed(zone, "DE")
    delivery = next_delivery(now, hours, AWAY, where)

    assert delivery.deliver is not None
    assert delivery.promise is not None
    assert now < delivery.deliver <= delivery.promise
    assert is_open(delivery.deliver, hours, where)


@pytest.mark.parametrize("zone", ZONES)
def test_the_promise_is_nine_on_the_contacts_own_clock_through_the_year(zone: str) -> None:
    where, now = placed(zone, ""), datetime(2026, 1, 1, tzinfo=UTC)

    for day in range(0, 365, 7):
        promise = next_delivery(now + timedelta(days=day), OFFICE, AWAY, where).promise
        assert promise is not None
        assert promise.astimezone(ZoneInfo(zone)).time() == time(9)
