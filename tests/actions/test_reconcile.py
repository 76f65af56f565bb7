"""A message whose outcome is unknown: looked for, never repeated blindly, given to a person at last."""

from datetime import timedelta

import pytest

from bot.actions.deliver import deliver_next
from bot.actions.track import track
from bot.channels.fake import FakeChannel
from bot.core.messages import Outgoing, Status, StatusReport
from bot.core.sending import Outcome, Result
from bot.errors import ChannelError
from tests.scene import Scene

UNKNOWN = Outcome(Result.UNKNOWN, detail="timeout")


class Looking(FakeChannel):
    """Remembers when it was asked for its list and finds what the test says."""

    def __init__(self, scene: Scene, answer=()) -> None:
        super().__init__()
        self.scene, self.answer = scene, answer
        self.looked: list[float] = []
        self.wanted: list[Outgoing] = []
        self.began = scene.clock.now()

    def find(self, message, since):
        self.looked.append((self.scene.clock.now() - self.began) / timedelta(seconds=1))
        self.wanted.append(message)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_an_unknown_message_is_looked_up_five_times_and_then_sent_again(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene)
    channel.next(UNKNOWN)
    scene.queue(contact, "one", "two")
    scene.work()

    for _ in range(50):
        scene.after(1)

    assert channel.looked == [2, 5, 10, 20, 40]
    assert scene.texts == ["one", "two"]


def test_an_unknown_message_blocks_what_follows_it(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene)
    channel.next(UNKNOWN)
    scene.queue(contact, "one", "two")
    scene.work()

    for _ in range(39):
        scene.after(1)

    assert scene.texts == []
    assert scene.statuses(contact) == ["unknown", "queued"]


def test_a_message_that_the_list_has_is_sent_and_not_repeated(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel.next(UNKNOWN, arrives=True)
    scene.queue(contact, "one", "two")
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")

    scene.channel.reports()
    for _ in range(60):
        scene.after(1)

    assert scene.texts == ["one", "two"]


def test_a_callback_settles_an_unknown_message(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene)
    channel.next(UNKNOWN)
    (first, _) = scene.queue(contact, "one", "two")
    scene.work()

    track(scene.database, StatusReport(first, "SM1", Status.DELIVERED), scene.clock.now())
    scene.after(60)

    assert scene.texts == ["two"]
    assert scene.statuses(contact) == ["delivered", "delivered"]


def test_a_callback_that_comes_after_the_last_look_stops_the_repetition(scene: Scene) -> None:
    contact = scene.contact()
    (first,) = scene.queue(contact, "one")
    scene.channel.next(UNKNOWN)
    scene.channel.next(Outcome(Result.RETRY, code=20429))
    scene.work()
    for _ in range(40):
        scene.after(1)
    assert scene.statuses(contact) == ["queued"]

    track(scene.database, StatusReport(first, "SM1", Status.DELIVERED), scene.clock.now())
    scene.after(60)

    assert scene.texts == []
    assert scene.statuses(contact) == ["delivered"]


def test_an_id_that_is_another_messages_is_never_taken(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene)
    channel.next(Outcome(Result.ACCEPTED, "SM1"))
    scene.queue(contact, "the same")
    scene.work()
    channel.answer = ("SM1",)
    channel.next(UNKNOWN)

    scene.queue(contact, "the same", enrollment_id="e1")
    for _ in range(60):
        scene.after(1)

    assert scene.texts == ["the same", "the same"]
    assert [row.provider_id for row in scene.messages(contact)] == ["SM1", "fake-2"]


def test_the_second_of_two_equal_messages_is_found_behind_the_first(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene)
    channel.next(Outcome(Result.ACCEPTED, "SM1"))
    scene.queue(contact, "the same")
    scene.work()
    channel.answer = ("SM1", "SM2")
    channel.next(UNKNOWN)

    scene.queue(contact, "the same")
    for _ in range(60):
        scene.after(1)

    assert scene.texts == ["the same"]
    assert [row.provider_id for row in scene.messages(contact)] == ["SM1", "SM2"]
    assert len(channel.looked) == 1


@pytest.mark.parametrize("error", [ChannelError("no list"), ZeroDivisionError()])
def test_a_list_that_cannot_be_read_gives_the_message_to_a_person(scene: Scene, error: Exception) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene, error)
    channel.next(UNKNOWN)
    scene.queue(contact, "one", "two", enrollment_id="e1")
    scene.work()

    for _ in range(60):
        scene.after(1)

    assert channel.looked == [2, 5, 10, 20, 40]
    assert scene.texts == []
    assert scene.statuses(contact) == ["failed", "cancelled"]
    assert [reason for reason, _ in scene.tasks(contact)] == ["unknown"]


def test_a_message_that_nobody_can_tell_of_counts_against_the_budget(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene, ChannelError("no list"))
    channel.next(UNKNOWN)
    scene.queue(contact, "lost")
    scene.work()
    for _ in range(60):
        scene.after(1)

    scene.queue(contact, *"abcde")
    scene.work()

    assert scene.texts == list("abcd")


def test_a_message_whose_worker_died_while_sending_becomes_unknown(scene: Scene) -> None:
    class Killed(BaseException):
        """The process ends here."""

    class Dying(Looking):
        def send(self, message: Outgoing) -> Outcome:
            raise Killed

    contact = scene.contact()
    scene.channel = Dying(scene)
    scene.queue(contact, "one")
    with pytest.raises(Killed):
        scene.work()
    assert scene.statuses(contact) == ["sending"]
    scene.channel = channel = Looking(scene)

    scene.after(29)
    assert scene.statuses(contact) == ["sending"]
    scene.after(1)
    assert scene.statuses(contact) == ["unknown"]
    for _ in range(40):
        scene.after(1)

    assert channel.looked == [32, 35, 40, 50, 70]
    assert scene.texts == ["one"]


def test_a_template_is_looked_for_as_the_template_that_was_sent(scene: Scene) -> None:
    contact = scene.contact()
    scene.channel = channel = Looking(scene)
    scene.after(24 * 3600)
    channel.next(UNKNOWN)
    scene.queue(contact, "one", language="en", template={"en": "HX1"}, variables={"1": "MX-55"})

    scene.after(2)
    scene.after(2)

    assert channel.wanted[0] == Outgoing(
        channel.wanted[0].message_id, channel.wanted[0].address, "one", "", "HX1", {"1": "MX-55"}
    )
