"""Senders: how far the line of each has come. Lock a sender after its contact, never before."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.core.pacing import Sender, Slowing, is_free, slow_down, take_turn
from bot.store.tables import senders

_S = senders.c
_MILLISECOND = timedelta(milliseconds=1)


def claim_turn(connection: Connection, name: str, own: timedelta, now: datetime, *, waited: bool) -> datetime:
    """Take the sender's next turn, or book a later one; returns its instant.

    `own` is the channel's pace. A sender without one is only read, so that many workers
    send side by side.
    """
    found = _read(connection, name)
    if is_free(found, own, now):
        return now
    after, turn = take_turn(_lock(connection, name), own, now, waited=waited)
    _write(connection, name, after)
    return turn


def slow_sender(connection: Connection, name: str, slowing: Slowing, now: datetime) -> None:
    """Keep a greater distance between a sender's messages, because the provider demands it."""
    _write(connection, name, slow_down(_lock(connection, name), slowing, now))


def _read(connection: Connection, name: str) -> Sender:
    row = connection.execute(select(senders).where(_S.name == name)).one_or_none()
    return _to_sender(row) if row else Sender()


def _lock(connection: Connection, name: str) -> Sender:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(senders).values(name=name).on_conflict_do_nothing())
    return _to_sender(connection.execute(select(senders).where(_S.name == name).with_for_update()).one())


def _write(connection: Connection, name: str, sender: Sender) -> None:
    values = {
        "next_at": sender.next_at,
        "booked_at": sender.booked_at,
        "gap": sender.gap // _MILLISECOND,
        "slow_until": sender.slow_until,
    }
    connection.execute(update(senders).where(_S.name == name).values(**values))


def _to_sender(row: Row[tuple[object, ...]]) -> Sender:
    return Sender(row.next_at, row.booked_at, row.gap * _MILLISECOND, row.slow_until)
