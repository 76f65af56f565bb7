"""The console as browsers see it: an application on either database, accounts, and who is logged in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Row
from werkzeug.test import TestResponse

from bot.actions.passwords import hash_password
from bot.app import build_app
from bot.clock import VirtualClock
from bot.config import load_settings
from bot.core.agents import Agent, Role
from bot.core.shelf import Shelf
from bot.store.agents import add_agent, find_agent
from bot.store.audit import Wanted, list_audit
from bot.store.database import Database
from tests.processes import settings
from tests.scene import write_content

PASSWORD = "seven quiet herons"
ROLES: dict[str, Role] = {"ann": "agent", "sue": "supervisor", "olu": "ops", "ada": "admin"}
LOGIN = "/console/log-in"
_ARABIC = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Log in"
msgstr "ادخل"
"""


@cache
def hashed() -> str:
    """The hash takes a tenth of a second; all tests share it."""
    return hash_password(PASSWORD)


class _Fields(HTMLParser):
    """The hidden token of the first form of a page."""

    token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "input" and found.get("name") == "csrf_token" and not self.token:
            self.token = found.get("value") or ""


def token_of(page: TestResponse) -> str:
    fields = _Fields()
    fields.feed(page.text)
    return fields.token


@dataclass
class Browser:
    """A browser with its own cookies, as an agent uses it."""

    client: FlaskClient
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(path, headers={**self.headers, **more.pop("headers", {})}, **more)

    def post(self, path: str, on: str = "/console/account", **form: Any) -> TestResponse:
        """Send a form with the token of the page it stands on."""
        token = token_of(self.get(on))
        return self.client.post(path, data={"csrf_token": token, **form}, headers=self.headers)

    def log_in(self, name: str, password: str = PASSWORD, **form: Any) -> TestResponse:
        return self.post(LOGIN, on=LOGIN, name=name, password=password, **form)

    @property
    def is_in(self) -> bool:
        return self.get("/console/account").status_code == 200


@dataclass
class House:
    """The application, its database, its clock, and browsers to look at it."""

    app: Flask
    database: Database
    clock: VirtualClock

    def add(self, name: str, role: Role = "agent", **columns: Any) -> None:
        self.staff({name: role}, **columns)

    def staff(self, roles: Mapping[str, Role], **columns: Any) -> None:
        """Accounts by their names, all with the same password."""
        with self.database.transaction() as connection:
            for name, role in roles.items():
                values = {"password_hash": hashed(), "stamp": f"stamp-{name}", "created_at": self.clock.now()}
                add_agent(connection, Agent(name, role, **columns), values)

    def browser(self, **headers: str) -> Browser:
        return Browser(self.app.test_client(), {key.replace("_", "-"): one for key, one in headers.items()})

    def inside(self, name: str) -> Browser:
        """A browser whose session is there already: no password is verified."""
        browser = self.browser()
        with browser.client.session_transaction("/console") as session:
            session["_user_id"] = f"{name}:{self.account(name).stamp}"
            session["at"] = int(self.clock.now().timestamp())
            session.permanent = True
        return browser

    def account(self, name: str) -> Row[Any]:
        with self.database.reading() as connection:
            found = find_agent(connection, name)
        assert found is not None, name
        return found

    def audit(self, **wanted: Any) -> list[tuple[str, str, str]]:
        """Verb, agent and subject of every row, the oldest first."""
        with self.database.reading() as connection:
            rows = list_audit(connection, Wanted(**wanted), 500)
        return [(row.verb, row.agent, row.subject) for row in reversed(rows)]

    def wait(self, **span: float) -> None:
        self.clock.move_to(self.clock.now() + timedelta(**span))


@pytest.fixture
def open_house(database: Database, clock: VirtualClock, tmp_path: Path) -> Callable[..., House]:
    """Build the application with settings of one's own."""

    def build(**changed: str) -> House:
        url = database.url.render_as_string(hide_password=False)
        content = write_content(tmp_path / "content")
        arabic = content / "locales" / "ar" / "LC_MESSAGES" / "console.po"
        arabic.parent.mkdir(parents=True, exist_ok=True)
        arabic.write_text(_ARABIC, encoding="utf-8")
        configured = load_settings(settings(url, content, **changed))
        return House(build_app(configured, database, Shelf, clock), database, clock)

    return build


@pytest.fixture
def house(open_house: Callable[..., House]) -> House:
    """An application with an account of each role: ann, sue, olu and ada."""
    built = open_house()
    built.staff(ROLES)
    return built
