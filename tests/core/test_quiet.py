"""Nobody is written to at night, and windows open on the contact's working days."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.policy import Hours
from bot.core.quiet import after_quiet, quiet, when_window
from bot.core.sequences import Until
from bot.core.zones import Whereabouts

RUSSIA = ("Europe/Moscow", "Asia/Kamchatka", "Asia/Yekaterinburg")
EVERYWHERE = ("Pacific/Honolulu", "Asia/Tokyo", "Europe/London", "America/New_York")
THAI = Whereabouts("Asia/Bangkok", "TH", "UTC", "US")


def bangkok(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Bangkok")).astimezone(UTC)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-11-24 21:59:59", False),
        ("2026-11-24 22:00", True),
        ("2026-11-25 06:59", True),
        ("2026-11-25 07:00", False),
    ],
)
def test_it_is_quiet_from_ten_to_seven(local: str, expected: bool) -> None:
    assert quiet(bangkok(local), ("Asia/Bangkok",)) is expected


@pytest.mark.parametrize(
    ("now", "zones", "until"),
    [
        (
            "2026-11-24T12:00+00:00",
            RUSSIA,
            "2026-11-25T04:00+00:00",
        ),  # night in Kamchatka until Moscow's 7:00
        ("2026-11-24T05:00+00:00", RUSSIA, "2026-11-24T05:00+00:00"),
        ("2026-11-24T05:00+00:00", EVERYWHERE, "2026-11-24T05:00+00:00"),  # 19:00 in Honolulu
        ("2026-11-24T09:00+00:00", EVERYWHERE, "2026-11-24T17:00+00:00"),
    ],
)
def test_every_plausible_zone_sleeps_unless_no_hour_is_left(
    now: str, zones: tuple[str, ...], until: str
) -> None:
    assert after_quiet(datetime.fromisoformat(now), zones) == datetime.fromisoformat(until)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    now=st.integers(min_value=1_735_700_000, max_value=1_830_300_000).map(
        lambda seconds: datetime.fromtimestamp(seconds, UTC)
    ),
    zones=st.lists(st.sampled_from([*RUSSIA, *EVERYWHERE]), min_size=1, max_size=4),
)
def test_after_quiet_is_never_quiet_and_at_most_a_day_away(now: datetime, zones: list[str]) -> None:
    found = after_quiet(now, zones)

    assert not quiet(found, zones)
    assert now <= found <= now + timedelta(hours=25)


@pytest.mark.parametrize(
    ("now", "until", "days", "expected"),
    [
        ("2026-11-24 09:00", "10:00-11:30", 0, "2026-11-24 10:00"),
        ("2026-11-24 10:30", "10:00-11:30", 0, "2026-11-24 10:30"),
        ("2026-11-24 11:30", "10:00-11:30", 0, "2026-11-25 10:00"),
        ("2026-11-28 10:30", "10:00-11:30", 0, "2026-11-30 10:00"),
        ("2026-11-24 10:30", "10:00-11:30", 1, "2026-11-25 10:00"),
        ("2026-11-26 15:00", "10:00-11:30", 3, "2026-12-01 10:00"),
        ("2026-04-10 15:00", "10:00-11:30", 1, "2026-04-16 10:00"),  # Songkran
        ("2026-11-25 01:00", "22:00-02:00", 0, "2026-11-25 01:00"),
    ],
)
def test_a_window_opens_after_so_many_working_days(now: str, until: str, days: int, expected: str) -> None:
    found = when_window(bangkok(now), Until(until=until, days=days), Hours(), THAI)

    assert found == bangkok(expected)


def test_an_exception_makes_a_day_free_or_worked() -> None:
    hours = Hours(exceptions={"2026-11-25": (), "2026-11-28": ("09:00-12:00",)})
    wait = Until(until="10:00-11:30", days=3)

    assert when_window(bangkok("2026-11-24 12:00"), wait, hours, THAI) == bangkok("2026-11-28 10:00")


def test_a_calendar_without_working_days_is_disregarded() -> None:
    start = bangkok("2026-11-24 12:00")
    free = {(start.date() + timedelta(days=n)).isoformat(): () for n in range(-2, 400)}
    wait = Until(until="10:00-11:30", days=3)

    assert when_window(start, wait, Hours(exceptions=free), THAI) == bangkok("2026-11-27 10:00")
