"""Proves on a running worker that nothing automated leaves after a take-over: `make races`.

Its one rule: the clocks of different threads put nothing in order, so none is read. The take-over's
own transaction notes, under the contact's lock and before it commits, how often each message has been
marked `sending`. A request beyond that number has a `sending` commit that follows the take-over.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import NamedTuple, cast

from sqlalchemy import Connection, func, select

from bot.actions.handoff import take_over
from bot.actions.track import track
from bot.clock import SystemClock
from bot.core.messages import IN_FLIGHT, Status
from bot.log import set_up
from bot.store.audit import Wanted, list_audit
from bot.store.database import Database
from bot.store.tables import messages
from bot.worker import Worker
from scripts.databases import databases
from scripts.race_plan import PATIENCE, Provider, Race, plan
from tests.scene import Scene, eventually, small_library
from tests.test_worker import AT_ONCE, working

RACES, AGENTS = 200, 4


class Mark(NamedTuple):
    """How a message stood at the take-over's commit, and how often it had been marked `sending`."""

    status: str
    attempts: int


class Finish(NamedTuple):
    """How a race ended: what stood in the outbox at the take-over, and each request by message."""

    race: Race
    marks: Mapping[str, Mark]
    requests: Sequence[str]
    told: frozenset[str]

    @property
    def flying(self) -> frozenset[str]:
        return frozenset(one for one, mark in self.marks.items() if mark.status in IN_FLIGHT)

    @property
    def cancelled(self) -> int:
        return sum(mark.status == Status.CANCELLED for mark in self.marks.values())

    @property
    def late(self) -> int:
        """Requests whose `sending` commit follows the take-over: there must be none."""
        asked = Counter(self.requests)
        return sum(max(0, asked[one] - self.marks.get(one, Mark("", 0)).attempts) for one in asked)


@dataclass
class Witness:
    """The agent's database: each transaction ends with a look at the outbox, under the same lock."""

    database: Database
    contact_id: str
    marks: dict[str, Mark] = field(default_factory=dict)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self.database.transaction() as connection:
            yield connection
            ours = messages.c.contact_id == self.contact_id, messages.c.origin == "bot"
            rows = connection.execute(select(messages).where(*ours))
            self.marks = {row.id: Mark(row.status, row.attempts) for row in rows}


def race_all(url: str, races: Sequence[Race]) -> list[Finish]:
    """Run all races against one worker, a few at a time; returns when nothing can leave any more."""
    provider = Provider(races)
    with closing(Database(url)) as workers, closing(Database(url)) as agents:
        scene = Scene(workers, SystemClock(), small_library(AT_ONCE), provider)
        theirs = Scene(agents, SystemClock(), scene.library)
        with working(Worker(scene.tools)), _reporting(agents, provider), ThreadPoolExecutor(AGENTS) as pool:
            witnesses = list(pool.map(lambda race: _race(theirs, provider, race), races))
            eventually(lambda: _rests(agents), PATIENCE)
        return [
            Finish(race, one.marks, provider.requests[race.address], _told(agents, one.contact_id))
            for race, one in zip(races, witnesses, strict=True)
        ]


def _race(scene: Scene, provider: Provider, race: Race) -> Witness:
    """Write, wait for the moment, take over."""
    contact_id = scene.write("how much is it", race.address)
    if race.moment == "queued":
        eventually(lambda: scene.messages(contact_id), PATIENCE)
    elif race.moment in ("sending", "held"):
        provider.await_request(race.address, race.nth)
    if race.delay:
        Event().wait(race.delay)
    witness = Witness(scene.database, contact_id)
    take_over(cast(Database, witness), contact_id, "ann", scene.clock.now())
    provider.taken[race.address].set()
    return witness


@contextmanager
def _reporting(database: Database, provider: Provider) -> Iterator[None]:
    """Take the provider's reports in from a thread of their own, as the web application does."""

    def report() -> None:
        while (one := provider.reports.get()) is not None:
            track(database, one, SystemClock().now())

    thread = Thread(target=report, daemon=True)
    thread.start()
    try:
        yield
    finally:
        provider.reports.put(None)
        thread.join(PATIENCE)


def _rests(database: Database) -> bool:
    """Whether everything is answered, and nothing waits to be sent or is on its way."""
    going = messages.c.status.in_([Status.QUEUED, *IN_FLIGHT]) & (messages.c.origin == "bot")
    unread = messages.c.handled_by.is_(None) & (messages.c.origin == "contact")
    with database.reading() as connection:
        return connection.execute(select(func.count()).where(going | unread)).scalar_one() == 0


def _told(database: Database, contact_id: str) -> frozenset[str]:
    """What the audit log says was in flight at the take-over."""
    with database.reading() as connection:
        rows = list_audit(connection, Wanted(contact_id=contact_id, verb="claimed"), 1)
    return frozenset(rows[0].detail["leaving"]) if rows else frozenset()


def main() -> int:
    """Race on both databases and print what was seen; 1 where the proof fails or proves nothing."""
    set_up(quiet=True)
    good = True
    with databases() as kinds:
        for name, url in kinds:
            good = _judge(name, race_all(url, plan(RACES))) and good
    return 0 if good else 1


def _judge(name: str, finishes: Sequence[Finish]) -> bool:
    flying = sum(bool(one.flying) for one in finishes)
    late = sum(bool(one.late) for one in finishes)
    untold = sum(one.flying != one.told for one in finishes)
    print(
        f"{name}: {len(finishes)} races, {sum(len(one.requests) for one in finishes)} requests; at the "
        f"take-over {flying} had something in flight, {sum(bool(one.cancelled) for one in finishes)} "
        f"something queued, {sum(not one.marks for one in finishes)} no answer yet; "
        f"{untold} told an agent wrongly what was in flight; "
        f"{late} of {len(finishes)} with a request whose `sending` commit follows the take-over",
        flush=True,
    )
    return not late and not untold and flying >= len(finishes) // 4


if __name__ == "__main__":
    sys.exit(main())
