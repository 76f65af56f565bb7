"""Content changes while real processes run: what was saved is said, what is broken is not."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from time import monotonic, thread_time
from typing import Any

import pytest
from sqlalchemy import Row

from bot.clock import SystemClock
from bot.config import cache_folder
from bot.content.files import version_of
from bot.content.library import load_library
from bot.store.contacts import find_by_address
from bot.store.conversations import list_heartbeats
from bot.store.database import Database
from tests.emulator import Emulator
from tests.processes import PROJECT, Bot, eventually, running, settings
from tests.scene import write_content

POLICY = 'settle: 0s\nhours: {workdays: ["24:00"], mon-sun: ["24:00"], holidays: none}\n'
PROMISED = 2.0  # seconds from saving a file to its effect, on a machine that is not at full load
EDITS = ("uno", "eins", "een", "um", "yksi")
SOMCHAI, MALEE = "whatsapp:+66812345678", "whatsapp:+66898765432"


@pytest.fixture
def twilio() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content", POLICY)


@pytest.fixture
def bot(tmp_path: Path, database_url: str, content: Path, twilio: Emulator) -> Iterator[Bot]:
    """Web and worker, running the code that stands beside the tests."""
    # With the vectors at hand, a worker that learns meaning does not keep the whole machine busy.
    more = {"PYTHONPATH": str(PROJECT), "BOT_CACHE": str(cache_folder())}
    environment = settings(database_url, content, TWILIO_API_URL=twilio.url, **more)
    twilio.webhook = f"{environment['BOT_PUBLIC_URL']}/webhooks/twilio"
    with running(tmp_path / "home", environment) as started:
        yield started


def _rewrite(file: Path, old: str, new: str) -> None:
    written = file.read_text("utf-8")
    assert old in written
    file.write_text(written.replace(old, new), "utf-8")


def _workers(database: Database) -> Sequence[Row[Any]]:
    with database.reading() as connection:
        return list_heartbeats(connection, SystemClock().now() - timedelta(minutes=1))


def _until_used(database: Database, content: Path) -> float:
    """Seconds until every worker uses the files as they are."""
    began, version = monotonic(), version_of(content)
    eventually(lambda: {row.library for row in _workers(database)} == {version}, f"version {version} is used")
    return monotonic() - began


def _busyness(content: Path) -> float:
    """How many times as long as alone a process takes on this machine now; 1 where it is idle."""
    began, worked = monotonic(), thread_time()
    for _ in range(3):
        load_library(content)
    return max(1.0, (monotonic() - began) / (thread_time() - worked))


def _asked(twilio: Emulator, address: str) -> list[str]:
    return [form["Body"] for form in twilio.requests if form["To"] == address]


def test_a_saved_reply_is_said_and_a_broken_file_changes_nothing(
    bot: Bot, database: Database, content: Path, twilio: Emulator
) -> None:
    replies = content / "replies" / "all.yaml"
    seconds = []
    for old, new in pairwise(("one", *EDITS)):
        _rewrite(replies, old, new)
        seconds.append(_until_used(database, content))
    assert twilio.write("how much is it", SOMCHAI) == 200
    eventually(lambda: _asked(twilio, SOMCHAI)[:1] == ["yksi"], "the new words are said")
    print("from a saved file to its effect:", *(f"{one:.2f} s" for one in seconds))
    assert min(seconds) <= PROMISED * _busyness(content)

    used = version_of(content)
    _rewrite(replies, "yksi", "{eins}")
    eventually(lambda: "replies/all.yaml:4:" in bot.get("/readyz")[1], "the error is told")
    eventually(lambda: "this web process" in bot.get("/readyz")[1], "the web process tells it too")
    assert bot.get("/readyz")[0] == 200
    assert [row.library for row in _workers(database)] == [used]
    logs = [log for _, log in bot.started[1:]]
    eventually(lambda: all("{eins} has no value" in log.read_text("utf-8") for log in logs), "both log it")
    assert twilio.write("how much is it", MALEE) == 200
    eventually(lambda: _asked(twilio, MALEE)[:1] == ["yksi"], "the words of before are said")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_web_process_receives_under_the_new_policy(
    bot: Bot, database: Database, content: Path, twilio: Emulator
) -> None:
    _rewrite(content / "replies" / "policy.yaml", "time_zone: Asia/Bangkok", "time_zone: Asia/Tokyo")
    _until_used(database, content)
    addresses = [f"messenger:{number}" for number in range(8)]
    assert {twilio.write("hello", address) for address in addresses} == {200}

    with database.reading() as connection:
        found = [find_by_address(connection, "messenger", address) for address in addresses]
    assert {contact.zone for contact in found if contact} == {"Asia/Tokyo"}
    assert all(found)
