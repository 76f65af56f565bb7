"""Why the bot said what it said: a decision's page, as it was written down then."""

import pytest
from sqlalchemy import select

from bot.actions.handoff import take_over
from bot.store.escalations import add_decision
from bot.store.tables import decisions
from tests.console.conftest import House
from tests.console.desk import at, number, scene_of, waits
from tests.console.page import open_page


def decided(house: House, text: str, address: str) -> tuple[str, str]:
    """The contact and the decision that the bot itself takes about a text."""
    scene = scene_of(house)
    contact_id = scene.write(text, address)
    scene.after(15)
    return contact_id, decision_of(house, contact_id)


def decision_of(house: House, contact_id: str) -> str:
    """The one decision about a contact."""
    with house.database.reading() as connection:
        found = select(decisions.c.id).where(decisions.c.contact_id == contact_id)
        return str(connection.execute(found).scalars().one())


@pytest.mark.parametrize("role", ["ann", "sue", "olu", "ada"])
def test_the_console_says_to_everybody_why_the_bot_did_what_it_did(house: House, role: str) -> None:
    contact_id, decision_id = decided(house, "how much is it", number(1))

    page = house.inside(role).get(at(contact_id, f"why/{decision_id}"))

    assert page.status_code == 200
    for part in ("how much is it", "price", "The bot is sure what is asked", "one", "two", "three"):
        assert part in page.text


def story_of(house: House, contact_id: str, decision_id: str) -> str:
    page = open_page(house.inside("ann"), at(contact_id, f"why/{decision_id}"))
    return next(one.text for one in page.root.walk() if one.attributes.get("class") == "story")


def test_the_page_begins_with_a_few_plain_sentences_and_keeps_the_figures_folded(house: House) -> None:
    contact_id, decision_id = decided(house, "how much is it", number(1))
    for _ in range(6):
        scene_of(house).after(2)

    page = open_page(house.inside("ann"), at(contact_id, f"why/{decision_id}"))

    (folded,) = [
        one for one in page.root.walk() if one.tag == "details" and "weighed" in one.attributes["class"]
    ]
    assert "open" not in folded.attributes
    assert "The bot is sure what is asked" in folded.text
    assert story_of(house, contact_id, decision_id) == (
        "The bot took it for “price” and was almost certain. The bot wrote 3 messages in answer. "
        "Everything was sent."
    )
    inside = [id(one) for one in folded.walk()]
    figures = [id(one) for one in page.root.walk() if one.attributes.get("class") == "candidates"]
    assert len(figures) == 1
    assert set(figures) <= set(inside)


def test_it_tells_what_a_take_over_held_back(house: House) -> None:
    scene = scene_of(house)
    contact_id = scene.write("how much is it", number(1))
    scene.after(2)
    take_over(house.database, contact_id, "sue", house.clock.now())
    scene.after(15)

    told = story_of(house, contact_id, decision_of(house, contact_id))

    assert "Not sent, because a person took over: " in told


def test_it_tells_what_a_new_message_replaced(house: House) -> None:
    scene = scene_of(house)
    contact_id = scene.write("how much is it", number(1))
    scene.after(2)
    first = decision_of(house, contact_id)
    scene.write("STOP", number(1))
    scene.after(15)

    assert "Not sent, because the contact wrote again: " in story_of(house, contact_id, first)


def test_it_tells_why_the_bot_is_silent_for_whoever_has_opted_out(house: House) -> None:
    scene = scene_of(house)
    contact_id = scene.write("STOP", number(1))
    scene.after(15)
    first = decision_of(house, contact_id)
    scene.write("how much is it", number(1))
    scene.after(15)
    with house.database.reading() as connection:
        found = select(decisions.c.id).where(decisions.c.contact_id == contact_id, decisions.c.id != first)
        second = connection.execute(found).scalar_one()

    assert "has opted out, so the bot must not answer. You may." in story_of(house, contact_id, second)


def test_a_decision_without_the_keys_of_today_has_a_page(house: House) -> None:
    contact_id = waits(house)
    with house.database.transaction() as connection:
        record = {"layer": "trigger", "why": "the match is sure", "layers": [], "notes": []}
        values = {"at": house.clock.now(), "library": "1", "layer": "trigger", "record": record}
        decision_id = add_decision(connection, contact_id, values)

    assert house.inside("ann").get(at(contact_id, f"why/{decision_id}")).status_code == 200


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
