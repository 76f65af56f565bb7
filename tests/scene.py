"""A scene for tests of the actions: a contact, an outbox, a channel, and the worker's rounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Event, Thread
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, select, update

from bot.actions.receive import receive
from bot.actions.track import track
from bot.channels.fake import FakeChannel
from bot.clock import Clock, VirtualClock
from bot.content.library import load_library
from bot.content.watching import Watch
from bot.core.library import Library
from bot.core.messages import Inbound
from bot.store.contacts import find_by_address
from bot.store.conversations import change_conversation, lock_conversation, released
from bot.store.database import Database
from bot.store.escalations import list_escalations
from bot.store.messages import add_outbound
from bot.store.snapshots import replan
from bot.store.tables import conversations, messages
from bot.worker import Tools, work_once

SOMCHAI = "whatsapp:+66812345678"
_TRIGGERS = """
price: {reply: price, phrases: {en: [how much is it, what is the price, unit price please]}}
urgent: {escalate: {reason: urgent}, phrases: {en: [I need it today, this is very urgent, at once please]}}
quote: {reply: quote, phrases: {en: [send me a quotation, quotation please, I want a quote]}}
"""
_REPLIES = """
price:
  steps:
    - {say: "one", hours: any}
    - {say: "two", hours: any}
    - {say: "three", hours: any}
quote:
  steps:
    - {say: "first", hours: any}
    - {wait: 2h}
    - {say: "later", hours: any}
    - {escalate: {reason: person}}
away: {steps: [{say: "away until {promise}", hours: any}]}
handing_over: {steps: [{say: "a person will answer", hours: any}]}
fallback: {steps: [{say: "pardon?", hours: any}]}
clarify: {steps: [{say: "which of these?", hours: any}]}
stopped: {steps: [{say: "stopped", hours: any}]}
started: {steps: [{say: "started", hours: any}]}
"""
_POLICY = "business: {name: Test, time_zone: Asia/Bangkok, country: TH}\nlanguages: [en]\n"


@cache
def small_library(policy: str = "") -> Library:
    """Content of three triggers: `price` answers with the messages one, two and three."""
    with TemporaryDirectory() as folder:
        return load_library(write_content(Path(folder), policy))


def write_content(folder: Path, policy: str = "") -> Path:
    """The files of `small_library`, to be changed by a test; returns the folder."""
    for name, text in (
        ("triggers/all.yaml", _TRIGGERS),
        ("replies/all.yaml", _REPLIES),
        ("replies/policy.yaml", _POLICY + policy),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@dataclass
class Scene:
    """Everything a test of the actions touches; `clock` stands still until it is moved."""

    database: Database
    clock: Clock
    library: Library = field(default_factory=small_library)
    channel: Any = field(default_factory=FakeChannel)
    owner: str = "worker"
    watch: Watch[Library] | None = None

    @property
    def tools(self) -> Tools:
        return Tools(self.database, self.library, self.channel, self.clock, str, self.owner, watch=self.watch)

    def write(self, text: str, address: str = SOMCHAI, **more: Any) -> str:
        """The contact writes; returns the contact's id."""
        receive(self.database, inbound(text, address, **more), self.clock.now())
        with self.database.reading() as connection:
            found = find_by_address(connection, "whatsapp", address, more.get("external_id", ""))
        assert found is not None, "the contact was not recorded"
        return found.id

    def contact(self, address: str = SOMCHAI) -> str:
        """A contact who has written and waits for nothing; returns the id."""
        contact_id = self.write("hello", address)
        with self.database.transaction() as connection:
            connection.execute(
                update(messages).where(messages.c.contact_id == contact_id).values(handled_by="before")
            )
            change_conversation(connection, contact_id, released(None))
        return contact_id

    def queue(self, contact_id: str, *texts: str, **columns: Any) -> list[str]:
        """Queue messages of the bot, due now; returns their ids."""
        now = self.clock.now()
        with self.database.transaction() as connection:
            lock_conversation(connection, contact_id)
            values = {"origin": "bot", "due_at": now, "sequence": "price", "step": 1, **columns}
            ids = [add_outbound(connection, contact_id, now, {**values, "text": text}) for text in texts]
            replan(connection, contact_id, now)
        return ids

    def work(self) -> None:
        """Do all that is due at this instant, and take the provider's reports in between."""
        for _ in range(500):
            if not work_once(self.tools):
                return
            self.report()
        raise AssertionError("the worker never comes to an end")

    def report(self) -> None:
        for report in self.channel.reports():
            track(self.database, report, self.clock.now())

    def after(self, seconds: float) -> None:
        """Let time pass, then do what is due."""
        assert isinstance(self.clock, VirtualClock)
        self.clock.move_to(self.clock.now() + timedelta(seconds=seconds))
        self.work()

    def messages(self, contact_id: str, origin: str = "bot") -> Sequence[Row[Any]]:
        with self.database.reading() as connection:
            return connection.execute(
                select(messages)
                .where(messages.c.contact_id == contact_id, messages.c.origin == origin)
                .order_by(messages.c.position)
            ).all()

    def statuses(self, contact_id: str) -> list[str]:
        return [row.status for row in self.messages(contact_id)]

    def conversation(self, contact_id: str) -> Row[Any]:
        with self.database.reading() as connection:
            return connection.execute(
                select(conversations).where(conversations.c.contact_id == contact_id)
            ).one()

    def tasks(self, contact_id: str) -> list[tuple[str, str]]:
        """Reason and evidence of every escalation of a contact."""
        with self.database.reading() as connection:
            return [(row.reason, row.evidence) for row in list_escalations(connection, contact_id)]

    @property
    def texts(self) -> list[str]:
        """What reached contacts, in order."""
        return [one.text for one in self.channel.sent]


def inbound(text: str, address: str = SOMCHAI, **more: Any) -> Inbound:
    values = {"provider_id": f"SM{uuid4().hex}", "channel": "whatsapp", "address": address, "text": text}
    return Inbound(**{**values, **more})


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Run calls in threads that start at the same moment; returns what they returned.

    The first exception of any of them is raised.
    """
    results: list[Any] = [None] * len(calls)
    start = Barrier(len(calls))

    def run(number: int) -> None:
        start.wait(30)
        try:
            results[number] = calls[number]()
        except BaseException as error:
            results[number] = error

    threads = [Thread(target=run, args=(number,), daemon=True) for number in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a thread hangs"
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def eventually(holds: Callable[[], Any], seconds: float = 20) -> None:
    """Wait until something holds; fails after a generous time."""
    pause = Event()
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        pause.wait(0.02)
    raise AssertionError("it never came true")


def at(scene: Scene, seconds: float) -> datetime:
    return scene.clock.now() + timedelta(seconds=seconds)
