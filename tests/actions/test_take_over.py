"""Taking over: from that commit on nothing automated leaves, and its promises are the agent's."""

from dataclasses import replace
from functools import partial

import pytest

from bot.actions.accounts import add_agent, disable
from bot.actions.advance import advance_next
from bot.actions.conclude import conclude
from bot.actions.handoff import take_over
from bot.actions.tend_queue import tend_queue
from bot.core.agents import Agent
from bot.core.messages import Status
from bot.core.sending import Outcome, Result
from bot.errors import HeldByAnotherError, NotHeldError
from bot.store.audit import Doer
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.messages import change_message
from tests.actions.staff import (
    HOUR,
    called,
    decided,
    details,
    escalations_of,
    held,
    needs,
    open_one,
    takes_over,
)
from tests.actions.test_respond import Meddling
from tests.scene import Scene, at


@pytest.mark.parametrize("moment", [0, 2, 3, 4])
def test_nothing_automated_leaves_after_a_take_over(scene: Scene, moment: int) -> None:
    contact = scene.write("how much is it")
    scene.after(moment)
    left = len(scene.texts)

    take_over(scene.database, contact, "mai", scene.clock.now())
    for _ in range(10):
        scene.after(30)

    assert len(scene.texts) == left
    assert {row.status for row in scene.messages(contact)} <= {"delivered", "sent", "cancelled"}


def test_a_sequence_that_waits_does_not_go_on_after_a_take_over(scene: Scene) -> None:
    contact = scene.write("send me a quotation")
    scene.after(3)
    assert scene.texts == ["first"]

    take_over(scene.database, contact, "mai", scene.clock.now())
    assert not advance_next(scene.database, scene.library, at(scene, 3 * HOUR))
    scene.after(3 * HOUR)

    assert scene.texts == ["first"]


def test_a_pause_that_ended_before_the_take_over_ends_in_silence_all_the_same(scene: Scene) -> None:
    contact = scene.write("send me a quotation")
    scene.after(3)
    with scene.database.transaction() as connection:
        lock_conversation(connection, contact)
        change_conversation(connection, contact, {"held_since": scene.clock.now(), "agent": "mai"})

    scene.after(3 * HOUR)

    assert scene.texts == ["first"]
    assert scene.conversation(contact).advance_at is None


def test_an_answer_that_is_decided_at_that_moment_is_stale(scene: Scene) -> None:
    contact = scene.write("how much is it")
    happens = partial(take_over, scene.database, contact, "mai", scene.clock.now())
    scene.library = replace(scene.library, matcher=Meddling(scene.library, happens))

    scene.after(3)
    scene.after(30)

    assert scene.texts == []
    assert decided(scene, contact) == ["hold"]


def test_the_log_tells_which_messages_were_leaving_at_that_moment(scene: Scene) -> None:
    contact = scene.contact()
    leaving, waiting = scene.queue(contact, "leaving", "waiting")
    with scene.database.transaction() as connection:
        change_message(connection, leaving, {"status": Status.SENDING, "lease_until": at(scene, 30)})

    take_over(scene.database, contact, "mai", scene.clock.now())

    assert details(scene, contact, "claimed") == [{"leaving": [leaving], "cancelled": 1}]
    assert dict(zip((leaving, waiting), scene.statuses(contact), strict=True)) == {
        leaving: "sending",
        waiting: "cancelled",
    }


def test_what_was_leaving_and_comes_back_does_not_leave_again(scene: Scene) -> None:
    contact = scene.contact()
    (leaving,) = scene.queue(contact, "leaving")
    with scene.database.transaction() as connection:
        change_message(connection, leaving, {"status": Status.SENDING, "lease_until": at(scene, 30)})
    take_over(scene.database, contact, "mai", scene.clock.now())

    conclude(scene.database, leaving, Outcome(Result.RETRY, code=429), scene.clock.now())
    scene.after(60)

    assert scene.texts == []
    assert scene.statuses(contact) == ["cancelled"]


def test_the_promise_of_what_is_cancelled_passes_to_the_escalation(scene: Scene) -> None:
    contact = scene.contact()
    early, late = at(scene, HOUR), at(scene, 2 * HOUR)
    scene.queue(contact, "late", promise_at=late, due_at=late)
    scene.queue(contact, "early", promise_at=early, due_at=early)

    take_over(scene.database, contact, "mai", scene.clock.now())

    assert open_one(scene, contact).promise_at == early


def test_an_earlier_promise_of_the_escalation_stands(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "later", promise_at=at(scene, 2 * HOUR))
    needs(scene, contact, "provider", promise=at(scene, HOUR))

    take_over(scene.database, contact, "mai", scene.clock.now())

    assert open_one(scene, contact).promise_at == at(scene, HOUR)


@pytest.mark.parametrize("what", ["a question nobody has read yet", "a cancelled answer"])
def test_whoever_takes_over_owes_the_contact_what_the_bot_would_have_said(scene: Scene, what: str) -> None:
    contact = scene.contact()
    if what == "a cancelled answer":
        scene.queue(contact, "later", promise_at=at(scene, HOUR), due_at=at(scene, HOUR))
    else:
        scene.write("how much is it")

    take_over(scene.database, contact, "mai", scene.clock.now())
    scene.after(300)
    tend_queue(scene.database, scene.library.policy, scene.clock.now())

    assert held(scene, contact) == ("open", "")


def test_whoever_takes_over_where_nothing_is_asked_owes_nothing(scene: Scene) -> None:
    contact = scene.contact()

    take_over(scene.database, contact, "mai", scene.clock.now())

    assert open_one(scene, contact).waits_since is None


def test_a_click_in_an_old_list_takes_nobody_from_the_bot(scene: Scene) -> None:
    contact = scene.contact()

    with pytest.raises(NotHeldError):
        take_over(scene.database, contact, "mai", scene.clock.now(), called=True)

    assert escalations_of(scene, contact) == []


def test_what_a_disabled_account_holds_is_everybodys(scene: Scene) -> None:
    contact = called(scene)
    add_agent(scene.database, Agent("mai", "agent"), "a quiet blue heron", Doer(), scene.clock.now())
    takes_over(scene, contact, "mai")
    with pytest.raises(HeldByAnotherError):
        takes_over(scene, contact, "ben")

    disable(scene.database, "mai", Doer(), scene.clock.now())
    takes_over(scene, contact, "ben")

    assert open_one(scene, contact).claimed_by == "ben"
