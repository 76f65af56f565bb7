"""Zones, clock changes, hours and instants that nobody chose.

Its one rule: the clock changes are found by looking at the zones, never written down.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.core import get_global
from hypothesis import strategies as st

from bot.core.hours import Whereabouts
from bot.core.policy import DAYS, Away, Hours

ZONES = sorted(available_timezones())
COUNTRIES = sorted({*get_global("territory_zones"), "", "ZZ"})
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
_WEEK, _SECOND = timedelta(days=7), timedelta(seconds=1)
# No summer time is shorter than a week: Morocco's month of Ramadan is the shortest pause.
_NEAR = [0, 1, -1, 59, -60, 900, -900, 1800, 3599, 3600, -3600, -3601, 5400, 7200, -7200, 28_800, -28_800]


@cache
def clock_changes(zone: str) -> tuple[datetime, ...]:
    """Every instant of three years at which a zone's clocks change, to the second, in UTC."""
    here, found, at = ZoneInfo(zone), list[datetime](), BEGIN
    while at < END:
        if _offset(at, here) != _offset(at + _WEEK, here):
            found.append(_change(at, at + _WEEK, here))
        at += _WEEK
    return tuple(found)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta | None:
    return at.astimezone(zone).utcoffset()


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    while after - before > _SECOND:
        middle = before + (after - before) // (2 * _SECOND) * _SECOND
        before, after = (
            (middle, after) if _offset(middle, zone) == _offset(before, zone) else (before, middle)
        )
    return after


def unchanging(at: datetime, zone: str) -> bool:
    """Do the zone's clocks run evenly for two days on either side?"""
    return all(abs(change - at) > timedelta(days=2) for change in clock_changes(zone))


def near_changes(zone: str) -> Sequence[datetime]:
    """Instants around every change of a zone, to the second; some where it has none."""
    changes = clock_changes(zone) or (BEGIN, datetime(2027, 6, 30, 12, tzinfo=UTC))
    return [change + timedelta(seconds=offset) for change in changes for offset in _NEAR]


def instants(zone: str) -> st.SearchStrategy[datetime]:
    """Around the zone's changes, or anywhere in the three years."""
    seconds = st.integers(0, int((END - BEGIN).total_seconds()))
    anywhere = seconds.map(lambda at: BEGIN + timedelta(seconds=at))
    return st.sampled_from(near_changes(zone)) | anywhere


@st.composite
def _interval(draw: st.DrawFn) -> tuple[int, int]:
    """An interval of a day as policies hold it: past midnight too, and all day."""
    start = draw(st.sampled_from([0, 60, 120, 150, 480, 525, 1080, 1320, 1439]) | st.integers(0, 1439))
    long = draw(st.sampled_from([1, 60, 240, 600, 720, 1440]) | st.integers(1, 1440))
    return (start, start + long if start + long > 1440 else min(start + long, 1440))


_day = st.lists(_interval(), max_size=3).map(tuple)


@st.composite
def policies(draw: st.DrawFn, around: Sequence[datetime] = ()) -> Hours:
    """Hours as ops may write them: nights, breaks, weekends, exceptions about certain instants."""
    days = sorted({(at + timedelta(days=n)).date() for at in around for n in range(-1, 3)})
    near = st.sampled_from(days) if days else st.dates(date(2026, 1, 1), date(2028, 12, 31))
    return Hours(
        clock=draw(st.sampled_from(["contact", "business"])),
        workdays=draw(st.just(((480, 1080),)) | _day),
        days=draw(st.dictionaries(st.sampled_from(DAYS), _day, max_size=3)),
        holidays=draw(st.sampled_from(["contact", "business", "none"])),
        exceptions=draw(st.dictionaries(near.map(date.isoformat), _day, max_size=3)),
    )


def aways() -> st.SearchStrategy[Away]:
    """A delivery and its promise, some minutes later, perhaps past midnight."""
    usual = st.just(Away())
    return usual | st.builds(
        lambda minute, ahead: Away(deliver=_time(minute), promise=_time(minute + ahead)),
        st.integers(0, 1439),
        st.integers(0, 240),
    )


def _time(minute: int) -> time:
    return time(minute // 60 % 24, minute % 60)


@st.composite
def places(draw: st.DrawFn) -> Whereabouts:
    """Any two zones and any two countries, whether they fit or not."""
    zone, country = st.sampled_from(ZONES), st.sampled_from(COUNTRIES)
    return Whereabouts(draw(zone), draw(country), draw(zone), draw(country))


@st.composite
def situations(draw: st.DrawFn) -> tuple[datetime, Hours, Whereabouts]:
    """An instant, hours, and where: what every question about hours is asked with."""
    where = draw(places())
    now = draw(instants(draw(st.sampled_from([where.contact_zone, where.business_zone]))))
    return now, draw(policies([now])), where
