"""A sender's pace holds over all contacts and all workers, and nobody is left behind."""

from datetime import datetime, timedelta
from itertools import pairwise

from bot.actions.handoff import take_over
from bot.channels.fake import FakeChannel
from bot.core.messages import Outgoing
from bot.core.sending import Outcome, Result
from bot.worker import work_once
from tests.scene import Scene, together

PACE = timedelta(seconds=3)


class Paced(FakeChannel):
    """A channel with the sandbox's pace, which notes when each request began."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.pace = PACE
        self.clock = scene.clock
        self.times: list[datetime] = []

    def send(self, message: Outgoing) -> Outcome:
        self.times.append(self.clock.now())
        return super().send(message)


def _people(scene: Scene, count: int) -> list[str]:
    scene.channel = Paced(scene)
    return [scene.contact(f"whatsapp:+668123456{number:02}") for number in range(count)]


def _seconds(scene: Scene) -> list[float]:
    return [(time - scene.channel.times[0]).total_seconds() for time in scene.channel.times]


def test_the_bot_sends_one_message_per_three_seconds_over_all_contacts(scene: Scene) -> None:
    people = _people(scene, 4)
    for number, contact in enumerate(people):
        scene.queue(contact, f"{number}")

    scene.work()
    assert len(scene.texts) == 1
    for _ in range(12):
        scene.after(1)

    assert _seconds(scene) == [0, 3, 6, 9]
    assert sorted(scene.texts) == ["0", "1", "2", "3"]


def test_the_bot_keeps_the_order_of_each_contact_at_any_pace(scene: Scene) -> None:
    people = _people(scene, 3)
    for contact in people:
        scene.queue(contact, "one", "two", "three")

    for _ in range(60):
        scene.after(0.7)

    for contact in people:
        assert [row.status for row in scene.messages(contact)] == ["delivered"] * 3
        times = [row.sending_at for row in scene.messages(contact)]
        assert times == sorted(times)
    assert min(two - one for one, two in pairwise(scene.channel.times)) >= PACE


def test_several_workers_keep_one_pace_together(scene: Scene) -> None:
    people = _people(scene, 8)
    for contact in people:
        scene.queue(contact, "hello")

    def work() -> None:
        while work_once(scene.tools):
            scene.report()

    together(work, work, work, work)
    assert len(scene.channel.sent) == 1
    for _ in range(44):
        scene.after(0.5)
        together(work, work)

    assert len(scene.channel.sent) == len(people)
    assert min(two - one for one, two in pairwise(scene.channel.times)) >= PACE


def test_waiting_for_a_turn_costs_a_message_no_attempt_and_no_work_in_between(scene: Scene) -> None:
    one, other = _people(scene, 2)
    scene.queue(one, "one")
    scene.queue(other, "two")

    scene.work()
    waiting = next(
        row for contact in (one, other) for row in scene.messages(contact) if row.status == "queued"
    )
    assert waiting.attempts == 0
    assert scene.conversation(waiting.contact_id).deliver_at == scene.clock.now() + PACE
    assert not work_once(scene.tools)


def test_a_message_that_is_cancelled_while_it_waits_for_its_turn_never_leaves(scene: Scene) -> None:
    one, other = _people(scene, 2)
    scene.queue(one, "one")
    scene.queue(other, "two")
    scene.work()

    for contact in (one, other):
        take_over(scene.database, contact, "anna", scene.clock.now())
    scene.after(60)

    assert len(scene.texts) == 1


def test_after_a_long_pause_of_the_workers_the_pace_still_holds(scene: Scene) -> None:
    people = _people(scene, 6)
    for contact in people:
        scene.queue(contact, "hello")
    scene.work()

    scene.after(3600)
    assert len(scene.texts) == 2
    for _ in range(20):
        scene.after(1)

    assert len(scene.texts) == 6
    assert min(two - one for one, two in pairwise(scene.channel.times)) >= PACE


def test_a_busy_provider_makes_the_whole_sender_wait_and_comes_back_to_speed(scene: Scene) -> None:
    people = [scene.contact(f"whatsapp:+668123456{number:02}") for number in range(3)]
    for contact in people:
        scene.queue(contact, "hello")
    scene.channel.next(Outcome(Result.RETRY, code=63017))

    scene.work()
    assert scene.texts == []
    scene.after(0.1)
    assert scene.texts == ["hello"]
    for _ in range(30):
        scene.after(0.1)
    assert scene.texts == ["hello"] * 3

    scene.after(61)
    for contact in people:
        scene.queue(contact, "again")
    scene.work()
    assert scene.texts[3:] == ["again"] * 3
