"""The worker: answers, delivers and advances, whenever something is due.

It holds no state that matters: kill it at any moment, and another one goes on. The rounds
of `work_once` are the whole of it; the rest is waiting and waking.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Condition, Event, Thread
from uuid import uuid4

from apscheduler.schedulers.background import BackgroundScheduler

from bot.actions.advance import advance_next, keep_promises
from bot.actions.deliver import LEASE, MediaLink, deliver_next
from bot.actions.keep_alive import keep_alive
from bot.actions.respond import respond_next
from bot.clock import Clock
from bot.core.library import Library
from bot.core.sending import Channel
from bot.log import get_logger
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.wakeups import Wakeup, open_wakeup

LONGEST_WAIT = 1.0
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the worker works with; the composition root puts it together.

    `learn` gives a library with its model of meaning, which takes a minute where phrases
    are new; None where there is no such model.
    """

    database: Database
    library: Library
    channel: Channel
    clock: Clock
    media: MediaLink
    owner: str
    learn: Callable[[Library], Library | None] = lambda library: None


def name_worker() -> str:
    """A name that no other worker has, and that tells an operator where it runs."""
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{uuid4().hex[:6]}"


def work_once(tools: Tools) -> bool:
    """Do the next thing of each kind that is due, so that none starves; False where nothing is."""
    now = tools.clock.now()
    done = (
        respond_next(tools.database, tools.library, tools.owner, now),
        advance_next(tools.database, tools.library, now),
        deliver_next(tools.database, tools.library, tools.channel, tools.clock, tools.owner, tools.media),
    )
    return any(done)


class Worker:
    """Threads that work, one that watches for what is new, and the timed jobs."""

    def __init__(self, tools: Tools, threads: int = 4) -> None:
        self.tools = tools
        self._stopping = Event()
        self._news = Condition()
        self._round = 0
        self._numbers = count(1)
        self._working: set[str] = set()
        self._threads = [Thread(target=self._work, name=f"work-{n}", daemon=True) for n in range(threads)]

    def run(self) -> None:
        """Work until `stop` is called from another thread or a signal handler."""
        scheduler = self._schedule()
        wakeup = open_wakeup(self.tools.database)
        for thread in (*self._threads, Thread(target=self._learn, name="learn", daemon=True)):
            thread.start()
        _log.info("the worker is ready", worker=self.tools.owner, library=self.tools.library.version[:8])
        try:
            while not self._stopping.is_set():
                self._wait(wakeup)
                self._tell()
        finally:
            scheduler.shutdown(wait=False)
            self._tell()
            for thread in self._threads:
                thread.join(timeout=LEASE.total_seconds())
            wakeup.close()

    def stop(self) -> None:
        """Finish what is being done, then return from `run`."""
        self._stopping.set()

    def _schedule(self) -> BackgroundScheduler:
        """The timed jobs; each is one line that calls an action."""
        tools = self.tools
        scheduler = BackgroundScheduler(timezone="UTC")
        scheduler.add_job(
            self._keep_alive,
            "interval",
            seconds=10,
            next_run_time=tools.clock.now(),
        )
        scheduler.add_job(lambda: keep_promises(tools.database, tools.clock.now()), "interval", seconds=5)
        scheduler.start()
        return scheduler

    def _keep_alive(self) -> None:
        tools = self.tools
        keep_alive(
            tools.database, tools.owner, self._working.copy(), tools.library.version, tools.clock.now()
        )

    def _learn(self) -> None:
        """Go on with a library that also understands by meaning, once there is one."""
        try:
            library = self.tools.learn(self.tools.library)
        except Exception:
            _log.exception("no meaning: the bot goes on understanding by spelling")
            return
        if library:
            self.tools = replace(self.tools, library=library)
            _log.info("messages are understood by meaning too", library=library.version[:8])

    def _patience(self) -> float:
        """Seconds until the next thing is due, at most one."""
        now = self.tools.clock.now()
        try:
            with self.tools.database.reading() as connection:
                due = next_due(connection, now)
        except Exception:
            _log.exception("the database cannot be read; trying again")
            return LONGEST_WAIT
        return _seconds(due, now)

    def _wait(self, wakeup: Wakeup) -> None:
        try:
            wakeup.wait(self._patience(), self._stopping)
        except Exception:
            _log.exception("the wake-up failed; looking every second")
            self._stopping.wait(LONGEST_WAIT)

    def _tell(self) -> None:
        with self._news:
            self._round += 1
            self._news.notify_all()

    def _work(self) -> None:
        seen = -1
        while not self._stopping.is_set():
            seen = self._round
            try:
                while not self._stopping.is_set() and self._work_once():
                    pass
            except Exception:
                # One failure must not stop the others; its lease lets it be tried again.
                _log.exception("a step failed; it is tried again later")
            with self._news:
                self._news.wait_for(partial(self._is_news, seen), LONGEST_WAIT)

    def _is_news(self, seen: int) -> bool:
        return self._round != seen or self._stopping.is_set()

    def _work_once(self) -> bool:
        """One round under an owner of its own: heartbeats keep only what is really being done."""
        owner = f"{self.tools.owner}/{next(self._numbers)}"
        self._working.add(owner)
        try:
            return work_once(replace(self.tools, owner=owner))
        finally:
            self._working.discard(owner)


def _seconds(due: datetime | None, now: datetime) -> float:
    if due is None:
        return LONGEST_WAIT
    return min(max((due - now) / timedelta(seconds=1), 0.01), LONGEST_WAIT)
