"""`bot demo` and `bot chat` answer what is typed, with no account and no settings."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from bot.config import cache_folder
from tests.processes import PATIENCE, PROJECT, eventually, free_port, program


@contextmanager
def _started(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The program with no settings but the project's content, and with what was fitted before."""
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "BOT_CONTENT": str(PROJECT),
        "BOT_CACHE": str(cache_folder()),
        "COLUMNS": "200",
    }
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [program("bot"), *words],
        cwd=folder,
        env=environment,
        stdin=pipe,
        stdout=pipe,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("command", ["chat", "demo"])
def test_what_is_typed_is_answered_and_the_end_of_the_input_ends_it(tmp_path: Path, command: str) -> None:
    with _started(tmp_path, command) as process:
        told, _ = process.communicate("ขอบคุณ\n", timeout=PATIENCE)

    assert process.returncode == 0, told
    assert "Asia/Bangkok" in told
    assert "> ขอบคุณ" in told
    assert re.search(r"bot \d\d:\d\d:\d\d .*\w", told), told
    assert "Traceback" not in told


def test_the_chat_moves_the_clock_and_ends_when_told(tmp_path: Path) -> None:
    with _started(tmp_path, "chat") as process:
        told, _ = process.communicate("/wait soon\n/wait 24h\n/what\n/quit\nnever read\n", timeout=PATIENCE)

    assert process.returncode == 0, told
    assert '"soon" is not a duration' in told
    assert "It is now " in told
    assert "/quit ends." in told
    assert "never read" not in told


def test_the_demo_runs_without_a_terminal_until_it_is_stopped(tmp_path: Path) -> None:
    port = free_port()
    with _started(tmp_path, "demo", "--port", str(port)) as process:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None

        eventually(lambda: _status(port, "/readyz") == 200, "the demo is ready")
        assert _status(port, "/webhooks/twilio") == 405
        process.send_signal(signal.SIGINT)
        told, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0, told
    assert f"http://127.0.0.1:{port}" in told
    assert "Traceback" not in told


def _status(port: int, path: str) -> int:
    try:
        return requests.get(f"http://127.0.0.1:{port}{path}", timeout=5).status_code
    except requests.ConnectionError:
        return 0
