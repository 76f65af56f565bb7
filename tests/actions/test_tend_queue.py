"""Tending: reminders, what was put off, what an agent has left, and hand-backs in time."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.actions.attend import attend
from bot.actions.say import say
from bot.actions.tend_queue import tend_queue
from bot.content.library import load_library
from bot.core.tending import calls_supervisors
from bot.store.contacts import change_contact
from bot.store.escalations import change_escalation
from tests.actions.staff import (
    HOUR,
    called,
    details,
    escalations_of,
    held,
    needs,
    open_one,
    passes,
    releases,
    says,
    sleeps_until,
    snoozes,
    takes_over,
    verbs,
)
from tests.scene import Scene, at, small_library, together, write_content

OFFICE = 'staff_hours: {clock: business, workdays: ["09:00-18:00"], holidays: none}\n'
NINE_IN_BANGKOK = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MAI = "whatsapp:+66800000000"


def _tend(scene: Scene, seconds: float = 0) -> int:
    """Let time pass, and look after the queue once."""
    sleeps_until(scene, at(scene, seconds))
    return tend_queue(scene.database, scene.library.policy, scene.clock.now())


def _called_at_night(scene: Scene) -> str:
    """Staff is there from 9 to 6, and somebody calls for them at 9 in the evening."""
    scene.library = small_library(OFFICE)
    sleeps_until(scene, at(scene, 9 * HOUR))
    return called(scene)


# Reminders


def test_reminders_come_after_60_120_and_180_seconds_and_go_on(scene: Scene) -> None:
    contact = called(scene)
    opened = open_one(scene, contact).opened_at
    counted = []
    for second in range(301):
        _tend(scene, 1 if second else 0)
        passed = (scene.clock.now() - opened).total_seconds()
        reminders = open_one(scene, contact).reminders
        if not counted or counted[-1][1] != reminders:
            counted.append((passed, reminders))

    assert [number for _, number in counted] == [0, 1, 2, 3, 4, 5]
    assert [passed for passed, _ in counted[1:]] == [60, 120, 180, 240, 300]


def test_supervisors_are_called_after_the_third_reminder(scene: Scene) -> None:
    contact, rules = called(scene), scene.library.policy.escalation
    _tend(scene, 178)
    assert not calls_supervisors(open_one(scene, contact).reminders, rules)

    _tend(scene, 3)

    assert calls_supervisors(open_one(scene, contact).reminders, rules)


def test_a_queue_that_was_not_looked_after_for_long_catches_up_in_one_step(scene: Scene) -> None:
    contact = called(scene)

    assert _tend(scene, HOUR) == 1
    assert _tend(scene) == 0

    assert open_one(scene, contact).reminders == 60


def test_nothing_is_reminded_of_what_is_claimed_and_all_of_it_counts_when_it_goes_back(scene: Scene) -> None:
    contact = called(scene)
    _tend(scene, 130)
    assert open_one(scene, contact).reminders == 2
    takes_over(scene, contact, "mai")
    _tend(scene, 200)
    assert open_one(scene, contact).reminders == 0

    _tend(scene, 100)
    assert held(scene, contact) == ("open", "")
    # After 430 seconds without a word: three of the ladder, and four more minutes.
    assert open_one(scene, contact).reminders == 7


def test_the_log_tells_of_each_rung_of_the_ladder_and_not_of_what_goes_on_after_it(scene: Scene) -> None:
    contact = called(scene)
    for second in range(601):
        _tend(scene, 1 if second else 0)

    assert open_one(scene, contact).reminders == 10
    assert verbs(scene, contact) == ["reminded"] * 3
    assert details(scene, contact, "reminded") == [
        {"reminders": 1, "after": 60, "supervisors": False},
        {"reminders": 2, "after": 120, "supervisors": False},
        {"reminders": 3, "after": 180, "supervisors": True},
    ]


def test_reminders_that_come_all_at_once_are_one_row_of_the_log(scene: Scene) -> None:
    contact = called(scene)
    _tend(scene, HOUR)

    assert details(scene, contact, "reminded") == [{"reminders": 3, "after": 180, "supervisors": True}]


def test_where_the_policy_has_no_reminders_the_log_tells_of_none(scene: Scene) -> None:
    scene.library = small_library("escalation: {remind: []}\n")
    contact = called(scene)
    _tend(scene, HOUR)

    assert verbs(scene, contact) == []


def test_what_is_left_at_night_goes_back_without_a_call_of_supervisors(scene: Scene) -> None:
    contact = _called_at_night(scene)
    takes_over(scene, contact, "mai")
    _tend(scene, 300)

    assert details(scene, contact, "went_back") == [{"from": "mai"}]


@pytest.mark.parametrize("earlier", [False, True])
def test_a_task_rings_when_it_is_due_even_where_another_could_wait_longer(
    scene: Scene, earlier: bool
) -> None:
    contact = scene.contact()
    needs(scene, contact, "window", due=at(scene, 2 * HOUR))
    _tend(scene)
    if earlier:
        needs(scene, contact, "provider", due=at(scene, HOUR), evidence="sooner")
        _tend(scene)

    assert open_one(scene, contact).rings_from == at(scene, HOUR if earlier else 2 * HOUR)


def test_the_same_task_again_does_not_begin_its_reminders_anew(scene: Scene) -> None:
    contact = scene.contact()
    needs(scene, contact, "provider")
    _tend(scene, 120)

    needs(scene, contact, "provider")
    _tend(scene, 1)

    assert open_one(scene, contact).reminders == 2


def test_what_could_wait_rings_at_once_when_the_contact_is_unhappy(scene: Scene) -> None:
    contact = scene.contact()
    needs(scene, contact, "window", due=at(scene, 2 * HOUR))
    _tend(scene, 60)

    needs(scene, contact, "negative", evidence="unhappy")
    _tend(scene)

    assert open_one(scene, contact).rings_from == scene.clock.now()


# Staff hours


def test_reminders_of_the_night_begin_at_opening(scene: Scene) -> None:
    contact = _called_at_night(scene)
    _tend(scene, HOUR)
    row = open_one(scene, contact)
    assert (row.rings_from, row.reminders) == (NINE_IN_BANGKOK, 0)

    sleeps_until(scene, NINE_IN_BANGKOK + timedelta(seconds=59))
    assert _tend(scene) == 0
    assert _tend(scene, 1) == 1

    assert open_one(scene, contact).reminders == 1


def test_the_due_time_is_what_the_acknowledgement_promised(scene: Scene, tmp_path: Path) -> None:
    folder = write_content(tmp_path, OFFICE + "sequences: {handing_over_closed: closed}\n")
    closed = 'closed: {steps: [{say: "somebody is here {promise}", hours: any}]}\n'
    (folder / "replies" / "closed.yaml").write_text(closed, encoding="utf-8")
    scene.library = load_library(folder)
    sleeps_until(scene, at(scene, 9 * HOUR))

    contact = called(scene)

    assert scene.texts[0].startswith("somebody is here tomorrow, Tuesday, 9:00")
    assert open_one(scene, contact).due_at == NINE_IN_BANGKOK


def test_while_staff_is_there_the_first_reply_is_due_in_three_minutes(scene: Scene) -> None:
    contact = called(scene)

    row = open_one(scene, contact)
    assert row.due_at == row.opened_at + timedelta(minutes=3)


# Claimed, and silent


def test_what_an_agent_claims_and_leaves_goes_back_after_five_minutes(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")

    assert _tend(scene, 299) == 0
    assert _tend(scene, 1) == 1

    row = open_one(scene, contact)
    assert (row.state, row.claimed_by, row.rings_from) == ("open", "", row.waits_since)
    assert verbs(scene, contact) == ["claimed", "went_back"]
    assert details(scene, contact, "went_back") == [{"from": "mai", "supervisors": True}]
    assert scene.conversation(contact).held_since is not None


def test_it_does_not_go_back_while_its_agent_types(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    scene.after(290)
    attend(scene.database, contact, "mai", scene.clock.now(), typing=True)

    assert _tend(scene, 59) == 0
    assert held(scene, contact) == ("claimed", "mai")
    assert _tend(scene, 1) == 1


@pytest.mark.parametrize(("who", "typing"), [("tom", True), ("mai", False)])
def test_neither_a_colleague_who_types_nor_a_look_keeps_it(scene: Scene, who: str, typing: bool) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    scene.after(299)
    attend(scene.database, contact, who, scene.clock.now(), typing=typing)

    assert _tend(scene, 1) == 1


def test_it_does_not_go_back_while_the_contact_has_the_next_word(scene: Scene) -> None:
    contact = called(scene)
    says(scene, contact, "mai")
    scene.after(5)

    assert _tend(scene, 2 * HOUR) == 0
    scene.write("thank you, and the price?")
    assert _tend(scene, 299) == 0
    assert _tend(scene, 1) == 1

    assert held(scene, contact) == ("open", "")


def test_a_colleague_may_claim_what_went_back(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    _tend(scene, 300)

    takes_over(scene, contact, "tom")

    assert held(scene, contact) == ("claimed", "tom")


# Put off


def test_time_wakes_what_was_put_off_and_its_agent_has_five_minutes(scene: Scene) -> None:
    contact = called(scene)
    says(scene, contact, "mai")
    snoozes(scene, contact, "mai")

    assert _tend(scene, 3 * HOUR - 1) == 0
    assert _tend(scene, 1) == 1
    row = open_one(scene, contact)
    assert (row.state, row.claimed_by, row.snoozed_until) == ("claimed", "mai", None)
    assert row.waits_since == scene.clock.now()
    assert scene.conversation(contact).last_agent_at == scene.clock.now()

    assert _tend(scene, 299) == 0
    assert _tend(scene, 1) == 1
    assert verbs(scene, contact) == ["claimed", "snoozed", "woken", "went_back"]


def test_what_was_nobodys_wakes_for_everybody(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    snoozes(scene, contact, "mai")
    with scene.database.transaction() as connection:
        change_escalation(connection, open_one(scene, contact).id, {"claimed_by": ""})

    _tend(scene, 3 * HOUR)

    assert held(scene, contact) == ("open", "")


def test_what_is_put_off_for_longer_than_the_hold_lasts_is_still_its_agents(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    row = open_one(scene, contact)
    snoozes(scene, contact, "mai")
    with scene.database.transaction() as connection:
        change_escalation(connection, row.id, {"snoozed_until": at(scene, 40 * HOUR)})

    _tend(scene, 30 * HOUR)
    scene.write("how much is it")
    scene.after(10)

    assert held(scene, contact) == ("claimed", "mai")
    assert scene.texts == ["a person will answer"]


# Handed back in time


def _answered(scene: Scene) -> str:
    contact = called(scene)
    say(scene.database, contact, "mai", "hello", scene.clock.now())
    scene.after(1)
    return contact


def _end_of(scene: Scene, contact: str) -> dict[str, Any]:
    """Everything of the conversation and its escalation that a hand-back decides."""
    row, (escalation,) = scene.conversation(contact), escalations_of(scene, contact)
    kept = ("held_since", "agent", "last_agent_at", "misses", "clarified", "advance_at", "deliver_at")
    ended = ("state", "resolution", "resolved_by", "claimed_by", "waits_since", "snoozed_until")
    more = ("rings_from", "reminders")
    return {name: getattr(row, name) for name in kept} | {
        name: getattr(escalation, name) for name in (*ended, *more)
    }


def test_the_bot_takes_back_what_an_agent_has_left_for_a_day(scene: Scene) -> None:
    contact = _answered(scene)

    assert _tend(scene, 24 * HOUR - 2) == 0
    assert _tend(scene, 1) == 1

    (row,) = escalations_of(scene, contact)
    assert (row.state, row.resolution, row.resolved_by) == ("resolved", "answered", "")
    assert scene.conversation(contact).held_since is None
    assert verbs(scene, contact) == ["claimed", "handed_back"]


@pytest.mark.parametrize("first", ["the sweep", "the next message"])
def test_the_sweep_and_the_next_message_end_the_hold_alike(scene: Scene, first: str) -> None:
    contact = _answered(scene)
    sleeps_until(scene, at(scene, 24 * HOUR))
    if first == "the sweep":
        _tend(scene)

    scene.write("how much is it")
    passes(scene, 6)
    _tend(scene)

    assert scene.texts[-3:] == ["one", "two", "three"]
    assert _end_of(scene, contact) == {
        "held_since": None,
        "agent": "",
        "last_agent_at": None,
        "misses": 0,
        "clarified": False,
        "advance_at": None,
        "deliver_at": None,
        "state": "resolved",
        "resolution": "answered",
        "resolved_by": "",
        "claimed_by": "mai",
        "waits_since": None,
        "snoozed_until": None,
        "rings_from": None,
        "reminders": 0,
    }


def test_a_message_just_before_the_sweep_leaves_the_conversation_to_the_agent(scene: Scene) -> None:
    contact = _answered(scene)
    sleeps_until(scene, at(scene, 24 * HOUR - 5))
    scene.write("how much is it")

    scene.after(3)
    _tend(scene)

    assert held(scene, contact) == ("claimed", "mai")
    assert scene.texts == ["a person will answer", "hello"]


# Several workers, and what goes wrong


@pytest.mark.parametrize("what", ["goes back", "wakes", "is handed back", "is reminded"])
def test_two_workers_at_once_do_everything_once(scene: Scene, what: str) -> None:
    contact = called(scene)
    if what in ("goes back", "wakes"):
        takes_over(scene, contact, "mai")
    if what == "wakes":
        snoozes(scene, contact, "mai")
    if what == "is handed back":
        says(scene, contact, "mai")
        scene.after(1)
    later = at(scene, {"goes back": 300, "wakes": 3 * HOUR, "is handed back": 24 * HOUR}.get(what, 60))
    before = verbs(scene, contact)

    done = together(*[partial(tend_queue, scene.database, scene.library.policy, later)] * 4)

    added = {"goes back": "went_back", "wakes": "woken", "is handed back": "handed_back"}
    assert sum(done) == 1
    assert verbs(scene, contact)[len(before) :] == [added.get(what, "reminded")]


def test_an_agent_who_is_faster_than_the_sweep_keeps_it(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    sleeps_until(scene, at(scene, 300))

    def answers() -> None:
        say(scene.database, contact, "mai", "here I am", scene.clock.now())

    together(answers, partial(tend_queue, scene.database, scene.library.policy, scene.clock.now()))

    row = open_one(scene, contact)
    assert (row.state, row.claimed_by, row.waits_since) == ("claimed", "mai", None)
    assert len(scene.messages(contact, "agent")) == 1


def test_a_case_that_cannot_be_tended_does_not_keep_the_others_waiting(scene: Scene) -> None:
    broken, other = called(scene), scene.write("this is very urgent", MAI)
    scene.after(3)
    takes_over(scene, other, "tom")
    with scene.database.transaction() as connection:
        change_contact(connection, broken, {"zone": "Nowhere/At_All"})
    scene.library = small_library('staff_hours: {clock: contact, workdays: ["00:00-24:00"]}\n')

    _tend(scene, 300)

    assert held(scene, other) == ("open", "")


def test_what_an_agent_releases_calls_anew_and_supervisors_only_after_that(scene: Scene) -> None:
    contact = called(scene)
    tend_queue(scene.database, scene.library.policy, at(scene, 600))
    takes_over(scene, contact, "mai")
    sleeps_until(scene, at(scene, 200))

    releases(scene, contact, "mai")
    tend_queue(scene.database, scene.library.policy, at(scene, 59))
    assert open_one(scene, contact).reminders == 0

    tend_queue(scene.database, scene.library.policy, at(scene, 60))
    assert open_one(scene, contact).reminders == 1
