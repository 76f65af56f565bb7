"""Agents: the accounts of the console."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.core.agents import Agent
from bot.store.tables import agents

_G = agents.c


def add_agent(connection: Connection, agent: Agent, values: Mapping[str, Any]) -> None:
    """`values`: password_hash, stamp and created_at."""
    connection.execute(
        insert(agents).values(
            name=agent.name,
            full_name=agent.full_name,
            role=agent.role,
            language=agent.language,
            email=agent.email,
            **values,
        )
    )


def find_agent(connection: Connection, name: str) -> Row[Any] | None:
    return connection.execute(select(agents).where(_G.name == name)).one_or_none()


def lock_agent(connection: Connection, name: str) -> Row[Any] | None:
    """The row, locked until the transaction ends."""
    return connection.execute(select(agents).where(_G.name == name).with_for_update()).one_or_none()


def lock_active_admins(connection: Connection) -> Sequence[str]:
    """The names of the admins who can log in, locked until the transaction ends.

    They are locked in one order, so that two who change them at once wait and do not block
    each other.
    """
    return (
        connection.execute(
            select(_G.name)
            .where(_G.role == "admin", _G.disabled_at.is_(None))
            .order_by(_G.name)
            .with_for_update()
        )
        .scalars()
        .all()
    )


def change_agent(connection: Connection, name: str, values: Mapping[str, Any]) -> None:
    connection.execute(update(agents).where(_G.name == name).values(**values))


def list_agents(connection: Connection) -> Sequence[Row[Any]]:
    """All accounts by name, those that can log in first."""
    return connection.execute(select(agents).order_by(_G.disabled_at.is_not(None), _G.name)).all()


def to_agent(row: Row[Any]) -> Agent:
    return Agent(
        name=row.name, role=row.role, full_name=row.full_name, language=row.language, email=row.email
    )
