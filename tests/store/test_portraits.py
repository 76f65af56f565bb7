"""Portraits: nothing that is stored about a contact is left out."""

import pytest

from bot.clock import VirtualClock
from bot.store.database import Database
from bot.store.portraits import BELONGING, list_linked, list_similar, read_portrait
from bot.store.tables import metadata
from tests.furnished import furnished
from tests.scene import SOMCHAI, Scene

USER = "whatsapp:TH.1234567890"
# What says nothing about a contact; hashes that lead back to nobody stay after an erasure.
OF_NOBODY = {"heartbeats", "receipts", "tombstones", "senders", "agents", "login_attempts"}


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


def test_every_table_belongs_to_a_contact_or_is_known_to_be_about_nobody() -> None:
    belonging = {table.name for table in BELONGING}

    assert belonging.isdisjoint(OF_NOBODY)
    assert belonging | OF_NOBODY == set(metadata.tables)


def test_a_portrait_has_rows_of_every_table(scene: Scene) -> None:
    contact_id = furnished(scene)
    furnished(scene, "whatsapp:+66800000000")

    with scene.database.reading() as connection:
        portrait = read_portrait(connection, [contact_id])

    assert all(portrait[table.name] for table in BELONGING)
    owners = {
        row.get("contact_id", row["id"]) for table in ("contacts", "messages") for row in portrait[table]
    }
    assert owners == {contact_id}


def test_two_contacts_of_one_person_are_found_by_any_of_their_keys(scene: Scene) -> None:
    hidden = scene.write("hello", USER, external_id=USER)
    shown = scene.write("hello", SOMCHAI)
    scene.write("hello", SOMCHAI, external_id=USER)
    scene.write("hello", "whatsapp:+66800000000")

    with scene.database.reading() as connection:
        found = [{row.id for row in list_linked(connection, key)} for key in (SOMCHAI, USER)]

    assert found == [{hidden, shown}, {hidden, shown}]


@pytest.mark.parametrize(
    ("asked", "similar"),
    [
        ("+66812345678", [SOMCHAI]),
        ("66812345678", [SOMCHAI]),
        ("whatsapp:66812345678", [SOMCHAI]),
        ("+66812345679", []),
        ("6681234567", []),
        ("12345678", []),
        ("whatsapp:", []),
        ("%", []),
        ("", []),
    ],
)
def test_only_an_address_with_another_prefix_is_similar(scene: Scene, asked: str, similar: list[str]) -> None:
    scene.write("hello", SOMCHAI)

    with scene.database.reading() as connection:
        assert list_similar(connection, asked) == similar
