"""The demo: web and worker in one process on SQLite, without an account.

What is typed goes as a signed webhook to the real endpoint, and the channel's reports come
back the same way: only the provider is replaced.
"""

import secrets
import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import requests
from rich.console import Console
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # it ships no types
from waitress.server import create_server

from bot.app import build_app, create_tools
from bot.channels.fake import FakeChannel
from bot.clock import ShiftedClock
from bot.config import Settings, load_settings
from bot.content.library import load_library
from bot.core.zones import locate
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.schema import migrate
from bot.terminal import Line, talk
from bot.worker import Worker

OUR_NUMBER = "whatsapp:+14155238886"
_PATIENCE = 10.0


def demo(content: Path, address: str, port: int, console: Console) -> None:
    """Run until the chat ends; without any input, until it is stopped."""
    settings = _settings(content, port)
    database = Database(settings.database_url)
    migrate(database)
    clock, channel = ShiftedClock(), FakeChannel()
    library = load_library(content)
    server = create_server(
        build_app(settings, database, library.policy, clock), host="127.0.0.1", port=settings.port
    )
    worker = Worker(create_tools(settings, channel, clock))
    provider = Provider(settings, channel, address)
    threads = [Thread(target=run, daemon=True) for run in (server.run, worker.run)]
    for thread in threads:
        thread.start()
    business = library.policy.business
    zone = locate(address, business.time_zone, business.country).zone
    console.print(f"[bold]{business.name}[/bold] is at {settings.public_url} (/healthz, /readyz, /metrics).")
    console.print(f"You are {address} in {zone}. Nothing leaves this machine.")
    line = Line(provider.write, provider.hear, lambda: _due(database, clock), clock, zone)
    try:
        if not talk(line, console):
            console.print("No terminal here: running until stopped.")
            Event().wait()
    except KeyboardInterrupt:
        console.print("Stopped.")
    finally:
        worker.stop()
        server.close()
        threads[1].join(timeout=_PATIENCE)


def _due(database: Database, clock: ShiftedClock) -> datetime | None:
    with database.reading() as connection:
        return next_due(connection, clock.now())


def _settings(content: Path, port: int) -> Settings:
    """Settings of a demo: secrets for this run alone, and a fresh database file."""
    path = Path("var") / "demo.db"
    path.parent.mkdir(exist_ok=True)
    for old in (path, path.with_name("demo.db-wal"), path.with_name("demo.db-shm")):
        old.unlink(missing_ok=True)
    port = port or _free_port()
    return load_settings(
        {
            "DATABASE_URL": f"sqlite:///{path}",
            "BOT_CONTENT": str(content),
            "BOT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "BOT_SECRET_KEY": secrets.token_urlsafe(32),
            "TWILIO_ACCOUNT_SID": "AC" + secrets.token_hex(16),
            "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            "TWILIO_WHATSAPP_FROM": OUR_NUMBER,
            "PORT": str(port),
        }
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Provider:
    """Plays the provider: posts signed webhooks, and calls back what became of a message."""

    def __init__(self, settings: Settings, channel: FakeChannel, address: str) -> None:
        self._settings = settings
        self._channel = channel
        self._address = address
        self._validator = RequestValidator(settings.auth_tokens[0])
        self._heard = 0

    def write(self, words: str) -> None:
        sid = f"SM{uuid4().hex}"
        self._post(
            "/webhooks/twilio", {"MessageSid": sid, "From": self._address, "To": OUR_NUMBER, "Body": words}
        )

    def hear(self) -> list[str]:
        """The texts that have arrived since the last call; the bot is told that they did."""
        for report in self._channel.reports():
            form = {"MessageSid": report.provider_id, "MessageStatus": report.status.value}
            self._post(f"/webhooks/twilio/status/{report.message_id}", form)
        fresh = self._channel.sent[self._heard :]
        self._heard += len(fresh)
        return [one.text + (f" [{one.media_url}]" if one.media_url else "") for one in fresh]

    def _post(self, path: str, form: Mapping[str, str]) -> None:
        url = self._settings.public_url + path
        form = {"AccountSid": self._settings.twilio_account_sid, **form}
        signature = self._validator.compute_signature(url, form)
        answer = requests.post(url, data=form, headers={"X-Twilio-Signature": signature}, timeout=_PATIENCE)
        answer.raise_for_status()
