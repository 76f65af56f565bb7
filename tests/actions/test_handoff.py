"""What passes between the bot and people: whose conversation it is, and in which state."""

from datetime import UTC, datetime

import pytest

from bot.actions.escalate import open_escalation
from bot.actions.handoff import hand_back, resolve, take_over
from bot.actions.say import say
from bot.actions.tend_queue import tend_queue
from bot.core.decision import NewEscalation
from bot.core.escalations import RESOLUTIONS
from bot.errors import HeldByAnotherError, NotHeldError, UnansweredError
from bot.store.contacts import find_contact
from bot.store.escalations import change_escalation
from tests.actions.staff import (
    HOUR,
    SECRET,
    URGENT,
    audit_of,
    called,
    details,
    escalations_of,
    hands_back,
    held,
    needs,
    open_one,
    passes,
    releases,
    resolves,
    says,
    snoozes,
    takes_over,
    verbs,
)
from tests.scene import Scene, at


def _states(scene: Scene, contact: str) -> list[tuple[str, str]]:
    return [(row.state, row.resolution) for row in escalations_of(scene, contact)]


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


def test_an_agent_takes_a_conversation_over_for_which_nobody_called(scene: Scene) -> None:
    contact = scene.contact()

    take_over(scene.database, contact, "mai", scene.clock.now())

    assert open_one(scene, contact).reason == "taken"
    assert held(scene, contact) == ("claimed", "mai")
    assert scene.conversation(contact).held_since == scene.clock.now()


def test_a_colleague_who_comes_later_is_told_who_holds_it(scene: Scene) -> None:
    contact = called(scene)
    take_over(scene.database, contact, "mai", scene.clock.now())

    for late in (takes_over, says, releases, snoozes, hands_back, resolves):
        with pytest.raises(HeldByAnotherError, match="mai holds this conversation"):
            late(scene, contact, "tom")

    assert held(scene, contact) == ("claimed", "mai")
    assert verbs(scene, contact) == ["claimed"]
    assert scene.messages(contact, "agent") == []


def test_claiming_ones_own_again_changes_nothing(scene: Scene) -> None:
    contact = called(scene)
    take_over(scene.database, contact, "mai", scene.clock.now())
    before = open_one(scene, contact)

    scene.after(30)
    take_over(scene.database, contact, "mai", scene.clock.now())

    assert open_one(scene, contact) == before
    assert verbs(scene, contact) == ["claimed"]


def test_a_supervisor_takes_over_what_an_agent_holds_and_the_log_says_from_whom(scene: Scene) -> None:
    contact = called(scene)
    take_over(scene.database, contact, "mai", scene.clock.now())
    scene.after(10)

    take_over(scene.database, contact, "sue", scene.clock.now(), overrule=True)

    assert held(scene, contact) == ("claimed", "sue")
    assert details(scene, contact, "claimed")[-1] == {"leaving": [], "cancelled": 0, "from": "mai"}


@pytest.mark.parametrize("step", ["release", "snooze"])
def test_what_nobody_holds_can_neither_be_released_nor_snoozed(scene: Scene, step: str) -> None:
    contact = called(scene)

    with pytest.raises(NotHeldError, match="Claim it first"):
        {"release": releases, "snooze": snoozes}[step](scene, contact, "mai")

    assert verbs(scene, contact) == []


def test_an_escalation_is_opened_claimed_released_snoozed_and_resolved(scene: Scene) -> None:
    contact = called(scene)
    states = [open_one(scene, contact).state]
    for step in (takes_over, releases, takes_over, snoozes):
        scene.after(10)
        step(scene, contact, "mai")
        states.append(open_one(scene, contact).state)
    resolves(scene, contact, "mai")

    assert states == ["open", "claimed", "open", "claimed", "snoozed"]
    assert _states(scene, contact) == [("resolved", "answered")]
    assert verbs(scene, contact) == ["claimed", "released", "claimed", "snoozed", "resolved"]


@pytest.mark.parametrize("resolution", RESOLUTIONS)
def test_each_resolution_ends_it_and_gives_the_conversation_back(scene: Scene, resolution: str) -> None:
    contact = called(scene)
    take_over(scene.database, contact, "mai", scene.clock.now())

    resolve(scene.database, contact, resolution, scene.clock.now(), "mai", overrule=False)

    (row,) = escalations_of(scene, contact)
    assert (row.state, row.resolution, row.resolved_by) == ("resolved", resolution, "mai")
    assert scene.conversation(contact).held_since is None
    assert details(scene, contact, "resolved") == [{"resolution": resolution}]


def test_a_word_that_is_no_resolution_is_refused(scene: Scene) -> None:
    contact = called(scene)

    with pytest.raises(ValueError, match='"done" is no resolution: answered, won'):
        resolve(scene.database, contact, "done", scene.clock.now())

    assert _states(scene, contact) == [("open", "")]


