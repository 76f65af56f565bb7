"""What an agent sends arrives exactly once, whatever the connection does, and no draft is lost."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, Route, expect

from bot.actions.accounts import set_password
from bot.demo import Demo
from bot.store.audit import Doer
from tests.browser.staff import (
    AtDesk,
    arrived,
    at_desk,
    long_demo,
    news,
    open_conversation,
    person,
    rows,
    type_login,
    until,
    urgent,
)

__all__ = ["at_desk", "long_demo"]
_REPLY = "**/reply"
_UNREACHED = ["ERR_FAILED", "ERR_INTERNET_DISCONNECTED", "500 (Internal Server Error)", "401 (UNAUTHORIZED)"]
Talk = Callable[[str], Page]


@pytest.fixture
def demo(long_demo: Demo) -> Demo:
    """One for all tests here, since each has a contact of its own."""
    return long_demo


@pytest.fixture
def talk(at_desk: AtDesk, demo: Demo) -> Talk:
    """Opens the conversation with somebody, claimed by Anna."""
    page = at_desk("anna", excused=_UNREACHED)

    def open_talk(key: str) -> Page:
        urgent(demo, key)
        open_conversation(page, demo, key)
        page.keyboard.press("c")
        expect(page.locator("#head")).to_contain_text("You hold it.")
        page.keyboard.press("r")
        return page

    return open_talk


def test_a_double_click_and_five_times_enter_send_one_message_each(talk: Talk, demo: Demo) -> None:
    page = talk("somchai")

    page.keyboard.type("Clicked twice")
    page.locator("#send-reply").dblclick()
    expect(page.locator("#reply-text")).to_have_value("")
    page.keyboard.type("Entered five times")
    for _ in range(5):
        page.keyboard.press("Enter")

    _assert_sent(page, demo, "somchai", ["Clicked twice", "Entered five times"])


@pytest.mark.parametrize(("key", "reaches"), [("dilnoza", False), ("joao", True)])
def test_a_reload_while_a_message_is_on_its_way_sends_it_once(
    talk: Talk, demo: Demo, key: str, reaches: bool
) -> None:
    page = talk(key)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if reaches:
            route.fetch()
        held.append(route)

    page.route(_REPLY, hold)
    page.keyboard.type("Held on the way")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("Sending…")
    while not held:
        page.wait_for_timeout(50)
    page.reload()
    held[0].abort()
    page.unroute(_REPLY, hold)

    expect(page.locator("#reply-text")).to_have_value("Held on the way")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    _assert_sent(page, demo, key, ["Held on the way"])


def test_a_retry_after_a_lost_answer_carries_the_same_key(talk: Talk, demo: Demo) -> None:
    page = talk("mona")
    keys: list[str] = []

    def lose(route: Route) -> None:
        keys.append(_key(route))
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route(_REPLY, lose)
    page.keyboard.type("ok")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_have_text("No answer yet. Trying again…")

    _assert_sent(page, demo, "mona", ["ok"])
    assert len(keys) == 2
    assert len(set(keys)) == 1
    page.keyboard.type("ok")
    page.keyboard.press("Enter")
    _assert_sent(page, demo, "mona", ["ok", "ok"])
    assert len(set(keys)) == 2


def test_a_server_that_fails_twice_gets_it_the_third_time(talk: Talk, demo: Demo) -> None:
    page = talk("wei")
    keys: list[str] = []

    def fail(route: Route) -> None:
        keys.append(_key(route))
        if len(keys) < 3:
            route.fulfill(status=500, body="")
        else:
            route.continue_()

    page.route(_REPLY, fail)
    page.keyboard.type("The third time")
    page.keyboard.press("Enter")

    _assert_sent(page, demo, "wei", ["The third time"])
    assert len(keys) == 3
    assert len(set(keys)) == 1


def test_without_a_connection_the_text_stays_and_is_sent_once_it_is_back(talk: Talk, demo: Demo) -> None:
    page = talk("mehmet")
    page.keyboard.type("From the train")
    page.context.set_offline(True)

    page.keyboard.press("Enter")

    expect(page.locator("#notice")).to_contain_text("Not sent: there is no connection. Your text is kept")
    expect(page.locator("#reply-text")).to_have_value("From the train")
    expect(page.locator("#reply-text")).to_be_focused()
    page.context.set_offline(False)
    expect(page.locator("#lost")).to_be_hidden()
    assert _said(demo, "mehmet") == []
    page.keyboard.press("Enter")
    _assert_sent(page, demo, "mehmet", ["From the train"])


def test_a_draft_survives_a_reload_and_the_end_of_the_session(talk: Talk, demo: Demo) -> None:
    page = talk("emily")
    page.keyboard.type("Half a sen")
    page.reload()
    expect(page.locator("#reply-text")).to_have_value("Half a sen")
    there = page.url

    password = demo.desk.login[1]
    # Also the same password anew ends all sessions.
    set_password(demo.desk.database, "anna", password, Doer("adam"), demo.desk.clock.now())

    page.wait_for_url(re.compile("/console/log-in"))
    type_login(page, "anna", password)
    page.wait_for_url(there)
    expect(page.locator("#reply-text")).to_have_value("Half a sen")
    page.keyboard.press("r")
    page.keyboard.type("tence")
    page.keyboard.press("Enter")
    _assert_sent(page, demo, "emily", ["Half a sentence"])


def _assert_sent(page: Page, demo: Demo, key: str, texts: list[str]) -> None:
    """These texts of the agent's reach the phone, once each, and the page shows the same."""
    expect(page.locator("#reply-text")).to_have_value("")
    expect(page.locator("#notice")).to_have_text("")
    mine = page.locator("#thread .entry.agent .text")
    expect(mine).to_have_text(texts)
    until(lambda: arrived(demo, key)[-len(texts) :] == texts)
    news(page, times=2)
    expect(mine).to_have_text(texts)
    assert _said(demo, key) == texts


def _said(demo: Demo, key: str) -> list[str]:
    query = "SELECT text FROM messages JOIN contacts ON contacts.id = contact_id"
    where = " WHERE origin = 'agent' AND address = :address ORDER BY position"
    return [text for (text,) in rows(demo, query + where, address=person(key).address)]


def _key(route: Route) -> str:
    return parse_qs(route.request.post_data or "")["key"][0]
