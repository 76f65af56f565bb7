"""Why the bot said what it said: a decision's page, as it was written down then."""

import pytest
from sqlalchemy import select

from bot.store.tables import decisions
from tests.console.conftest import House
from tests.console.desk import at, number, scene_of, waits
from tests.console.page import open_page


def decided(house: House, text: str, address: str) -> tuple[str, str]:
    """The contact and the decision that the bot itself takes about a text."""
    scene = scene_of(house)
    contact_id = scene.write(text, address)
    scene.after(15)
    with house.database.reading() as connection:
        found = select(decisions.c.id).where(decisions.c.contact_id == contact_id)
        return contact_id, connection.execute(found).scalars().one()


@pytest.mark.parametrize("role", ["ann", "sue", "olu", "ada"])
def test_the_console_says_to_everybody_why_the_bot_did_what_it_did(house: House, role: str) -> None:
    contact_id, decision_id = decided(house, "how much is it", number(1))

    page = house.inside(role).get(at(contact_id, f"why/{decision_id}"))

    assert page.status_code == 200
    for part in ("how much is it", "price", "The bot is sure what is asked", "one", "two", "three"):
        assert part in page.text


@pytest.mark.parametrize("text", ["😀", "", "STOP", "this is very urgent", "zzz qqq", "{{ 7*7 }}<b>"])
def test_every_kind_of_decision_has_a_page(house: House, text: str) -> None:
    contact_id, decision_id = decided(house, text, number(1))

    page = house.inside("ann").get(at(contact_id, f"why/{decision_id}"))

    assert page.status_code == 200
    assert "<b>" not in page.text


def test_the_thread_links_to_the_decision_from_both_sides(house: House) -> None:
    contact_id, decision_id = decided(house, "how much is it", number(1))

    page = open_page(house.inside("ann"), at(contact_id))

    links = [one.attributes["href"] for one in page.root.walk() if one.attributes.get("class") == "why"]
    assert links == [at(contact_id, f"why/{decision_id}")] * 4


@pytest.mark.parametrize("decision", ["0" * 32, "%00", "%27%3B--", "a.b", "é" * 300, "%ED%A0%80"])
def test_there_is_no_page_for_a_decision_that_is_none(house: House, decision: str) -> None:
    contact_id = waits(house)

    assert house.inside("ann").get(at(contact_id, f"why/{decision}")).status_code == 404


def test_a_decision_is_shown_in_the_conversation_of_its_own_contact_alone(house: House) -> None:
    one, decision_id = decided(house, "how much is it", number(1))
    other = waits(house, number(2))
    browser = house.inside("ann")

    assert browser.get(at(one, f"why/{decision_id}")).status_code == 200
    assert browser.get(at(other, f"why/{decision_id}")).status_code == 404
