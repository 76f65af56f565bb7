"""Erasing: nothing is left of a contact but the opt-out."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.actions.erase import erase
from bot.actions.forget import forget
from bot.actions.receive import receive
from bot.core.contacts import Consent
from bot.core.messages import IN_FLIGHT, Status
from bot.core.policy import Policy
from bot.store.audit import COMMAND_LINE, Doer
from bot.store.contacts import find_by_address
from bot.store.portraits import BELONGING, list_linked
from bot.store.tables import contacts, messages, metadata, tombstones
from tests.actions.staff import audit_of, verbs
from tests.furnished import SECRET, furnished
from tests.scene import SOMCHAI, Scene, inbound, together

USER = "whatsapp:TH.1234567890"
MAI = "whatsapp:+66800000000"


def _erase(scene: Scene, contact_id: str) -> Any:
    return erase(scene.database, contact_id, scene.clock.now())


def _count(scene: Scene, table: Any) -> int:
    with scene.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _left(scene: Scene) -> dict[str, int]:
    """How many rows about contacts there still are, by table."""
    return {table.name: count for table in BELONGING if (count := _count(scene, table))}


def _stored(scene: Scene) -> str:
    """Everything that is in the database, as one text."""
    with scene.database.reading() as connection:
        return str([connection.execute(select(table)).all() for table in metadata.sorted_tables])


def _contact(scene: Scene, address: str = SOMCHAI) -> Any:
    with scene.database.reading() as connection:
        (row,) = list_linked(connection, address)
    return row


def test_nothing_is_left_of_an_erased_contact_and_all_of_the_others(scene: Scene) -> None:
    contact_id, other = furnished(scene), furnished(scene, MAI)
    before = _stored(scene)
    assert SECRET in before
    assert SOMCHAI in before

    erasure = _erase(scene, contact_id)

    after = _stored(scene)
    assert (SOMCHAI in after, after.count(contact_id)) == (False, 1)
    assert all(erasure.rows[table.name] for table in BELONGING)
    _erase(scene, other)
    assert SECRET not in _stored(scene)
    assert _left(scene) == {"audit": 2}


def test_the_log_keeps_who_erased_whom_by_an_id_alone(scene: Scene) -> None:
    contact_id, now = furnished(scene), scene.clock.now()

    erase(scene.database, contact_id, now, Doer("", COMMAND_LINE))

    (row,) = audit_of(scene, contact_id)
    kept = {key: value for key, value in row._mapping.items() if key != "id"}
    assert kept == {
        "at": now,
        "agent": "",
        "verb": "contact_erased",
        "contact_id": contact_id,
        "subject": "",
        "address": "command line",
        "detail": {},
    }


def test_what_the_log_keeps_of_an_erasure_is_forgotten_in_its_time(scene: Scene) -> None:
    contact_id = scene.contact()
    _erase(scene, contact_id)

    forget(scene.database, Policy(), scene.clock.now() + timedelta(days=729))
    assert verbs(scene, contact_id) == ["contact_erased"]
    forget(scene.database, Policy(), scene.clock.now() + timedelta(days=731))

    assert verbs(scene, contact_id) == []


def test_what_was_erased_cannot_be_read_in_the_file(scene: Scene) -> None:
    if not scene.database.is_sqlite:
        pytest.skip("only SQLite is one file")
    path = Path(str(scene.database.url.database))
    contact_id = furnished(scene)

    _erase(scene, contact_id)
    scene.database.close()

    assert SECRET.encode() not in path.read_bytes()


@pytest.mark.parametrize("consent", list(Consent))
def test_whoever_was_erased_and_writes_again_is_opted_out(scene: Scene, consent: Consent) -> None:
    contact_id = scene.contact()
    with scene.database.transaction() as connection:
        connection.execute(update(contacts).values(consent=consent))
    erased_at = scene.clock.now()
    _erase(scene, contact_id)

    scene.after(3600)
    again = scene.write("how much is it")
    scene.after(3)

    row = _contact(scene)
    assert row.id == again != contact_id
    assert (row.consent, row.consent_source, row.consent_at) == ("out", "tombstone", erased_at)
    assert [one.text for one in scene.messages(again, "contact")] == ["how much is it"]
    assert scene.texts == []


def test_somebody_who_was_never_erased_is_not_opted_out(scene: Scene) -> None:
    _erase(scene, scene.contact())

    scene.write("hello", MAI)

    assert _contact(scene, MAI).consent == "unknown"


def test_an_explicit_start_restores_consent_and_drops_the_tombstone(scene: Scene) -> None:
    _erase(scene, scene.contact())
    scene.write("hello")
    scene.after(3)
    assert _count(scene, tombstones) == 1

    scene.write("START")
    scene.after(3)

    assert _contact(scene).consent == "in"
    assert _count(scene, tombstones) == 0
    assert scene.texts == ["started"]


@pytest.mark.parametrize(("address", "external_id"), [(SOMCHAI, ""), (USER, USER), (SOMCHAI, USER)])
def test_the_opt_out_holds_for_every_key_of_the_erased_contact(scene: Scene, address, external_id) -> None:
    contact_id = scene.write("hello", SOMCHAI, external_id=USER)
    _erase(scene, contact_id)

    scene.write("hello again", address, external_id=external_id)

    assert _contact(scene, address).consent == "out"


def test_a_start_by_one_key_drops_the_tombstones_of_all(scene: Scene) -> None:
    _erase(scene, scene.write("hello", SOMCHAI, external_id=USER))
    scene.write("hello")
    _erase(scene, _contact(scene).id)
    assert _count(scene, tombstones) == 2

    scene.write("START", SOMCHAI)
    scene.after(3)

    assert _count(scene, tombstones) == 0


def test_a_message_that_was_erased_does_not_come_back(scene: Scene) -> None:
    message = inbound("hello")
    receive(scene.database, message, scene.clock.now())
    _erase(scene, _contact(scene).id)

    assert receive(scene.database, message, scene.clock.now()) is False
    assert _count(scene, contacts) == 0


@pytest.mark.parametrize("status", sorted(IN_FLIGHT))
def test_a_message_that_is_being_sent_makes_the_erasure_wait(scene: Scene, status: Status) -> None:
    contact_id = furnished(scene)
    (message_id,) = scene.queue(contact_id, "on its way")
    soon = scene.clock.now() + timedelta(seconds=30)
    with scene.database.transaction() as connection:
        connection.execute(
            update(messages)
            .where(messages.c.id == message_id)
            .values(status=status, lease_until=soon, retry_at=soon)
        )
    before = _stored(scene)

    erasure = _erase(scene, contact_id)

    assert (erasure.rows, erasure.being_sent) == ({}, 1)
    assert _stored(scene) == before


def test_a_queued_message_of_an_erased_contact_never_leaves(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "one", "two")

    _erase(scene, contact_id)
    scene.after(60)

    assert scene.texts == []


def test_erasing_twice_at_once_erases_once(scene: Scene) -> None:
    contact_id = scene.contact()

    erasures = together(*[partial(_erase, scene, contact_id)] * 4)

    assert sorted(sum(one.rows.values()) for one in erasures) == [0, 0, 0, 3]
    assert _count(scene, tombstones) == 1


def test_messages_that_arrive_while_erasing_begin_a_new_contact_who_is_opted_out(scene: Scene) -> None:
    for number in range(8):
        address = f"whatsapp:+6681234560{number}"
        old = furnished(scene, address)
        now, news = scene.clock.now(), [inbound(f"new {n}", address) for n in range(3)]
        first, *others = [partial(receive, scene.database, one, now) for one in news]

        together(first, partial(_erase, scene, old), *others)
        scene.write("last", address)

        row = _contact(scene, address)
        texts = [one.text for one in scene.messages(row.id, "contact")]
        assert (row.id != old, row.consent, texts[-1]) == (True, "out", "last")
        assert SECRET not in texts


def test_answering_and_sending_go_on_while_contacts_are_erased(scene: Scene) -> None:
    ids = [scene.write("how much is it", f"whatsapp:+6681234560{number}") for number in range(6)]
    scene.clock.move_to(scene.clock.now() + timedelta(seconds=3))

    together(scene.work, scene.work, *[partial(_erase, scene, one) for one in ids])
    for _ in range(10):
        scene.after(60)

    with scene.database.reading() as connection:
        left = [one for one in ids if connection.execute(select(contacts).where(contacts.c.id == one)).all()]
        assert find_by_address(connection, "whatsapp", SOMCHAI) is None
    for one in left:
        _erase(scene, one)
    assert _left(scene) == {"audit": len(ids)}
    assert all(verbs(scene, one) == ["contact_erased"] for one in ids)
