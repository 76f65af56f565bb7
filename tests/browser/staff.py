"""Staff at their screens and contacts at their phones, for the tests of the console in a browser.

Its one rule: contacts write through the real webhook, and staff do only what a person can do.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from threading import Event
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response, expect

from bot.actions.handoff import resolve
from bot.demo import Demo
from bot.simulator.people import Person, find_person
from bot.simulator.provider import Writing
from bot.store.contacts import find_by_address
from tests.browser.conftest import PATIENCE
from tests.conftest import MONDAY_NOON_IN_BANGKOK
from tests.simulator.conftest import beginning

CRIES = {
    "somchai": "ต้องการด่วนวันนี้",
    "dilnoza": "bugun kerak, tez",
    "anna": "I need it today, asap!",
    "joao": "É urgente!",
    "mona": "عاجل، أحتاجه اليوم",
    "wei": "很急,今天就要",
    "mehmet": "Acil, bugün lazım",
    "emily": "I need it today, asap!",
}
"""What makes each of them urgent, in their own language."""
_LOOK = 0.05  # seconds between two looks
_nobody_sets_it = Event()
# Chromium says so of each page that is opened by its address and wants to play before a touch.
_BEFORE_A_TOUCH = "The AudioContext was not allowed to start"
AtDesk = Callable[..., Page]


def until(condition: Callable[[], Any], patience: float = PATIENCE / 1000) -> Any:
    """Wait until something holds, and return it; `patience` is in seconds."""
    looks = int(patience / _LOOK)
    for _ in range(looks):
        if found := condition():
            return found
        _nobody_sets_it.wait(_LOOK)
    raise AssertionError(f"It did not come true within {patience:.0f} s.")


def person(key: str) -> Person:
    found = find_person(key)
    assert found is not None, f"nobody in the simulator is called {key}"
    return found


def write(demo: Demo, key: str, text: str) -> str:
    """A contact writes through the webhook; returns the contact's id."""
    one = person(key)
    demo.desk.provider.write(Writing(one.address, text, one.name))
    return contact_id(demo, key)


def contact_id(demo: Demo, key: str) -> str:
    with demo.desk.database.reading() as connection:
        found = find_by_address(connection, "whatsapp", person(key).address)
    assert found is not None, f"{key} has not written yet"
    return found.id


def urgent(demo: Demo, key: str) -> str:
    """A contact needs a person at once; returns the contact's id when they are in the queue."""
    found = write(demo, key, CRIES[key])
    until(lambda: states(demo, found)[-1:] in (["open"], ["claimed"]))
    return found


def states(demo: Demo, contact: str) -> list[str]:
    """The states of a contact's escalations, oldest first."""
    query = "SELECT state FROM escalations WHERE contact_id = :id ORDER BY opened_at"
    return [state for (state,) in rows(demo, query, id=contact)]


def rows(demo: Demo, query: str, **values: object) -> list[tuple[Any, ...]]:
    """What the database says."""
    with demo.desk.database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query, values)]


def arrived(demo: Demo, key: str) -> list[str]:
    """The texts on a contact's phone, in the order in which they came."""
    return [one.text for one in demo.desk.channel.arrived(person(key).address)]


def log_in(page: Page, demo: Demo, name: str, language: str = "en") -> Page:
    """Come in by keyboard as one of the demo's accounts; the queue is open then."""
    page.goto(f"{demo.url}/console/log-in?language={language}")
    type_login(page, name, demo.desk.login[1])
    page.wait_for_url(re.compile(r"/console$"))
    return page


def type_login(page: Page, name: str, password: str) -> None:
    """Fill in the log-in page that is open, and leave it."""
    expect(page.locator("#name")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def open_conversation(page: Page, demo: Demo, key: str) -> Page:
    page.goto(f"{demo.url}/console/c/{contact_id(demo, key)}")
    return page


def watch(context: BrowserContext, excused: Iterable[str] = ()) -> list[str]:
    """Complaints of all pages of a browser, as they come: errors and warnings in its console.

    `excused` are parts of the complaints that a test provokes: a browser writes down each request
    that fails, whatever the page makes of it.
    """
    complaints: list[str] = []

    def note(text: str) -> None:
        if not any(part in text for part in (*excused, _BEFORE_A_TOUCH)):
            complaints.append(text)

    context.on("console", lambda one: note(one.text) if one.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: note(str(error.error)))
    return complaints


@pytest.fixture(scope="module")
def long_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One bot for all tests of a file: for tests that `clear` the queue or have contacts of their own."""
    with beginning(tmp_path_factory.mktemp("demo"), MONDAY_NOON_IN_BANGKOK) as one:
        yield one


@pytest.fixture
def at_desk(new_context: Callable[..., BrowserContext], demo: Demo) -> Iterator[AtDesk]:
    """Seats somebody before the queue, in a browser of their own, logged in.

    `script` runs in each page before ours; `excused` as in `watch`.
    """
    complaints: list[list[str]] = []
    pages: list[Page] = []

    def seat(name: str, language: str = "en", script: str = "", excused: Iterable[str] = ()) -> Page:
        context = new_context()
        context.set_default_timeout(PATIENCE)
        complaints.append(watch(context, excused))
        if script:
            context.add_init_script(script)
        pages.append(context.new_page())
        return log_in(pages[-1], demo, name, language)

    yield seat
    for page in pages:
        if not page.is_closed():
            page.goto("about:blank")
    found = [text for some in complaints for text in some]
    assert not found, found


def news(*pages: Page, times: int = 1) -> None:
    """Let each page hear from the server at once, so many times, and wait until it has."""
    for _ in range(times):
        heard: list[Page] = []
        for page in pages:
            page.on("response", _note_into(heard, page))
            page.evaluate("bulbul.soon()")
        while not all(page in heard for page in pages):
            pages[0].wait_for_timeout(_LOOK * 1000)


def _note_into(heard: list[Page], page: Page) -> Callable[[Response], None]:
    return lambda response: heard.append(page) if response.url.partition("?")[0].endswith("/news") else None


def clear(demo: Demo) -> None:
    """Resolve whatever is open, so that the next test begins with an empty queue."""
    desk = demo.desk
    for (contact,) in rows(demo, "SELECT contact_id FROM escalations WHERE state <> 'resolved'"):
        resolve(desk.database, contact, "answered", desk.clock.now())
