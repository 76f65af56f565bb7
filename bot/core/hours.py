"""Opening hours, holidays, zones: when may this go out?

Its one rule: an interval belongs to the day on which it begins, also where it runs past
midnight, and every edge is worked out on the wall clock of one zone and compared in UTC.
`holidays.py` knows the countries, `zones.py` the clocks, `quiet.py` the nights and windows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.core.holidays import HORIZON, holiday, is_working
from bot.core.policy import DAYS, Away, Hours, Intervals
from bot.core.quiet import after_quiet, quiet, when_window
from bot.core.zones import Whereabouts, local_instant

__all__ = [
    "Delivery",
    "Opening",
    "Whereabouts",
    "after_quiet",
    "intervals",
    "is_open",
    "next_delivery",
    "quiet",
    "when_open",
    "when_window",
]

_ALL_DAY: Intervals = ((0, 1440),)
_REASONS_SHOWN = 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Opening:
    """When it opens (None: not within a year) and why not before."""

    at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """When an answer that waits leaves and what is promised; None: not within a year."""

    deliver: datetime | None
    promise: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Span:
    start: datetime
    end: datetime


def _zone(hours: Hours, where: Whereabouts) -> str:
    return where.contact_zone if hours.clock == "contact" else where.business_zone


def _country(hours: Hours, where: Whereabouts) -> str:
    return where.contact_country if hours.clock == "contact" else where.business_country


def _holiday(day: date, hours: Hours, where: Whereabouts) -> str:
    if hours.holidays == "none":
        return ""
    country = where.contact_country if hours.holidays == "contact" else where.business_country
    return holiday(country, day)


def intervals(day: date, hours: Hours, where: Whereabouts) -> tuple[Intervals, str]:
    """The day's intervals in order, in minutes, or none and why it is closed.

    Exceptions win over holidays, holidays over a named day, a named day over the workdays.
    """
    weekday = _WEEKDAYS[day.weekday()]
    if hours.always:
        return _ALL_DAY, ""
    if day.isoformat() in hours.exceptions:
        return tuple(sorted(hours.exceptions[day.isoformat()])), f"closed on {day} by an exception"
    if name := _holiday(day, hours, where):
        return (), f"holiday: {name}"
    if (named := hours.days.get(DAYS[day.weekday()])) is not None:
        return tuple(sorted(named)), f"closed on {weekday}"
    country = _country(hours, where)
    if not is_working(country, day):
        return (), f"{weekday} is not a working day" + (f" in {country}" if country else "")
    return tuple(sorted(hours.workdays)), f"closed on {weekday}"


def _spans(day: date, hours: Hours, where: Whereabouts) -> list[_Span]:
    """The day's intervals as instants, without those that a clock change swallows."""
    zone = _zone(hours, where)
    edges = intervals(day, hours, where)[0]
    spans = (_Span(local_instant(day, start, zone), local_instant(day, end, zone)) for start, end in edges)
    return [span for span in spans if span.start < span.end]


def _days(now: datetime, hours: Hours, where: Whereabouts) -> Iterator[date]:
    """Yesterday, whose night may still be open, today, and a year on, as the clock shows them."""
    today = now.astimezone(ZoneInfo(_zone(hours, where))).date()
    return (today + timedelta(days=n) for n in range(-1, HORIZON + 1))


def is_open(now: datetime, hours: Hours, where: Whereabouts) -> bool:
    """Do the hours hold at this instant? The end of an interval is closed already."""
    days = _days(now, hours, where)
    nearby = (span for day in islice(days, 2) for span in _spans(day, hours, where))
    return hours.always or any(span.start <= now < span.end for span in nearby)


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def _why_closed(now: datetime, hours: Hours, where: Whereabouts) -> str:
    """Why it is closed at this instant of today, in words for the record."""
    local = now.astimezone(ZoneInfo(_zone(hours, where)))
    edges, reason = intervals(local.date(), hours, where)
    minute = local.hour * 60 + local.minute
    later = [start for start, _ in edges if start > minute]
    earlier = [end for start, end in edges if start <= minute]
    if later and earlier:
        return f"between {_clock(max(earlier))} and {_clock(later[0])}"
    if later:
        return f"before {_clock(later[0])}"
    return f"after {_clock(max(earlier))}" if earlier else reason


def _why_until(now: datetime, until: datetime, hours: Hours, where: Whereabouts) -> str:
    """Why it is closed from now to then: today's reason, then those of the days between."""
    zone = ZoneInfo(_zone(hours, where))
    first, last = now.astimezone(zone).date(), until.astimezone(zone).date()
    between = (first + timedelta(days=n) for n in range(1, (last - first).days))
    found = (reason for edges, reason in (intervals(day, hours, where) for day in between) if not edges)
    reasons = list(dict.fromkeys([_why_closed(now, hours, where), *found]))
    more = ["…"] if len(reasons) > _REASONS_SHOWN else []
    return "; ".join(reasons[:_REASONS_SHOWN] + more)


def when_open(now: datetime, hours: Hours, where: Whereabouts) -> Opening:
    """Return the first instant from now on that is open, and why it is not now."""
    if is_open(now, hours, where):
        return Opening(now, "open")
    for day in _days(now, hours, where):
        for span in _spans(day, hours, where):
            if span.start > now:
                return Opening(span.start, _why_until(now, span.start, hours, where))
    return Opening(None, f"no opening in the next {HORIZON} days")


def _minutes(value: time) -> int:
    return value.hour * 60 + value.minute


def _morning(day: date, hours: Hours, away: Away, where: Whereabouts) -> tuple[datetime, datetime] | None:
    """The day's delivery and its promise: `deliver` where that is open, else the opening after it.

    The promise keeps its distance. None where the day does not open at all.
    """
    zone, wanted = _zone(hours, where), _minutes(away.deliver)
    ahead = (_minutes(away.promise) - wanted) % 1440
    spans = _spans(day, hours, where)
    if not spans:
        return None
    at = local_instant(day, wanted, zone)
    if is_open(at, hours, where):
        return at, local_instant(day, wanted + ahead, zone)
    opening = next((span.start for span in spans if span.start > at), spans[0].start)
    return opening, opening + timedelta(minutes=ahead)


def _after_break(now: datetime, day: date, hours: Hours, where: Whereabouts) -> datetime | None:
    """The reopening after a break of this day in which now falls."""
    spans = _spans(day, hours, where)
    earlier = any(span.end <= now for span in spans)
    later = (span.start for span in spans if span.start > now)
    return next(later, None) if earlier and not is_open(now, hours, where) else None


def next_delivery(now: datetime, hours: Hours, away: Away, where: Whereabouts) -> Delivery:
    """Return when an answer that must wait goes out, strictly after now, and what to promise.

    It is the first `deliver` time of an open day, that day's opening if it is later, or the
    reopening after a break of the same day, which is then promised itself.
    """
    for day in _days(now, hours, where):
        choices = [pair for pair in (_morning(day, hours, away, where),) if pair and pair[0] > now]
        if again := _after_break(now, day, hours, where):
            choices.append((again, again))
        if choices:
            deliver, promise = min(choices)
            return Delivery(deliver, promise, when_open(now, hours, where).reason)
    return Delivery(None, None, f"no opening in the next {HORIZON} days")
