"""The whole way of a message through real processes: a signed webhook in, a request to Twilio out.

Content is a copy of the project's that is always open, because these processes live by the
machine's clock and the tests run at any hour.
"""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, func, select, update

from bot.clock import SystemClock
from bot.core.messages import IN_FLIGHT, Status
from bot.store.database import Database
from bot.store.schema import migrate
from bot.store.tables import conversations, messages
from tests.emulator import Emulator
from tests.emulator_rules import Stored, inbound_form
from tests.processes import Bot, content_copy, eventually, installed, running, settings

SOMCHAI, MALEE = "whatsapp:+66812345678", "whatsapp:+66898765432"
WORKERS = {"sqlite": 1, "postgresql": 2}
_ALWAYS = 'workdays: ["08:00-18:00"]\n  holidays: contact', 'mon-sun: ["24:00"]\n  holidays: none'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The project's content, open day and night, and quick to answer a burst."""
    folder = content_copy(tmp_path / "content")
    policy = folder / "replies" / "policy.yaml"
    written = policy.read_text("utf-8")
    assert _ALWAYS[0] in written
    policy.write_text(written.replace(*_ALWAYS) + "\nsettle: 1s\n", "utf-8")
    return folder


@pytest.fixture
def twilio() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@contextmanager
def _serving(
    tmp_path: Path, database_url: str, content: Path, twilio: Emulator, workers: int = 1
) -> Iterator[Bot]:
    environment = settings(database_url, content, TWILIO_API_URL=twilio.url)
    twilio.webhook = f"{environment['BOT_PUBLIC_URL']}/webhooks/twilio"
    with running(tmp_path / "home", environment, workers) as bot:
        yield bot


def _heard(twilio: Emulator, address: str) -> list[str]:
    """What has been delivered to a contact, in order."""
    return [one.body for one in twilio.messages if one.to == address and one.status == "delivered"]


def _asked(twilio: Emulator, address: str) -> list[str]:
    """The texts of all requests to send something to a contact, in order."""
    return [form["Body"] for form in twilio.requests if form["To"] == address]


def _all_heard(twilio: Emulator, count: int) -> None:
    for address in (SOMCHAI, MALEE):
        eventually(lambda to=address: len(_heard(twilio, to)) >= count, f"{count} messages to {address}")


def _outbound(database: Database) -> list[Row[Any]]:
    with database.reading() as connection:
        query = select(messages).where(messages.c.origin == "bot").order_by(messages.c.position)
        return list(connection.execute(query))


def _finished(database: Database) -> bool:
    """Everything was answered, and nothing waits to be sent or is on its way."""
    with database.reading() as connection:
        waiting = select(func.count()).where(
            messages.c.status.in_([Status.QUEUED, *IN_FLIGHT]) | messages.c.handled_by.is_(None),
            (messages.c.origin == "bot") | messages.c.handled_by.is_(None),
            (messages.c.origin == "contact") | messages.c.status.in_([Status.QUEUED, *IN_FLIGHT]),
        )
        return connection.execute(waiting).scalar_one() == 0


def test_the_bot_answers_a_thai_price_question_and_then_the_choice(
    tmp_path: Path, database_url: str, content: Path, twilio: Emulator
) -> None:
    workers = WORKERS[database_url.split(":")[0].split("+")[0]]
    with _serving(tmp_path, database_url, content, twilio, workers):
        assert [twilio.write("ราคาเท่าไหร่", who) for who in (SOMCHAI, MALEE)] == [200, 200]
        _all_heard(twilio, 3)
        assert [twilio.write("2", SOMCHAI), twilio.write("๒", MALEE)] == [200, 200]
        _all_heard(twilio, 5)

    for contact in (SOMCHAI, MALEE):
        price, evidence, offer, quotation, quantity = _heard(twilio, contact)
        assert "MX-55 ราคาเครื่องละ" in price
        assert "฿11,500" in price.replace("\xa0", "") or "THB11,500" in price.replace("\xa0", "")
        assert "ISO 9001" in evidence
        assert "2. ใบเสนอราคา" in offer
        assert "ราคาเสนอสำหรับ MX-55" in quotation
        assert "?" in quantity or "คะ" in quantity
        assert len(_asked(twilio, contact)) == 5


def test_a_webhook_posted_twenty_times_at_once_is_answered_once(
    tmp_path: Path, database_url: str, database: Database, content: Path, twilio: Emulator
) -> None:
    stored = Stored("SM" + "7" * 32, SOMCHAI, min(twilio.senders), "ขอบคุณ", datetime.now(UTC), "inbound", "received")
    form = inbound_form(stored, twilio.account)
    twilio.open_window(SOMCHAI)
    with _serving(tmp_path, database_url, content, twilio), ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: twilio.post(twilio.webhook, form), range(20)))
        eventually(lambda: _heard(twilio, SOMCHAI) and _finished(database), "the answer")

    assert answers == [200] * 20
    assert len(_asked(twilio, SOMCHAI)) == 1


