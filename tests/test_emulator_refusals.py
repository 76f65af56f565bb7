"""What the emulator refuses as Twilio and WhatsApp do, and what the bot makes of it, over a real wire.

The bot is its actions, the real Twilio client and the emulator; callbacks come by its script.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.actions.deliver import deliver_next
from bot.actions.track import track
from bot.channels.twilio import SANDBOX, TwilioAccount, TwilioChannel
from bot.channels.twilio_inbound import read_status
from bot.clock import VirtualClock
from bot.store.database import Database
from tests.emulator import ACCOUNT, SENDER, TOKEN, Emulator
from tests.emulator_rules import callback_form
from tests.scene import Scene, at, small_library

CONTACT, AMERICAN = "whatsapp:+66812345678", "whatsapp:+12125550123"
TEMPLATE = "HX" + "0" * 32
ALWAYS = small_library('hours: {mon-sun: ["24:00"], holidays: none}\n')


class Wire(TwilioChannel):
    """The real channel; what the emulator would post to the webhook is fetched instead."""

    def __init__(self, twilio: Emulator, sender: str) -> None:
        account = TwilioAccount(ACCOUNT, TOKEN, sender, api_url=twilio.url, time_limits=(1.0, 2.0))
        super().__init__(account, "https://bot.example.com")
        self.twilio, self.told = twilio, set[str]()

    def reports(self):
        self.twilio.settle()
        fresh = [one for one in self.twilio.messages if one.callback and one.sid not in self.told]
        self.told |= {one.sid for one in fresh if one.status not in {"queued", "accepted"}}
        read = (read_status(one.callback.rpartition("/")[2], callback_form(one, ACCOUNT)) for one in fresh)
        return [report for report in read if report is not None]


@pytest.fixture
def twilio(clock: VirtualClock) -> Iterator[Emulator]:
    with Emulator(clock=clock, reach={"https://bot.example.com": "http://127.0.0.1:9"}) as emulator:
        yield emulator


@pytest.fixture
def scene(database: Database, clock: VirtualClock, twilio: Emulator) -> Scene:
    return Scene(database, clock, ALWAYS, Wire(twilio, SENDER))


def _contact(scene: Scene, twilio: Emulator, address: str = CONTACT) -> str:
    twilio.open_window(address)
    return scene.contact(address)


def _ended(twilio: Emulator) -> list[tuple[str, int | None]]:
    return [(one.status, one.code) for one in twilio.messages if one.callback]


def test_the_bot_keeps_to_the_pace_of_the_sandbox(scene: Scene, twilio: Emulator) -> None:
    scene.channel = Wire(twilio, SANDBOX)
    for number in range(3):
        scene.queue(_contact(scene, twilio, f"whatsapp:+6681234560{number}"), "hello")

    scene.work()
    for _ in range(8):
        scene.after(1)

    assert _ended(twilio) == [("delivered", None)] * 3


def test_the_sandbox_refuses_what_comes_faster_and_the_bot_tries_again(
    scene: Scene, twilio: Emulator
) -> None:
    scene.channel = Wire(twilio, SANDBOX)
    scene.channel.pace = timedelta(0)
    contacts = [_contact(scene, twilio, f"whatsapp:+6681234560{number}") for number in range(2)]
    for contact in contacts:
        scene.queue(contact, "hello")

    scene.work()
    assert _ended(twilio) == [("delivered", None), ("failed", 63017)]
    for _ in range(40):
        scene.after(1)

    assert _ended(twilio)[2:] == [("delivered", None)]
    assert all(scene.statuses(contact)[-1] == "delivered" for contact in contacts)


def test_who_has_not_joined_the_sandbox_is_a_task_and_halts_nothing(scene: Scene, twilio: Emulator) -> None:
    twilio.sandbox = True
    stranger, member = scene.contact(CONTACT), _contact(scene, twilio, "whatsapp:+66898765432")
    scene.queue(stranger, "to a stranger")
    scene.work()
    scene.queue(member, "to a member")
    scene.work()

    assert _ended(twilio) == [("failed", 63015), ("delivered", None)]
    assert "join <word>" in scene.tasks(stranger)[0][1]


def test_a_window_that_is_closed_at_whatsapp_is_passed_by_a_template(scene: Scene, twilio: Emulator) -> None:
    contact = scene.contact(CONTACT)  # WhatsApp never saw the message that we have
    scene.queue(contact, "one", language="en", template={"en": TEMPLATE})

    scene.work()

    assert _ended(twilio) == [("failed", 63016), ("delivered", None)]
    assert [one.content for one in twilio.messages] == ["", TEMPLATE]
    assert scene.tasks(contact) == []


def test_a_window_that_is_closed_at_whatsapp_is_a_task_without_a_template(
    scene: Scene, twilio: Emulator
) -> None:
    contact = scene.contact(CONTACT)
    scene.queue(contact, "one")

    scene.work()
    scene.after(3600)

    assert _ended(twilio) == [("failed", 63016)]
    assert [reason for reason, _ in scene.tasks(contact)] == ["window"]


def test_the_messaging_limit_is_waited_out_and_the_rest_of_the_sender_slowed(
    scene: Scene, twilio: Emulator
) -> None:
    twilio.tier = 1
    people = [_contact(scene, twilio, address) for address in (CONTACT, "whatsapp:+66898765432")]
    scene.clock.move_to(at(scene, 25 * 3600))
    for contact in people:
        scene.queue(contact, "hello", language="en", template={"en": TEMPLATE})
        scene.work()
    assert _ended(twilio) == [("delivered", None), ("failed", 63018)]

    twilio.tier = 2
    scene.after(3599)
    assert len(_ended(twilio)) == 2
    scene.after(1000)

    assert _ended(twilio)[2:] == [("delivered", None)]


def test_a_withheld_template_goes_once_more_a_day_later_and_never_to_an_american(
    scene: Scene, twilio: Emulator
) -> None:
    twilio.withheld.add(TEMPLATE)
    people = [_contact(scene, twilio, address) for address in (CONTACT, AMERICAN)]
    scene.clock.move_to(at(scene, 25 * 3600))
    for contact in people:
        scene.queue(contact, "offer", language="en", template={"en": TEMPLATE})
    scene.work()
    for _ in range(4):
        scene.after(25 * 3600)

    offered = [one.to for one in twilio.messages if one.content]
    assert sorted(offered[:2]) == sorted([CONTACT, AMERICAN])
    assert offered[2:] == [CONTACT]
    assert [len(scene.tasks(contact)) for contact in people] == [1, 1]


@pytest.mark.parametrize("kind", ["opted_out", "blocked"])
def test_who_has_opted_out_at_twilio_or_blocked_us_gets_nothing_more(
    scene: Scene, twilio: Emulator, kind: str
) -> None:
    contact = _contact(scene, twilio)
    getattr(twilio, kind).add(CONTACT)
    scene.queue(contact, "one", "two")

    scene.work()
    scene.queue(contact, "three")
    scene.work()

    assert len(twilio.requests) == 1
    assert scene.statuses(contact) == ["failed", "cancelled", "cancelled"]
    assert len(scene.tasks(contact)) == 1


def test_a_real_callback_is_taken_as_the_emulator_posts_it(scene: Scene, twilio: Emulator) -> None:
    contact = _contact(scene, twilio)
    (message,) = scene.queue(contact, "one")
    twilio.plans.append(())
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")
    (stored,) = [one for one in twilio.messages if one.callback]
    stored.status, stored.code = "undelivered", 63014

    report = read_status(message, callback_form(stored, ACCOUNT))
    assert report is not None
    track(scene.database, report, scene.clock.now())

    assert scene.statuses(contact) == ["failed"]
