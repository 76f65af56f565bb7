"""The next opening: the first one, whatever the zone, the hours and the night of the year."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.hours import Whereabouts, intervals, is_open, when_open
from bot.core.policy import Hours
from bot.core.zones import local_instant
from tests.properties.calendars import COUNTRIES, ZONES, near_changes, situations, unchanging
from tests.properties.counting import SOAK_MINUTES, cases, tried

Asked = tuple[datetime, Hours, Whereabouts]
_SECOND = timedelta(seconds=1)
_YEAR = timedelta(days=366)


def _clock(hours: Hours, where: Whereabouts) -> str:
    return where.contact_zone if hours.clock == "contact" else where.business_zone


def _edges(day: date, hours: Hours, where: Whereabouts) -> list[datetime]:
    """Where the intervals of a day begin and end, and a second before."""
    zone = _clock(hours, where)
    edges = [local_instant(day, minute, zone) for pair in intervals(day, hours, where)[0] for minute in pair]
    return [at for edge in edges for at in (edge, edge - _SECOND)]


def _before(now: datetime, until: datetime, hours: Hours, where: Whereabouts) -> list[datetime]:
    """Instants from now until just before another: the ends, parts of the way, and all edges."""
    parts = [now + (until - now) * n / 40 for n in range(40)]
    first = now.astimezone(ZoneInfo(_clock(hours, where))).date()
    days = range(-1, min((until - now).days + 2, 15))
    edges = [at for n in days for at in _edges(first + timedelta(days=n), hours, where)]
    return [at for at in (*parts, until - _SECOND, *edges) if now <= at < until]


def _open_by_the_clock(now: datetime, hours: Hours, where: Whereabouts) -> bool:
    """What a person sees who looks at a clock on the wall and at the list of hours."""
    shown = now.astimezone(ZoneInfo(_clock(hours, where)))
    minute = shown.hour * 60 + shown.minute
    today = intervals(shown.date(), hours, where)[0]
    yesterday = intervals(shown.date() - timedelta(days=1), hours, where)[0]
    return any(start <= minute < end for start, end in today) or any(
        start <= minute + 1440 < end for start, end in yesterday
    )


@cases(50)
@given(situations())
def test_it_is_open_when_a_clock_on_the_wall_says_so(asked: Asked) -> None:
    now, hours, where = asked
    assume(unchanging(now, _clock(hours, where)))
    tried(instants=1)

    assert is_open(now, hours, where) == _open_by_the_clock(now, hours, where)


@cases(50)
@given(situations())
def test_the_next_opening_is_open_and_nothing_before_it_is(asked: Asked) -> None:
    now, hours, where = asked
    opening = when_open(now, hours, where)
    end = opening.at or now + _YEAR
    before = _before(now, end, hours, where)
    tried(instants=1, instants_looked_at_for_an_earlier_opening=len(before))

    assert opening.reason
    assert end >= now
    assert opening.at is None or is_open(opening.at, hours, where)
    assert [at for at in before if is_open(at, hours, where)] == []


@cases(50)
@given(situations(), st.integers(1, 400_000))
def test_who_asks_later_is_never_told_an_earlier_opening(asked: Asked, seconds: int) -> None:
    now, hours, where = asked
    first = when_open(now, hours, where).at
    later = when_open(now + timedelta(seconds=seconds), hours, where).at
    tried(instants=2)

    if first is not None and later is not None:
        assert later >= first
        assert when_open(first, hours, where).at == first


def test_every_zone_opens_on_its_nights_of_change() -> None:
    hours, nights = Hours(workdays=((480, 1080),)), Hours(workdays=((1320, 180), (1350, 1560)))
    checked = 0
    for zone in ZONES:
        where = Whereabouts(zone, "", "UTC", "")
        for now in near_changes(zone)[:: 1 if SOAK_MINUTES else 7]:
            checked += 2
            for policy in (hours, nights):
                at = when_open(now, policy, where).at
                assert at is not None, (zone, now)
                assert is_open(at, policy, where), (zone, now)
    tried(instants=checked, zones=len(ZONES))


def test_every_country_opens_within_a_fortnight() -> None:
    now = datetime.fromisoformat("2026-12-24T23:00+00:00")
    for number, country in enumerate(COUNTRIES):
        where = Whereabouts(ZONES[number % len(ZONES)], country, "UTC", country)
        at = when_open(now, Hours(workdays=((480, 1080),)), where).at
        tried(instants=1, countries=1)
        assert at is not None, country
        assert at - now < timedelta(days=14), country
