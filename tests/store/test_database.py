"""One way to begin a transaction: all or nothing, in UTC, one writer at a time a contact."""

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.clock import VirtualClock
from bot.errors import DatabaseError
from bot.store.conversations import next_position
from bot.store.database import Database
from bot.store.inbound import add_receipt
from bot.store.tables import receipts
from tests.scene import Scene, together


def test_a_transaction_that_fails_leaves_nothing(database: Database, clock: VirtualClock) -> None:
    def fail() -> None:
        with database.transaction() as connection:
            add_receipt(connection, "test", "a", clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with database.reading() as connection:
        assert connection.execute(select(receipts)).all() == []


def test_an_instant_comes_back_in_utc_whatever_zone_it_was_in(database: Database) -> None:
    bangkok = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=7)))

    with database.transaction() as connection:
        add_receipt(connection, "test", "a", bangkok)

    with database.reading() as connection:
        at = connection.execute(select(receipts.c.at)).scalar_one()
    assert at.isoformat() == "2026-11-23T05:00:00.123456+00:00"


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), database.transaction() as connection:
        add_receipt(connection, "test", "a", datetime(2026, 11, 23))  # noqa: DTZ001 -- that is the case


def test_a_receipt_is_new_once(database: Database, clock: VirtualClock) -> None:
    with database.transaction() as connection:
        assert add_receipt(connection, "test", "a", clock.now())
        assert not add_receipt(connection, "test", "a", clock.now())
        assert add_receipt(connection, "other", "a", clock.now())


def test_positions_are_given_once_each_however_many_ask(database: Database, clock: VirtualClock) -> None:
    contact = Scene(database, clock).contact()

    def ask() -> int:
        with database.transaction() as connection:
            return next_position(connection, contact)

    assert sorted(together(*[ask] * 12)) == list(range(2, 14))


def test_a_reader_does_not_wait_for_a_writer(database: Database, clock: VirtualClock) -> None:
    with database.transaction() as writing:
        add_receipt(writing, "test", "a", clock.now())
        with database.reading() as connection:
            assert connection.execute(select(receipts)).all() == []


def test_a_database_that_does_not_answer_is_told_without_its_password() -> None:
    database = Database("postgresql+psycopg://nobody:secret@127.0.0.1:1/none")

    with pytest.raises(DatabaseError, match="does not answer") as error:
        database.ping()

    assert "secret" not in str(error.value)
    database.close()
