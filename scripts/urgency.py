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
from io import StringIO
from math import ceil, inf
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from time import monotonic
from typing import NamedTuple

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from bot.actions.accounts import add_agent
from bot.clock import SystemClock
from bot.content.embedding import bundled_embedder
from bot.content.triggers import load_triggers
from bot.core.agents import Agent
from bot.log import set_up
from bot.store.audit import COMMAND_LINE, Doer
from bot.store.database import Database
from scripts.databases import databases
from tests.emulator import Emulator
from tests.processes import PROJECT, Bot, eventually, running, settings

URGENT, SEED, FLOOR = 200, 20261123, 5.0
EVERY, BEAT = 2.0, 0.5
"""Seconds between two looks, and how often the page sees whether it is time: as in news.js and beat.js."""
_PATIENCE = 60.0
_PASSWORD = "nine patient herons"  # noqa: S105  of an account that lives for a minute
_TOKEN = re.compile(r'name="?csrf[-_]token"? (?:content|value)="([^"]+)"')
_SEEN = re.compile(r'id="seen" name="seen" value="([^"]*)"')


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


class Desk:
    """The open queue of an agent, as a browser keeps it."""

    def __init__(self, url: str) -> None:
        self._url, self._session, self._seen = url, requests.Session(), ""
        # As browsers do: where the server has closed a line that was kept, the same goes by a new one.
        self._session.mount("http://", HTTPAdapter(max_retries=Retry(1, allowed_methods=None)))

    def log_in(self, name: str) -> None:
        """Log in and open the queue."""
        address = f"{self._url}/console/log-in"
        form = {"csrf_token": self._found(_TOKEN, self._session.get(address, timeout=_PATIENCE).text)}
        page = self._session.post(
            address, data={**form, "name": name, "password": _PASSWORD}, timeout=_PATIENCE
        )
        assert page.ok, f"{name} cannot log in: {page.status_code}"
        self._session.headers.update(
            {
                "HX-Request": "true",
                "HX-Current-URL": f"{self._url}/console",
                "X-CSRFToken": self._found(_TOKEN, page.text),
            }
        )
        self._seen = self._found(_SEEN, page.text)

    def look(self) -> str:
        """Ask for what has changed since the last look; empty where nothing has."""
        answer = self._session.post(f"{self._url}/console/news", data={"seen": self._seen}, timeout=_PATIENCE)
        assert answer.ok, f"the news are refused: {answer.status_code}"
        if answer.status_code != 204:
            self._seen = self._found(_SEEN, answer.text)
        return answer.text

    def close(self) -> None:
        self._session.close()

    @staticmethod
    def _found(pattern: re.Pattern[str], page: str) -> str:
        found = pattern.search(page)
        assert found, f"there is no {pattern.pattern} on the page"
        return found[1]


@contextmanager
def opened(url: str, twilio: Emulator, folder: Path) -> Iterator[tuple[Bot, Desk]]:
    """The processes of an installation with the project's content, and an agent who is logged in."""
    environment = settings(url, TWILIO_API_URL=twilio.url)
    twilio.webhook = f"{environment['BOT_PUBLIC_URL']}/webhooks/twilio"
    with running(folder, environment) as bot, closing(Desk(environment["BOT_PUBLIC_URL"])) as desk:
        with closing(Database(url)) as database:
            add_agent(database, Agent("ann", "agent"), _PASSWORD, Doer("", COMMAND_LINE), SystemClock().now())
        desk.log_in("ann")
        yield bot, desk


@dataclass
class Watch:
    """What an agent saw: when each message began its way and was shown, and how long each look took.

    All in seconds; instants by `monotonic`. `awaited` are the names of those who are still missing.
    """

    awaited: set[str]
    began: dict[str, float] = field(default_factory=dict)
    shown: dict[str, float] = field(default_factory=dict)
    looks: list[float] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    @property
    def spans(self) -> list[float]:
        """From the beginning of the POST to the end of the answer that shows the row, the shortest first."""
        return sorted(self.shown[name] - self.began[name] for name in self.shown)

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


def measure(desk: Desk, twilio: Emulator, written: Sequence[Writing]) -> Watch:
    """Post everything at its pace while the agent looks on."""
    watch = Watch({one.name for one in written if one.urgent})

    def post(one: Writing) -> None:
        watch.began[one.name] = monotonic()
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
        return 0 if all([_judge(name, _measured(url)) for name, url in kinds]) else 1


def _measured(url: str) -> Watch:
    with ExitStack() as stack:
        # What the processes wrote is no part of the figures.
        stack.enter_context(redirect_stdout(StringIO()))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        twilio = stack.enter_context(Emulator())
        bot, desk = stack.enter_context(opened(url, twilio, folder))
        eventually(lambda: _is_warm(bot), "the meaning is learned")
        return measure(desk, twilio, traffic(URGENT))


def _is_warm(bot: Bot) -> bool:
    """Whether the worker understands by meaning, where the model is installed."""
    worker = bot.started[-1][0]
    return bundled_embedder() is None or "understood by meaning too" in bot.log_of(worker)


def _judge(name: str, watch: Watch) -> bool:
    spans = watch.spans or [inf]
    p50, p95, p99, most = (spans[ceil(part * len(spans)) - 1] for part in (0.5, 0.95, 0.99, 1))
    print(
        f"{name}: {len(spans)} urgent messages, {len(watch.awaited)} never shown; "
        f"from the POST to the row p50 {p50:.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s, max {most:.2f} s; "
        f"{len(watch.looks)} looks, {EVERY:g} s after the one before, of at most {max(watch.looks):.2f} s",
        flush=True,
    )
    return not watch.awaited and p99 <= FLOOR


if __name__ == "__main__":
    sys.exit(main())
