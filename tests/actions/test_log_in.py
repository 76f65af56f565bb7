"""Logging in: limits that all processes share, and the same work for everybody."""

from datetime import datetime, timedelta
from threading import BoundedSemaphore
from typing import Literal

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import select

from bot.actions import passwords
from bot.actions.accounts import add_agent, disable, enable, set_password
from bot.actions.log_in import LoggedIn, Refused, log_in
from bot.clock import VirtualClock
from bot.core.agents import Agent
from bot.core.logging_in import ACCOUNT, HERE, PLACE, WINDOW
from bot.store.agents import change_agent, find_agent
from bot.store.audit import Doer, Wanted, list_audit
from bot.store.database import Database
from bot.store.login_attempts import add_attempt
from bot.store.tables import login_attempts
from tests.scene import together

GOOD, BAD = "seven quiet herons", "not my password"
HOME, AWAY = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def now(database: Database, clock: VirtualClock) -> datetime:
    """The instant; there is an account ann, whose password is GOOD."""
    add_agent(database, Agent("ann", "agent"), GOOD, Doer(), clock.now())
    return clock.now()


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every hash that is verified, so that the work can be counted instead of timed."""
    hashes: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            hashes.append(str(hash))
            # Cheaper than the real one, which other tests use: it is counted here a hundred times.
            if password != GOOD.encode():
                raise VerificationError
            return True

    monkeypatch.setattr(passwords, "_hasher", Counting(time_cost=1, memory_cost=64))
    return hashes


def _in(result: LoggedIn | Refused) -> bool:
    return isinstance(result, LoggedIn)


def _attempts(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(login_attempts)).all())


def test_the_right_password_lets_in_and_a_wrong_one_does_not(database: Database, now: datetime) -> None:
    results = [log_in(database, "ann", one, HOME, now) for one in (GOOD, BAD, GOOD.upper(), "")]

    assert [_in(one) for one in results] == [True, False, False, False]


def test_a_hundred_guesses_at_once_are_ten_guesses(
    database: Database, now: datetime, verified: list[str]
) -> None:
    results = together(*[lambda: log_in(database, "ann", BAD, HOME, now)] * 24)

    limited = [one for one in results if one.until]
    assert len(verified) <= HERE
    assert len(limited) == 24 - len(verified)
    assert _attempts(database) == len(verified), "what was not verified does not count"


def test_unknown_and_disabled_accounts_cost_the_same_work(
    database: Database, now: datetime, verified: list[str]
) -> None:
    add_agent(database, Agent("zed", "agent"), GOOD, Doer(), now)
    disable(database, "zed", Doer(), now)
    work = []
    for name in ("ann", "nobody", "zed", "", "'; --", "a\0b"):
        verified.clear()
        assert log_in(database, name, BAD, HOME, now) == Refused()
        work.append(len(verified))

    assert work == [1] * 6
    assert log_in(database, "zed", GOOD, HOME, now) == Refused()
    assert log_in(database, "nobody", GOOD, HOME, now) == Refused()


def test_success_clears_the_attempts_at_this_account_from_this_place_alone(
    database: Database, now: datetime, verified: list[str]
) -> None:
    for name, place in (("ann", HOME), ("ann", AWAY), ("ben", HOME)):
        log_in(database, name, BAD, place, now)

    assert _in(log_in(database, "ann", GOOD, HOME, now))
    assert _attempts(database) == 2


def test_who_waits_as_long_as_told_gets_in_however_often_they_tried_meanwhile(
    database: Database, now: datetime, verified: list[str]
) -> None:
    for _ in range(HERE):
        log_in(database, "ann", BAD, HOME, now)
    told = [log_in(database, "ann", GOOD, HOME, now + timedelta(minutes=one)) for one in range(15)]

    assert told == [Refused(now + WINDOW)] * 15
    assert _in(log_in(database, "ann", GOOD, HOME, now + WINDOW))


def test_one_place_cannot_try_one_password_on_many_accounts(
    database: Database, now: datetime, verified: list[str]
) -> None:
    for number in range(PLACE):
        log_in(database, f"name{number}", BAD, HOME, now)

    assert log_in(database, "ann", GOOD, HOME, now) == Refused(now + WINDOW)
    assert _in(log_in(database, "ann", GOOD, AWAY, now))


def test_guesses_from_everywhere_shut_out_strangers_and_not_the_agent_at_a_known_place(
    database: Database, now: datetime, verified: list[str]
) -> None:
    assert _in(log_in(database, "ann", GOOD, HOME, now))
    for number in range(ACCOUNT):
        log_in(database, "ann", BAD, f"10.0.{number}.1", now)

    assert log_in(database, "ann", GOOD, AWAY, now) == Refused(now + WINDOW)
    assert _in(log_in(database, "ann", GOOD, HOME, now))


def test_a_hash_of_weaker_parameters_is_renewed(database: Database, now: datetime) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash(GOOD)
    with database.transaction() as connection:
        change_agent(connection, "ann", {"password_hash": weak})

    assert _in(log_in(database, "ann", GOOD, HOME, now))

    with database.reading() as connection:
        row = find_agent(connection, "ann")
    assert row is not None
    assert row.password_hash.startswith("$argon2id$v=19$m=65536,")
    assert _in(log_in(database, "ann", GOOD, HOME, now))


def test_a_stored_hash_that_is_none_lets_nobody_in(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        change_agent(connection, "ann", {"password_hash": "x"})

    assert log_in(database, "ann", "x", HOME, now) == Refused()


def test_who_would_wait_too_long_is_asked_to_come_back_and_has_not_tried(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    log_in(database, "ann", GOOD, HOME, now)
    monkeypatch.setattr(passwords, "_slots", BoundedSemaphore(1))
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    passwords._slots.acquire()

    busy = log_in(database, "ann", GOOD, HOME, now)
    passwords._slots.release()

    assert busy == Refused(now + timedelta(seconds=10))
    assert _attempts(database) == 0
    assert _in(log_in(database, "ann", GOOD, HOME, now))


@pytest.mark.parametrize("change", ["disabled", "password"])
def test_what_changes_while_the_password_is_verified_counts(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    real = PasswordHasher()

    class Slow(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            if change == "disabled":
                disable(database, "ann", Doer(), now)
                enable(database, "ann", Doer(), now)
            else:
                with database.transaction() as connection:
                    change_agent(connection, "ann", {"stamp": "another"})
            return real.verify(hash, password)

    monkeypatch.setattr(passwords, "_hasher", Slow())

    assert log_in(database, "ann", GOOD, HOME, now) == Refused()


def test_the_log_tells_who_came_in_and_names_nobody_who_is_not_there(
    database: Database, now: datetime, verified: list[str]
) -> None:
    for name, password in (("ann", GOOD), ("ann", BAD), ("my-secret-typed-here", BAD)):
        log_in(database, name, password, HOME, now)

    with database.reading() as connection:
        rows = list_audit(connection, Wanted(), 99)
        kept = str(connection.execute(select(login_attempts)).all())
    told = sorted(
        (row.verb, row.agent, row.subject, row.address) for row in rows if row.verb != "agent_added"
    )
    assert told == [
        ("logged_in", "ann", "", HOME),
        ("login_refused", "", "", HOME),
        ("login_refused", "", "ann", HOME),
    ]
    assert "my-secret" not in str(rows) + kept
    assert BAD not in str(rows) + kept


def test_attempts_are_forgotten_after_a_day(database: Database, now: datetime, verified: list[str]) -> None:
    with database.transaction() as connection:
        add_attempt(connection, "old", AWAY, now - timedelta(days=1, seconds=1))

    log_in(database, "ann", BAD, HOME, now)

    assert _attempts(database) == 1


def test_a_password_composed_in_another_way_is_the_same(database: Database, now: datetime) -> None:
    set_password(database, "ann", "the caf\u00e9 at night", Doer(), now)

    assert _in(log_in(database, "ann", "the cafe\u0301 at night", HOME, now))
