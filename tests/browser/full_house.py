"""A house full of work: somebody in each state that a page can show, for the tests of how it looks.

Its one rule: contacts write through the real webhook, and staff act through the real actions.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState

from bot.actions.accounts import set_language
from bot.actions.annotate import note, set_attribute, tag
from bot.actions.escalate import open_escalation
from bot.actions.handoff import snooze, take_over
from bot.actions.say import say
from bot.core.decision import NewEscalation
from bot.demo import STAFF, Demo
from bot.store.audit import Doer
from bot.store.contacts import find_contact
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.messages import change_message
from tests.browser.conftest import PATIENCE
from tests.browser.staff import log_in, rows, states, until, watch, write
from tests.conftest import MONDAY_NOON_IN_BANGKOK
from tests.processes import content_copy
from tests.simulator.conftest import beginning

WIDE, PHONE = (1440, 900), (360, 740)  # width and height of a screen
Seat = Callable[..., Page]
CALLS = {
    "emily": "It broke after a week, I want a refund",
    "somchai": "ต้องการด่วนวันนี้",
    "mona": "عاجل، أحتاجه اليوم",
    "wei": "我要找人工客服",
    "anna": "I want to talk to a person",
}
"""Who needs a person, and what they write."""


@dataclass
class House:
    """A demo with its contacts' ids, and what the browsers of those who have logged in keep."""

    demo: Demo
    ids: dict[str, str]
    kept: dict[str, StorageState] = field(default_factory=dict)


@pytest.fixture(scope="class")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all tests of a class, which leave it as they find it."""
    folder = tmp_path_factory.mktemp("house")
    with beginning(folder, MONDAY_NOON_IN_BANGKOK, _with_a_template(folder / "content")) as demo:
        yield House(demo, fill(demo))


@pytest.fixture
def seat(browser: Browser, browser_context_args: dict[str, Any], house: House) -> Iterator[Seat]:
    """Seats an agent (nobody for an empty name) before an empty page; at the end nothing may stand
    in the browser's console but what is `excused`."""
    complaints: list[list[str]] = []
    pages: list[Page] = []

    def sit(
        name: str,
        language: str = "en",
        size: tuple[int, int] = WIDE,
        excused: Iterable[str] = (),
        **options: Any,
    ) -> Page:
        screen = {"viewport": {"width": size[0], "height": size[1]}}
        kept = _log_in_once(house, browser, name) if name else None
        context = browser.new_context(**browser_context_args | screen | options, storage_state=kept)
        context.set_default_timeout(PATIENCE)
        complaints.append(watch(context, excused))
        if name:
            speak(house.demo, name, language)
        pages.append(context.new_page())
        return pages[-1]

    yield sit
    for page in pages:
        page.goto("about:blank")
        page.context.close()
    assert complaints == [[] for _ in complaints]


def _with_a_template(folder: Path) -> Path:
    """The project's content, and a template that an agent may send outside the service window."""
    content = content_copy(folder)
    policy = content / "replies" / "policy.yaml"
    written = policy.read_text("utf-8")
    assert "\ntemplates:" not in written
    policy.write_text(f"{written}\ntemplates:\n  reopen: {{en: HX{'0' * 32}}}\n", "utf-8")
    return content


def speak(demo: Demo, name: str, language: str) -> None:
    """An agent chooses the language of their console."""
    set_language(demo.desk.database, language, Doer(name), demo.desk.clock.now())


def _log_in_once(house: House, browser: Browser, name: str) -> StorageState:
    if name not in house.kept:
        context = browser.new_context()
        log_in(context.new_page(), house.demo, name)
        house.kept[name] = context.storage_state()
        context.close()
    return house.kept[name]


def fill(demo: Demo) -> dict[str, str]:
    """Let contacts write and staff begin their work; returns the contacts' ids by their keys.

    emily is unhappy and somchai urgent, and nobody has claimed them; joao is a task; ben holds
    mona, anna holds anna and has snoozed wei; dilnoza has an answer of the bot, linh wrote long ago.
    """
    found = {key: write(demo, key, text) for key, text in CALLS.items()}
    found["joao"] = write(demo, "joao", "Olá, bom dia")
    found["dilnoza"] = write(demo, "dilnoza", "narxi qancha")
    found["linh"] = write(demo, "linh", "Xin chào")
    until(lambda: all(states(demo, found[key]) for key in CALLS))
    _make_a_task(demo, found["joao"])
    _begin_work(demo, found)
    _remember(demo, found["anna"])
    until(lambda: _answers(demo, found["dilnoza"]) > 1 and _answers(demo, found["linh"]))
    close_the_window(demo, found["linh"])
    return found


def _make_a_task(demo: Demo, contact_id: str) -> None:
    now = demo.desk.clock.now()
    wanted = NewEscalation(
        "provider", "normal", "63016: the provider refused it", now + timedelta(hours=1), "price"
    )
    with demo.desk.database.transaction() as connection:
        lock_conversation(connection, contact_id)
        contact = find_contact(connection, contact_id)
        assert contact is not None
        open_escalation(connection, contact, wanted, now)


def _begin_work(demo: Demo, found: dict[str, str]) -> None:
    database, now = demo.desk.database, demo.desk.clock.now()
    take_over(database, found["mona"], "ben", now)
    take_over(database, found["wei"], "anna", now)
    snooze(database, found["wei"], "anna", now + timedelta(hours=3), now)
    note(database, found["mona"], "ben", "@anna who delivers to Cairo?", now, colleagues=STAFF)
    take_over(database, found["anna"], "anna", now)
    say(database, found["anna"], "anna", "Hello, this is Anna. What can I do for you?", now)
    fail(demo, say(database, found["anna"], "anna", "Here is our price list.", now))
    note(database, found["anna"], "sara", "They bought two motors last year. @ben knows them.", now)


def fail(demo: Demo, message_id: str) -> None:
    """The provider says much later that a message did not arrive."""
    query = "SELECT 1 FROM messages WHERE id = :id AND status IN ('delivered', 'read')"
    until(lambda: rows(demo, query, id=message_id))
    with demo.desk.database.transaction() as connection:
        told = {"status": "failed", "error_code": 63016, "error_detail": "The service window was closed."}
        change_message(connection, message_id, told)


def close_the_window(demo: Demo, contact_id: str) -> None:
    """Let the contact have written last so long ago that only a template may go out."""
    with demo.desk.database.transaction() as connection:
        lock_conversation(connection, contact_id)
        long_ago = demo.desk.clock.now() - timedelta(hours=25)
        change_conversation(connection, contact_id, {"last_inbound_at": long_ago})


def _remember(demo: Demo, contact_id: str) -> None:
    database, now = demo.desk.database, demo.desk.clock.now()
    tag(database, contact_id, "anna", now, add="regular")
    tag(database, contact_id, "anna", now, add="ของฝาก")
    set_attribute(database, contact_id, "anna", "company", "Nordlicht GmbH", now)


def _answers(demo: Demo, contact_id: str) -> int:
    query = "SELECT count(*) FROM messages WHERE contact_id = :id AND origin = 'bot' AND status <> 'queued'"
    return int(rows(demo, query, id=contact_id)[0][0])
