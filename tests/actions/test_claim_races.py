"""Races: of two agents one wins, of a form that comes twenty times one message is made."""

from functools import partial

import pytest

from bot.actions.begin import begin
from bot.actions.handoff import take_over
from bot.actions.say import Words, say
from bot.core.contacts import Contact
from bot.core.policy import Business
from bot.errors import HeldByAnotherError
from bot.store.contacts import find_by_address
from tests.actions.staff import (
    details,
    escalations_of,
    hands_back,
    held,
    needs,
    open_one,
    sleeps_until,
    verbs,
)
from tests.scene import Scene, at, together

ROUNDS = 50
NEW = Contact(id="", channel="whatsapp", address="whatsapp:+66899999999", name="Niran")


def _tries(scene: Scene, contact: str, agent: str) -> str:
    """Claim; returns whose it is by what the agent is told."""
    try:
        take_over(scene.database, contact, agent, scene.clock.now())
    except HeldByAnotherError as error:
        return error.holder
    return agent


def test_of_two_agents_one_wins_and_the_other_is_told_who(scene: Scene) -> None:
    contact = scene.contact()
    won = []
    for number in range(ROUNDS):
        sleeps_until(scene, at(scene, 1))
        needs(scene, contact, "urgent")

        told = together(partial(_tries, scene, contact, "mai"), partial(_tries, scene, contact, "tom"))

        winner = open_one(scene, contact).claimed_by
        assert told == [winner, winner], f"round {number}"
        won.append(winner)
        hands_back(scene, contact, winner)

    assert [row.claimed_by for row in escalations_of(scene, contact)] == won
    assert verbs(scene, contact).count("claimed") == ROUNDS


def test_of_two_who_answer_at_once_one_is_heard(scene: Scene) -> None:
    contact = scene.contact()
    needs(scene, contact, "urgent")

    def answers(agent: str) -> str:
        try:
            return say(scene.database, contact, agent, f"I am {agent}", scene.clock.now())
        except HeldByAnotherError as error:
            return error.holder

    told = together(partial(answers, "mai"), partial(answers, "tom"))

    (message,) = scene.messages(contact, "agent")
    assert sorted(told) == sorted([message.id, message.agent])


def test_two_supervisors_who_overrule_at_once_come_one_after_the_other(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "mai", scene.clock.now())

    def overrules(name: str) -> None:
        take_over(scene.database, contact, name, scene.clock.now(), overrule=True)

    together(partial(overrules, "sue"), partial(overrules, "ann"))

    last = open_one(scene, contact).claimed_by
    first = {"sue": "ann", "ann": "sue"}[last]
    assert [one.get("from") for one in details(scene, contact, "claimed")].count("mai") == 1
    assert first in [one.get("from") for one in details(scene, contact, "claimed")]


def test_a_form_that_comes_twenty_times_at_once_is_one_message(scene: Scene) -> None:
    contact = scene.contact()
    words = Words("hello", submission="form-1")

    ids = together(*[partial(say, scene.database, contact, "mai", words, scene.clock.now())] * 20)
    scene.after(5)

    assert len(set(ids)) == 1
    assert scene.texts == ["hello"]
    assert verbs(scene, contact) == ["claimed"]


@pytest.mark.parametrize("known", [False, True])
def test_a_conversation_that_is_begun_ten_times_at_once_is_begun_once(scene: Scene, known: bool) -> None:
    if known:
        scene.contact(NEW.address)
    words = Words("hello", submission="form-1", template={"en": "HXhello"})
    start = partial(begin, scene.database, Business(), NEW, "mai", words, scene.clock.now())

    (contact,) = set(together(*[start] * 10))
    scene.after(5)

    assert [one.template for one in scene.channel.sent] == ["HXhello"]
    assert sorted(verbs(scene, contact)) == ["began", "claimed"]


def test_who_writes_and_is_written_to_at_the_same_moment_is_one_contact(scene: Scene) -> None:
    words = Words("hello", submission="form-1", template={"en": "HXhello"})

    together(
        partial(begin, scene.database, Business(), NEW, "mai", words, scene.clock.now()),
        partial(scene.write, "how much is it", NEW.address),
    )
    scene.after(5)

    with scene.database.reading() as connection:
        found = find_by_address(connection, "whatsapp", NEW.address)
    assert found is not None
    assert held(scene, found.id) == ("claimed", "mai")
    assert [row.text for row in scene.messages(found.id, "contact")] == ["how much is it"]
    assert scene.messages(found.id) == []
