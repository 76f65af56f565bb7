"""The worker: answers, delivers and advances, whenever something is due.

It holds no state that matters: kill it at any moment, and another one goes on. The rounds
of `work_once` are the whole of it; the rest is waiting and waking, and following what ops write.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Condition, Event, Lock, Thread
from uuid import uuid4

from apscheduler.schedulers.background import BackgroundScheduler

from bot.actions.advance import advance_next, keep_promises
from bot.actions.call_supervisors import call_supervisors
from bot.actions.deliver import LEASE, MediaLink, deliver_next
from bot.actions.forget import forget
from bot.actions.keep_alive import keep_alive
from bot.actions.respond import respond_next
from bot.actions.tend_queue import tend_queue
from bot.clock import Clock
from bot.content.watching import LOOK_EVERY, Watch
from bot.core.library import Library, keep_understanding, no_meaning
from bot.core.mailing import Mail, Unsent
from bot.core.sending import Channel
from bot.log import get_logger
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.wakeups import Wakeup, open_wakeup

LONGEST_WAIT = 1.0
_FIRST_FORGETTING = timedelta(minutes=5)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tools:
    """What the worker works with; the composition root puts it together.

    `learn` gives a library with its model of meaning, which takes a minute where phrases
    are new; None where there is no such model. `watch` looks at the content that the library
    was made of; without it the library stays as it is. Without `mail` nobody is called by mail.
    """

    database: Database
    library: Library
    channel: Channel
    clock: Clock
    media: MediaLink
    owner: str
    learn: Callable[[Library], Library | None] = lambda library: None
    watch: Watch[Library] | None = None
    mail: Mail | None = None


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
        self._swapping, self._beating = Lock(), Lock()
        self._unlearned = Event()
        self._unlearned.set()
        self._unsent: list[Unsent] = []
        self._threads = [Thread(target=self._work, name=f"work-{n}", daemon=True) for n in range(threads)]

    def run(self) -> None:
        """Work until `stop` is called from another thread or a signal handler."""
        scheduler = self._schedule()
        wakeup = open_wakeup(self.tools.database)
        background = (self._keep_learning, self._follow)
        for thread in (*self._threads, *(Thread(target=run, daemon=True) for run in background)):
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
        # Not the tools themselves: a job would keep the library of the first day.
        database, clock = self.tools.database, self.tools.clock
        scheduler = BackgroundScheduler(timezone="UTC")
        # At once too, by the scheduler's own clock: the bot's may be moved on.
        scheduler.add_job(self.keep_alive)
        scheduler.add_job(self.keep_alive, "interval", seconds=10)
        scheduler.add_job(lambda: keep_promises(database, clock.now()), "interval", seconds=5)
        scheduler.add_job(
            lambda: tend_queue(database, self.tools.library.policy, clock.now()), "interval", seconds=1
        )
        scheduler.add_job(self._call_supervisors, "interval", seconds=5)
        # Not at the start, where there is much to do, and not so late that a daily restart prevents it.
        scheduler.add_job(self._forget, "interval", hours=24, next_run_time=clock.now() + _FIRST_FORGETTING)
        scheduler.start()
        return scheduler

    def _call_supervisors(self) -> None:
        tools = self.tools
        if tools.mail is not None:
            policy, now = tools.library.policy, tools.clock.now()
            self._unsent = call_supervisors(tools.database, policy, tools.mail, self._unsent, now)

    def _forget(self) -> None:
        tools = self.tools
        forget(tools.database, tools.library.policy, tools.clock.now())

    def keep_alive(self) -> None:
        """Say that the worker lives, with which library, and why it does not use a newer one."""
        tools, now = self.tools, self.tools.clock.now()
        problem = tools.watch.problem if tools.watch else ""
        with self._beating:
            keep_alive(tools.database, tools.owner, self._working.copy(), tools.library.version, now, problem)

    def _follow(self) -> None:
        """Go on with what ops write, as soon as it is whole and checked."""
        while self.tools.watch and not self._stopping.wait(LOOK_EVERY):
            try:
                self._look(self.tools.watch)
            except Exception:
                _log.exception("the look at the content failed; looking again")

    def _look(self, watch: Watch[Library]) -> None:
        problem, library = watch.problem, watch.look()
        if library is not None:
            known = keep_understanding(self.tools.library, library)
            self._swap(known or library)
            # What the old one has not learned yet, or no longer knows, is learned now.
            if known is None or known.meaning is no_meaning:
                self._unlearned.set()
            _log.info("new content is used", library=library.version[:8])
        if library is not None or watch.problem != problem:
            self.keep_alive()

    def _keep_learning(self) -> None:
        """Learn the meaning of each library, the newest one where there are several."""
        while not self._stopping.is_set():
            if self._unlearned.wait(LONGEST_WAIT):
                self._unlearned.clear()
                self._learn()

    def _learn(self) -> None:
        """Go on with a library that also understands by meaning, once there is one."""
        library = self.tools.library
        try:
            learned = self.tools.learn(library)
        except Exception:
            _log.exception("no meaning: the bot goes on understanding by spelling")
            return
        if learned and self._swap(learned, library):
            _log.info("messages are understood by meaning too", library=learned.version[:8])

    def _swap(self, library: Library, instead_of: Library | None = None) -> bool:
        """Use another library from the next round on; False where its place was taken meanwhile."""
        with self._swapping:
            if instead_of is not None and self.tools.library is not instead_of:
                return False
            self.tools = replace(self.tools, library=library)
            return True

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
