"""Measures how soon an urgent message stands in the queue that an agent looks at: `make urgency`.

Its one rule: everything is as in production. Web and worker are the processes of the Procfile, the
messages are signed webhooks, and the agent is logged in and asks for news as often as a browser does.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, closing, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import StringIO
from math import ceil, inf
from os import cpu_count, getloadavg
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from typing import NamedTuple

from sqlalchemy import select

from bot.actions.accounts import add_agent
from bot.actions.handoff import resolve
from bot.clock import SystemClock
from bot.content.embedding import bundled_embedder
from bot.content.triggers import load_triggers
from bot.core.agents import Agent
from bot.log import set_up
from bot.store.audit import COMMAND_LINE, Doer
from bot.store.database import Database
from bot.store.tables import contacts, escalations
from scripts.databases import databases
from scripts.desk import PASSWORD, Desk
from tests.emulator import Emulator
from tests.processes import PROJECT, Bot, content_copy, eventually, running, settings

URGENT, SEED, FLOOR = 200, 20261123, 5.0
EVERY, BEAT = 2.0, 0.5
"""Seconds between two looks, and how often the page sees whether it is time: as in news.js and beat.js."""
_PATIENCE = 60.0
_ROW = re.compile(r'id="q-([0-9a-f]{32})"')


class Writing(NamedTuple):
    """One message: the contact's name and address, the text, and the seconds to the next message."""

    name: str
    address: str
    text: str
    pause: float

    @property
    def urgent(self) -> bool:
        return self.name.startswith("Urgent")


def traffic(urgent: int, seed: int = SEED) -> list[Writing]:
    """So many urgent messages of as many contacts in all languages, and ordinary questions between."""
    chance = Random(seed)  # noqa: S311  a campaign must be the same each time
    triggers, _ = load_triggers(PROJECT / "triggers")
    phrases = {trigger.name: [phrase.text for phrase in trigger.phrases] for trigger in triggers}
    pressing = chance.sample(phrases["urgent"], urgent)
    ordinary = phrases["price"] + phrases["certification"]
    written = []
    for number, text in enumerate(pressing):
        address = f"whatsapp:+668100{number:05}"
        written.append(Writing(f"Urgent {number:03}", address, text, chance.uniform(0.1, 0.3)))
        if number % 3 == 0:
            asks = Writing(f"Asks {number:03}", f"whatsapp:+668200{number:05}", chance.choice(ordinary), 0.1)
            written.append(asks)
    return written


@contextmanager
def opened(url: str, twilio: Emulator, folder: Path) -> Iterator[tuple[Bot, Desk]]:
    """The processes of an installation with the project's content, and an agent who is logged in."""
    # A copy, so that nobody's edit makes the bot learn anew in the middle of it.
    environment = settings(url, content_copy(folder / "content"), TWILIO_API_URL=twilio.url)
    twilio.webhook = f"{environment['BOT_PUBLIC_URL']}/webhooks/twilio"
    with running(folder / "home", environment) as bot, closing(Desk(environment["BOT_PUBLIC_URL"])) as desk:
        with closing(Database(url)) as database:
            add_agent(database, Agent("ann", "agent"), PASSWORD, Doer("", COMMAND_LINE), SystemClock().now())
        desk.log_in("ann")
        yield bot, desk


