"""The people of the simulator are many, different, and placed by their numbers."""

import pytest

from bot.core.zones import locate
from bot.simulator.people import PEOPLE, Person, find_person


@pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.key)
def test_a_number_places_its_person_in_their_country(person: Person) -> None:
    place = locate(person.address, "UTC", "TH")

    assert (place.country, place.source) == (person.country, "number")


def test_everybody_is_somebody_else() -> None:
    assert len({one.key for one in PEOPLE}) == len({one.address for one in PEOPLE}) == len(PEOPLE) >= 6
    assert find_person("somchai") is PEOPLE[0]
    assert find_person("nobody") is None
