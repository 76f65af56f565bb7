"""An agent's desk: contacts who wait for a person, and what an agent does about them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

from bot.actions.escalate import open_escalation
from bot.core.decision import NewEscalation
from bot.core.policy import Business, Policy
from bot.core.shelf import Shelf
from bot.store.agents import change_agent
from bot.store.contacts import change_contact, find_contact
from bot.store.conversations import change_conversation, lock_conversation, released
from bot.store.escalations import change_escalation, find_open
from tests.console.conftest import Browser, House, token_of
from tests.scene import SOMCHAI, Scene


def stock(house: House, **policy: Any) -> None:
    """Let ops write a policy, for a business in Bangkok, and one canned reply."""
    business = Business(name="Test", time_zone="Asia/Bangkok", country="TH")
    shelf = Shelf(Policy(**{"business": business, **policy}), canned={"hi": "Hello {contact.name}"})
    found = house.app.extensions["console"]
    house.app.extensions["console"] = replace(found, shelf=lambda: shelf)


def scene_of(house: House) -> Scene:
    """The contacts' side of the same house."""
    return Scene(house.database, house.clock)


def number(one: int) -> str:
    return f"whatsapp:+6681{one:07d}"


def waits(house: House, address: str = SOMCHAI, text: str = "where is my order?", **how: Any) -> str:
    """A contact for whom a person was called and reminders have begun; returns the id.

    `how`: reason, priority, due (seconds), and columns of the contact.
    """
    scene, now = scene_of(house), house.clock.now()
    contact_id = scene.write(text, address)
    reason, priority, due = how.pop("reason", "person"), how.pop("priority", "high"), how.pop("due", 180)
    trigger, evidence = how.pop("trigger", ""), how.pop("evidence", "because")
    with house.database.transaction() as connection:
        lock_conversation(connection, contact_id)
        change_contact(connection, contact_id, how)
        change_conversation(connection, contact_id, released(None))
        contact = find_contact(connection, contact_id)
        assert contact is not None
        wanted = NewEscalation(reason, priority, evidence, now + timedelta(seconds=due), trigger)
        escalation_id = open_escalation(connection, contact, wanted, now)
        change_escalation(connection, escalation_id, {"rings_from": now})
    return contact_id


def change(house: House, contact_id: str, **values: Any) -> None:
    """Set columns of the open escalation."""
    with house.database.transaction() as connection:
        found = find_open(connection, contact_id)
        assert found is not None
        change_escalation(connection, found.id, values)


def case_of(house: House, contact_id: str) -> Any:
    """The open escalation of a contact, None where nothing is open."""
    with house.database.reading() as connection:
        return find_open(connection, contact_id)


def rename(house: House, agent: str, full_name: str) -> None:
    with house.database.transaction() as connection:
        change_agent(connection, agent, {"full_name": full_name})


def at(contact_id: str, what: str = "") -> str:
    """The address of a conversation, or of something below it."""
    return f"/console/c/{contact_id}" + (f"/{what}" if what else "")


def act(browser: Browser, path: str, *, script: object = True, **form: Any) -> TestResponse:
    """Send a form of the console, by our JavaScript or as a browser without it does."""
    token = token_of(browser.get("/console/account"))
    headers = {"HX-Request": "true", "X-CSRFToken": token} if script else {}
    return browser.client.post(path, data={"csrf_token": token, **form}, headers=headers)


def flashed(browser: Browser, answer: TestResponse) -> str:
    """What the page says after a redirect."""
    assert answer.status_code == 303, answer.text
    return browser.get(answer.location).text


def questions(house: House, ask: Callable[[], object]) -> int:
    """How many statements the database is asked; the agent's own row is looked up before."""
    asked: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    ask()
    event.listen(Engine, "before_cursor_execute", count)
    try:
        ask()
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(asked)
