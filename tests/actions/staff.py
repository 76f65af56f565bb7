"""What agents do in the scene, and what the queue and the log say of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.actions.escalate import open_escalation
from bot.actions.handoff import hand_back, release, resolve, snooze, take_over
from bot.actions.say import say
from bot.clock import VirtualClock
from bot.core.decision import NewEscalation
from bot.core.escalations import priority_of
from bot.store.contacts import find_contact
from bot.store.conversations import lock_conversation
from bot.store.escalations import find_open, list_decisions, list_escalations
from bot.store.tables import audit
from tests.scene import Scene, at

URGENT = "this is very urgent"
SECRET = "Zyxwvut"
HOUR = 3600


def called(scene: Scene) -> str:
    """A contact who has called for a person and was told so."""
    contact = scene.write(URGENT)
    scene.after(3)
    return contact


def passes(scene: Scene, seconds: int) -> None:
    """Time passes second by second, as a sequence needs it."""
    for _ in range(seconds):
        scene.after(1)


def sleeps_until(scene: Scene, instant: datetime) -> None:
    """Nobody works until then."""
    assert isinstance(scene.clock, VirtualClock)
    scene.clock.move_to(instant)


def takes_over(scene: Scene, contact: str, agent: str) -> None:
    take_over(scene.database, contact, agent, scene.clock.now())


def says(scene: Scene, contact: str, agent: str) -> None:
    say(scene.database, contact, agent, SECRET, scene.clock.now())


def releases(scene: Scene, contact: str, agent: str) -> None:
    release(scene.database, contact, agent, scene.clock.now())


def snoozes(scene: Scene, contact: str, agent: str) -> None:
    snooze(scene.database, contact, agent, at(scene, 3 * HOUR), scene.clock.now())


def hands_back(scene: Scene, contact: str, agent: str) -> None:
    hand_back(scene.database, contact, scene.clock.now(), agent, overrule=False)


def resolves(scene: Scene, contact: str, agent: str) -> None:
    resolve(scene.database, contact, "answered", scene.clock.now(), agent, overrule=False)


def needs(
    scene: Scene,
    contact_id: str,
    reason: str,
    *,
    due: datetime | None = None,
    evidence: str = "why",
    promise: datetime | None = None,
) -> None:
    """Something calls for a person."""
    now = scene.clock.now()
    with scene.database.transaction() as connection:
        lock_conversation(connection, contact_id)
        contact = find_contact(connection, contact_id)
        assert contact is not None
        need = NewEscalation(reason, priority_of(reason), evidence, due or now)
        open_escalation(connection, contact, need, now, promise=promise)


def escalations_of(scene: Scene, contact: str) -> list[Row[Any]]:
    with scene.database.reading() as connection:
        return list(list_escalations(connection, contact))


def open_one(scene: Scene, contact: str) -> Row[Any]:
    with scene.database.reading() as connection:
        found = find_open(connection, contact)
    assert found is not None, "no escalation is open"
    return found


def held(scene: Scene, contact: str) -> tuple[str, str]:
    row = open_one(scene, contact)
    return row.state, row.claimed_by


def decided(scene: Scene, contact: str) -> list[str]:
    with scene.database.reading() as connection:
        return [row.layer for row in list_decisions(connection, contact)]


def audit_of(scene: Scene, contact: str) -> list[Row[Any]]:
    with scene.database.reading() as connection:
        found = select(audit).where(audit.c.contact_id == contact).order_by(audit.c.at)
        return list(connection.execute(found))


def verbs(scene: Scene, contact: str) -> list[str]:
    return [row.verb for row in audit_of(scene, contact)]


def details(scene: Scene, contact: str, verb: str) -> list[dict[str, Any]]:
    return [row.detail for row in audit_of(scene, contact) if row.verb == verb]
