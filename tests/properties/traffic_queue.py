"""What must be true of the human queue when every traffic has come to rest.

Its one rule: each invariant returns its complaints in words.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from bot.core.escalations import OPEN_STATES
from bot.store.tables import conversations, escalations
from tests.properties.traffic_world import World


def _open(world: World) -> Sequence[Row[Any]]:
    """Every open escalation, with who holds its conversation."""
    held = conversations.c.contact_id == escalations.c.contact_id
    with world.database.reading() as connection:
        return connection.execute(
            select(escalations, conversations.c.held_since, conversations.c.agent)
            .join(conversations, held)
            .where(escalations.c.state.in_(OPEN_STATES))
        ).all()


def one_is_open_and_no_more(world: World) -> list[str]:
    counted = Counter(row.contact_id for row in _open(world))
    return [
        f"{number} escalations of {contact[:8]} are open" for contact, number in counted.items() if number > 1
    ]


def what_an_agent_has_the_bot_has_not(world: World) -> list[str]:
    return [
        f"{row.state} by {row.claimed_by!r}, and the bot holds it"
        for row in _open(world)
        if row.state != "open" and (row.held_since is None or not row.agent or not row.claimed_by)
    ]


def whoever_is_nobodys_waits(world: World) -> list[str]:
    """What is open has no agent, waits, and has been called out."""
    return [
        f"open since {row.opened_at}: {row.claimed_by!r}, waits since {row.waits_since}"
        for row in _open(world)
        if row.state == "open" and (row.claimed_by or row.waits_since is None or row.rings_from is None)
    ]
