"""Notes and who was mentioned in them."""

from datetime import timedelta

import pytest

from bot.clock import VirtualClock
from bot.store.database import Database
from bot.store.notes import (
    MOST_MENTIONS,
    add_mentions,
    add_note,
    find_note,
    list_notes,
    list_unseen_mentions,
    mark_mentions_seen,
)
from tests.scene import SOMCHAI, Scene

MAI = "whatsapp:+66800000000"


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


def _note(scene: Scene, contact: str, text: str, *names: str, seconds: int = 0) -> str:
    with scene.database.transaction() as connection:
        at = scene.clock.now() + timedelta(seconds=seconds)
        note_id = add_note(connection, contact, "mai", text, at, None)
        add_mentions(connection, note_id, contact, names)
    return note_id


def _unseen(scene: Scene, agent: str) -> list[str]:
    with scene.database.reading() as connection:
        return [row.text for row in list_unseen_mentions(connection, agent)]


def test_notes_are_listed_in_the_order_in_which_they_were_written(scene: Scene) -> None:
    contact, other = scene.contact(SOMCHAI), scene.contact(MAI)
    _note(scene, contact, "second", seconds=2)
    _note(scene, contact, "first", seconds=1)
    _note(scene, other, "elsewhere")

    with scene.database.reading() as connection:
        assert [row.text for row in list_notes(connection, contact)] == ["first", "second"]


def test_a_note_is_found_by_the_form_that_left_it_on_the_same_contact(scene: Scene) -> None:
    contact, other = scene.contact(SOMCHAI), scene.contact(MAI)
    with scene.database.transaction() as connection:
        note_id = add_note(connection, contact, "mai", "once", scene.clock.now(), "form-1")

    with scene.database.reading() as connection:
        assert find_note(connection, contact, "form-1") == note_id
        assert find_note(connection, contact, "form-2") is None
        assert find_note(connection, other, "form-1") is None


def test_a_second_mention_of_the_same_agent_in_a_note_is_none(scene: Scene) -> None:
    contact = scene.contact()
    note_id = _note(scene, contact, "look", "tom")

    with scene.database.transaction() as connection:
        add_mentions(connection, note_id, contact, ["tom", "sue"])

    assert [len(_unseen(scene, name)) for name in ("tom", "sue", "mai")] == [1, 1, 0]


def test_the_newest_mention_comes_first_and_there_are_not_too_many(scene: Scene) -> None:
    contact = scene.contact()
    for number in range(MOST_MENTIONS + 2):
        _note(scene, contact, f"note {number}", "tom", seconds=number)

    found = _unseen(scene, "tom")

    assert len(found) == MOST_MENTIONS
    assert found[:2] == [f"note {MOST_MENTIONS + 1}", f"note {MOST_MENTIONS}"]


def test_what_was_seen_is_seen_in_one_conversation_by_one_agent(scene: Scene) -> None:
    contact, other = scene.contact(SOMCHAI), scene.contact(MAI)
    _note(scene, contact, "here", "tom", "sue")
    _note(scene, other, "there", "tom")

    with scene.database.transaction() as connection:
        mark_mentions_seen(connection, contact, "tom", scene.clock.now())

    assert _unseen(scene, "tom") == ["there"]
    assert _unseen(scene, "sue") == ["here"]
