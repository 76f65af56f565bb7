"""An agent does not wait for the end of a snooze."""

import pytest

from bot.actions.tend_queue import tend_queue
from bot.actions.wake import wake
from bot.errors import HeldByAnotherError, NotSnoozedError
from bot.store.escalations import change_escalation
from tests.actions.staff import (
    HOUR,
    audit_of,
    called,
    held,
    open_one,
    resolves,
    says,
    snoozes,
    verbs,
)
from tests.scene import Scene


def _put_off(scene: Scene) -> str:
    """A contact whom mai has answered and put off for three hours, half an hour ago."""
    contact = called(scene)
    says(scene, contact, "mai")
    snoozes(scene, contact, "mai")
    scene.after(HOUR / 2)
    return contact


def _wakes(scene: Scene, contact: str, agent: str, *, overrule: bool = False) -> None:
    wake(scene.database, scene.library.policy, contact, agent, scene.clock.now(), overrule=overrule)


def test_what_is_woken_by_hand_is_as_what_time_has_woken_but_the_log_says_who(scene: Scene) -> None:
    contact = _put_off(scene)

    _wakes(scene, contact, "mai")
    by_hand, since = open_one(scene, contact), scene.conversation(contact).last_agent_at
    assert (by_hand.state, by_hand.claimed_by, by_hand.snoozed_until) == ("claimed", "mai", None)
    assert (by_hand.waits_since, by_hand.rings_from, since) == (scene.clock.now(),) * 3
    with scene.database.transaction() as connection:
        again = {"state": "snoozed", "snoozed_until": scene.clock.now(), "waits_since": None}
        change_escalation(connection, by_hand.id, {**again, "rings_from": None})
    assert tend_queue(scene.database, scene.library.policy, scene.clock.now()) == 1

    assert open_one(scene, contact) == by_hand
    assert scene.conversation(contact).last_agent_at == since
    assert sorted(row.agent for row in audit_of(scene, contact) if row.verb == "woken") == ["", "mai"]


def test_what_is_nobodys_any_more_is_woken_for_everybody(scene: Scene) -> None:
    contact = _put_off(scene)
    with scene.database.transaction() as connection:
        change_escalation(connection, open_one(scene, contact).id, {"claimed_by": ""})

    _wakes(scene, contact, "tom")

    assert held(scene, contact) == ("open", "")


def test_a_supervisor_wakes_what_a_colleague_has_put_off_and_it_stays_the_colleagues(scene: Scene) -> None:
    contact = _put_off(scene)

    with pytest.raises(HeldByAnotherError, match="mai holds this conversation"):
        _wakes(scene, contact, "tom")
    assert held(scene, contact) == ("snoozed", "mai")
    _wakes(scene, contact, "sue", overrule=True)

    assert held(scene, contact) == ("claimed", "mai")


@pytest.mark.parametrize("before", ["woken by hand", "woken by the contact", "resolved"])
def test_what_is_not_put_off_any_more_is_not_woken(scene: Scene, before: str) -> None:
    contact = _put_off(scene)
    if before == "woken by hand":
        _wakes(scene, contact, "mai")
    elif before == "resolved":
        resolves(scene, contact, "mai")
    else:
        scene.write("are you there?")
    known = (verbs(scene, contact), scene.conversation(contact))

    with pytest.raises(NotSnoozedError, match="not snoozed any more"):
        _wakes(scene, contact, "mai")

    assert (verbs(scene, contact), scene.conversation(contact)) == known
