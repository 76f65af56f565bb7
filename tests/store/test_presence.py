"""Presence is what agents did a moment ago, and no more."""

from datetime import timedelta

import pytest

from bot.clock import VirtualClock
from bot.store.database import Database
from bot.store.presence import LOOKS, is_fresh, list_present, mark_present
from tests.scene import SOMCHAI, Scene

MAI = "whatsapp:+66800000000"


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


def _mark(scene: Scene, contact: str, agent: str, seconds: float, *, typing: bool = False) -> None:
    with scene.database.transaction() as connection:
        mark_present(
            connection, contact, agent, scene.clock.now() + timedelta(seconds=seconds), typing=typing
        )


@pytest.mark.parametrize(
    ("typed", "seconds", "typing", "fresh"),
    [
        (False, 4, False, True),
        (False, 4.1, False, False),
        (False, 1, True, False),
        (True, 4, True, True),
        (True, 4.1, True, False),
    ],
)
def test_what_is_known_is_fresh_for_four_seconds(
    scene: Scene, typed: bool, seconds: float, typing: bool, fresh: bool
) -> None:
    contact = scene.contact()
    _mark(scene, contact, "mai", 0, typing=typed)

    now = scene.clock.now() + timedelta(seconds=seconds)
    with scene.database.reading() as connection:
        assert is_fresh(connection, contact, "mai", now, typing=typing) is fresh
        assert not is_fresh(connection, contact, "tom", now, typing=typing)


def test_a_look_keeps_when_an_agent_last_typed(scene: Scene) -> None:
    contact = scene.contact()
    _mark(scene, contact, "mai", 0, typing=True)

    _mark(scene, contact, "mai", 5)

    with scene.database.reading() as connection:
        (row,) = list_present(connection, scene.clock.now() - LOOKS)
    assert (row.typing_at, row.seen_at) == (
        scene.clock.now(),
        scene.clock.now() + timedelta(seconds=5),
    )


def test_those_are_listed_who_look_at_one_conversation_or_at_any(scene: Scene) -> None:
    one, other = scene.contact(SOMCHAI), scene.contact(MAI)
    _mark(scene, one, "tom", 0)
    _mark(scene, other, "mai", 0)
    since = scene.clock.now() - LOOKS

    with scene.database.reading() as connection:
        assert [row.agent for row in list_present(connection, since)] == ["mai", "tom"]
        assert [row.agent for row in list_present(connection, since, one)] == ["tom"]
        assert list_present(connection, scene.clock.now()) == []


def test_what_has_lost_its_meaning_is_dropped(scene: Scene) -> None:
    one, other = scene.contact(SOMCHAI), scene.contact(MAI)
    _mark(scene, one, "tom", 0)
    _mark(scene, other, "sue", 1)

    _mark(scene, other, "mai", 3600.5)

    with scene.database.reading() as connection:
        rows = list_present(connection, scene.clock.now() - timedelta(days=1))
    assert [row.agent for row in rows] == ["mai", "sue"]


def test_rows_that_another_agent_writes_at_this_moment_are_left_alone(scene: Scene) -> None:
    if scene.database.is_sqlite:
        pytest.skip("SQLite has one writer at a time")
    one, other = scene.contact(SOMCHAI), scene.contact(MAI)
    _mark(scene, one, "tom", 0)
    with scene.database.transaction() as connection:
        later = scene.clock.now() + timedelta(hours=2)
        mark_present(connection, one, "tom", later, typing=False)

        # Whoever waited for tom's row here would wait for this very test.
        with scene.database.transaction() as second:
            second.exec_driver_sql("SET LOCAL lock_timeout = '2s'")
            mark_present(second, other, "mai", later, typing=False)

    with scene.database.reading() as connection:
        assert [row.agent for row in list_present(connection, scene.clock.now())] == ["mai", "tom"]
