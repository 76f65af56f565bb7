"""The whole way of a message through real processes: a signed webhook in, a request to Twilio out.

Content is a copy of the project's that is always open, because these processes live by the
machine's clock and the tests run at any hour.
"""

import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, func, select, update

from bot.clock import SystemClock
from bot.core.messages import ACCEPTED, IN_FLIGHT, Status
from bot.store.database import Database
from bot.store.tables import conversations, messages
from tests.emulator import Emulator
from tests.emulator_rules import Stored, inbound_form
from tests.processes import Bot, content_copy, eventually, running, settings

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
    workers = WORKERS[database_url.split(":", maxsplit=1)[0].split("+", maxsplit=1)[0]]
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
        assert "กี่" in quantity
        assert len(_asked(twilio, contact)) == 5


def test_a_webhook_posted_twenty_times_at_once_is_answered_once(
    tmp_path: Path, database_url: str, database: Database, content: Path, twilio: Emulator
) -> None:
    stored = Stored(
        "SM" + "7" * 32, SOMCHAI, min(twilio.senders), "ขอบคุณ", SystemClock().now(), "inbound", "received"
    )
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
    # Twilio takes the first message, reports nothing, and leaves the request without an answer.
    twilio.faults.append("silence after")
    twilio.plans.append(())
    with _serving(tmp_path, database_url, content, twilio) as bot:
        twilio.write("ราคาเท่าไหร่", SOMCHAI)
        eventually(lambda: twilio.requests, "the first request")
        worker = bot.started[-1][0]
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        _let_the_lease_run_out(database)
        bot.start("worker")
        eventually(lambda: _outbound(database)[0].status == Status.SENT, "the first message is found")
        twilio.call_back(next(one for one in twilio.messages if one.to == SOMCHAI), "delivered")
        eventually(lambda: len(twilio.requests) >= 3 and _finished(database), "the other two")

        eventually(lambda: _statuses(database) == ["delivered"] * 3, "the reports of all three")

    texts = _asked(twilio, SOMCHAI)
    assert len(texts) == len(set(texts)) == 3
    assert [row.text for row in _outbound(database)] == texts


def _statuses(database: Database) -> list[str]:
    return [row.status for row in _outbound(database)]


def _let_the_lease_run_out(database: Database) -> None:
    """As if the half minute had passed for which a dead worker still holds its message."""
    with database.transaction() as connection:
        past = SystemClock().now() - timedelta(seconds=1)
        connection.execute(
            update(messages).where(messages.c.status == Status.SENDING).values(lease_until=past)
        )
        connection.execute(update(conversations).values(deliver_at=past))


def test_a_message_that_twilio_took_but_answered_with_500_is_not_sent_again(
    tmp_path: Path, database_url: str, database: Database, content: Path, twilio: Emulator
) -> None:
    twilio.faults.append("500 after")
    twilio.plans.append(())
    with _serving(tmp_path, database_url, content, twilio):
        twilio.write("ขอบคุณ", SOMCHAI)
        eventually(lambda: _outbound(database) and _finished(database), "the message is found in the list")

    assert [row.status for row in _outbound(database)] == [Status.SENT]
    assert len(_asked(twilio, SOMCHAI)) == 1


def test_web_and_worker_that_are_asked_to_end_finish_what_they_do(
    tmp_path: Path, database_url: str, database: Database, content: Path, twilio: Emulator
) -> None:
    with _serving(tmp_path, database_url, content, twilio) as bot:
        twilio.write("ขอบคุณ", SOMCHAI)
        eventually(lambda: twilio.requests, "the request")
        for process, _ in bot.started[1:]:
            process.send_signal(signal.SIGTERM)
        statuses = [process.wait(20) for process, _ in bot.started]
        logs = [bot.log_of(process) for process, _ in bot.started]

    assert statuses == [0, 0, 0]
    assert [row.status in ACCEPTED for row in _outbound(database)] == [True]
    assert [log for log in logs if "Traceback" in log] == []
