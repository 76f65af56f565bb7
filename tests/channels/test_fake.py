"""The fake channel delivers at once, and does what a script says instead."""

from datetime import UTC, datetime

from bot.channels.fake import FakeChannel
from bot.core.messages import Outgoing, Status
from bot.core.sending import Channel, Outcome, Result

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HELLO = Outgoing("1", "whatsapp:+12015550123", "hello")


def test_the_fake_delivers_at_once_and_reports_it_once() -> None:
    fake = FakeChannel()
    channel: Channel = fake

    outcome = channel.send(HELLO)

    reports = fake.reports()
    assert fake.sent == [HELLO]
    assert [(each.message_id, each.provider_id, each.status) for each in reports] == [
        ("1", outcome.provider_id, Status.DELIVERED)
    ]
    assert fake.reports() == []


def test_the_fake_follows_its_script_and_then_delivers_again() -> None:
    fake = FakeChannel()
    fake.next(Outcome(Result.RETRY, code=20429))
    fake.next(Outcome(Result.HALT, code=20003))

    results = [fake.send(HELLO).result for _ in range(3)]

    assert results == [Result.RETRY, Result.HALT, Result.ACCEPTED]
    assert fake.sent == [HELLO]


def test_the_fake_finds_a_message_that_arrived_though_its_answer_was_lost() -> None:
    fake = FakeChannel()
    fake.next(Outcome(Result.UNKNOWN), arrives=True)
    fake.next(Outcome(Result.UNKNOWN))
    lost = Outgoing("2", "whatsapp:+12015550123", "lost")

    assert fake.send(HELLO).provider_id == ""
    fake.send(lost)

    assert fake.find(HELLO, NOW) == (fake.reports()[0].provider_id,)
    assert fake.find(lost, NOW) == ()
