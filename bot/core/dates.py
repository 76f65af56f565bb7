"""Read a date as people write it: ISO, in numbers in their country's order, or with a month's name.

Its one rule: the order of day and month is the country's, unless only the other one is a date.
"""

import re
from datetime import date
from functools import lru_cache

from babel import Locale

from bot.core.rendering import locale_of
from bot.core.text import is_whole, normalise

_BUDDHIST_ERA = 543
_FIRST_BUDDHIST_YEAR = 2400
_SHORT_BUDDHIST_YEAR = 60


@lru_cache(maxsize=64)
def _months(locale: Locale) -> tuple[tuple[str, int], ...]:
    """Every name of a month in the language and in English, the longest first."""
    names = {
        (normalise(name), number)
        for spoken in (Locale("en"), locale)
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in spoken.months[form][width].items()
    }
    usable = ((name, number) for name, number in names if name and not name[0].isdigit())
    return tuple(sorted(usable, key=lambda pair: (-len(pair[0]), pair)))


def _named_month(text: str, locale: Locale) -> tuple[int, str]:
    """The month named in the text (0: none) and the text without its name."""
    for name, number in _months(locale):
        start = text.find(name)
        if start >= 0 and is_whole(re.sub(r"\d", " ", text), start, start + len(name)):
            return number, f"{text[:start]} {text[start + len(name) :]}"
    return 0, text


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(written: int, locale: Locale) -> int:
    if written < 100:
        # Thais shorten the Buddhist year: 70 is 2570, which is 2027.
        written += 2500 if locale.language == "th" and written >= _SHORT_BUDDHIST_YEAR else 2000
    return written - _BUDDHIST_ERA if written >= _FIRST_BUDDHIST_YEAR else written


def _next(month: int, day: int, today: date) -> date | None:
    """The next such day from today on; 29 February waits for its year."""
    years = (_valid(today.year + n, month, day) for n in range(9))
    return next((found for found in years if found and found >= today), None)


def _orders(locale: Locale) -> tuple[str, str]:
    """The order of day and month that the locale writes, then the other one."""
    pattern = str(locale.date_formats["short"].pattern)
    return ("md", "dm") if pattern.lower().index("m") < pattern.index("d") else ("dm", "md")


def _in_order(first: int, second: int, order: str) -> tuple[int, int]:
    """Two numbers as month and day."""
    return (first, second) if order == "md" else (second, first)


def _from_numbers(numbers: list[int], locale: Locale, today: date) -> date | None:
    """Two or three numbers without a month's name; a year stands first or last."""
    if len(numbers) == 3 and numbers[0] > 31:
        return _valid(_year(numbers[0], locale), numbers[1], numbers[2])
    for order in _orders(locale):
        month, day = _in_order(numbers[0], numbers[1], order)
        found = (
            _valid(_year(numbers[2], locale), month, day) if len(numbers) == 3 else _next(month, day, today)
        )
        if found:
            return found
    return None


def _with_month(numbers: list[int], month: int, locale: Locale, today: date) -> date | None:
    """A day, perhaps with its year, beside a month's name."""
    if len(numbers) == 1:
        return _next(month, numbers[0], today)
    if len(numbers) != 2:
        return None
    day, year = sorted(numbers) if max(numbers) > 31 else numbers
    return _valid(_year(year, locale), month, day)


def parse_date(text: str, language: str, country: str, today: date) -> str | None:
    """Return the date in ISO form, or None where it is none.

    A date without a year is the next one from today on; years of the Buddhist era count.
    """
    locale = locale_of(language, country)
    month, rest = _named_month(normalise(text), locale)
    numbers = [int(digits) for digits in re.findall(r"\d{1,4}(?!\d)", rest)]
    if len(numbers) == 3:
        found = _from_numbers(numbers, locale, today)
    elif month:
        found = _with_month(numbers, month, locale, today)
    else:
        found = _from_numbers(numbers, locale, today) if len(numbers) == 2 else None
    return found.isoformat() if found else None
