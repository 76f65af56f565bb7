"""Log in: try a password, within the limits that all processes share.

Its one rule: an attempt is committed before the password is verified and counted after, so
that a hundred at the same instant are not a hundred free ones. Wrong name, wrong password and
a disabled account are told apart by nothing: not by words, and not by the work done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.actions.passwords import BusyError, hash_password, is_dated, is_right
from bot.core.agents import Agent, is_name
from bot.core.logging_in import KEPT, KNOWN, WINDOW, Attempt, account_key, free_again, place_of, tidy
from bot.store.agents import change_agent, find_agent, lock_agent, to_agent
from bot.store.audit import Doer, add_audit, list_places
from bot.store.database import Database
from bot.store.login_attempts import (
    add_attempt,
    delete_attempt,
    delete_attempts,
    delete_attempts_before,
    list_attempts,
)

_A_MOMENT = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """`stamp` goes into the session: it is good as long as the account has the same one."""

    agent: Agent
    stamp: str


@dataclass(frozen=True, slots=True)
class Refused:
    """`until` is when one may try again; None: the password or the name was wrong."""

    until: datetime | None = None


def log_in(database: Database, name: str, password: str, address: str, now: datetime) -> LoggedIn | Refused:
    found = try_password(database, name, password, address, now)
    if isinstance(found, Refused):
        return found
    fresh = _renewed(password) if is_dated(found.password_hash) else ""
    with database.transaction() as connection:
        row = lock_agent(connection, found.name)
        # While the password was verified, somebody may have changed it or disabled the account.
        if row is None or row.disabled_at or row.stamp != found.stamp:
            return Refused()
        if fresh:
            change_agent(connection, row.name, {"password_hash": fresh})
        add_audit(connection, now, "logged_in", Doer(row.name, address))
    return LoggedIn(to_agent(row), row.stamp)


def _renewed(password: str) -> str:
    """The hash by today's parameters; empty where many log in, and there is time next time."""
    try:
        return hash_password(password)
    except BusyError:
        return ""


def log_out(database: Database, doer: Doer, now: datetime) -> None:
    """Write down that an agent has left; the browser forgets the session."""
    with database.transaction() as connection:
        add_audit(connection, now, "logged_out", doer)


def try_password(
    database: Database, name: str, password: str, address: str, now: datetime
) -> Row[Any] | Refused:
    """The account that can log in with this password, or why not."""
    account = tidy(name) if is_name(tidy(name)) else ""
    key, place = account_key(name), place_of(address)
    attempt_id, until = _begin(database, account, key, place, now)
    if until is not None:
        return Refused(until)
    with database.reading() as connection:
        row = find_agent(connection, account) if account else None
    try:
        right = is_right(password, row.password_hash if row else "")
    except BusyError:
        _take_back(database, attempt_id)
        return Refused(now + _A_MOMENT)
    with database.transaction() as connection:
        if row is not None and right and not row.disabled_at:
            delete_attempts(connection, key, place)
            return row
        add_audit(connection, now, "login_refused", Doer("", address), subject=row.name if row else "")
    return Refused()


def _begin(
    database: Database, account: str, key: str, place: str, now: datetime
) -> tuple[str, datetime | None]:
    """The id of an attempt that is recorded and may go on, or until when none may."""
    with database.reading() as connection:
        until = _closed_until(connection, account, key, place, now)
    if until is not None:
        return "", until
    with database.transaction() as connection:
        delete_attempts_before(connection, now - KEPT)
        attempt_id = add_attempt(connection, key, place, now)
    with database.reading() as connection:
        until = _closed_until(connection, account, key, place, now, but=attempt_id)
    if until is not None:
        # One that was not verified does not count: whoever waits as long as they are told gets in.
        _take_back(database, attempt_id)
    return attempt_id, until


def _closed_until(
    connection: Connection, account: str, key: str, place: str, now: datetime, but: str = ""
) -> datetime | None:
    rows = list_attempts(connection, key, place, now - WINDOW)
    tries = [Attempt(row.account, row.address, row.at) for row in rows if row.id != but]
    if free_again(tries, key, place, known=False) is None:
        return None
    places = {place_of(one) for one in list_places(connection, account, now - KNOWN)}
    return free_again(tries, key, place, known=place in places)


def _take_back(database: Database, attempt_id: str) -> None:
    with database.transaction() as connection:
        delete_attempt(connection, attempt_id)
