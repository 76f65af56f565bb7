"""A real Chromium, a demo of its own for each test, and a page that must not complain.

The browser is the machine's. Where there is none the tests are skipped, except in CI.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from bot.demo import Demo
from tests.simulator.conftest import demo, start

PATIENCE = 30_000  # milliseconds; an answer takes some seconds, and longer on a busy machine
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
Opening = Callable[..., Page]
__all__ = ["demo", "start"]  # fixtures that tests here ask for


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing = "There is no Chromium on this machine. Install it: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return {"executable_path": found, "args": _ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    expect.set_options(timeout=PATIENCE)
    return {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture
def phone(page: Page, demo: Demo) -> Iterator[Opening]:
    """Opens somebody's phone; at the end nothing may stand in the browser's console."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(PATIENCE)

    def open_phone(key: str, language: str = "en") -> Page:
        page.goto(f"{demo.url}/simulator/{key}?language={language}")
        return page

    yield open_phone
    page.goto("about:blank")
    assert complaints == []
