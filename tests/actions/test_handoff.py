"""What passes between the bot and people: escalations, promises, and what is kept of a contact."""

from datetime import UTC, datetime

import pytest

from bot.actions.escalate import open_escalation
from bot.actions.handoff import hand_back, take_over
from bot.core.decision import NewEscalation
from bot.store.contacts import find_contact
from bot.store.escalations import list_escalations
from tests.scene import Scene

URGENT = "this is very urgent"


def _states(scene: Scene, contact: str) -> list[tuple[str, str]]:
    with scene.database.reading() as connection:
        return [(row.state, row.resolution) for row in list_escalations(connection, contact)]


def test_a_claimed_escalation_is_answered_when_the_agent_hands_back(scene: Scene) -> None:
    contact = scene.write(URGENT)
    scene.after(3)
    take_over(scene.database, contact, "Mai", scene.clock.now())

    hand_back(scene.database, contact, scene.clock.now())
    scene.write(URGENT)
    scene.after(3)

    assert _states(scene, contact) == [("resolved", "answered"), ("open", "")]


def test_what_waits_is_cancelled_at_the_moment_of_the_take_over(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "later")

    take_over(scene.database, contact, "Mai", scene.clock.now())

    assert scene.statuses(contact) == ["cancelled"]


def test_an_escalation_that_nobody_claimed_stays_open_when_the_bot_goes_on(scene: Scene) -> None:
    contact = scene.write(URGENT)
    scene.after(3)

    hand_back(scene.database, contact, scene.clock.now())

    assert _states(scene, contact) == [("open", "")]


def test_a_promise_that_passes_to_people_stands_in_their_task(scene: Scene) -> None:
    contact_id = scene.contact()
    promised = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    need = NewEscalation("misses", "high", "two misses", scene.clock.now())
    with scene.database.transaction() as connection:
        contact = find_contact(connection, contact_id)
        assert contact is not None
        open_escalation(connection, contact, need, scene.clock.now(), promise=promised)

    assert scene.tasks(contact_id) == [
        ("misses", "two misses; an answer was promised for 2026-11-24 02:00 UTC")
    ]


@pytest.mark.parametrize(("text", "language"), [("ok", ""), ("how much is it", "en")])
def test_only_a_sure_language_becomes_the_contacts(scene: Scene, text: str, language: str) -> None:
    contact_id = scene.write(text)
    scene.after(3)

    with scene.database.reading() as connection:
        contact = find_contact(connection, contact_id)
    assert contact is not None
    assert contact.language == language
