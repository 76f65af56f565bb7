"""The queue as a page reads it: who waits, what was said last, how much is unread."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import Row, update

from bot.actions.handoff import resolve, snooze, take_over
from bot.actions.say import say
from bot.clock import VirtualClock
from bot.core.messages import Status
from bot.store.database import Database
from bot.store.escalations import list_cases
from bot.store.queue import count_unread, last_messages, list_opted_out
from bot.store.tables import messages
from tests.actions.staff import called, needs, passes
from tests.scene import SOMCHAI, Scene, at

MAI = "whatsapp:+66800000000"


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


def _queue(scene: Scene) -> list[Row[Any]]:
    with scene.database.reading() as connection:
        return list(list_cases(connection))


def _unread(scene: Scene) -> Mapping[str, int]:
    with scene.database.reading() as connection:
        return count_unread(connection)


def _last(scene: Scene, contact: str) -> str:
    with scene.database.reading() as connection:
        return str(last_messages(connection, [contact])[contact].text)


def test_the_queue_holds_what_is_open_claimed_or_snoozed_with_its_contact(scene: Scene) -> None:
    somchai, mai, gone = called(scene), scene.contact(MAI), scene.contact("whatsapp:+66811111111")
    take_over(scene.database, mai, "mai", scene.clock.now())
    snooze(scene.database, mai, "mai", at(scene, 600), scene.clock.now())
    take_over(scene.database, gone, "mai", scene.clock.now())
    resolve(scene.database, gone, "spam", scene.clock.now())

    found = {row.contact_id: row for row in _queue(scene)}

    assert {key: row.state for key, row in found.items()} == {somchai: "open", mai: "snoozed"}
    assert (found[somchai].address, found[somchai].zone) == (SOMCHAI, "Asia/Bangkok")
    assert found[mai].last_agent_at == scene.clock.now()


def test_what_the_bot_says_by_itself_does_not_hide_what_somebody_needs(scene: Scene) -> None:
    contact = called(scene)

    assert scene.texts == ["a person will answer"]
    assert _last(scene, contact) == "this is very urgent"


@pytest.mark.parametrize(
    ("status", "last"),
    [
        (Status.QUEUED, "hello"),
        (Status.READ, "hello"),
        (Status.FAILED, "this is very urgent"),
        (Status.CANCELLED, "this is very urgent"),
        (Status.EXPIRED, "this is very urgent"),
    ],
)
def test_an_agents_word_is_the_last_and_an_answer_unless_it_never_leaves(
    scene: Scene, status: Status, last: str
) -> None:
    contact = called(scene)
    message = say(scene.database, contact, "mai", "hello", scene.clock.now())
    needs(scene, contact, "provider")
    with scene.database.transaction() as connection:
        connection.execute(update(messages).where(messages.c.id == message).values(status=status))

    assert _last(scene, contact) == last
    assert _unread(scene).get(contact, 0) == (last != "hello")


def test_unread_is_what_was_written_since_a_person_answered(scene: Scene) -> None:
    contact = called(scene)
    scene.write("are you there?")
    scene.write("hello?")
    assert _unread(scene) == {contact: 3}

    say(scene.database, contact, "mai", "here I am", scene.clock.now())
    assert _unread(scene) == {}
    scene.write("good")

    assert _unread(scene) == {contact: 1}


def test_what_the_bot_had_answered_before_is_read(scene: Scene) -> None:
    scene.write("how much is it")
    passes(scene, 6)

    contact = called(scene)

    assert _unread(scene) == {contact: 1}


def test_an_empty_queue_is_empty(scene: Scene) -> None:
    scene.contact()

    assert _queue(scene) == []
    assert _unread(scene) == {}
    with scene.database.reading() as connection:
        assert last_messages(connection, []) == {}


def test_whoever_writes_after_opting_out_is_seen_until_a_person_answers(scene: Scene) -> None:
    contact = scene.write("stop")
    passes(scene, 5)
    assert _opted_out(scene) == []

    scene.write("I need it today, asap")
    passes(scene, 5)
    assert _opted_out(scene) == [(contact, "I need it today, asap")]

    say(scene.database, contact, "mai", "I am here", scene.clock.now())
    assert _opted_out(scene) == []


def _opted_out(scene: Scene) -> list[tuple[str, str]]:
    with scene.database.reading() as connection:
        found = list_opted_out(connection, at(scene, -24 * 3600))
    return [(row.contact_id, row.text) for row in found]
