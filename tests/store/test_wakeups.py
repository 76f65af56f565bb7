"""A commit of another connection wakes whoever waits, on both databases, also after a break."""

from threading import Event
from time import monotonic

import pytest
from sqlalchemy import text

from bot.clock import VirtualClock
from bot.store.database import Database, wake
from bot.store.inbound import add_receipt
from bot.store.wakeups import PollingWakeup, open_wakeup
from tests.scene import together

LONG = 20.0
GENEROUS = 5.0


def _commit(database: Database, clock: VirtualClock, word: str) -> None:
    with database.transaction() as connection:
        add_receipt(connection, "test", word, clock.now())
        wake(connection)


def _seconds(call) -> float:
    began = monotonic()
    call()
    return monotonic() - began


def _wait(wakeup) -> float:
    """Seconds until it is woken."""
    began = monotonic()
    while not wakeup.wait(LONG, Event()):
        assert monotonic() - began < LONG, "never woken"
    return monotonic() - began


@pytest.fixture
def wakeup(database: Database):
    opened = open_wakeup(database)
    opened.wait(0.01, Event())
    yield opened
    opened.close()


def test_a_commit_of_another_connection_wakes_the_waiter(
    wakeup, database_url: str, clock: VirtualClock
) -> None:
    other = Database(database_url)

    def commit() -> None:
        Event().wait(0.3)
        _commit(other, clock, "a")

    waited, _ = together(lambda: _wait(wakeup), commit)

    other.close()
    assert 0.2 < waited < LONG


def test_a_commit_between_two_waits_is_not_missed(wakeup, database: Database, clock: VirtualClock) -> None:
    _commit(database, clock, "a")

    assert _wait(wakeup) < GENEROUS


def test_nothing_written_waits_as_long_as_was_asked(wakeup) -> None:
    began = monotonic()

    assert not wakeup.wait(0.3, Event())
    assert monotonic() - began >= 0.25


def test_a_waiter_that_is_to_stop_returns_soon(wakeup) -> None:
    stopping = Event()
    stopping.set()

    assert _seconds(lambda: wakeup.wait(LONG, stopping)) < GENEROUS


def test_a_database_in_memory_is_polled() -> None:
    database = Database("sqlite://")
    wakeup = open_wakeup(database)

    assert isinstance(wakeup, PollingWakeup)
    assert _seconds(lambda: wakeup.wait(LONG, Event())) < GENEROUS
    database.close()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_broken_connection_is_opened_again_and_wakes(
    wakeup, database: Database, clock: VirtualClock
) -> None:
    with database.transaction() as connection:
        ended = connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )
        ).all()
    assert len(ended) == 1
    wakeup.wait(0.01, Event())
    wakeup.wait(0.01, Event())

    _commit(database, clock, "after the break")

    assert _wait(wakeup) < GENEROUS
