"""What Twilio posts is read as it stands in `tests/payloads/`: a new kind is a new file there."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from bot.channels.twilio_inbound import read_inbound, read_status
from bot.errors import WebhookError

PAYLOADS = Path(__file__).parent.parent / "payloads"


def _payloads(kind: str) -> list[Any]:
    files = sorted(PAYLOADS.glob(f"{kind}_*.json"))
    assert files
    return [pytest.param(json.loads(file.read_text("utf-8")), id=file.stem) for file in files]


@pytest.mark.parametrize("payload", _payloads("inbound"))
def test_the_bot_reads_every_kind_of_message(payload: dict[str, Any]) -> None:
    message = read_inbound(MultiDict(payload["form"]))

    found = dataclasses.asdict(message) | {"media": [dataclasses.asdict(each) for each in message.media]}
    assert {name: found[name] for name in payload["reads"]} == payload["reads"]
    assert message.provider_id == payload["form"]["MessageSid"]
    assert set(message.raw) == set(payload["form"])


@pytest.mark.parametrize("payload", _payloads("status"))
def test_the_bot_reads_every_kind_of_status(payload: dict[str, Any]) -> None:
    report = read_status("our-id", MultiDict(payload["form"]))

    found = None if report is None else dataclasses.asdict(report)
    wanted = payload["reads"] and payload["reads"] | {"message_id": "our-id"}
    assert found == wanted


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
def test_the_bot_refuses_a_form_that_is_no_message_and_says_which_key_it_lacks(missing: str) -> None:
    form = MultiDict({"MessageSid": "SM1", "From": "whatsapp:+12015550123", "Body": "hi"})
    form[missing] = "  "

    with pytest.raises(WebhookError, match=missing):
        read_inbound(form)


@pytest.mark.parametrize("missing", ["MessageSid", "MessageStatus"])
def test_the_bot_refuses_a_form_that_is_no_status(missing: str) -> None:
    form = MultiDict({"MessageSid": "SM1", "MessageStatus": "sent"})
    del form[missing]

    with pytest.raises(WebhookError):
        read_status("our-id", form)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "Body",
                "Latitude",
                "Longitude",
                "NumMedia",
                "MediaUrl0",
                "OptOutType",
                "ListId",
                "ReferralSourceId",
            ]
        ),
        st.text(st.characters(), max_size=40),
    )
)
def test_the_bot_loses_no_message_for_what_stands_in_it(params: dict[str, str]) -> None:
    message = read_inbound(MultiDict({"MessageSid": "SM1", "From": "whatsapp:+12015550123"} | params))

    every_text = "".join(message.raw.values()) + message.text
    every_text.encode("utf-8")
    assert "\x00" not in every_text


def test_the_bot_puts_a_mark_for_half_a_character() -> None:
    form = MultiDict({"MessageSid": "SM1", "From": "+12015550123", "Body": "a\ud83db"})

    assert read_inbound(form).text == "a\ufffdb"
