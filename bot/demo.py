"""The demo: web, worker and simulator in one process on SQLite, without an account.

What is typed goes as a signed webhook to the real endpoint, and the channel's reports come
back the same way: only the provider is replaced. It listens on loopback only.
"""

import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast

from flask import Flask
from rich.console import Console
from waitress.server import BaseWSGIServer, create_server

from bot.actions.accounts import add_agent
from bot.app import build_app, create_tools
from bot.channels.simulator import SimulatorChannel
from bot.clock import ShiftedClock
from bot.config import Settings, load_settings
from bot.core.agents import Agent, Role
from bot.core.shelf import Shelf, shelf_of
from bot.core.zones import locate
from bot.simulator.journey import Journey
from bot.simulator.pages import add_simulator
from bot.simulator.provider import OUR_NUMBER, Provider, Writing
from bot.simulator.scene import Desk
from bot.store.audit import COMMAND_LINE, Doer
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.schema import migrate
from bot.terminal import Line, talk
from bot.web.wording import load_wordings
from bot.worker import Worker

_LOOPBACK = "127.0.0.1"
_PATIENCE = 10.0  # seconds for each thread to end
_LOOK = 1.0  # seconds between two looks for a signal
STAFF = {"anna": "agent", "ben": "agent", "sara": "supervisor", "olga": "ops", "adam": "admin"}
"""The accounts of a demo, by their roles; they exist nowhere else."""
_WEB_THREADS = 8  # a page that posts a webhook occupies two of them


@dataclass(frozen=True, slots=True)
class Demo:
    """A bot that runs: where it is, and what its simulator works with."""

    url: str
    desk: Desk


def demo(content: Path, address: str, port: int, console: Console) -> None:
    """Run until the chat ends; without any input, until it is stopped."""
    # A process manager stops a program by SIGTERM; it ends as it does by Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running(content, Path("var") / "demo.db", port, ShiftedClock()) as one:
            _greet(one, address, console)
            if not talk(_line(one.desk, address, _zone(one, address)), console):
                console.print("No terminal here: running until stopped.")
                _run_until_stopped()
    except KeyboardInterrupt:
        console.print("Stopped.")


def _run_until_stopped() -> None:
    # A signal that comes right before a wait is heard after it, so no wait may be for ever.
    nobody_sets_it = Event()
    while not nobody_sets_it.wait(_LOOK):
        pass


def _zone(one: Demo, address: str) -> str:
    business = one.desk.business
    return locate(address, business.time_zone, business.country).zone


def _greet(one: Demo, address: str, console: Console) -> None:
    """Where everything is, and how to log in."""
    console.print(f"[bold]{one.desk.business.name}[/bold] is at {one.url} (/healthz, /readyz, /metrics).")
    console.print(f"Open [bold]{one.url}/simulator[/bold] in a browser: it is a phone to chat with the bot.")
    name, password = one.desk.login
    others = ", ".join(f"{other} ({role})" for other, role in STAFF.items() if other != name)
    console.print(
        f"Open [bold]{one.url}/console[/bold] in another tab: there staff see who needs a person.\n"
        f"Log in as [bold]{name}[/bold] with the password [bold]{password}[/bold]; "
        f"the same for {others}."
    )
    console.print(f"Here you are {address} in {_zone(one, address)}. Nothing leaves this machine.")


@contextmanager
def running(content: Path, file: Path, port: int, clock: ShiftedClock) -> Iterator[Demo]:
    """A bot on a fresh database file, stopped at the end; port 0 takes any free one."""
    settings = _settings(content, file, port or _free_port())
    with closing(Database(settings.database_url)) as database:
        migrate(database)
        channel = SimulatorChannel(clock.monotonic)
        worker = Worker(create_tools(settings, channel, clock))
        # The worker's heartbeat moves with the clock; that it is written wakes the worker.
        journey = Journey(database, clock, worker.keep_alive)
        provider = _provider(settings, channel)
        wordings = load_wordings(content / "locales")
        business, login = _shelf(worker).policy.business, _hire(database, clock)
        desk = Desk(database, clock, channel, provider, journey, business, wordings, login)
        app = build_app(settings, database, lambda: _shelf(worker), clock)
        add_simulator(app, desk)
        with closing(worker.tools.database), _serving(app, settings.port), _working(worker, provider):
            yield Demo(settings.public_url, desk)


def _provider(settings: Settings, channel: SimulatorChannel) -> Provider:
    return Provider(settings.public_url, settings.twilio_account_sid, settings.auth_tokens[0], channel)


def _hire(database: Database, clock: ShiftedClock) -> tuple[str, str]:
    """Accounts for every role, all with one password that is made for this run; returns the first."""
    password = f"bulbul-{secrets.token_hex(4)}"
    for name, role in STAFF.items():
        agent = Agent(name, cast(Role, role), name.title())
        add_agent(database, agent, password, Doer(address=COMMAND_LINE), clock.now())
    return next(iter(STAFF)), password


@contextmanager
def _working(worker: Worker, provider: Provider) -> Iterator[None]:
    """The worker and the provider's callbacks, both let finish what they are doing."""
    stopping = Event()
    threads = [_start(worker.run), _start(lambda: provider.run(stopping))]
    try:
        yield
    finally:
        stopping.set()
        worker.stop()
        for thread in threads:
            thread.join(timeout=_PATIENCE)


@contextmanager
def _serving(app: Flask, port: int) -> Iterator[None]:
    """The web server, stopped without leaving a thread or a socket behind."""
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, host=_LOOPBACK, port=port, threads=_WEB_THREADS)
    assert isinstance(server, BaseWSGIServer), "one address is one server"
    web = _start(server.run)
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()
        left = list(sockets.values())
        # waitress has no stop of its own: its loop ends when there is nothing left to watch.
        sockets.clear()
        server.pull_trigger()
        web.join(timeout=_PATIENCE)
        for one in left:
            one.close()


def _start(run: Callable[[], None]) -> Thread:
    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread


def _shelf(worker: Worker) -> Shelf:
    """The content that the worker uses at this moment: it may be edited while one chats."""
    return shelf_of(worker.tools.library)


def _line(desk: Desk, address: str, zone: str) -> Line:
    """The terminal as another phone with this address."""
    heard = 0

    def hear() -> list[str]:
        nonlocal heard
        fresh = desk.channel.arrived(address)[heard:]
        heard += len(fresh)
        return [one.text + (f" [{one.media_url}]" if one.media_url else "") for one in fresh]

    def due() -> datetime | None:
        with desk.database.reading() as connection:
            return next_due(connection, desk.clock.now())

    return Line(lambda words: desk.provider.write(Writing(address, words)), hear, due, desk.clock, zone)


def _settings(content: Path, file: Path, port: int) -> Settings:
    """Settings of a demo: secrets for this run alone, and a fresh database file."""
    file.parent.mkdir(exist_ok=True)
    for old in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        old.unlink(missing_ok=True)
    return load_settings(
        {
            "DATABASE_URL": f"sqlite:///{file}",
            "BOT_CONTENT": str(content),
            "BOT_PUBLIC_URL": f"http://{_LOOPBACK}:{port}",
            "BOT_SECRET_KEY": secrets.token_urlsafe(32),
            "TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "TWILIO_WHATSAPP_FROM": OUR_NUMBER,
            "PORT": str(port),
        }
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        return int(probe.getsockname()[1])
