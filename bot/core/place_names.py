"""What places are called, in the words of one language: countries, states, cities, by their zones.

The names come from the dictionaries of CLDR, the zones' own names and the tables beside this file.
Its one rule: a name that means several places means the one in the contact's own country.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from bot.core.cities import CITIES, SHARED
from bot.core.cities_asia import COUNTRIES, EASTERN_CITIES, ONE_CLOCK
from bot.core.phrases import Found, PhraseFinder
from bot.core.russian_forms import forms
from bot.core.states import AMERICAN, CANADIAN
from bot.core.text import normalise

# Territories without a people, and zones named after what is a word of every day (Center, Christmas).
_EMPTY = frozenset({"001", "ZZ", "AQ", "UM"})
_VILLAGES = (
    "Antarctica/",
    "America/North_Dakota/",
    "America/Kentucky/M",
    "America/Menominee",
    "Indian/Chr",
    "Pacific/Ea",
)
_INDIANA = "America/Indiana/"


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a name. `zone` is empty where it has several clocks; `whole`: a country or a state
    with several; `always`: meant also by people of other countries."""

    country: str
    zone: str
    whole: bool = False
    always: bool = True


Spots = tuple[Spot, ...]


@cache
def _country_of() -> dict[str, str]:
    listed = get_global("territory_zones").items()
    return {zone: country for country, zones in listed if country not in _EMPTY for zone in zones}


def country_of(zone: str) -> str:
    """The ISO code of the country a zone lies in, empty where it lies in none."""
    return _country_of().get(zone, "")


def _is_village(zone: str) -> bool:
    return zone.startswith(_VILLAGES) or (zone.startswith(_INDIANA) and not zone.endswith("polis"))


def _of_country(country: str) -> Spot:
    zones = get_global("territory_zones").get(country, [])
    only = zones[0] if len(zones) == 1 else ""
    return Spot(country, ONE_CLOCK.get(country, only), whole=True)


def _cldr(locale: Locale) -> Iterator[tuple[str, Spots]]:
    """What a dictionary calls the cities of zones, and the countries, which win."""
    aliases = get_global("zone_aliases")
    for key, written in locale.time_zones.items():
        zone = aliases.get(key, key)
        if (city := written.get("city")) and country_of(zone) and not _is_village(zone):
            yield city, (Spot(country_of(zone), zone),)
    for country, name in locale.territories.items():
        if country in get_global("territory_zones") and country not in _EMPTY:
            yield name, (_of_country(country),)


def _of_zones() -> Iterator[tuple[str, Spots]]:
    for zone, country in _country_of().items():
        if not _is_village(zone):
            yield zone.rpartition("/")[2].replace("_", " "), (Spot(country, zone),)


def _own() -> Iterator[tuple[str, Spots]]:
    for country, names in COUNTRIES.items():
        yield from ((name, (_of_country(country),)) for name in names.split("|"))
    for zone, names in (*CITIES.items(), *EASTERN_CITIES.items()):
        yield from ((name, (Spot(country_of(zone), zone),)) for name in names.split("|"))
    for country, states in (("US", AMERICAN), ("CA", CANADIAN)):
        for name, zone in states.values():
            yield name, (Spot(country, zone, whole=not zone),)
    for name, zones in SHARED.items():
        yield (
            name,
            tuple(Spot(where or country_of(zone), zone, always=not where) for where, zone in zones.items()),
        )


class _Names:
    """Names of places, compiled."""

    def __init__(self, named: Iterable[tuple[str, Spots]]) -> None:
        # The later of equal names wins, so that the tables beside this file do.
        self.spots = {
            form: spots for name, spots in named for form in forms(normalise(name)) if len(form) > 1
        }
        self.finder = PhraseFinder(self.spots)


@cache
def _everywhere() -> _Names:
    return _Names((*_of_zones(), *_cldr(Locale("en")), *_own()))


@cache
def _in(language: str) -> _Names:
    """The names of one language that are not known everywhere."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return _Names(())
    known = _everywhere().spots
    return _Names((name, spots) for name, spots in _cldr(locale) if normalise(name) not in known)


def spots_of(name: str, language: str) -> Spots:
    """The places that a normalised name means, or none."""
    return _everywhere().spots.get(name) or _in(language).spots.get(name, ())


def find_names(said: str, language: str) -> list[Found]:
    """The names of places in a normalised text, in order, the longer of those that overlap."""
    both = [*_everywhere().finder.find(said), *_in(language).finder.find(said)]
    kept: list[Found] = []
    for one in sorted(both, key=lambda found: (found.start, -found.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _joined(one: Spot, other: Spot) -> Spot | None:
    """The place that two names side by side mean ("Houston, Texas"), if they can."""
    if one.country != other.country:
        return None
    if one.whole or other.whole:
        return other if one.whole else one
    return one if one.zone == other.zone else None


def resolve(chain: Sequence[Spots], country: str) -> Spot | None:
    """The one place that names side by side mean to a contact of this country, if its clock is sure."""
    spots = list(chain[0])
    for further in chain[1:]:
        spots = [spot for one in spots for other in further if (spot := _joined(one, other))]
    own = [spot for spot in spots if spot.country == country]
    meant = own or [spot for spot in spots if spot.always or len(chain) > 1]
    zones = {spot.zone for spot in meant}
    return meant[0] if len(zones) == 1 and meant[0].zone else None
