"""Handing back ends what an agent has claimed, and a later need is an escalation of its own."""

from bot.actions.handoff import hand_back, take_over
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


def test_an_escalation_that_nobody_claimed_stays_open_when_the_bot_goes_on(scene: Scene) -> None:
    contact = scene.write(URGENT)
    scene.after(3)

    hand_back(scene.database, contact, scene.clock.now())

    assert _states(scene, contact) == [("open", "")]
