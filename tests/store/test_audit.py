"""The audit log as it is kept: with the change it tells of, or not at all."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot.clock import VirtualClock
from bot.store.audit import Doer, Wanted, add_audit, list_audit, list_places, list_verbs
from bot.store.database import Database
from bot.store.tables import contacts
from tests.scene import SOMCHAI, Scene


def test_a_line_goes_with_the_change_that_failed(database: Database, clock: VirtualClock) -> None:
    def change() -> None:
        with database.transaction() as connection:
            add_audit(connection, clock.now(), "claimed", Doer("ann"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()

    with database.reading() as connection:
        assert list_audit(connection, Wanted(), 9) == []


def test_a_line_outlives_the_contact_and_loses_the_name(database: Database, clock: VirtualClock) -> None:
    contact_id = Scene(database, clock).contact()
    with database.transaction() as connection:
        add_audit(connection, clock.now(), "claimed", Doer("ann"), contact_id=contact_id)
        (before,) = list_audit(connection, Wanted(), 9)
        connection.execute(delete(contacts))
        (after,) = list_audit(connection, Wanted(contact_id=contact_id), 9)

    assert before.contact_address == SOMCHAI
    assert (after.contact_id, after.contact_address, after.contact_name) == (contact_id, None, None)


def test_the_newest_lines_come_first_and_go_on_where_they_stopped(
    database: Database, clock: VirtualClock
) -> None:
    with database.transaction() as connection:
        for number in range(7):
            at = clock.now() + timedelta(seconds=number // 3)
            add_audit(connection, at, f"verb{number}", Doer("ann"))
    listed, before = [], None
    for _ in range(4):
        with database.reading() as connection:
            rows = list_audit(connection, Wanted(before=before), 2)
        listed += [row.verb for row in rows]
        before = (rows[-1].at, rows[-1].id)

    assert len(listed) == len(set(listed)) == 7
    assert [int(verb[-1]) // 3 for verb in listed] == [2, 1, 1, 1, 0, 0, 0]


def test_the_places_of_an_agent_are_those_of_lately(database: Database, clock: VirtualClock) -> None:
    now = clock.now()
    with database.transaction() as connection:
        add_audit(connection, now - timedelta(days=31), "logged_in", Doer("ann", "10.0.0.1"))
        add_audit(connection, now, "logged_in", Doer("ann", "10.0.0.2"))
        add_audit(connection, now, "logged_in", Doer("ann", "10.0.0.2"))
        add_audit(connection, now, "logged_in", Doer("ben", "10.0.0.3"))
        add_audit(connection, now, "logged_out", Doer("ann", "10.0.0.4"))

        assert list_places(connection, "ann", now - timedelta(days=30)) == ["10.0.0.2"]
        assert list_verbs(connection) == ["logged_in", "logged_out"]
