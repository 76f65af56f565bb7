"""An answer that waits: it leaves at the first moment it may, and its promise can be kept."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import Whereabouts, intervals, is_open, next_delivery, when_open
from bot.core.policy import Away, Hours
from bot.core.zones import local_instant
from tests.properties.calendars import aways, situations, unchanging
from tests.properties.counting import cases, tried

Asked = tuple[datetime, Hours, Whereabouts]
_DAY = timedelta(days=1)


def _clock(hours: Hours, where: Whereabouts) -> str:
    return where.contact_zone if hours.clock == "contact" else where.business_zone


def _ahead(away: Away) -> timedelta:
    wanted, promised = (timedelta(hours=at.hour, minutes=at.minute) for at in (away.deliver, away.promise))
    return (promised - wanted) % _DAY


@cases(50)
@given(situations(), aways())
def test_what_waits_leaves_later_than_now_while_it_is_open(asked: Asked, away: Away) -> None:
    now, hours, where = asked
    delivery = next_delivery(now, hours, away, where)
    tried(instants=1)

    assert delivery.reason
    assert (delivery.deliver is None) == (delivery.promise is None)
    if delivery.deliver is None or delivery.promise is None:
        assert when_open(now + _DAY, hours, where).at is None
        return
    assert now < delivery.deliver <= delivery.promise
    assert is_open(delivery.deliver, hours, where)
    day = delivery.deliver.astimezone(ZoneInfo(_clock(hours, where))).date()
    assert intervals(day, hours, where)[0], "it leaves on a day that does not open"


@cases(50)
@given(situations(), aways())
def test_the_promise_stands_as_far_behind_the_delivery_as_ops_wrote(asked: Asked, away: Away) -> None:
    now, hours, where = asked
    delivery = next_delivery(now, hours, away, where)
    tried(instants=1)

    if delivery.deliver is None or delivery.promise is None:
        return
    zone = ZoneInfo(_clock(hours, where))
    leaves, promised = delivery.deliver.astimezone(zone), delivery.promise.astimezone(zone)
    apart = delivery.promise - delivery.deliver
    if unchanging(now, zone.key) and unchanging(delivery.deliver, zone.key):
        assert apart in {timedelta(), _ahead(away)}
        if leaves.time() == away.deliver and apart:
            assert promised.time() == away.promise


@cases(50)
@given(situations(), aways())
def test_no_earlier_delivery_time_of_an_open_day_is_passed_by(asked: Asked, away: Away) -> None:
    now, hours, where = asked
    delivery = next_delivery(now, hours, away, where)
    zone = _clock(hours, where)
    last = delivery.deliver or now + 60 * _DAY
    first = now.astimezone(ZoneInfo(zone)).date()
    days = [first + n * _DAY for n in range(-1, min((last - now).days, 60) + 2)]
    minute = away.deliver.hour * 60 + away.deliver.minute
    usual = [local_instant(day, minute, zone) for day in days if intervals(day, hours, where)[0]]
    tried(instants=1, delivery_times_looked_at=len(usual))

    passed = [at for at in usual if now < at < last and is_open(at, hours, where)]
    assert passed == []


@cases(40)
@given(situations(), aways(), st.integers(1, 200_000))
def test_who_asks_later_is_never_answered_earlier(asked: Asked, away: Away, seconds: int) -> None:
    now, hours, where = asked
    first = next_delivery(now, hours, away, where).deliver
    later = next_delivery(now + timedelta(seconds=seconds), hours, away, where).deliver
    tried(instants=2)

    # Who asks in a break is answered when it ends, also where `deliver` comes later on that day.
    reopening = when_open(now + timedelta(seconds=seconds), hours, where).at
    if first is not None and later is not None and later != reopening:
        assert later >= first
