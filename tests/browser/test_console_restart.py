"""A page that is open while the server is started anew: it says so, and then goes on by itself."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from bot.actions.accounts import add_agent
from bot.actions.escalate import open_escalation
from bot.clock import SystemClock
from bot.core.agents import Agent
from bot.core.decision import NewEscalation
from bot.store.audit import COMMAND_LINE, Doer
from bot.store.contacts import find_contact
from bot.store.conversations import lock_conversation
from bot.store.database import Database
from tests.browser.conftest import PATIENCE
from tests.browser.staff import type_login
from tests.processes import Bot, eventually, installed, settings
from tests.scene import Scene

PASSWORD = "nine patient herons"
FIRST, SECOND = "whatsapp:+66812345678", "whatsapp:+66898765432"


def test_pages_outlive_a_restart_of_the_server_and_show_what_happened_meanwhile(
    tmp_path: Path, new_context: Callable[..., BrowserContext]
) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    environment = settings(url)
    with installed(tmp_path / "home", environment) as bot, closing(Database(url)) as database:
        assert bot.run("release")[0] == 0
        _start_web(bot)
        first = _calls(database, FIRST, "it broke")
        queue, talk = _open(new_context(), environment["BOT_PUBLIC_URL"], database, first)
        talk.locator("#act-claim").click()
        expect(talk.locator("#head")).to_contain_text("You hold it.")
        talk.locator("#reply-text").fill("We see to it")

        _stop_web(bot)
        for page in (queue, talk):
            expect(page.locator("#lost")).to_contain_text("No connection for")
        second = _calls(database, SECOND, "where is it?")
        Scene(database, SystemClock()).write("hello?", FIRST)
        _start_web(bot)

        for page in (queue, talk):
            expect(page.locator("#lost")).to_be_hidden()
        expect(talk.locator(".entry.contact .text").last).to_have_text("hello?")
        # Without being loaded again: session and token are worth what they were.
        talk.locator("#reply-text").press("Enter")
        expect(talk.locator(".entry.agent .text")).to_have_text("We see to it")
        queue.locator(f"#claim-{second}").click()
        queue.wait_for_url(re.compile(second))
        expect(queue.locator("#head")).to_contain_text("You hold it.")
        queue.context.close()


def _open(context: BrowserContext, url: str, database: Database, contact_id: str) -> tuple[Page, Page]:
    """The queue and a conversation side by side, as an agent who has logged in has them open."""
    add_agent(database, Agent("ann", "agent"), PASSWORD, Doer("", COMMAND_LINE), SystemClock().now())
    context.set_default_timeout(PATIENCE)
    queue = context.new_page()
    queue.goto(f"{url}/console/log-in?language=en")
    type_login(queue, "ann", PASSWORD)
    expect(queue.locator(f"#q-{contact_id}")).to_be_visible()
    talk = context.new_page()
    talk.goto(f"{url}/console/c/{contact_id}")
    return queue, talk


def _calls(database: Database, address: str, text: str) -> str:
    """Somebody writes and needs a person; returns the contact's id."""
    now = SystemClock().now()
    contact_id = Scene(database, SystemClock()).write(text, address)
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        contact = find_contact(connection, contact_id)
        assert contact is not None
        wanted = NewEscalation("person", "high", "because", now + timedelta(minutes=3))
        open_escalation(connection, contact, wanted, now)
    return contact_id


def _start_web(bot: Bot) -> None:
    """The web server alone: what a page shows comes from the database."""
    bot.start("web")
    eventually(lambda: bot.get("/healthz")[0] == 200, "the web server answers")


def _stop_web(bot: Bot) -> None:
    web = bot.started[-1][0]
    web.terminate()
    web.wait(PATIENCE / 1000)
