"""Accounts: each change is one transaction with its line in the log, and ends sessions where it must."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import Row

from bot.actions import accounts
from bot.clock import VirtualClock
from bot.core.agents import Agent, Role
from bot.errors import AccountError
from bot.store.agents import add_agent as store_agent
from bot.store.agents import find_agent
from bot.store.audit import Doer, Wanted, list_audit
from bot.store.database import Database
from tests.scene import together

GOOD = "seven quiet herons"
ADA = Doer("ada", "203.0.113.7")


@pytest.fixture
def now(database: Database, clock: VirtualClock) -> datetime:
    """The instant; there is an admin ada and an agent ann."""
    _store(database, "ada", "admin", clock.now())
    _store(database, "ann", "agent", clock.now())
    return clock.now()


def _store(database: Database, name: str, role: Role, now: datetime) -> None:
    with database.transaction() as connection:
        store_agent(
            connection, Agent(name, role), {"password_hash": "x", "stamp": "first", "created_at": now}
        )


def _row(database: Database, name: str) -> Row[Any]:
    with database.reading() as connection:
        found = find_agent(connection, name)
    assert found is not None
    return found


def _audit(database: Database) -> list[tuple[str, str, str, str, Any]]:
    with database.reading() as connection:
        rows = list_audit(connection, Wanted(), 99)
    return [(row.verb, row.agent, row.subject, row.address, row.detail) for row in rows]


def test_an_account_is_added_with_a_hash_of_its_password(database: Database, now: datetime) -> None:
    accounts.add_agent(database, Agent("zed", "ops", " Zed\u202e\n Zoe ", "th"), GOOD, ADA, now)

    row = _row(database, "zed")
    assert (row.role, row.full_name, row.language, row.created_at) == ("ops", "Zed Zoe", "th", now)
    assert row.password_hash.startswith("$argon2id$")
    assert len(row.stamp) == 32
    assert _audit(database) == [("agent_added", "ada", "zed", "203.0.113.7", {"role": "ops"})]


def test_a_name_is_taken_once_also_at_the_same_moment(database: Database, now: datetime) -> None:
    def add() -> str:
        try:
            accounts.add_agent(database, Agent("zed", "agent"), GOOD, ADA, now)
        except AccountError as error:
            return str(error)
        return ""

    told = together(add, add, add)

    assert sorted(bool(one) for one in told) == [False, True, True]
    assert max(told).startswith("There is an account zed already")


@pytest.mark.parametrize(
    ("change", "verb", "detail", "ends"),
    [
        (
            lambda *given: accounts.set_role(*given[:2], "ops", *given[2:]),
            "role_changed",
            {"from": "agent", "to": "ops"},
            True,
        ),
        (lambda *given: accounts.set_password(*given[:2], GOOD, *given[2:]), "password_set", {}, True),
        (accounts.disable, "agent_disabled", {}, True),
        (accounts.log_out_everywhere, "logged_out_everywhere", {}, True),
    ],
    ids=["role", "password", "disable", "log out everywhere"],
)
def test_a_change_is_written_down_and_ends_every_session(
    database: Database, now: datetime, change: Callable[..., None], verb: str, detail: Any, ends: bool
) -> None:
    change(database, "ann", ADA, now)

    assert (_row(database, "ann").stamp != "first") is ends
    assert _row(database, "ada").stamp == "first"
    assert _audit(database) == [(verb, "ada", "ann", "203.0.113.7", detail)]


def test_what_changes_nothing_is_not_written_down(database: Database, now: datetime) -> None:
    accounts.set_role(database, "ann", "agent", ADA, now)
    accounts.enable(database, "ann", ADA, now)
    accounts.disable(database, "ann", ADA, now)
    accounts.disable(database, "ann", ADA, now)

    assert [row[0] for row in _audit(database)] == ["agent_disabled"]


def test_an_account_that_is_enabled_again_has_none_of_its_old_sessions(
    database: Database, now: datetime
) -> None:
    accounts.disable(database, "ann", ADA, now)
    accounts.enable(database, "ann", ADA, now)

    assert _row(database, "ann").disabled_at is None
    assert _row(database, "ann").stamp != "first"


@pytest.mark.parametrize(
    "change",
    [
        lambda database, name, now: accounts.disable(database, name, ADA, now),
        lambda database, name, now: accounts.set_role(database, name, "agent", ADA, now),
    ],
    ids=["disable", "demote"],
)
def test_of_two_admins_who_are_removed_at_once_one_stays(
    database: Database, now: datetime, change: Callable[..., None]
) -> None:
    _store(database, "bob", "admin", now)

    def remove(name: str) -> Callable[[], str]:
        def run() -> str:
            try:
                change(database, name, now)
            except AccountError as error:
                return str(error)
            return ""

        return run

    told = together(remove("ada"), remove("bob"))

    assert sorted(bool(one) for one in told) == [False, True]
    assert "is the last admin who can log in." in max(told)
    left = [
        name
        for name in ("ada", "bob")
        if _row(database, name).role == "admin" and not _row(database, name).disabled_at
    ]
    assert len(left) == 1


def test_a_disabled_admin_is_no_admin_who_is_left(database: Database, now: datetime) -> None:
    _store(database, "bob", "admin", now)
    accounts.disable(database, "bob", ADA, now)

    with pytest.raises(AccountError, match="ada is the last admin"):
        accounts.disable(database, "ada", ADA, now)

    assert _row(database, "ada").disabled_at is None
