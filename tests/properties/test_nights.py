"""Nobody is written to unasked at night, and a wait for a window ends inside it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.holidays import holiday, is_working
from bot.core.hours import Whereabouts
from bot.core.policy import Hours
from bot.core.quiet import after_quiet, quiet, when_window
from bot.core.sequences import Until
from tests.properties.calendars import ZONES, instants, near_changes, policies, situations, unchanging
from tests.properties.counting import SOAK_MINUTES, cases, tried

Asked = tuple[datetime, Hours, Whereabouts]
_QUARTER = timedelta(minutes=15)


@st.composite
def _nights(draw: st.DrawFn) -> tuple[datetime, list[str]]:
    """An instant, and the zones in which a contact may be."""
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=4, unique=True))
    return draw(instants(zones[0])), zones


@st.composite
def _windows(draw: st.DrawFn) -> Until:
    start = draw(st.integers(0, 1439))
    end = (start + draw(st.integers(1, 1440))) % 1440
    clock = f"{start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"
    return Until(until=clock, days=draw(st.integers(0, 5)))


@cases(70)
@given(_nights())
def test_the_end_of_the_quiet_hours_is_the_first_instant_that_is_not_quiet(
    asked: tuple[datetime, list[str]],
) -> None:
    now, zones = asked
    free = after_quiet(now, zones)
    before = [now + _QUARTER * n for n in range(int((free - now) / _QUARTER) + 1)]
    tried(instants=1, instants_looked_at_for_an_earlier_end=len(before))

    assert free >= now
    assert not quiet(free, zones)
    assert after_quiet(free, zones) == free
    assert [at for at in before if at < free and not quiet(at, zones)] == []


def test_in_one_zone_the_night_ends_at_seven_on_its_clock() -> None:
    for zone in ZONES:
        for now in near_changes(zone)[:: 1 if SOAK_MINUTES else 5]:
            free = after_quiet(now, [zone])
            tried(instants=1)
            shown = free.astimezone(ZoneInfo(zone))
            assert 7 <= shown.hour < 22, (zone, now)
            assert free == now or (shown.hour, shown.minute, shown.second) == (7, 0, 0), (zone, now)


@cases(70)
@given(situations(), _windows())
def test_a_wait_ends_inside_its_window_on_a_working_day(asked: Asked, until: Until) -> None:
    now, hours, where = asked
    at = when_window(now, until, hours, where)
    zone = ZoneInfo(where.contact_zone)
    tried(instants=1)

    assert at >= now
    if not (unchanging(at, zone.key) and unchanging(now, zone.key)):
        return
    start, end = (_minutes(clock) for clock in until.until.split("-"))
    shown = at.astimezone(zone)
    minute = shown.hour * 60 + shown.minute
    late = minute < start
    assert (minute - start) % 1440 < ((end - start) % 1440 or 1440)
    day = shown.date() - timedelta(days=late)
    assert (day - now.astimezone(zone).date()).days >= (until.days if until.days else -1)
    assert _works(day, hours, where), day


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _works(day: datetime, hours: Hours, where: Whereabouts) -> bool:
    exception = hours.exceptions.get(day.isoformat())
    if exception is not None:
        return bool(exception)
    free = hours.holidays != "none" and holiday(where.contact_country, day)
    return is_working(where.contact_country, day) and not free


@cases(40)
@given(situations(), _windows(), st.integers(1, 200_000))
def test_who_waits_later_never_goes_on_earlier(asked: Asked, until: Until, seconds: int) -> None:
    now, hours, where = asked
    first = when_window(now, until, hours, where)
    later = when_window(now + timedelta(seconds=seconds), until, hours, where)
    tried(instants=2)

    assert later >= first
    if not until.days:
        assert when_window(first, until, hours, where) == first


@cases(30)
@given(policies(), _windows(), instants("Asia/Riyadh"))
def test_a_window_on_friday_and_saturday_weekends_keeps_out_of_them(
    hours: Hours, until: Until, now: datetime
) -> None:
    where = Whereabouts("Asia/Riyadh", "SA", "UTC", "US")
    plain = hours.model_copy(update={"exceptions": {}})
    at = when_window(now, until, plain, where).astimezone(ZoneInfo("Asia/Riyadh"))
    tried(instants=1)

    start = _minutes(until.until.split("-")[0])
    began = at - timedelta(days=at.hour * 60 + at.minute < start)
    assert began.strftime("%A") not in {"Friday", "Saturday"}
