"""An ask that was answered may be answered anew, until something has ended the talk about it."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.actions.handoff import hand_back, resolve, take_over
from bot.actions.respond import respond_next
from bot.actions.say import say
from bot.clock import VirtualClock
from bot.content.library import load_library
from bot.core.conversations import Situation
from bot.core.library import Library
from bot.store.contacts import find_by_address, find_contact
from bot.store.conversations import find_conversation, to_conversation
from bot.store.database import Database
from bot.store.snapshots import read_situation
from tests.scene import SOMCHAI, Scene, at, write_content

_TRIGGERS = """
order: {reply: order, phrases: {en: [place an order, order some pieces, take my order]}}
goods: {reply: goods, phrases: {en: [what do you sell, your goods please, list of your goods]}}
person: {escalate: {reason: person}, phrases: {en: [call me back, phone me, ring me]}}
"""
_REPLIES = """
order:
  steps:
    - {ask: "how many?", store: quantity, type: number, hours: any}
    - {say: "noted {contact.quantity}", hours: any}
    - {wait: 1h}
    - {start: rest}
rest: {steps: [{say: "counted", hours: any}]}
goods:
  steps:
    - offer: "which?"
      hours: any
      options: [{say: Pumps, then: order}, {say: Paper, then: paper}]
paper: {steps: [{say: "paper it is", hours: any}]}
"""


@cache
def a_shop() -> Library:
    with TemporaryDirectory() as name:
        folder = write_content(Path(name))
        for path, text in (("triggers/all.yaml", _TRIGGERS), ("replies/all.yaml", _REPLIES)):
            (folder / path).write_text((folder / path).read_text() + text)
        return load_library(folder)


@pytest.fixture
def shop(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock, a_shop())


def say_and_settle(scene: Scene, *texts: str) -> str:
    """The contact writes, and reads what comes within seconds; returns the contact's id."""
    contact = ""
    for text in texts:
        contact = scene.write(text)
        for _ in range(4):
            scene.after(1.5)
    return contact


def situation(scene: Scene) -> Situation:
    now = scene.clock.now()
    with scene.database.reading() as connection:
        found = find_by_address(connection, "whatsapp", SOMCHAI, "")
        assert found is not None
        contact, row = find_contact(connection, found.id), find_conversation(connection, found.id)
        assert contact is not None
        assert row is not None
        limits = scene.library.policy.limits
        return read_situation(connection, contact, to_conversation(row), limits, now)


def until_it_has_ended(scene: Scene) -> None:
    scene.after(3600 + 1800)
    scene.after(2)
    assert scene.texts[-1] == "counted"


def may_be_answered_anew(scene: Scene) -> bool:
    read = situation(scene)
    assert (read.set_back is not None) == any(question.answered for question in read.questions)
    return read.set_back is not None


def test_the_newest_ask_stays_a_question_after_its_answer(shop: Scene) -> None:
    say_and_settle(shop, "place an order")
    waiting = situation(shop)
    say_and_settle(shop, "50")
    read = situation(shop)

    assert [one.answered for one in waiting.questions] == [False]
    assert waiting.set_back is None
    assert [one.answered for one in read.questions] == [True]
    assert read.set_back is not None
    assert (read.set_back.position, read.set_back.asking) == (0, True)
    # The enrollment itself is in its pause.
    assert [(one.position, one.asking) for one in read.enrolled.values()] == [(3, False)]


def test_it_stays_one_when_the_sequence_has_ended(shop: Scene) -> None:
    say_and_settle(shop, "place an order", "50")
    until_it_has_ended(shop)

    assert situation(shop).enrolled == {}
    assert may_be_answered_anew(shop)


def test_it_stays_one_when_a_chosen_sequence_has_started_its_next(shop: Scene) -> None:
    say_and_settle(shop, "what do you sell", "1", "50")
    until_it_has_ended(shop)

    assert may_be_answered_anew(shop)


def test_it_is_closed_after_a_day(shop: Scene, clock: VirtualClock) -> None:
    say_and_settle(shop, "place an order", "50")
    (question,) = situation(shop).questions
    until_it_has_ended(shop)
    clock.move_to(question.asked_at + timedelta(days=1, seconds=-1))
    assert may_be_answered_anew(shop)

    shop.after(1)

    assert not may_be_answered_anew(shop)


def _stop_and_start(scene: Scene) -> None:
    say_and_settle(scene, "stop", "start")


def _person_called(scene: Scene) -> None:
    contact = say_and_settle(scene, "call me back")
    resolve(scene.database, contact, "answered", scene.clock.now())


def _agent_spoke(scene: Scene) -> None:
    contact = say_and_settle(scene, "hm")
    take_over(scene.database, contact, "anna", scene.clock.now())
    say(scene.database, contact, "anna", "How many did you say?", scene.clock.now())
    hand_back(scene.database, contact, scene.clock.now())


def _taken_over(scene: Scene) -> None:
    contact = say_and_settle(scene, "hm")
    take_over(scene.database, contact, "anna", scene.clock.now())
    hand_back(scene.database, contact, scene.clock.now())


def _newer_question(scene: Scene) -> None:
    say_and_settle(scene, "what do you sell")


@pytest.mark.parametrize("happens", [_stop_and_start, _person_called, _agent_spoke, _newer_question])
def test_it_is_closed_by_what_ends_the_talk(shop: Scene, happens: Callable[[Scene], None]) -> None:
    say_and_settle(shop, "place an order", "50")
    until_it_has_ended(shop)
    assert may_be_answered_anew(shop)

    happens(shop)

    assert not may_be_answered_anew(shop)


@pytest.mark.parametrize("happens", [_stop_and_start, _taken_over])
def test_it_is_closed_where_the_rest_of_its_sequence_was_cancelled(
    shop: Scene, happens: Callable[[Scene], None]
) -> None:
    say_and_settle(shop, "place an order", "50")
    assert may_be_answered_anew(shop)

    happens(shop)

    assert not may_be_answered_anew(shop)


def test_it_is_closed_by_another_choice_of_the_offer_that_led_to_it(shop: Scene) -> None:
    say_and_settle(shop, "what do you sell", "1", "50")
    offer = next(one for one in situation(shop).questions if one.options)
    until_it_has_ended(shop)
    assert may_be_answered_anew(shop)

    shop.write("2", quoted_id=offer.provider_id)
    shop.after(2)
    assert shop.texts[-1] == "paper it is"

    assert not may_be_answered_anew(shop)


def test_it_is_closed_as_soon_as_the_same_sequence_begins_anew(shop: Scene, clock: VirtualClock) -> None:
    say_and_settle(shop, "place an order", "50")
    until_it_has_ended(shop)
    assert may_be_answered_anew(shop)

    shop.write("place an order")
    clock.move_to(at(shop, 2))
    respond_next(shop.database, shop.library, "worker", clock.now())

    assert [one.sequence for one in situation(shop).planned] == ["order"]
    assert not may_be_answered_anew(shop)


def test_only_the_newest_of_two_answered_asks_may_be_answered_anew(shop: Scene) -> None:
    say_and_settle(shop, "place an order", "50")
    until_it_has_ended(shop)
    say_and_settle(shop, "place an order", "60")

    assert [one.answered for one in situation(shop).questions] == [True]
