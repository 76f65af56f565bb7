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
    """The earliest instants at which something is due, and how many messages and people wait.

    `promises` are those told to contacts, as far back as messages are kept: `kept`, `late`,
    and `missed`, for which a person was called before the answer had left.
    """

    heartbeat: datetime | None
    respond_at: datetime | None
    deliver_at: datetime | None
    outbox: Mapping[str, int]
    escalations: Mapping[str, int]
    promises: Mapping[str, int]


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
        promises=_promises(connection),
    )


def _promises(connection: Connection) -> Mapping[str, int]:
    """What became of promises; every message of an answer counts, for each was promised."""
    kept = messages.c.sent_at <= messages.c.promise_at
    told = select(kept, func.count()).where(kept.is_not(None)).group_by(kept)
    found = {bool(row[0]): row[1] for row in connection.execute(told)}
    missed = select(func.count()).where(escalations.c.reason == "promise")
    return {
        "kept": found.get(True, 0),
        "late": found.get(False, 0),
        "missed": connection.execute(missed).scalar_one(),
    }