def test_a_worker_killed_in_the_middle_of_a_send_loses_and_repeats_nothing(
    tmp_path: Path, database_url: str, database: Database, content: Path, twilio: Emulator
) -> None:
    # Twilio takes the second message, tells nobody, and leaves the request without an answer.
    twilio.faults.extend(["", "silence after"])
    twilio.plans.extend([twilio.callbacks, ()])
    with _serving(tmp_path, database_url, content, twilio) as bot:
        twilio.write("ราคาเท่าไหร่", SOMCHAI)
        eventually(lambda: len(twilio.requests) == 2, "the second request")
        worker = bot.started[-1][0]
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        _let_the_lease_run_out(database)
        bot.start("worker")
        eventually(lambda: len(twilio.requests) >= 3 and _finished(database), "the third message")

    texts = _asked(twilio, SOMCHAI)
    assert len(texts) == len(set(texts)) == 3
    assert [row.text for row in _outbound(database)] == texts


def _let_the_lease_run_out(database: Database) -> None:
    """As if the half minute had passed for which a dead worker still holds its message."""
    with database.transaction() as connection:
        past = SystemClock().now() - timedelta(seconds=1)
        connection.execute(
            update(messages).where(messages.c.status == Status.SENDING).values(lease_until=past)
        )
        connection.execute(update(conversations).values(deliver_at=past))


@pytest.mark.parametrize("told", [True, False], ids=["by a callback", "by the list alone"])
def test_a_message_that_twilio_took_but_answered_with_500_is_not_sent_again(
    tmp_path: Path, content: Path, twilio: Emulator, told: bool
) -> None:
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    twilio.faults.extend(["500 after"])
    if not told:
        twilio.plans.append(())
    with _serving(tmp_path, url, content, twilio):
        database = Database(url)
        twilio.write("ขอบคุณ", SOMCHAI)
        eventually(lambda: _outbound(database) and _finished(database), "the outcome is known")
        statuses = [row.status for row in _outbound(database)]
        database.close()

    assert statuses == [Status.DELIVERED if told else Status.SENT]
    assert len(_asked(twilio, SOMCHAI)) == 1


def test_web_and_worker_end_cleanly_when_they_are_asked_to(
    tmp_path: Path, database_url: str, content: Path, twilio: Emulator
) -> None:
    with _serving(tmp_path, database_url, content, twilio) as bot:
        for process, _ in bot.started[1:]:
            process.send_signal(signal.SIGTERM)

        assert [process.wait(10) for process, _ in bot.started] == [0, 0, 0]
        assert not [log for log in map(bot.log_of, [one for one, _ in bot.started]) if "Traceback" in log]


def test_a_worker_asked_to_end_finishes_what_it_is_sending(
    tmp_path: Path, content: Path, twilio: Emulator
) -> None:
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    twilio.plans.append((("delivered", 0.0),))
    with _serving(tmp_path, url, content, twilio) as bot:
        twilio.write("ขอบคุณ", SOMCHAI)
        eventually(lambda: twilio.requests, "the request")
        worker = bot.started[-1][0]
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
        database = Database(url)
        eventually(lambda: _finished(database), "the outcome is written")
        statuses = [row.status for row in _outbound(database)]
        database.close()

    assert statuses == [Status.DELIVERED]


def _migrated(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()


@pytest.mark.parametrize("kind", ["web", "worker"])
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, ["triggers/broken.yaml:1:17: ", "locales/th/LC_MESSAGES/replies.po:", "errors: nothing was loaded."]),
        ({"BOT_SECRET_KEY": "", "TWILIO_AUTH_TOKEN": ""}, ["BOT_SECRET_KEY is not set", "TWILIO_AUTH_TOKEN is not set"]),
        ({"DATABASE_URL": "sqlite:///empty.db"}, ["Run: bot migrate"]),
        ({"DATABASE_URL": "postgresql://bulbul@127.0.0.1:1/none"}, ["does not answer", "DATABASE_URL"]),
    ],
    ids=["broken content", "missing settings", "old schema", "no database"],
)
def test_what_keeps_the_bot_from_starting_is_told_whole_and_without_a_traceback(
    tmp_path: Path, content: Path, kind: str, change: dict[str, str], told: list[str]
) -> None:
    (content / "triggers" / "broken.yaml").write_text("broken: {phrases: 1}\n", "utf-8")
    (content / "locales" / "th" / "LC_MESSAGES" / "replies.po").write_text('msgid "x\n', "utf-8")
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    _migrated(url)
    with installed(tmp_path / "home", settings(url, content) | change) as bot:
        status, log = bot.run(kind)

    assert status != 0
    assert [part for part in told if part not in log] == []
    assert "Traceback" not in log
