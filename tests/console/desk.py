"""An agent's desk: contacts who wait for a person, and a page as a browser holds it.

`Page` is what a browser makes of a page and of the pieces that come after it: it knows the ways
of swapping that the console uses, and nothing else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser
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

QUEUE = "/console"
_VOID = frozenset({"input", "link", "meta", "img", "br", "path", "circle", "rect"})


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


@dataclass
class Node:
    tag: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.attributes.get("id") or ""

    @property
    def elements(self) -> list["Node"]:
        return [one for one in self.children if isinstance(one, Node)]

    @property
    def text(self) -> str:
        """What a reader sees, with single blanks."""
        parts = (one.text if isinstance(one, Node) else one for one in self.children)
        return " ".join("".join(parts).split())

    def walk(self) -> Iterator["Node"]:
        yield self
        for one in self.elements:
            yield from one.walk()

    def find(self, element_id: str) -> "Node":
        return next(one for one in self.walk() if one.id == element_id)

    def has(self, element_id: str) -> bool:
        return any(one.id == element_id for one in self.walk())

    def parent_of(self, child: "Node") -> "Node":
        return next(one for one in self.walk() if any(child is each for each in one.elements))


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node()
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self._open[-1].tag == tag, f"</{tag}> ends <{self._open[-1].tag}>"
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Node:
    """The elements of a page or of pieces; AssertionError where they are not nested well."""
    builder = _Builder()
    builder.feed(re.sub(r"<!doctype html>", "", html))
    builder.close()
    return builder.root


@dataclass
class Page:
    """A page in a browser, which asks for news at `news`."""

    browser: Browser
    news: str
    root: Node
    token: str

    @property
    def seen(self) -> str:
        return self.root.find("seen").attributes["value"] or ""

    def ask(self, **form: str) -> TestResponse:
        """Ask for news, and let the answer get lost."""
        headers = {"HX-Request": "true", "X-CSRFToken": self.token}
        return self.browser.client.post(self.news, data={"seen": self.seen, **form}, headers=headers)

    def poll(self, **form: str) -> TestResponse:
        """Ask for news, and show them."""
        answer = self.ask(**form)
        assert answer.status_code in (200, 204), answer.text
        self.show(answer.text)
        return answer

    def show(self, html: str) -> None:
        for piece in parse(html).elements:
            self._swap(piece)

    def _swap(self, piece: Node) -> None:
        how, _, target = (piece.attributes.pop("hx-swap-oob") or "").partition(":#")
        if how in ("true", "delete"):
            old = self.root.find(piece.id)
            siblings = self.root.parent_of(old).children
            place = next(n for n, one in enumerate(siblings) if one is old)
            siblings[place : place + 1] = [piece] if how == "true" else []
            return
        fixed = self.root.find(target)
        if how == "beforeend":
            fixed.children += piece.children
        elif how == "afterbegin":
            fixed.children[:0] = piece.children
        else:
            assert how == "afterend", how
            siblings = self.root.parent_of(fixed).children
            place = next(n for n, one in enumerate(siblings) if one is fixed)
            siblings[place + 1 : place + 1] = piece.children

    def shows(self) -> dict[str, Node]:
        """The pieces as they stand, by their ids, but for the token, which each page has its own of."""
        found = {mark.rpartition(".")[0]: None for mark in self.seen.split()}
        for one in self.root.walk():
            if one.attributes.get("value") == self.token:
                one.attributes["value"] = "token"
        return {name: self.root.find(name) for name in found}

    def order(self, parent: str) -> list[str]:
        return [one.id for one in self.root.find(parent).elements]


def open_page(browser: Browser, path: str = QUEUE) -> Page:
    """Load a page of the console."""
    answer = browser.get(path)
    assert answer.status_code == 200, answer.text
    root = parse(answer.text)
    body = next(one for one in root.walk() if one.tag == "body")
    metas = (one.attributes for one in root.walk() if one.tag == "meta")
    token = next(one["content"] for one in metas if one.get("name") == "csrf-token")
    return Page(browser, body.attributes.get("data-news") or "", root, token or "")


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
