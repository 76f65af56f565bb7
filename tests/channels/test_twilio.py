"""The bot sends through the real Twilio client to the emulator, over a real wire."""

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.channels.twilio import SANDBOX, TwilioAccount, TwilioChannel
from bot.core.messages import Outgoing
from bot.core.sending import Result
from bot.errors import ChannelError
from tests.emulator import ACCOUNT, SENDER, TOKEN, Emulator

TO = "whatsapp:+12015550123"
TEMPLATE = "HX" + "0" * 32


@pytest.fixture
def twilio() -> Iterator[Emulator]:
    with Emulator(callbacks=()) as emulator:
        emulator.open_window(TO)
        yield emulator


def _channel(twilio: Emulator, **changes: str) -> TwilioChannel:
    settings = {
        "account_sid": ACCOUNT,
        "auth_token": TOKEN,
        "sender": SENDER,
        "api_url": twilio.url,
    } | changes
    return TwilioChannel(TwilioAccount(**settings, time_limits=(1.0, 0.3)), "https://bot.example.com")


def _message(text: str = "hello", **changes: str) -> Outgoing:
    return Outgoing("our-id", TO, text, **changes)


def test_the_bot_sends_a_text_and_keeps_the_id_that_twilio_gives(twilio: Emulator) -> None:
    text = "ราคา 11,500 บาท 🙂".ljust(1600, "é")

    outcome = _channel(twilio).send(_message(text))

    assert outcome.result is Result.ACCEPTED
    assert outcome.provider_id == twilio.messages[0].sid
    assert twilio.requests == [
        {
            "To": TO,
            "From": SENDER,
            "Body": text,
            "StatusCallback": "https://bot.example.com/webhooks/twilio/status/our-id",
        }
    ]


def test_the_bot_sends_media_with_its_text(twilio: Emulator) -> None:
    _channel(twilio).send(_message("the data sheet", media_url="https://bot.example.com/media/x"))

    assert twilio.messages[0].media == ["https://bot.example.com/media/x"]
    assert twilio.messages[0].body == "the data sheet"


def test_the_bot_sends_a_template_alone_with_its_variables_as_json(twilio: Emulator) -> None:
    message = Outgoing("our-id", TO, "rendered", template=TEMPLATE, variables={"1": "สมชาย"})

    assert _channel(twilio).send(message).result is Result.ACCEPTED

    assert twilio.requests[0]["ContentSid"] == TEMPLATE
    assert json.loads(twilio.requests[0]["ContentVariables"]) == {"1": "สมชาย"}
    assert "Body" not in twilio.requests[0]


def test_the_bot_sends_by_a_messaging_service(twilio: Emulator) -> None:
    _channel(twilio, sender="", messaging_service_sid="MG" + "0" * 32).send(_message())

    assert twilio.requests[0]["MessagingServiceSid"] == "MG" + "0" * 32
    assert "From" not in twilio.requests[0]


@pytest.mark.parametrize(("text", "code"), [("", 14103), (" \n", 14103), ("x" * 1601, 21617)])
def test_the_bot_refuses_a_hopeless_text_without_asking(twilio: Emulator, text: str, code: int) -> None:
    outcome = _channel(twilio).send(_message(text))

    assert (outcome.result, outcome.code) == (Result.REFUSED, code)
    assert twilio.requests == []


@pytest.mark.parametrize(
    ("fault", "result", "stored"),
    [
        ("429", Result.RETRY, 0),
        ("500", Result.UNKNOWN, 0),
        ("503", Result.UNKNOWN, 0),
        ("garbage after", Result.UNKNOWN, 1),
        ("hang up before", Result.UNKNOWN, 0),
        ("hang up after", Result.UNKNOWN, 1),
        ("silence before", Result.UNKNOWN, 0),
        ("silence after", Result.UNKNOWN, 1),
    ],
)
def test_the_bot_asks_once_and_says_honestly_how_it_ended(
    twilio: Emulator, fault: str, result: Result, stored: int
) -> None:
    twilio.faults.append(fault)
    began = twilio.clock.monotonic()

    assert _channel(twilio).send(_message()).result is result

    assert twilio.clock.monotonic() - began < 5
    assert len(twilio.requests) == 1
    assert len(twilio.messages) == stored


