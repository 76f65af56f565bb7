"""The simulator's channel: each phone has its own messages, and reports come bit by bit."""

from datetime import UTC, datetime

import pytest

from bot.channels.simulator import DELIVERED_AFTER, READ_AFTER, SimulatorChannel
from bot.core.messages import Outgoing, Status
from bot.core.sending import Result

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
ANNA, EMILY = "whatsapp:+4917139200123", "whatsapp:+12025550123"


class Seconds:
    """A clock in seconds that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def channel(seconds: Seconds) -> SimulatorChannel:
    return SimulatorChannel(seconds)


def _statuses(channel: SimulatorChannel) -> list[Status]:
    return [report.status for report in channel.reports()]


def test_a_message_is_sent_at_once_and_delivered_a_moment_later(
    channel: SimulatorChannel, seconds: Seconds
) -> None:
    outcome = channel.send(Outgoing("m1", ANNA, text="320 USD"))

    assert outcome.result is Result.ACCEPTED
    assert _statuses(channel) == [Status.SENT]
    assert _statuses(channel) == []
    seconds.now += DELIVERED_AFTER
    assert _statuses(channel) == [Status.DELIVERED]


def test_a_message_is_read_when_somebody_looks_and_only_once(
    channel: SimulatorChannel, seconds: Seconds
) -> None:
    channel.send(Outgoing("m1", ANNA, text="320 USD"))
    channel.look(ANNA)
    seconds.now += DELIVERED_AFTER
    assert _statuses(channel) == [Status.SENT, Status.DELIVERED]

    channel.look(EMILY)
    channel.look(ANNA)
    channel.look(ANNA)

    seconds.now += READ_AFTER
    assert _statuses(channel) == [Status.READ]


def test_each_phone_has_its_own_messages_in_order(channel: SimulatorChannel) -> None:
    for number, address in enumerate([ANNA, EMILY, ANNA]):
        channel.send(Outgoing(f"m{number}", address))

    assert [one.message_id for one in channel.arrived(ANNA)] == ["m0", "m2"]
    assert [one.message_id for one in channel.arrived(EMILY)] == ["m1"]


def test_a_message_that_arrived_is_found_under_its_id(channel: SimulatorChannel) -> None:
    message = Outgoing("m1", ANNA)
    outcome = channel.send(message)

    assert channel.find(message, NOW) == (outcome.provider_id,)
    assert channel.find(Outgoing("m2", ANNA), NOW) == ()
