"""Attempts to log in, so that all processes count the same ones."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, delete, insert, or_, select

from bot.store.tables import login_attempts

_L = login_attempts.c


def add_attempt(connection: Connection, account: str, address: str, at: datetime) -> str:
    attempt_id = uuid4().hex
    connection.execute(insert(login_attempts).values(id=attempt_id, account=account, address=address, at=at))
    return attempt_id


def list_attempts(connection: Connection, account: str, address: str, since: datetime) -> Sequence[Row[Any]]:
    """All attempts at an account from anywhere, and from an address at any account."""
    return connection.execute(
        select(login_attempts).where(_L.at > since, or_(_L.account == account, _L.address == address))
    ).all()


def delete_attempt(connection: Connection, attempt_id: str) -> None:
    connection.execute(delete(login_attempts).where(_L.id == attempt_id))


def delete_attempts(connection: Connection, account: str, address: str) -> None:
    """Forget those at an account from one address."""
    connection.execute(delete(login_attempts).where(_L.account == account, _L.address == address))


def delete_attempts_before(connection: Connection, instant: datetime) -> None:
    connection.execute(delete(login_attempts).where(_L.at < instant))
