"""The bot as it runs: release, web and worker, each started by its own line of the Procfile.

The one rule: whatever is started here is stopped by the end of the `with`, and what it wrote
is printed, so that a failing test shows the logs of every process.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TypeVar

import requests

from bot.config import cache_folder
from tests.emulator import ACCOUNT, SENDER, TOKEN

PROJECT = Path(__file__).resolve().parent.parent
PROCFILE = dict(line.split(": ", 1) for line in (PROJECT / "Procfile").read_text("utf-8").splitlines())
PATIENCE = 60.0  # seconds; a machine that tests at full load is slow to start a process
_PROGRAMS = str(Path(sys.executable).parent)
_Found = TypeVar("_Found")


def eventually(found: Callable[[], _Found], what: str, seconds: float = PATIENCE) -> _Found:
    """The first true value of `found`; AssertionError where there is none in time."""
    nobody_sets_it, end = Event(), monotonic() + seconds
    while not (value := found()):
        assert monotonic() < end, f"not within {seconds:g} s: {what}"
        nobody_sets_it.wait(0.05)
    return value


def settings(database_url: str, content: Path = PROJECT, **changes: str) -> dict[str, str]:
    """The whole environment of a process: complete settings, and nothing of this machine's own.

    What was fitted before is at hand, so that a worker does not learn the project's content anew.
    """
    port = free_port()
    return {
        "PATH": f"{_PROGRAMS}{os.pathsep}{os.defpath}",
        "PORT": str(port),
        "DATABASE_URL": database_url,
        "BOT_CONTENT": str(content),
        "BOT_CACHE": str(cache_folder()),
        "BOT_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "BOT_SECRET_KEY": "a long secret key of no installation",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_WHATSAPP_FROM": SENDER,
    } | changes


def program(name: str) -> str:
    """The path of an installed program, beside the Python that runs the tests."""
    return str(Path(_PROGRAMS) / name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def content_copy(folder: Path) -> Path:
    """A copy of the project's content in a folder of the test, to be changed by it."""
    for part in ("triggers", "replies", "locales"):
        shutil.copytree(PROJECT / part, folder / part)
    return folder


@dataclass
class Bot:
    """The processes of one installation, which run in an empty folder."""

    folder: Path
    environment: Mapping[str, str]
    started: list[tuple[subprocess.Popen[bytes], Path]] = field(default_factory=list)

    def start(self, kind: str) -> subprocess.Popen[bytes]:
        """Start the Procfile's process of this kind, with its output in a file."""
        log = self.folder / f"{len(self.started) + 1}-{kind}.log"
        with log.open("wb") as output:
            # The shell fills in the port and then becomes the process, so that signals reach it.
            line = ["/bin/sh", "-c", f"exec {PROCFILE[kind]}"]
            environment = {**self.environment, "HOME": str(self.folder)}
            process = subprocess.Popen(line, env=environment, cwd=self.folder, stdout=output, stderr=output)
        self.started.append((process, log))
        return process

    def run(self, kind: str) -> tuple[int, str]:
        """Start it, wait for its end; returns the exit status and all that it wrote."""
        process = self.start(kind)
        status = process.wait(PATIENCE)
        return status, self.log_of(process)

    def log_of(self, process: subprocess.Popen[bytes]) -> str:
        return next(log for one, log in self.started if one is process).read_text("utf-8", "replace")

    def get(self, path: str) -> tuple[int, str]:
        """What the web process answers, status 0 while nobody does."""
        try:
            answer = requests.get(self.environment["BOT_PUBLIC_URL"] + path, timeout=10)
        except requests.ConnectionError:
            return 0, ""
        return answer.status_code, answer.text

    def ready(self) -> bool:
        """True when it serves; AssertionError where a process has ended instead."""
        ended = [log.name for process, log in self.started[1:] if process.poll() is not None]
        assert not ended, f"these processes ended while they started: {ended}"
        return self.get("/readyz")[0] == 200

    def stop(self) -> None:
        """Ask every process to end, and make it."""
        for process, _ in self.started:
            process.send_signal(signal.SIGTERM)
        for process, _ in self.started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def running(folder: Path, environment: Mapping[str, str], workers: int = 1) -> Iterator[Bot]:
    """A migrated installation with web and workers that is ready to serve."""
    with installed(folder, environment) as bot:
        status, told = bot.run("release")
        assert status == 0, told
        bot.start("web")
        for _ in range(workers):
            bot.start("worker")
        eventually(bot.ready, "the bot is ready")
        yield bot


@contextmanager
def installed(folder: Path, environment: Mapping[str, str]) -> Iterator[Bot]:
    """An installation of which nothing runs yet."""
    folder.mkdir(parents=True, exist_ok=True)
    bot = Bot(folder, environment)
    try:
        yield bot
    finally:
        bot.stop()
        for process, log in bot.started:
            print(f"--- {log.name}, exit status {process.returncode}\n{log.read_text('utf-8', 'replace')}")