def test_only_a_new_reason_opens_a_resolved_one_anew(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    resolves(scene, contact, "mai")

    scene.write("how much is it")
    passes(scene, 6)
    assert _states(scene, contact) == [("resolved", "answered")]
    assert scene.texts[-3:] == ["one", "two", "three"]

    scene.write(URGENT)
    scene.after(3)
    assert _states(scene, contact) == [("resolved", "answered"), ("open", "")]


def test_who_releases_calls_the_others_and_the_bot_stays_silent(scene: Scene) -> None:
    contact = called(scene)
    say(scene.database, contact, "mai", "one moment", scene.clock.now())
    scene.after(60)

    releases(scene, contact, "mai")
    scene.write("how much is it")
    scene.after(30)

    row = open_one(scene, contact)
    assert (row.state, row.claimed_by, row.claimed_at, row.reminders) == ("open", "", None, 0)
    assert row.waits_since == at(scene, -30)
    assert scene.texts == ["a person will answer", "one moment"]


@pytest.mark.parametrize("step", ["hand back", "resolve"])
def test_who_ends_it_twice_has_ended_it_once(scene: Scene, step: str) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    end = {"hand back": hands_back, "resolve": resolves}[step]

    end(scene, contact, "mai")
    ended = (scene.conversation(contact), escalations_of(scene, contact), verbs(scene, contact))
    scene.after(5)
    end(scene, contact, "mai")

    assert (scene.conversation(contact), escalations_of(scene, contact), verbs(scene, contact)) == ended
    assert len(ended[2]) == 2


def test_a_message_wakes_what_was_put_off_and_its_agent_has_it(scene: Scene) -> None:
    contact = called(scene)
    say(scene.database, contact, "mai", "tomorrow", scene.clock.now())
    snoozes(scene, contact, "mai")
    scene.after(600)
    assert open_one(scene, contact).state == "snoozed"

    scene.write("are you there?")

    row = open_one(scene, contact)
    assert (row.state, row.claimed_by, row.snoozed_until) == ("claimed", "mai", None)
    assert row.waits_since == scene.clock.now()
    assert scene.conversation(contact).last_agent_at == scene.clock.now()


def test_a_message_wakes_what_is_nobodys_any_more_for_everybody(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    snoozes(scene, contact, "mai")
    with scene.database.transaction() as connection:
        change_escalation(connection, open_one(scene, contact).id, {"claimed_by": ""})

    scene.write("are you there?")

    assert held(scene, contact) == ("open", "")


def test_a_new_reason_wakes_it_too_and_leaves_its_agent_time(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    snoozes(scene, contact, "mai")
    scene.after(600)

    needs(scene, contact, "provider")

    assert held(scene, contact) == ("claimed", "mai")
    assert tend_queue(scene.database, scene.library.policy, at(scene, 299)) == 0
    assert tend_queue(scene.database, scene.library.policy, at(scene, 300)) == 1


def test_who_claims_ones_own_snoozed_one_has_it_back(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    snoozes(scene, contact, "mai")

    takes_over(scene, contact, "mai")

    row = open_one(scene, contact)
    assert (row.state, row.snoozed_until) == ("claimed", None)


def test_nothing_said_during_the_hold_is_replayed(scene: Scene) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    scene.write("how much is it")
    scene.after(10)

    hands_back(scene, contact, "mai")
    scene.after(HOUR)

    assert scene.texts == ["a person will answer"]
    row = scene.conversation(contact)
    assert (row.held_since, row.agent, row.last_agent_at, row.misses) == (None, "", None, 0)


def test_nobody_who_waits_for_an_answer_is_handed_back_in_passing(scene: Scene) -> None:
    contact, now = called(scene), scene.clock.now()
    takes_over(scene, contact, "mai")
    before = (scene.conversation(contact), open_one(scene, contact), verbs(scene, contact))

    with pytest.raises(UnansweredError):
        hand_back(scene.database, contact, now, "mai", sure=False)
    assert (scene.conversation(contact), open_one(scene, contact), verbs(scene, contact)) == before

    says(scene, contact, "mai")
    hand_back(scene.database, contact, now, "mai", sure=False)
    assert verbs(scene, contact) == ["claimed", "handed_back"]


@pytest.mark.parametrize("step", ["hand back", "resolve"])
def test_the_bot_answers_again_after_the_hand_back(scene: Scene, step: str) -> None:
    contact = called(scene)
    takes_over(scene, contact, "mai")
    {"hand back": hands_back, "resolve": resolves}[step](scene, contact, "mai")

    scene.write("how much is it")
    passes(scene, 6)

    assert scene.texts[-3:] == ["one", "two", "three"]


def test_the_log_holds_every_change_and_none_of_the_words(scene: Scene) -> None:
    contact = called(scene)
    steps = (takes_over, says, snoozes, takes_over, releases, takes_over, hands_back)
    for step in steps:
        scene.after(5)
        step(scene, contact, "mai")
    rows = audit_of(scene, contact)

    assert [row.verb for row in rows] == [
        "claimed",
        "snoozed",
        "claimed",
        "released",
        "claimed",
        "handed_back",
    ]
    assert {row.agent for row in rows} == {"mai"}
    assert URGENT not in str(rows)
    assert SECRET not in str(rows)
