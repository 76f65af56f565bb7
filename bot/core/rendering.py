"""Put facts and values into texts, written as the contact's country writes them.

Its one rule: what comes from people is inserted as it stands and never read as a text again.
`{name}` is a placeholder; `{{` and `}}` are braces.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, get_territory_currencies
from babel.units import UnknownUnitError, format_unit

from bot.core.day_words import separator, tomorrow
from bot.core.facts import Date, Fact, Listing, Measure, Money, Number

_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
# Short forms of time are riddles ("24 m" are months in Mexico), those of power are not.
_IN_FULL = frozenset({"hour", "day", "week", "month", "year"})
_EMPTY = "\ue000"  # A private character that marks a gap until the text around it is tidied.
_GAPS = (
    (re.compile(rf"[(（\[«“\"]\s*{_EMPTY}\s*[)）\]»”\"]"), _EMPTY),
    (re.compile(rf"\s*[,،，、]\s*{_EMPTY}(?=\s*(?:[.!?…。！？,،，:;]|\Z))"), ""),
    (re.compile(rf"^[^\S\n]*{_EMPTY}[^\S\n]*[,،，、!:]?[^\S\n]*(\S?)", re.M), lambda found: found[1].upper()),
    (re.compile(rf"[^\S\n]+{_EMPTY}(?=\s|\Z|[.!?…。！？,،，:;])"), ""),
    (re.compile(_EMPTY), ""),
)


class PlaceholderError(ValueError):
    """A text holds a placeholder or a brace that cannot be rendered."""


def placeholders(text: str) -> tuple[str, ...]:
    """The names between braces, each once, in order; a lone brace counts as its own name."""
    names = (found[1] if found[1] is not None else found[0] for found in _BRACES.finditer(text))
    return tuple(dict.fromkeys(name.strip() for name in names if name not in {"{{", "}}"}))


@lru_cache(maxsize=1024)
def locale_of(language: str, country: str) -> Locale:
    """The nearest locale Babel knows: language and script in the country, then less of each.

    English outside the countries it has rules for is the world's, with the day before the
    month; an unknown language is English.
    """
    parts = language.replace("_", "-").split("-")
    spoken = "_".join(part for part in parts if len(part) == 4 or part is parts[0])
    world = ["en_001"] if parts[0].lower() == "en" and len(parts) == 1 and country else []
    for name in (f"{spoken}_{country}", *world, "_".join(parts), spoken, parts[0]):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _number_pattern(value: Decimal, locale: Locale) -> str:
    """The locale's pattern with as many decimals as were written: 0.10 is not 0.1 to an engineer."""
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    whole = str(locale.decimal_formats[None].pattern).split(";")[0].partition(".")[0]
    return f"{whole}.{'0' * decimals}" if decimals else whole


def _money(fact: Money, locale: Locale, country: str) -> str:
    local = get_territory_currencies(country) if country else []
    currency = next((code for code in local if code in fact.money), next(iter(fact.money)))
    return format_currency(fact.money[currency], currency, locale=locale, decimal_quantization=False)


def _measure(fact: Measure, locale: Locale) -> str:
    """The short form, of time the long one; where CLDR lacks a unit in a language, English serves."""
    pattern = _number_pattern(fact.value, locale)
    if fact.unit.removeprefix("duration-") in _IN_FULL:
        written = format_unit(fact.value, fact.unit, "long", pattern, locale=locale)
        # Where a language has no long form of its own, Babel writes the unit's English name.
        if fact.unit not in written or locale.language == "en":
            return written
    for choice in (locale, Locale("en")):
        try:
            written = format_unit(fact.value, fact.unit, "short", pattern, locale=choice)
        except UnknownUnitError:
            continue
        if fact.unit not in written or fact.unit.isalpha():
            return written
    return f"{format_decimal(fact.value, pattern, locale=locale)} {fact.unit}"


