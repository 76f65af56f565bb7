"""Claims are for one worker alone; the next due time is the earliest of all kinds."""

from datetime import timedelta

import pytest

from bot.clock import VirtualClock
from bot.store.conversations import claim_to_respond, next_due
from bot.store.database import Database
from tests.scene import Scene, at, together

LEASE = timedelta(seconds=30)


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


def _claim(scene: Scene, owner: str, seconds: float = 0):
    now = at(scene, seconds)
    with scene.database.transaction() as connection:
        return claim_to_respond(connection, now, owner, now + LEASE)


def test_each_waiting_conversation_is_claimed_by_one_worker(scene: Scene) -> None:
    contacts = {scene.write("hello", f"whatsapp:+6681234560{number}") for number in range(6)}

    claimed = together(*[lambda n=n: _claim(scene, f"w/{n}") for n in range(6)])
    claimed += [_claim(scene, "last") for _ in range(6)]

    taken = [row.contact_id for row in claimed if row is not None]
    assert len(taken) == 6
    assert set(taken) == contacts


def test_a_claim_is_free_again_when_its_lease_is_over(scene: Scene) -> None:
    scene.write("hello")
    assert _claim(scene, "one")

    assert _claim(scene, "two", 29) is None
    row = _claim(scene, "two", 30)

    assert row is not None
    assert row.respond_owner == "two"


def test_what_has_waited_longest_is_answered_first(scene: Scene) -> None:
    first = scene.write("hello", "whatsapp:+66812345601")
    scene.clock.move_to(at(scene, 1))
    scene.write("hello", "whatsapp:+66812345602")

    row = _claim(scene, "w")

    assert row is not None
    assert row.contact_id == first


def _next_due(scene: Scene):
    with scene.database.reading() as connection:
        return next_due(connection, scene.clock.now())


def test_nothing_is_due_where_nothing_is_planned(scene: Scene) -> None:
    scene.contact()

    assert _next_due(scene) is None


def test_the_next_due_time_is_the_earliest_message(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "later", due_at=at(scene, 90))
    scene.queue(contact, "sooner", due_at=at(scene, 60))

    assert _next_due(scene) == at(scene, 60)


def test_a_conversation_that_is_being_answered_is_due_when_its_lease_ends(scene: Scene) -> None:
    scene.write("hello")
    _claim(scene, "w")

    assert _next_due(scene) == at(scene, 30)
