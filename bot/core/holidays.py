"""Which days does a country work? Week data from CLDR, public holidays from `holidays`.

Its one rule: a country nobody knows has no holidays and the world's usual weekend.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays as calendars
from babel import Locale, UnknownLocaleError

HORIZON = 366  # Days looked ahead for an opening: whoever is closed for a year stays closed.
SATURDAY, SUNDAY = 5, 6


@lru_cache(maxsize=512)
def weekend(country: str) -> frozenset[int]:
    """The weekdays (0 is Monday) on which the country does not work."""
    try:
        locale = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        return frozenset({SATURDAY, SUNDAY})
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1))


@lru_cache(maxsize=1024)
def _holidays(country: str, year: int) -> Mapping[date, str]:
    try:
        return dict(calendars.country_holidays(country, years=year, language="en_US"))
    except NotImplementedError:
        return {}


def holiday(country: str, day: date) -> str:
    """The English name of the country's public holiday on that day, empty if it is none."""
    return _holidays(country, day.year).get(day, "") if country else ""


def is_working(country: str, day: date) -> bool:
    """Is it a weekday on which the country works? Holidays are not looked at."""
    return day.weekday() not in weekend(country)
