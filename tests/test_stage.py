"""The stage: the real actions in virtual time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import VirtualClock
from bot.stage import Stage
from tests.scene import SOMCHAI, small_library

START = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.fixture
def stage():
    opened = Stage(small_library(), VirtualClock(START), SOMCHAI, "Somchai")
    yield opened
    opened.close()


def _texts(stage: Stage) -> list[str]:
    return [one.text for one in stage.channel.sent]


def test_a_question_is_answered_as_time_passes(stage: Stage) -> None:
    stage.write("how much is it")

    stage.play(START + timedelta(seconds=60))

    assert _texts(stage) == ["one", "two", "three"]
    assert stage.clock.now() == START + timedelta(seconds=60)


@pytest.mark.parametrize(("last", "texts"), [(False, []), (True, ["one"])])
def test_what_falls_due_at_the_end_is_played_only_in_the_last_turn(stage: Stage, last: bool, texts) -> None:
    stage.write("how much is it")

    stage.play(START + timedelta(seconds=2), last=last)

    assert _texts(stage) == texts


def test_the_same_id_twice_is_one_message(stage: Stage) -> None:
    first = stage.write("how much is it")
    stage.write("how much is it", provider_id=first)

    stage.play(START + timedelta(seconds=60))

    assert _texts(stage) == ["one", "two", "three"]


def test_a_contact_is_known_from_the_first_message_on(stage: Stage) -> None:
    assert stage.contact_id() == ""

    stage.write("hello")

    assert stage.contact_id()


@pytest.mark.parametrize(
    ("address", "scheme"), [(SOMCHAI, "whatsapp"), ("+66812345678", "sms"), ("webchat:abc", "webchat")]
)
def test_the_scheme_of_an_address_is_its_channel(address: str, scheme: str) -> None:
    stage = Stage(small_library(), VirtualClock(START), address)

    assert stage.scheme == scheme
    stage.close()


def test_a_pause_of_hours_passes_at_once(stage: Stage) -> None:
    stage.write("send me a quotation")

    stage.play(START + timedelta(hours=3))

    assert _texts(stage) == ["first", "later"]
