"""What a conversation's page is made of: by role, and in how many questions to the database."""

from datetime import timedelta

import pytest

from bot.actions import annotate
from bot.actions.handoff import take_over
from bot.console.conversation_read import read_conversation
from bot.console.offering import offers
from bot.core.agents import Agent
from bot.core.contacts import Contact
from bot.core.policy import Policy
from bot.core.shelf import Shelf
from tests.console.conftest import ROLES, House
from tests.console.desk import at, number, questions, scene_of, waits
from tests.console.page import open_page
from tests.scene import SOMCHAI


@pytest.mark.parametrize(
    ("name", "holder", "claim", "answer", "note"),
    [
        ("ann", "", True, True, True),
        ("ann", "ann", False, True, True),
        ("ann", "bob", False, False, True),
        ("sue", "bob", True, True, True),
        ("ada", "bob", True, True, True),
        ("olu", "", False, False, False),
        ("olu", "bob", False, False, False),
    ],
)
def test_the_page_offers_what_the_role_may_do(
    house: House, name: str, holder: str, claim: bool, answer: bool, note: bool
) -> None:
    contact_id = waits(house)
    if holder:
        take_over(house.database, contact_id, holder, house.clock.now())

    with house.database.reading() as connection:
        view = read_conversation(connection, contact_id, Agent(name, ROLES[name]), Shelf(), house.clock.now())

    assert view is not None
    assert (view.may_claim, view.may_answer, view.may_note) == (claim, answer, note)
    assert view.mine is (holder == name)


def test_there_is_nothing_to_read_about_a_contact_who_is_gone(house: House) -> None:
    with house.database.reading() as connection:
        assert (
            read_conversation(connection, "gone", Agent("ann", "agent"), Shelf(), house.clock.now()) is None
        )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("th", [("hello", "th"), ("reopen", "en")]),
        ("th-TH", [("hello", "th"), ("reopen", "en")]),
        ("uz", [("hello", "en"), ("reopen", "en")]),
        ("", [("hello", "en"), ("hello", "th"), ("reopen", "en"), ("only", "fr")]),
    ],
)
def test_templates_are_offered_in_the_nearest_language(
    language: str, expected: list[tuple[str, str]]
) -> None:
    texts = {"hello": {"en": "1", "th": "2"}, "reopen": {"en": "3"}, "only": {"fr": "4"}}
    contact = Contact("c", "whatsapp", SOMCHAI, language=language)

    assert [(one.name, one.language) for one in offers(Policy(templates=texts), contact)] == expected


def test_a_long_thread_shows_its_newest_messages(house: House) -> None:
    contact_id = waits(house)
    for one in range(205):
        scene_of(house).write(f"line {one}")

    texts = [one.text for one in open_page(house.inside("ann"), at(contact_id)).root.find("thread").elements]

    assert sum("line" in one for one in texts) == 200
    assert "line 204" in texts[-1]


def test_the_news_of_a_conversation_ask_the_database_no_more_often_for_more(house: House) -> None:
    contact_id = waits(house)
    page = open_page(house.inside("ann"), at(contact_id))
    few = questions(house, page.ask)

    for one in range(20):
        waits(house, number(one))
        scene_of(house).write("more")
        annotate.note(house.database, contact_id, "sue", f"note {one}", house.clock.now())
        scene_of(house).queue(contact_id, "planned", due_at=house.clock.now() + timedelta(hours=1))

    assert questions(house, page.ask) == few
    assert few <= 25
