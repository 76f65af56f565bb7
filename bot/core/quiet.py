"""Nights and windows on the contact's clock: when is it decent to write unasked?

Its one rule: whoever may live in several zones sleeps in all of them.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from zoneinfo import ZoneInfo

from bot.core.holidays import HORIZON, holiday, is_working
from bot.core.policy import Hours
from bot.core.sequences import Until
from bot.core.zones import Whereabouts, local_instant

MORNING, NIGHT = 7 * 60, 22 * 60


def _minute(now: datetime, zone: str) -> int:
    local = now.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def _is_night(now: datetime, zone: str) -> bool:
    return not MORNING <= _minute(now, zone) < NIGHT


def _zones_that_count(now: datetime, zones: Sequence[str]) -> Sequence[str]:
    """All zones where some minute of the day is no night in any of them, else the likeliest.

    The minutes shared by several days of equal length begin at one of their mornings.
    """
    minutes = [_minute(now, zone) for zone in zones]
    for first in minutes:
        if all(MORNING <= (minute - first + MORNING) % 1440 < NIGHT for minute in minutes):
            return zones
    return zones[:1]


def quiet(now: datetime, zones: Sequence[str]) -> bool:
    """Is it between 22:00 and 7:00 in any of the plausible zones (the likeliest first)?

    Where the zones lie so far apart that no hour is left, the likeliest alone counts.
    """
    return any(_is_night(now, zone) for zone in _zones_that_count(now, zones))


def after_quiet(now: datetime, zones: Sequence[str]) -> datetime:
    """Return the first instant from now on that is not quiet."""
    today = now.astimezone(UTC).date()
    mornings = (
        local_instant(today + timedelta(days=n), MORNING, zone) for n in range(-1, 4) for zone in zones
    )
    candidates = sorted({now, *(morning for morning in mornings if morning > now)})
    return next((instant for instant in candidates if not quiet(instant, zones)), candidates[-1])


def _works(day: date, hours: Hours, where: Whereabouts) -> bool:
    """Is it a working day of the contact's? Ops' exceptions win over the calendar."""
    if (exception := hours.exceptions.get(day.isoformat())) is not None:
        return bool(exception)
    celebrates = hours.holidays != "none" and holiday(where.contact_country, day)
    return is_working(where.contact_country, day) and not celebrates


def _window(until: Until) -> tuple[int, int]:
    """The window in minutes of the day; an end at or before the start is on the next day."""
    first, last = until.until.split("-")
    start, end = (int(hour) * 60 + int(minute) for hour, minute in (first.split(":"), last.split(":")))
    return start, end if end > start else end + 1440


def when_window(now: datetime, until: Until, hours: Hours, where: Whereabouts) -> datetime:
    """Return the first instant from now on in the window, `days` working days of the contact's on.

    With `days: 0` that is now inside the window of a working day. Where a calendar has no
    working day within a year, the calendar is disregarded.
    """
    zone, (start, end) = where.contact_zone, _window(until)
    today = now.astimezone(ZoneInfo(zone)).date()
    # With no days to wait, last night's window may still be open.
    ahead = [today + timedelta(days=n) for n in range(1 if until.days else -1, HORIZON)]
    working = (day for day in ahead if _works(day, hours, where))
    skipped = max(until.days - 1, 0)
    days = chain(islice(working, skipped, None), ahead[skipped:])
    # A window that a clock change swallows whole is none.
    day = next(
        day for day in days if max(now, local_instant(day, start, zone)) < local_instant(day, end, zone)
    )
    return max(now, local_instant(day, start, zone))