def test_the_bot_tries_again_later_where_nobody_listens(twilio: Emulator) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{unused.getsockname()[1]}"

        assert _channel(twilio, api_url=nobody).send(_message()).result is Result.RETRY


@pytest.mark.parametrize(
    ("changes", "to", "result", "code"),
    [
        ({"auth_token": "wrong"}, TO, Result.HALT, 20003),
        ({"account_sid": "AC" + "f" * 32}, TO, Result.HALT, 20003),
        ({"sender": "whatsapp:+12025550199"}, TO, Result.HALT, 63007),
        ({}, "whatsapp:nobody", Result.REFUSED, 21211),
    ],
)
def test_the_bot_tells_a_bad_set_up_from_a_bad_message(
    twilio: Emulator, changes: dict[str, str], to: str, result: Result, code: int
) -> None:
    outcome = _channel(twilio, **changes).send(Outgoing("our-id", to, "hello"))

    assert (outcome.result, outcome.code) == (result, code)


def test_the_bot_gives_every_thread_its_own_answer(twilio: Emulator) -> None:
    channel = _channel(twilio)
    texts = [f"message {number}" for number in range(60)]

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(lambda text: channel.send(_message(text)), texts))

    sids = {each.body: each.sid for each in twilio.messages}
    assert [each.provider_id for each in outcomes] == [sids[text] for text in texts]


def test_the_bot_finds_a_message_whose_answer_was_lost(twilio: Emulator) -> None:
    channel, since = _channel(twilio), twilio.clock.now()
    twilio.faults.append("hang up after")
    channel.send(_message("lost\n\nanswer "))

    assert channel.find(_message("lost\n\nanswer "), since) == (twilio.messages[-1].sid,)


def test_the_bot_finds_a_template_by_its_receiver_and_time(twilio: Emulator) -> None:
    channel, since = _channel(twilio), twilio.clock.now()
    message = Outgoing("our-id", TO, "rendered", template=TEMPLATE)
    channel.send(message)

    assert channel.find(message, since) == (twilio.messages[0].sid,)


def test_the_bot_takes_no_other_message_for_the_lost_one(twilio: Emulator) -> None:
    channel, since = _channel(twilio), twilio.clock.now()
    channel.send(_message("another text"))
    channel.send(Outgoing("other", "whatsapp:+12015550124", "hello"))
    twilio.write("hello", from_="whatsapp:+12015550123", To=TO)

    assert channel.find(_message("hello"), since) == ()


def test_the_bot_does_not_take_an_earlier_message_with_the_same_text(twilio: Emulator) -> None:
    channel = _channel(twilio)
    channel.send(_message("hello"))

    assert channel.find(_message("hello"), twilio.clock.now() + timedelta(minutes=1)) == ()


def test_the_bot_finds_both_of_two_equal_messages_the_older_one_first(twilio: Emulator) -> None:
    channel, since = _channel(twilio), twilio.clock.now()
    channel.send(_message("the same"))
    channel.send(_message("the same"))

    assert channel.find(_message("the same"), since) == tuple(each.sid for each in twilio.messages)


@pytest.mark.parametrize(("sender", "seconds"), [(SANDBOX, 3), (SENDER, 0), ("", 0)])
def test_the_bot_keeps_the_pace_of_the_sandbox_and_needs_none_elsewhere(
    twilio: Emulator, sender: str, seconds: int
) -> None:
    assert _channel(twilio, sender=sender).pace == timedelta(seconds=seconds)


@pytest.mark.parametrize("fault", ["429", "500", "garbage", "hang up", "silence"])
def test_the_bot_says_so_where_the_list_cannot_be_read(twilio: Emulator, fault: str) -> None:
    twilio.list_faults.append(fault)

    with pytest.raises(ChannelError, match="cannot be read"):
        _channel(twilio).find(_message(), twilio.clock.now())


def test_the_bot_names_no_number_in_what_it_reports(
    twilio: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    channel = _channel(twilio)

    outcome = channel.send(Outgoing("our-id", "whatsapp:+12015550123000000", "hello"))
    channel.find(_message(), twilio.clock.now())

    assert outcome.result is Result.REFUSED
    assert "2015550123" not in outcome.detail + caplog.text
    assert TOKEN not in repr(TwilioAccount(ACCOUNT, TOKEN))
