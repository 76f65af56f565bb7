"""A wall clock's time is one instant, in every zone and on the days on which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.zones import local_instant
from tests.properties.calendars import ZONES, clock_changes
from tests.properties.counting import SOAK_MINUTES, tried

_STEP = 15 if SOAK_MINUTES else 60
_SECOND = timedelta(seconds=1)


def _wall(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def _shown(at: datetime, zone: str) -> datetime:
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _shown_before(at: datetime, zone: str) -> list[datetime]:
    """What the clocks showed in the hours before, where they changed in between."""
    if not any(timedelta() <= at - change <= timedelta(hours=4) for change in clock_changes(zone)):
        return []
    return [_shown(at - timedelta(minutes=30 * n), zone) for n in range(1, 9)]


def _days() -> list[tuple[str, date]]:
    """The day of every change in every zone, and the one before it."""
    return [
        (zone, (change + timedelta(days=n)).astimezone(ZoneInfo(zone)).date())
        for zone in ZONES
        for change in clock_changes(zone)
        for n in (-1, 0)
    ]


def test_clock_changes_are_found_in_many_zones() -> None:
    changing = [zone for zone in ZONES if clock_changes(zone)]

    tried(zones=len(ZONES), clock_changes=sum(len(clock_changes(zone)) for zone in ZONES))
    assert len(changing) > 150
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) in clock_changes("Europe/Paris")
    assert datetime(2027, 10, 2, 15, 30, tzinfo=UTC) in clock_changes("Australia/Lord_Howe")


def test_a_time_that_clocks_show_is_the_first_instant_at_which_they_show_it() -> None:
    checked = 0
    for zone, day in _days():
        for minutes in range(0, 2880, _STEP):
            at, wall = local_instant(day, minutes, zone), _wall(day, minutes)
            checked += 1
            if _shown(at, zone) == wall:
                assert wall not in _shown_before(at, zone), (zone, day, minutes)
            else:
                assert at in clock_changes(zone), (zone, day, minutes)
                assert _shown(at - _SECOND, zone) < wall < _shown(at, zone), (zone, day, minutes)
    tried(instants=checked)


def test_a_later_time_of_the_day_is_never_an_earlier_instant() -> None:
    checked = 0
    for zone, day in _days():
        row = [local_instant(day, minutes, zone) for minutes in range(0, 1500, _STEP)]
        checked += len(row)
        assert row == sorted(row), (zone, day)
    tried(instants=checked)
