"""Whether Twilio knows our credentials is asked without sending anything."""

import socket

from bot.channels.twilio import check_account
from tests.emulator import ACCOUNT, TOKEN, Emulator


def test_the_bot_finds_nothing_wrong_with_good_credentials() -> None:
    with Emulator() as twilio:
        assert check_account(ACCOUNT, TOKEN, twilio.url) == ""


def test_the_bot_says_what_to_compare_where_twilio_refuses_the_credentials() -> None:
    with Emulator() as twilio:
        trouble = check_account(ACCOUNT, "wrong", twilio.url)

    assert "HTTP 401" in trouble
    assert "TWILIO_AUTH_TOKEN" in trouble


def test_the_bot_says_so_where_twilio_cannot_be_reached() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))

        trouble = check_account(ACCOUNT, TOKEN, f"http://127.0.0.1:{unused.getsockname()[1]}")

    assert "cannot be reached" in trouble
