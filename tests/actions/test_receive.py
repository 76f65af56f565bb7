"""Receiving: whatever comes in is recorded once, and answered."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.actions.receive import receive
from bot.core.messages import Location, Media
from bot.core.policy import Business
from bot.store.contacts import find_contact
from bot.store.tables import contacts, messages, receipts
from tests.scene import SOMCHAI, Scene, inbound, together

USER = "whatsapp:TH.1234567890"


def _count(scene: Scene, table) -> int:
    with scene.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_message_is_recorded_with_a_contact_and_waits_for_an_answer(scene: Scene) -> None:
    contact_id = scene.write("hello", name="Somchai")

    (row,) = scene.messages(contact_id, "contact")
    assert (row.text, row.status, row.handled_by) == ("hello", "received", None)
    assert scene.conversation(contact_id).respond_at == scene.clock.now()
    with scene.database.reading() as connection:
        contact = find_contact(connection, contact_id)
    assert contact is not None
    assert (contact.name, contact.country, contact.zone) == ("Somchai", "TH", "Asia/Bangkok")


@pytest.mark.parametrize(
    ("referral", "source"),
    [({}, "first message"), ({"ReferralSourceId": "7"}, "first message, by an advertisement")],
)
def test_why_a_contact_may_be_written_to_is_recorded(scene: Scene, referral, source: str) -> None:
    contact_id = scene.write("hello", referral=referral)

    with scene.database.reading() as connection:
        row = connection.execute(select(contacts).where(contacts.c.id == contact_id)).one()
    assert (row.consent, row.consent_source, row.consent_at) == ("unknown", source, scene.clock.now())


def test_the_same_message_twenty_times_at_once_has_one_effect(scene: Scene) -> None:
    message = inbound("hello")

    effects = together(*[lambda: receive(scene.database, message, scene.clock.now())] * 20)

    assert effects.count(True) == 1
    assert (_count(scene, contacts), _count(scene, messages)) == (1, 1)


def test_a_message_that_was_erased_does_not_come_back(scene: Scene) -> None:
    message = inbound("hello")
    receive(scene.database, message, scene.clock.now())
    with scene.database.transaction() as connection:
        connection.execute(contacts.delete())

    again = receive(scene.database, message, scene.clock.now())

    assert again is False
    assert (_count(scene, messages), _count(scene, receipts)) == (0, 1)


def test_two_first_messages_of_a_contact_at_once_make_one_contact(scene: Scene) -> None:
    for round_ in range(10):
        address = f"whatsapp:+6681234560{round_}"

        together(*[lambda n=n: scene.write(f"message {n}", address) for n in range(4)])  # noqa: B023 -- it runs within the round

        assert _count(scene, contacts) == round_ + 1
        rows = scene.messages(scene.write("last", address), "contact")
        assert sorted(row.text for row in rows[:-1]) == [f"message {n}" for n in range(4)]
        assert [row.position for row in rows] == [1, 2, 3, 4, 5]


def test_a_contact_without_a_number_is_the_same_one_when_the_number_comes(scene: Scene) -> None:
    before = scene.write("hello", USER, external_id=USER)

    after = scene.write("hello again", SOMCHAI, external_id=USER)

    assert after == before
    with scene.database.reading() as connection:
        contact = find_contact(connection, after)
    assert contact is not None
    assert (contact.address, contact.zone, contact.zone_source) == (SOMCHAI, "Asia/Bangkok", "number")


def test_a_contact_who_hides_the_number_later_is_the_same_one(scene: Scene) -> None:
    before = scene.write("hello", SOMCHAI, external_id=USER)

    hidden = scene.write("hello again", USER, external_id=USER)
    shown = scene.write("and again", SOMCHAI, external_id=USER)

    assert before == hidden == shown
    assert _count(scene, contacts) == 1


def test_a_zone_that_an_agent_has_set_is_not_moved_by_a_number(scene: Scene) -> None:
    contact_id = scene.write("hello", USER, external_id=USER)
    with scene.database.transaction() as connection:
        connection.execute(contacts.update().values(zone="Asia/Tashkent", zone_source="agent"))

    scene.write("hello", SOMCHAI, external_id=USER)

    with scene.database.reading() as connection:
        contact = find_contact(connection, contact_id)
    assert contact is not None
    assert (contact.zone, contact.zone_source) == ("Asia/Tashkent", "agent")


def test_a_contact_without_a_number_lives_where_the_business_is(scene: Scene) -> None:
    business = Business(time_zone="Europe/Berlin", country="DE")

    receive(scene.database, inbound("hello", "whatsapp:nobody"), scene.clock.now(), business)

    with scene.database.reading() as connection:
        row = connection.execute(select(contacts)).one()
    assert (row.zone, row.zone_source) == ("Europe/Berlin", "business")


@pytest.mark.parametrize(
    "message",
    [
        {"text": "a\x00b"},
        {"text": "half an emoji \ud83d"},
        {"text": "\u202eevil\u202c \u2066x\u2069"},
        {"text": "long " * 800},
        {"text": ""},
        {"text": "", "media": (Media("https://example.org/a\x00.ogg", "audio/ogg\x00"),)},
        {"text": "here", "location": Location(float("nan"), 100.5, "office\x00")},
        {"text": "here", "location": Location(13.7, 100.5, "office\x00")},
        {"text": "x", "name": "N\x00\ud83d" * 300, "raw": {"Bo\x00dy": "x\x00"}},
        {"text": "x", "button": "b\x00", "quoted_id": "q" * 200, "provider_id": "SM" + "1" * 200},
    ],
    ids=["nul", "surrogate", "bidi", "long", "empty", "media", "nowhere", "location", "name", "ids"],
)
def test_whatever_a_phone_can_send_is_stored_and_answered(scene: Scene, message) -> None:
    contact_id = scene.write(**{"text": "", **message})

    scene.after(scene.library.policy.settle / timedelta(seconds=1))

    (row,) = scene.messages(contact_id, "contact")
    assert row.handled_by
    assert scene.texts or scene.tasks(contact_id)


def test_two_long_ids_that_begin_alike_are_two_messages(scene: Scene) -> None:
    contact_id = scene.write("one", provider_id="x" * 100 + "1")

    scene.write("two", provider_id="x" * 100 + "2")

    assert [row.text for row in scene.messages(contact_id, "contact")] == ["one", "two"]


def test_receiving_and_answering_at_once_never_block_each_other(scene: Scene) -> None:
    contact_id = scene.contact()

    def write() -> None:
        for number in range(15):
            scene.write("hello", name=f"Somchai {number}", external_id=f"whatsapp:TH.{number}")

    together(write, write, scene.work, scene.work)

    assert len(scene.messages(contact_id, "contact")) == 31
