"""What the simulator answers: safe headers, only to this machine, and also without scripts."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import requests
from flask import Flask

from bot.app import build_app
from bot.clock import VirtualClock
from bot.config import Settings
from bot.core.shelf import Shelf
from bot.demo import Demo
from bot.simulator.people import PEOPLE
from bot.store.database import Database
from tests.conftest import MONDAY_NOON_IN_BANGKOK
from tests.simulator.conftest import beginning

PATIENCE = 30.0


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all tests that only look: nobody has written, and nobody may."""
    with beginning(tmp_path_factory.mktemp("untouched"), MONDAY_NOON_IN_BANGKOK) as one:
        yield one


def _post(demo: Demo, path: str, **form: str) -> requests.Response:
    address = f"{demo.url}/simulator/emily/{path}"
    return requests.post(address, data=form, headers={"HX-Request": "true"}, timeout=PATIENCE)


def test_nothing_but_the_pages_own_files_may_run(untouched: Demo) -> None:
    answer = requests.get(f"{untouched.url}/simulator/emily", timeout=PATIENCE)

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    inline = (" style=", "<style", "javascript:", "onclick=", "onload=", "hx-on")
    assert [word for word in inline if word in answer.text] == []


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Host": "evil.example"}),
        ("POST", {"Sec-Fetch-Site": "cross-site"}),
        ("POST", {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_another_site_in_the_browser_cannot_use_the_simulator(
    untouched: Demo, method: str, headers: dict[str, str]
) -> None:
    path = "emily" if method == "GET" else "emily/messages"

    answer = requests.request(
        method, f"{untouched.url}/simulator/{path}", data={"text": "hi"}, headers=headers, timeout=PATIENCE
    )

    assert answer.status_code == 403


def test_the_simulator_exists_in_the_demo_only() -> None:
    app = build_app(
        Settings(),
        Database("sqlite://"),
        Shelf,
        VirtualClock(datetime.fromisoformat("2026-11-23T05:00+00:00")),
    )

    assert isinstance(app, Flask)
    assert app.test_client().get("/simulator").status_code == 404


def test_a_form_works_without_scripts(demo: Demo) -> None:
    answer = requests.post(
        f"{demo.url}/simulator/emily/messages", data={"text": "how much?"}, timeout=PATIENCE
    )

    assert answer.history[0].status_code == 303
    assert "how much?" in answer.text


def test_what_was_written_reaches_the_bot_as_it_was_written(demo: Demo) -> None:
    hostile = "<b>\u202eprice</b> & \"'"

    answer = _post(demo, "messages", text=hostile)

    assert "&lt;b&gt;\u202eprice&lt;/b&gt; &amp;" in answer.text
    assert "<b>" not in answer.text


def test_only_what_has_changed_is_sent(demo: Demo) -> None:
    page = requests.get(f"{demo.url}/simulator/emily", timeout=PATIENCE).text
    seen = page.partition('name="seen" value="')[2].partition('"')[0]

    same = requests.get(f"{demo.url}/simulator/emily/news", params={"seen": seen}, timeout=PATIENCE)
    changed = _post(demo, "messages", text="hello", seen=seen)

    assert same.status_code == 204
    assert 'hx-swap-oob="beforeend:#thread"' in changed.text
    assert 'id="samples"' not in changed.text


def test_before_the_first_message_there_is_nothing_to_repeat(untouched: Demo) -> None:
    assert "Write something first." in _post(untouched, "again").text


def test_the_clock_goes_nowhere_where_nothing_is_planned(untouched: Demo) -> None:
    before = untouched.desk.clock.now()

    answer = _post(untouched, "clock", move="planned")

    assert "Nothing is planned." in answer.text
    assert (untouched.desk.clock.now() - before).total_seconds() < 60


def test_nobody_who_is_not_here_has_a_phone(untouched: Demo) -> None:
    assert requests.get(f"{untouched.url}/simulator/nobody", timeout=PATIENCE).status_code == 404


def test_the_first_page_is_somebodys_phone(untouched: Demo) -> None:
    answer = requests.get(f"{untouched.url}/simulator", timeout=PATIENCE)

    assert answer.url.endswith(f"/simulator/{PEOPLE[0].key}")


@pytest.mark.parametrize(
    ("accepted", "language", "direction"),
    [("ar-EG,ar;q=0.9", "ar", "rtl"), ("th", "th", "ltr"), ("xx", "en", "ltr"), ("uz,en;q=0.5", "uz", "ltr")],
)
def test_the_page_speaks_the_browsers_language(
    untouched: Demo, accepted: str, language: str, direction: str
) -> None:
    answer = requests.get(
        f"{untouched.url}/simulator/emily", headers={"Accept-Language": accepted}, timeout=PATIENCE
    )

    assert f'<html lang="{language}" dir="{direction}">' in answer.text
