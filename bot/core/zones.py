"""Where is a contact? Country and time zone from the number; every guess keeps its source.

Its one rule: it never fails. An address that tells nothing is placed where the business is.
`local_instant` turns a time on a zone's wall clock into an instant.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from babel.core import get_global
from phonenumbers import timezone as number_zones

# The most populous zone of every territory that has several: where a number does not say
# more, most people who carry one live here.
_LIKELIEST = frozenset(
    [
        "Africa/Kinshasa",
        "America/Argentina/Buenos_Aires",
        "America/Guayaquil",
        "America/Mexico_City",
        "America/New_York",
        "America/Nuuk",
        "America/Santiago",
        "America/Sao_Paulo",
        "America/Toronto",
        "Antarctica/McMurdo",
        "Asia/Almaty",
        "Asia/Hebron",
        "Asia/Jakarta",
        "Asia/Kuala_Lumpur",
        "Asia/Nicosia",
        "Asia/Shanghai",
        "Asia/Tashkent",
        "Asia/Ulaanbaatar",
        "Australia/Sydney",
        "Europe/Berlin",
        "Europe/Kyiv",
        "Europe/Lisbon",
        "Europe/Madrid",
        "Europe/Moscow",
        "Pacific/Auckland",
        "Pacific/Chuuk",
        "Pacific/Majuro",
        "Pacific/Port_Moresby",
        "Pacific/Tahiti",
        "Pacific/Tarawa",
        "Pacific/Wake",
    ]
)
# Satellite numbers and reserved codes belong to no country.
_NOWHERE = frozenset({"", "001", "ZZ"})
_NUMBERLESS = re.compile(r"([A-Z]{2})\.[A-Za-z0-9]+")
_NUMBER = re.compile(r"\+\d{6,15}")
_OLD_MEXICAN_MOBILE = re.compile(r"\+521(\d{10})")


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is empty where nobody tells one; `zones` are all plausible IANA zones, the
    likeliest first; `source` is `number` (or the country of a numberless id) or `business`."""

    country: str
    zones: tuple[str, ...]
    source: str

    @property
    def zone(self) -> str:
        return self.zones[0]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The two clocks and calendars that hours are read on; a country may be empty."""

    contact_zone: str
    contact_country: str
    business_zone: str
    business_country: str


@lru_cache(maxsize=1024)
def current_name(zone: str) -> str:
    """The zone's name of today (`Asia/Calcutta` is `Asia/Kolkata`), where this machine knows it."""
    name = get_global("zone_aliases").get(zone, zone)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return zone
    return str(name)


def _in_territory(zones: tuple[str, ...], country: str) -> tuple[str, ...]:
    """The zones that lie in the country, all of its own if none does, the likeliest first."""
    if country in _NOWHERE:
        return ()
    own = tuple(get_global("territory_zones").get(country, ()))
    named = tuple(dict.fromkeys(current_name(zone) for zone in zones if zone != "Etc/Unknown"))
    kept = tuple(zone for zone in named if zone in own) or own or named
    return tuple(sorted(kept, key=lambda zone: zone not in _LIKELIEST))


def _number(address: str) -> str:
    """The number in an address as `+` and digits, empty where it holds none.

    WhatsApp's own ids are bare digits, and a `+` that was not escaped arrives as a space.
    """
    scheme, _, rest = address.strip().rpartition(":")
    bare = re.sub(r"[\s().\-]", "", rest)
    number = f"+{bare}" if scheme.lower() == "whatsapp" and bare[:1].isdigit() else bare
    # Mexican mobiles lost the 1 after +52 in 2019, but WhatsApp still writes it.
    number = _OLD_MEXICAN_MOBILE.sub(r"+52\1", number)
    return number if _NUMBER.fullmatch(number) else ""


def _from_number(number: str) -> tuple[str, tuple[str, ...]]:
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return "", ()
    code = parsed.country_code or 0
    country = phonenumbers.region_code_for_number(parsed) or phonenumbers.region_code_for_country_code(code)
    return country, tuple(number_zones.time_zones_for_number(parsed))


def locate(address: str, business_zone: str, business_country: str) -> Place:
    """Return the country and the plausible zones that an address tells.

    It is a number (`whatsapp:+66812345678`), an id without one that begins with a country
    (`whatsapp:US.1349`), or anything else, which is placed where the business is.
    """
    numberless = _NUMBERLESS.fullmatch(address.strip().rpartition(":")[2].strip())
    number = _number(address)
    country, zones = numberless[1] if numberless else "", tuple[str, ...]()
    if number:
        country, zones = _from_number(number)
    found = _in_territory(zones, country)
    if not found:
        return Place(business_country, (current_name(business_zone),), "business")
    return Place(country, found, "number")


def local_instant(day: date, minutes: int, zone: str) -> datetime:
    """The instant at which a zone's clocks show `minutes` after midnight of the day, in UTC.

    A time that clocks skip moves to the first that exists; one shown twice is the first.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    here = ZoneInfo(zone)
    instant = wall.replace(tzinfo=here).astimezone(UTC)
    if instant.astimezone(here).replace(tzinfo=None) == wall:
        return instant
    return _end_of_gap(wall.replace(tzinfo=here, fold=1).astimezone(UTC), instant, here)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The first instant with the new offset, found by halving: the clocks jump in between."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
