"""Accounts: add, change, disable and enable them, and end their sessions.

Its one rule: whatever takes something away ends every session of the account by a new stamp,
and the last admin who can log in stays one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.exc import IntegrityError

from bot.actions.log_in import Refused, try_password
from bot.actions.passwords import hash_password, require_good
from bot.core.agents import ROLES, Agent, Role, is_name
from bot.core.mailing import is_address
from bot.errors import AccountError
from bot.store import agents
from bot.store.audit import Doer, Verb, add_audit
from bot.store.database import Database

TAKEN = "There is an account %(name)s already, perhaps a disabled one. Choose another name."
WRONG_NAME = (
    "%(name)s is no name for an account. It begins with a letter and has at most 32 small letters, "
    "digits, dots, dashes and underscores, like maria or m.santos."
)
WRONG_ROLE = "There is no role %(role)s. The roles are %(roles)s."
WRONG_ADDRESS = (
    "%(address)s is no address for mail. Write it like maria@example.com, or leave it empty to get no mail."
)
UNKNOWN = "There is no account %(name)s."
LAST_ADMIN = "%(name)s is the last admin who can log in. Make somebody else admin first."
WRONG_CURRENT = "This is not your current password, so it stays as it is."
TOO_OFTEN = "Too many attempts. Your password stays as it is; try again in a quarter of an hour."


def add_agent(database: Database, agent: Agent, password: str, doer: Doer, now: datetime) -> None:
    """Add an account; AccountError says what is wrong with name, role, address or password."""
    email = _as_address(agent.email)
    agent = replace(agent, name=agent.name.strip(), full_name=_line(agent.full_name), email=email)
    if not is_name(agent.name):
        raise AccountError(WRONG_NAME, name=agent.name or "-")
    _as_role(agent.role)
    require_good(password, agent.name)
    values = {"password_hash": hash_password(password), "stamp": token_hex(16), "created_at": now}
    try:
        with database.transaction() as connection:
            agents.add_agent(connection, agent, values)
            _note(connection, now, "agent_added", doer, agent.name, {"role": agent.role})
    except IntegrityError as error:
        raise AccountError(TAKEN, name=agent.name) from error


def change_own_password(database: Database, current: str, password: str, doer: Doer, now: datetime) -> str:
    """Change one's own password by the current one; returns the new stamp, all other sessions end."""
    require_good(password, doer.name)
    # Who finds an unlocked console could guess here, so it counts as an attempt to log in.
    found = try_password(database, doer.name, current, doer.address, now)
    if isinstance(found, Refused):
        raise AccountError(TOO_OFTEN if found.until else WRONG_CURRENT)
    values = {"password_hash": hash_password(password)}
    return _change(database, doer.name, "password_changed", doer, now, values, known=found.stamp)


def set_password(database: Database, name: str, password: str, doer: Doer, now: datetime) -> None:
    """Give an account a new password without knowing the old one: for admins and the command line."""
    require_good(password, name)
    values = {"password_hash": hash_password(password)}
    _change(database, name, "password_set", doer, now, values)


def log_out_everywhere(database: Database, name: str, doer: Doer, now: datetime) -> None:
    _change(database, name, "logged_out_everywhere", doer, now, {})


def set_language(database: Database, language: str, doer: Doer, now: datetime) -> None:
    """Choose the language of one's own console; sessions go on."""
    with database.transaction() as connection:
        _locked(connection, doer.name)
        agents.change_agent(connection, doer.name, {"language": language})
        _note(connection, now, "language_chosen", doer, doer.name, {"language": language})


def set_email(database: Database, name: str, email: str, doer: Doer, now: datetime) -> None:
    """Change where an account is called by mail; empty: nowhere. Sessions go on."""
    address = _as_address(email)
    with database.transaction() as connection:
        if _locked(connection, name).email == address:
            return
        agents.change_agent(connection, name, {"email": address})
        # Whether there is one, but not which: the log holds nothing that anybody wrote.
        _note(connection, now, "email_changed", doer, name, {"mail": bool(address)})


def set_role(database: Database, name: str, role: str, doer: Doer, now: datetime) -> None:
    to = _as_role(role)
    with database.transaction() as connection:
        admins = agents.lock_active_admins(connection)
        row = _locked(connection, name)
        if row.role == to:
            return
        _keep_an_admin(admins, name)
        agents.change_agent(connection, name, {"role": to, "stamp": token_hex(16)})
        _note(connection, now, "role_changed", doer, name, {"from": row.role, "to": to})


def disable(database: Database, name: str, doer: Doer, now: datetime) -> None:
    """From this commit on the account logs in nowhere, and none of its sessions is good."""
    with database.transaction() as connection:
        admins = agents.lock_active_admins(connection)
        if _locked(connection, name).disabled_at:
            return
        _keep_an_admin(admins, name)
        agents.change_agent(connection, name, {"disabled_at": now, "stamp": token_hex(16)})
        _note(connection, now, "agent_disabled", doer, name)


def enable(database: Database, name: str, doer: Doer, now: datetime) -> None:
    with database.transaction() as connection:
        if not _locked(connection, name).disabled_at:
            return
        agents.change_agent(connection, name, {"disabled_at": None})
        _note(connection, now, "agent_enabled", doer, name)


def _change(
    database: Database,
    name: str,
    verb: Verb,
    doer: Doer,
    now: datetime,
    values: Mapping[str, Any],
    *,
    known: str | None = None,
) -> str:
    """Change an account and end its sessions; returns the new stamp.

    With `known`, the stamp that the change was made for, it is refused where another came between.
    """
    stamp = token_hex(16)
    with database.transaction() as connection:
        row = _locked(connection, name)
        if known is not None and row.stamp != known:
            raise AccountError(WRONG_CURRENT)
        agents.change_agent(connection, name, {**values, "stamp": stamp})
        _note(connection, now, verb, doer, name)
    return stamp


def _locked(connection: Connection, name: str) -> Row[Any]:
    row = agents.lock_agent(connection, name) if is_name(name) else None
    if row is None:
        raise AccountError(UNKNOWN, name=name)
    return row


def _keep_an_admin(admins: Sequence[str], name: str) -> None:
    if list(admins) == [name]:
        raise AccountError(LAST_ADMIN, name=name)


def _as_role(role: str) -> Role:
    if role not in ROLES:
        raise AccountError(WRONG_ROLE, role=role or "-", roles=", ".join(ROLES))
    return role


def _as_address(text: str) -> str:
    address = text.strip()
    if address and not is_address(address):
        raise AccountError(WRONG_ADDRESS, address=_line(address))
    return address


def _line(text: str) -> str:
    """A name as colleagues read it: one line, of a bearable length."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:80]


def _note(
    connection: Connection,
    now: datetime,
    verb: Verb,
    doer: Doer,
    name: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    add_audit(connection, now, verb, doer, subject=name, detail=detail)
