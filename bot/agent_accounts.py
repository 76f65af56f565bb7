"""What `bot agent …` does: accounts of the console, kept from the command line.

Its one rule: a password is never an argument, where other users of the machine and the shell's
history would see it; it is asked for, read from standard input, or made here and shown once.
"""

import sys
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, cast

import click
from sqlalchemy import Row

from bot.actions import accounts
from bot.core.agents import Agent, Role
from bot.errors import AccountError
from bot.store.agents import find_agent, list_agents
from bot.store.audit import COMMAND_LINE, Doer
from bot.store.database import Database
from bot.web.wording import load_wordings

_HERE = Doer(address=COMMAND_LINE)


def add(database: Database, given: Mapping[str, str], generate: bool, content: Path, now: datetime) -> str:
    """Add an account and say so. `given`: name, role, full_name, language and email."""
    _require_language(given["language"], load_wordings(content / "locales"))
    role, email = cast(Role, given["role"]), given["email"]
    agent = Agent(given["name"], role, given["full_name"], given["language"], email)
    # A name that is taken is told before anybody thinks of a password.
    with database.reading() as connection:
        if find_agent(connection, agent.name):
            raise AccountError(accounts.TAKEN, name=agent.name)
    password = new_password(generate)
    accounts.add_agent(database, agent, password, _HERE, now)
    return _told(f"{agent.name} can log in at /console, as {agent.role}.", password if generate else "")


def set_password(database: Database, name: str, generate: bool, now: datetime) -> str:
    """Give an account a new password and end its sessions."""
    with database.reading() as connection:
        if find_agent(connection, name) is None:
            raise AccountError(accounts.UNKNOWN, name=name)
    password = new_password(generate)
    accounts.set_password(database, name, password, _HERE, now)
    return _told(f"{name} has a new password, and is logged out everywhere.", password if generate else "")


def disable(database: Database, name: str, now: datetime) -> str:
    accounts.disable(database, name, _HERE, now)
    return f"{name} is disabled and logged out everywhere. Undo it with: bot agent enable {name}"


def enable(database: Database, name: str, now: datetime) -> str:
    accounts.enable(database, name, _HERE, now)
    return f"{name} can log in again."


def lines(database: Database) -> list[str]:
    """One line an account: name, role, state, name for colleagues."""
    with database.reading() as connection:
        rows = list_agents(connection)
    if not rows:
        return ["There are no accounts yet. Add one: bot agent add NAME --role admin"]
    return [_line(row) for row in rows]


def new_password(generate: bool) -> str:
    """Made here, asked for twice at a terminal, or the first line of standard input."""
    if generate:
        return token_urlsafe(15)
    given = sys.stdin
    if given.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt="The same once more"))
    password = given.readline().rstrip("\r\n")
    if not password:
        raise AccountError(
            "There is no terminal to ask for a password, and standard input is empty. "
            "Write the password into it, or let one be made: --generate"
        )
    return password


def _line(row: Row[Any]) -> str:
    seen = f"last seen {row.seen_at:%Y-%m-%d %H:%M} UTC" if row.seen_at else "never seen"
    state = f"disabled {row.disabled_at:%Y-%m-%d}" if row.disabled_at else seen
    return f"{row.name:<20} {row.role:<11} {state:<33} {row.full_name}".rstrip()


def _require_language(language: str, known: Collection[str]) -> None:
    if language and language not in known:
        raise AccountError(
            "The console does not speak %(language)s. It speaks %(known)s.",
            language=language,
            known=", ".join(known),
        )


def _told(what: str, password: str) -> str:
    """The report; a password that was made here is shown now and never again."""
    return f"{what}\nPassword, shown this once: {password}" if password else what
