"""The world of the traffic: a database, a provider, workers that die, and a clock that is moved.

Everything goes through the real actions; the world only remembers what it did itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select

from bot.actions.advance import keep_promises
from bot.actions.handoff import take_over
from bot.actions.tend_queue import tend_queue
from bot.actions.track import track
from bot.clock import VirtualClock
from bot.core.messages import IN_FLIGHT, Status, StatusReport
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.tables import messages
from bot.worker import Tools, work_once
from tests.properties.traffic_callbacks import CALLBACKS
from tests.properties.traffic_content import editions
from tests.properties.traffic_events import Event
from tests.properties.traffic_provider import DeathOfAWorkerError, Provider

_M = messages.c
_ROUNDS, _INSTANTS = 400, 4000


@dataclass(frozen=True, slots=True)
class Heard:
    """An inbound message as the world wrote it."""

    at: datetime
    contact_id: str
    provider_id: str
    text: str


Act = Callable[["World", Event], None]


class World:
    """Contacts who write, agents who act, and a provider with moods, on one database."""

    def __init__(self, database: Database, start: datetime, addresses: Iterable[str]) -> None:
        self.database, self.clock = database, VirtualClock(start)
        self.addresses = tuple(addresses)
        self.provider = Provider(database, self.clock)
        self.provider.knows = self._known
        self.provider.meanwhile = {
            "reports at once": lambda _: self._report(),
            "is asked by two workers": lambda _: self._other_worker(),
            "sees a take-over meanwhile": self.take_over,
        }
        self.tools = Tools(database, editions()[0], self.provider, self.clock, str, "worker-1")
        self.heard: list[Heard] = []
        self.ids: dict[str, str] = {}
        self.taken: dict[str, datetime] = {}
        self.promises: dict[str, datetime] = {}
        self.confirmed: set[str] = set()
        self.callbacks = "in time"
        self.later: list[tuple[datetime, StatusReport]] = []
        self.instants = 0

    def live(self, events: Iterable[Event], act: Act, rest: timedelta) -> None:
        """Let the events happen, then let time pass until everything has come to rest."""
        for event in events:
            self.play(self.clock.now() + timedelta(seconds=event.after))
            act(self, event)
            self.work()
        self.callbacks = "in time"
        self.provider.list_hidden = 0
        self.play(self.clock.now() + rest)

    def play(self, end: datetime) -> None:
        """Do what falls due until an instant, each thing at its own."""
        while (due := self._next()) is not None and due <= end:
            assert due > self.clock.now(), "something is due and nobody does it"
            self.clock.move_to(due)
            self.instants += 1
            assert self.instants < _INSTANTS, "it never comes to rest"
            self.work()
        self.clock.move_to(end)

    def work(self) -> None:
        """Do all that is due at this instant; a worker that dies is followed by another."""
        for _ in range(_ROUNDS):
            self._report()
            if not self._is_due():
                keep_promises(self.database, self.clock.now())
                tend_queue(self.database, self.tools.library.policy, self.clock.now())
                return
            self._round()
            self._note_promises()
        raise AssertionError("the workers never come to an end")

    def _is_due(self) -> bool:
        with self.database.reading() as connection:
            due = next_due(connection, self.clock.now())
        return due is not None and due <= self.clock.now()

    def _round(self) -> None:
        try:
            work_once(self.tools)
        except DeathOfAWorkerError:
            self.tools = replace(self.tools, owner=f"worker-{uuid4().hex[:6]}")

    def _next(self) -> datetime | None:
        with self.database.reading() as connection:
            due = next_due(connection, self.clock.now())
            waiting = [Status.QUEUED, *IN_FLIGHT]
            promise = connection.execute(
                select(func.min(_M.promise_at)).where(
                    _M.status.in_(waiting), _M.promise_at > self.clock.now()
                )
            ).scalar()
        times = [due, promise, *(at for at, _ in self.later)]
        return min((at for at in times if at is not None), default=None)

    def _known(self, contact_id: str) -> dict[str, Any]:
        said = [one.at for one in self.heard if one.contact_id == contact_id]
        return {
            "library": self.tools.library,
            "last_inbound": max(said, default=None),
            "taken": self.taken.get(contact_id),
            "confirmed": frozenset(self.confirmed),
        }

    def _note_promises(self) -> None:
        with self.database.reading() as connection:
            rows = connection.execute(select(_M.id, _M.promise_at).where(_M.promise_at.is_not(None)))
            for row in rows:
                self.promises.setdefault(row.id, row.promise_at)

    def _report(self) -> None:
        """Hand over the provider's callbacks as its mood is, and those whose time has come."""
        now = self.clock.now()
        for report in self.provider.reports():
            self.later += [(now + after, one) for after, one in CALLBACKS[self.callbacks](report)]
        due, self.later = [x for x in self.later if x[0] <= now], [x for x in self.later if x[0] > now]
        for _, report in due:
            track(self.database, report, now)
            self.confirmed.add(report.message_id)

    def _other_worker(self) -> None:
        work_once(replace(self.tools, owner="other"))

    def take_over(self, contact_id: str) -> None:
        take_over(self.database, contact_id, "agent", self.clock.now())
        self.taken[contact_id] = self.clock.now()
