"""Delivery: in order, one at a time, never twice, and no conversation starves the others."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.actions.deliver import deliver_next
from bot.actions.handoff import hand_back, take_over
from bot.actions.say import say
from bot.actions.track import track
from bot.clock import SystemClock, VirtualClock
from bot.core.messages import Outgoing, Status, StatusReport
from bot.core.sending import Outcome, Result
from bot.store.conversations import change_conversation
from bot.store.tables import messages
from bot.worker import work_once
from tests.scene import Scene, at, small_library, together

OTHER = "whatsapp:+66898765432"


class Silent:
    """A channel that takes every message and never reports; `during` runs inside each request."""

    def __init__(self, during=lambda message: None) -> None:
        self.pace = timedelta(0)
        self.sent: list[Outgoing] = []
        self.during = during

    def send(self, message: Outgoing) -> Outcome:
        self.during(message)
        self.sent.append(message)
        return Outcome(Result.ACCEPTED, f"SM{len(self.sent)}")

    def find(self, message, since):
        return ()

    def reports(self) -> list[StatusReport]:
        return []


def test_messages_leave_in_the_order_in_which_they_were_queued(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", "two", "three")

    scene.work()

    assert scene.texts == ["one", "two", "three"]
    assert scene.statuses(contact) == ["delivered"] * 3


def test_the_next_message_waits_ten_seconds_for_word_of_the_last_one(scene: Scene) -> None:
    scene.channel = Silent()
    contact = scene.contact()
    scene.queue(contact, "one", "two")

    scene.work()
    scene.after(9.9)
    assert scene.texts == ["one"]
    scene.after(0.1)

    assert scene.texts == ["one", "two"]


def test_whoever_looks_too_early_still_waits_for_word_of_the_last_one(scene: Scene) -> None:
    scene.channel = Silent()
    contact = scene.contact()
    scene.queue(contact, "one", "two")
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")

    with scene.database.transaction() as connection:
        change_conversation(connection, contact, {"deliver_at": scene.clock.now()})
    deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")

    assert scene.texts == ["one"]


@pytest.mark.parametrize("status", [Status.SENT, Status.DELIVERED, Status.READ])
def test_a_callback_releases_the_next_message(scene: Scene, status: Status) -> None:
    scene.channel = Silent()
    contact = scene.contact()
    first, _ = scene.queue(contact, "one", "two")
    scene.work()

    track(scene.database, StatusReport(first, "SM1", status), scene.clock.now())
    scene.work()

    assert scene.texts == ["one", "two"]


def test_a_callback_that_comes_before_the_answer_to_the_request_is_kept(scene: Scene) -> None:
    def call_back(message: Outgoing) -> None:
        track(scene.database, StatusReport(message.message_id, "SM1", Status.DELIVERED), scene.clock.now())

    scene.channel = Silent(call_back)
    contact = scene.contact()
    scene.queue(contact, "one")

    scene.work()

    (row,) = scene.messages(contact)
    assert (row.status, row.provider_id) == ("delivered", "SM1")


def test_too_many_requests_back_off_and_keep_the_order(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", "two")
    scene.channel.next(Outcome(Result.RETRY, code=20429))
    scene.channel.next(Outcome(Result.RETRY, code=20429))

    scene.work()
    assert scene.texts == []
    scene.after(1.5)
    assert scene.texts == []
    scene.after(3)
    scene.after(1)

    assert scene.texts == ["one", "two"]
    assert scene.tasks(contact) == []


def test_a_wrong_set_up_waits_a_minute_and_opens_one_task_however_often_it_is_tried(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")
    for _ in range(30):
        scene.channel.next(Outcome(Result.HALT, code=20003, detail="authenticate"))

    scene.work()
    scene.after(59)
    assert len(scene.channel._script) == 29
    for _ in range(30):
        scene.after(60)

    assert scene.texts == ["one"]
    assert scene.tasks(contact) == [
        ("provider", '"price" step 1 was refused by the provider: 20003 authenticate')
    ]


def test_a_refused_message_ends_its_sequence_and_calls_a_person(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one", "two", enrollment_id="e1")
    scene.queue(contact, "other", enrollment_id="e2")
    scene.channel.next(Outcome(Result.REFUSED, code=21211))

    scene.work()

    assert scene.statuses(contact) == ["failed", "cancelled", "delivered"]
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]


def test_a_message_that_was_taken_over_before_its_commit_is_never_sent(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")

    take_over(scene.database, contact, "anna", scene.clock.now())
    scene.work()

    assert scene.texts == []
    assert scene.statuses(contact) == ["cancelled"]


def test_an_agents_message_leaves_during_the_hold(scene: Scene) -> None:
    contact = scene.contact()
    take_over(scene.database, contact, "anna", scene.clock.now())

    say(scene.database, contact, "anna", "hello, Anna here", scene.clock.now())
    scene.work()

    assert scene.texts == ["hello, Anna here"]


def test_a_conversation_that_fails_does_not_starve_the_others(scene: Scene) -> None:
    broken, well = scene.contact(), scene.contact(OTHER)
    (bad,) = scene.queue(broken, "bad")
    _break(scene, bad, {"passes": 7})
    scene.queue(well, "good")

    scene.work()

    assert scene.texts == ["good"]
    assert scene.conversation(broken).deliver_at == at(scene, 30)
    _break(scene, bad, {"passes": []})
    scene.after(30)
    assert scene.texts == ["good", "bad"]


def _break(scene: Scene, message_id: str, values) -> None:
    with scene.database.transaction() as connection:
        connection.execute(update(messages).where(messages.c.id == message_id).values(**values))


def test_a_channel_that_fails_leaves_the_outcome_unknown(scene: Scene) -> None:
    def explode(message: Outgoing) -> None:
        raise ZeroDivisionError

    scene.channel = Silent(explode)
    contact = scene.contact()
    scene.queue(contact, "one")

    scene.work()

    (row,) = scene.messages(contact)
    assert (row.status, row.error_detail) == ("unknown", "the channel failed: ZeroDivisionError")


def test_a_sixth_message_waits_until_the_first_is_a_day_old(scene: Scene) -> None:
    contact = scene.contact()
    for number in range(5):
        scene.queue(contact, str(number))
        scene.after(120)
    scene.write("I am still here")

    scene.queue(contact, "sixth")
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")

    *_, row = scene.messages(contact)
    assert row.status == "queued"
    assert row.due_at == scene.messages(contact)[0].sent_at + scene.library.policy.limits.per


def test_no_more_than_five_messages_leave_whoever_sends_them(scene: Scene) -> None:
    contacts = [scene.contact(f"whatsapp:+6681234560{number}") for number in range(4)]
    for contact in contacts:
        scene.queue(contact, *"abcdefgh")

    def work() -> None:
        while work_once(scene.tools):
            scene.report()

    together(work, work, work, work)
    scene.work()

    for contact in contacts:
        assert [row.text for row in scene.messages(contact) if row.sent_at] == list("abcde")
    assert len(scene.channel.sent) == 20


def test_the_budget_is_exact_while_real_time_passes_between_looking_and_sending(scene: Scene) -> None:
    scene = Scene(scene.database, SystemClock(), small_library('hours: {mon-sun: ["24:00"]}\n'))
    contacts = [scene.contact(f"whatsapp:+6681234560{number}") for number in range(3)]
    for contact in contacts:
        scene.queue(contact, *"abcdefgh")

    def work() -> None:
        for _ in range(60):
            work_once(scene.tools)
            scene.report()

    together(work, work, work, work)

    for contact in contacts:
        assert [row.text for row in scene.messages(contact) if row.sent_at] == list("abcde")


def test_two_workers_send_every_message_once_and_in_order(scene: Scene) -> None:
    addresses = [f"whatsapp:+668123457{number:02}" for number in range(12)]
    for address in addresses:
        scene.queue(scene.contact(address), "one", "two", "three")

    def worker(owner: str) -> None:
        tools = Scene(scene.database, scene.clock, channel=scene.channel, owner=owner).tools
        while work_once(tools):
            scene.report()

    together(*(lambda owner=owner: worker(owner) for owner in "abcd"))
    scene.work()

    for address in addresses:
        assert [one.text for one in scene.channel.sent if one.address == address] == ["one", "two", "three"]


def test_no_request_begins_whose_commit_follows_the_take_over(scene: Scene) -> None:
    contact = scene.contact()
    for _ in range(50):
        scene.queue(contact, "one")
        before = len(scene.channel.sent)
        seen: list[str] = []

        def take(seen: list[str] = seen) -> None:
            take_over(scene.database, contact, "anna", scene.clock.now())
            # The commit of the take-over stands: what is `sending` from here on broke the rule.
            seen.extend(row.status for row in scene.messages(contact)[-1:])

        together(take, lambda: deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w"))
        assert seen[0] != "queued"
        if seen == ["cancelled"]:
            assert len(scene.channel.sent) == before
        _forget(scene, contact)


def _forget(scene: Scene, contact: str) -> None:
    """Hand back, and let no message count any more."""
    with scene.database.transaction() as connection:
        mine = (messages.c.contact_id == contact) & (messages.c.origin == "bot")
        connection.execute(messages.delete().where(mine))
    hand_back(scene.database, contact, scene.clock.now())


class Stalled(VirtualClock):
    """A machine that stands still for twenty seconds whenever it looks at its clock."""

    _stood = 0.0

    def monotonic(self) -> float:
        self._stood += 20
        return self._stood


def test_no_request_begins_when_the_lease_is_nearly_over(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "one")
    scene.clock = Stalled(scene.clock.now())

    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")

    assert scene.channel.sent == []
    assert scene.statuses(contact) == ["queued"]