def write_fact(fact: Fact, language: str, country: str) -> str:
    """Write one fact for a contact's language and country."""
    locale = locale_of(language, country)
    match fact:
        case Money():
            return _money(fact, locale, country)
        case Measure():
            return _measure(fact, locale)
        case Number():
            return format_decimal(fact.number, _number_pattern(fact.number, locale), locale=locale)
        case Date():
            return format_date(fact.date, "long", locale=locale)
        case Listing():
            return _THAI_BESIDE_LATIN.sub(" ", format_list(fact.list, locale=locale))
    return fact


# CLDR joins a Thai list without a space around the last conjunction, where Thai readers expect
# one beside Latin letters and digits.
_THAI_BESIDE_LATIN = re.compile(r"(?<=[\u0e01-\u0e4e])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[\u0e01-\u0e4e])")


def _tidy(text: str) -> str:
    """Close the gaps that empty values leave: `Hello …,` is `Hello,`."""
    for pattern, replacement in _GAPS:
        text = pattern.sub(replacement, text)
    return text


def _mark_gaps(text: str, is_empty: Mapping[str, bool]) -> str:
    def mark(found: re.Match[str]) -> str:
        return _EMPTY if is_empty.get((found[1] or "").strip()) else found[0]

    marked = _BRACES.sub(mark, text)
    return _tidy(marked) if _EMPTY in marked else text


def _value(name: str, facts: Mapping[str, Fact], values: Mapping[str, str], spoken: tuple[str, str]) -> str:
    if name in facts:
        return write_fact(facts[name], *spoken)
    if name in values:
        return values[name]
    if name.startswith("contact."):
        return ""  # Something the contact has not told yet.
    if name in {"{", "}"}:
        raise PlaceholderError(f"a lone {name} stands in the text; write {name * 2} for a brace")
    known = ", ".join(sorted({*facts, *values}))
    raise PlaceholderError(f'the text names "{name}", which is no fact and no value; known are: {known}')


def render(
    text: str, *, facts: Mapping[str, Fact], values: Mapping[str, str], language: str, country: str
) -> str:
    """Return the text with its placeholders filled for a contact's language and country.

    `values` holds plain texts by their full names (`contact.name`, `promise`); facts come
    first. An empty value, or an attribute the contact has not got, leaves no stray
    punctuation. PlaceholderError where a name is unknown; `bot check` finds these before.
    """
    spoken = (language, country)
    found = {name: _value(name, facts, values, spoken) for name in placeholders(text)}
    prepared = _mark_gaps(text, {name: not value.strip() for name, value in found.items()})

    def fill(match: re.Match[str]) -> str:
        return match[0][0] if match[1] is None else found[match[1].strip()]

    return _BRACES.sub(fill, prepared)


def promise_words(promise: datetime, now: datetime, zone: str, language: str, country: str = "") -> str:
    """Say a promised instant on the contact's clock: `9:00`, `tomorrow, Tuesday, 9:00`, or the date."""
    locale = locale_of(language, country)
    there = ZoneInfo(zone)
    local, today = promise.astimezone(there), now.astimezone(there).date()
    clock = format_time(local, "short", locale=locale)
    gap = separator(locale.language)
    if local.date() == today:
        said = clock
    elif local.date() == today + timedelta(days=1) and (word := tomorrow(locale)):
        said = gap.join((word, format_datetime(local, "EEEE", locale=locale), clock))
    else:
        said = gap.join((format_datetime(local, _day_pattern(locale), locale=locale), clock))
    return said.replace("\u202f", " ").replace("\xa0", " ")


def _day_pattern(locale: Locale) -> str:
    """Weekday, day and month in full: the locale's own order, its short forms written out."""
    skeletons = locale.datetime_skeletons
    near = next((name for name in ("MMMMEEEEd", "MMMMEd", "MMMEd") if name in skeletons), "")
    pattern = str(skeletons[near].pattern) if near else "EEEE, d MMMM"
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", re.sub(r"E+|c+", "EEEE", pattern))


def number_options(texts: Sequence[str]) -> str:
    """The options of an offer, one a line, numbered from 1."""
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
