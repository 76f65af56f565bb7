"""How much waits: the few figures that tell an operator whether the bot keeps up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.core.escalations import OPEN_STATES
from bot.core.messages import IN_FLIGHT, Status
from bot.store.conversations import last_heartbeat
from bot.store.tables import conversations, escalations, messages


@dataclass(frozen=True, slots=True)
class Counts:
    """The earliest instants at which something is due, and how many messages and people wait."""

    heartbeat: datetime | None
    respond_at: datetime | None
    deliver_at: datetime | None
    outbox: Mapping[str, int]
    escalations: Mapping[str, int]


def read_counts(connection: Connection) -> Counts:
    """All figures in one reading transaction."""
    open_statuses = [Status.QUEUED, *IN_FLIGHT]
    outbox = (
        select(messages.c.status, func.count())
        .where(messages.c.status.in_(open_statuses))
        .group_by(messages.c.status)
    )
    waiting = (
        select(escalations.c.priority, func.count())
        .where(escalations.c.state.in_(OPEN_STATES))
        .group_by(escalations.c.priority)
    )
    return Counts(
        heartbeat=last_heartbeat(connection),
        respond_at=connection.execute(select(func.min(conversations.c.respond_at))).scalar(),
        deliver_at=connection.execute(select(func.min(conversations.c.deliver_at))).scalar(),
        outbox={str(status): 0 for status in open_statuses}
        | {row[0]: row[1] for row in connection.execute(outbox)},
        escalations={"high": 0, "normal": 0} | {row[0]: row[1] for row in connection.execute(waiting)},
    )
