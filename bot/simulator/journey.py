"""Moves the clock, stopping wherever something falls due, so that all of it happens in time.

Its one rule: nothing is jumped over. What is being answered is finished first, and a message
that is due on the way leaves at its own minute, not when the journey ends.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, Lock

from sqlalchemy import Connection, exists, or_, select

from bot.actions.advance import keep_promises
from bot.clock import ShiftedClock
from bot.core.messages import Status
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.messages import CONFIRM_WITHIN
from bot.store.tables import conversations, messages

PATIENCE = 20.0  # seconds that a whole journey may take
_STOP = 5.0  # seconds that one stop may take
_LOOK = 0.03  # seconds between two looks
_C, _M = conversations.c, messages.c


@dataclass(frozen=True)
class Journey:
    """The one clock of the demo. `arrived` is called after each move, to wake the worker."""

    database: Database
    clock: ShiftedClock
    arrived: Callable[[], None]
    _lock: Lock = field(default_factory=Lock)
    _nobody_sets_it: Event = field(default_factory=Event)

    def go(self, target: datetime) -> None:
        """Let time pass until an instant; a past one changes nothing."""
        with self._lock:
            end = self.clock.monotonic() + PATIENCE
            self._finish()
            while (stop := self._next(target)) is not None and self.clock.monotonic() < end:
                self._move(stop)
            self._move(target)

    def _next(self, target: datetime) -> datetime | None:
        now = self.clock.now()
        with self.database.reading() as connection:
            due = next_due(connection, now)
        return due if due is not None and now < due < target else None

    def _move(self, instant: datetime) -> None:
        self.clock.move_on(max(instant - self.clock.now(), timedelta()))
        self.arrived()
        self._finish()
        keep_promises(self.database, self.clock.now())

    def _finish(self) -> None:
        """Wait until whatever is due by now has been done."""
        end = self.clock.monotonic() + _STOP
        while self.clock.monotonic() < end:
            with self.database.reading() as connection:
                if not _busy(connection, self.clock.now()):
                    return
            self._nobody_sets_it.wait(_LOOK)


def _busy(connection: Connection, now: datetime) -> bool:
    """Is anything due, being answered, leaving, or gone without word of its arrival?"""
    waiting = exists().where(
        or_(_C.respond_at <= now, _C.respond_until > now, _C.deliver_at <= now, _C.advance_at <= now)
    )
    unconfirmed = (_M.status == Status.SENT) & _M.confirmed_at.is_(None) & (_M.sent_at > now - CONFIRM_WITHIN)
    leaving = exists().where(or_(_M.status == Status.SENDING, unconfirmed))
    return bool(connection.execute(select(or_(waiting, leaving))).scalar())