@dataclass
class Watch:
    """What an agent saw: when each message began its way and was shown, and how long each look took.

    All in seconds; instants by `monotonic`, and in `posted` by the clock that the worker reads.
    `awaited` are the names of those who are still missing. Whoever is on the page is answered by
    somebody in `database`, since a page shows no more than a hundred.
    """

    awaited: set[str]
    database: Database
    posted: dict[str, datetime] = field(default_factory=dict)
    began: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    looks: list[float] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def spans(self) -> list[float]:
        """From the beginning of the POST to the end of the answer that shows the row, the shortest first."""
        return sorted(self.shown[name] - self.began[name] for name in self.shown)

    def opened(self, database: Database) -> list[float]:
        """The part of it until the worker has called a person, the shortest first."""
        with database.reading() as connection:
            rows = connection.execute(select(contacts.c.name, escalations.c.opened_at).join(contacts)).all()
        return sorted((row.opened_at - self.posted[row.name]) / timedelta(seconds=1) for row in rows)

    def look_on(self, desk: Desk) -> None:
        """Look as often as a browser does, until all are shown or it is over."""
        following = monotonic()
        while self.awaited and not self.over.wait(BEAT):
            if monotonic() >= following:
                self._look(desk)
                following = monotonic() + EVERY

    def _look(self, desk: Desk) -> None:
        began = monotonic()
        page = desk.look()
        read = monotonic()
        self.looks.append(read - began)
        found = {name for name in self.awaited if name in page}
        self.shown.update(dict.fromkeys(found, read))
        self.awaited -= found
        for contact_id in _ROW.findall(page):
            resolve(self.database, contact_id, "answered", SystemClock().now())


def measure(desk: Desk, twilio: Emulator, written: Sequence[Writing], database: Database) -> Watch:
    """Post everything at its pace while the agent looks on."""
    watch = Watch({one.name for one in written if one.urgent}, database)

    def post(one: Writing) -> None:
        watch.began[one.name], watch.posted[one.name] = monotonic(), SystemClock().now()
        status = twilio.write(one.text, one.address, ProfileName=one.name)
        assert status == 200, f"the webhook answered {status}"

    with ThreadPoolExecutor(8) as threads:
        looking = threads.submit(watch.look_on, desk)
        posts = []
        for one in written:
            posts.append(threads.submit(post, one))
            Event().wait(one.pause)
        wait([looking], timeout=_PATIENCE)
        watch.over.set()
    for each in (looking, *posts):
        each.result()
    return watch


def main() -> int:
    """Measure on both databases and print the figures; 1 where a message is late or never shown."""
    set_up(quiet=True)
    with databases() as kinds:
        return 0 if all([_judge(name, *_measured(url)) for name, url in kinds]) else 1


def _measured(url: str) -> tuple[Watch, list[float]]:
    with ExitStack() as stack:
        # What the processes wrote is no part of the figures.
        stack.enter_context(redirect_stdout(StringIO()))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        twilio = stack.enter_context(Emulator())
        bot, desk = stack.enter_context(opened(url, twilio, folder))
        eventually(lambda: _is_warm(bot), "the meaning is learned")
        database = stack.enter_context(closing(Database(url)))
        watch = measure(desk, twilio, traffic(URGENT), database)
        return watch, watch.opened(database)


def _is_warm(bot: Bot) -> bool:
    """Whether the worker understands by meaning, where the model is installed."""
    worker = bot.started[-1][0]
    return bundled_embedder() is None or "understood by meaning too" in bot.log_of(worker)


def _judge(name: str, watch: Watch, opened: list[float]) -> bool:
    looks = f"{len(watch.looks)} looks, {EVERY:g} s after the one before, of at most {max(watch.looks):.2f} s"
    load = f"load {getloadavg()[0]:.1f} on {cpu_count()} processors"
    print(f"{name}: {len(watch.spans)} urgent messages, {len(watch.awaited)} never shown; {looks}; {load}")
    print(f"  from the POST to the row on the page: {_figures(watch.spans)}")
    print(f"  of it until the worker has called a person: {_figures(opened)}", flush=True)
    return not watch.awaited and percentile(watch.spans, 99) <= FLOOR


def _figures(spans: Sequence[float]) -> str:
    parts = ", ".join(f"p{part} {percentile(spans, part):.2f} s" for part in (50, 95, 99))
    return f"{parts}, max {percentile(spans, 100):.2f} s"


def percentile(spans: Sequence[float], part: int) -> float:
    """The value that so many of a hundred do not exceed."""
    return spans[ceil(part * len(spans) / 100) - 1] if spans else inf


if __name__ == "__main__":
    sys.exit(main())
