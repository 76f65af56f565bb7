"""Hostile texts neither run nor break a page of the console, wherever they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from bot.actions.annotate import note, set_attribute, tag
from bot.actions.escalate import open_escalation
from bot.actions.handoff import take_over
from bot.actions.say import say
from bot.core.agents import Agent
from bot.core.decision import NewEscalation
from bot.demo import Demo
from bot.simulator.provider import Writing
from bot.store.agents import add_agent
from bot.store.contacts import find_by_address, find_contact
from bot.store.conversations import lock_conversation
from tests.browser.conftest import PATIENCE
from tests.browser.staff import log_in, watch
from tests.conftest import MONDAY_NOON_IN_BANGKOK
from tests.simulator.conftest import beginning

_RUNS = "window.owned=1"
HOSTILE = {
    "script": f"<script>{_RUNS}</script><script src=//evil.example></script>",
    "image": f"<img src=x onerror=\"{_RUNS}\"><svg onload='{_RUNS}'>",
    "attribute": f"\" autofocus onfocus=\"{_RUNS}\" x=' onmouseover='{_RUNS}' y='",
    "link": f'javascript:{_RUNS} <a href="javascript:{_RUNS}">here</a>',
    "swapped": f'<div id="head" hx-swap-oob="true" hx-get="/x" hx-on:load="{_RUNS}">mine</div>',
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} %(name)s %s {0} </template></textarea>",
    "override": "abc \u202egnp.exe",
    "isolate": "\u2067\u2067\u2067 price?",
    "unbroken": "W" * 4000,
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🫡" * 100,
    "stacked": ("Z" + "\u0301\u0302\u0303\u0308\u0327" * 12) * 30,
    "lines": "a\n" * 1000,
}
_ADDRESS = "whatsapp:+6681{:07d}"
_OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_WIDTHS = (360, 768, 1440)
_LEFTS = """(one) => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
  return [0, text.length - 1].map((at) => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  });
}"""


@dataclass
class Siege:
    """A demo in which everything that can be written is hostile; contacts' ids by what they write."""

    demo: Demo
    ids: dict[str, str]
    page: Page
    asked: list[str]


@pytest.fixture(scope="class")
def siege(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Siege]:
    with beginning(tmp_path_factory.mktemp("siege"), MONDAY_NOON_IN_BANGKOK) as demo:
        _hire(demo)
        ids = {name: _lay(demo, number, text) for number, (name, text) in enumerate(HOSTILE.items())}
        context = browser.new_context(**browser_context_args)
        complaints, page = watch(context), _prepare(context)
        asked: list[str] = []
        # A dialog that nobody listens to is closed at once, and would go unseen.
        page.on("dialog", lambda one: _dismiss(one, asked))
        yield Siege(demo, ids, log_in(page, demo, "adam"), asked)
        page.goto("about:blank")
        context.close()
    assert complaints == []


def _prepare(context: BrowserContext) -> Page:
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def _dismiss(dialog: Dialog, asked: list[str]) -> None:
    asked.append(dialog.message)
    dialog.dismiss()


def _hire(demo: Demo) -> None:
    """Colleagues may have hostile names too, as far as an account takes them: in printable letters."""
    for name, text in HOSTILE.items():
        printable = "".join(letter if letter.isprintable() else " " for letter in text)
        agent = Agent(name, "agent", " ".join(printable.split())[:80])
        values = {"password_hash": "", "stamp": name, "created_at": demo.desk.clock.now()}
        with demo.desk.database.transaction() as connection:
            add_agent(connection, agent, values)


def _lay(demo: Demo, number: int, text: str) -> str:
    """A contact whose words, name, tags and attributes are a text, and notes and answers too."""
    database, address = demo.desk.database, _ADDRESS.format(number)
    demo.desk.provider.write(Writing(address, text, text[:200]))
    # What comes after the hostile text must read as it always does.
    demo.desk.provider.write(Writing(address, "plain words", text[:200]))
    now, who = demo.desk.clock.now(), list(HOSTILE)[number]
    with database.transaction() as connection:
        found = find_by_address(connection, "whatsapp", address)
        assert found is not None
        lock_conversation(connection, found.id)
        contact = find_contact(connection, found.id)
        assert contact is not None
        wanted = NewEscalation("urgent", "high", text, now + timedelta(minutes=3), text[:100])
        open_escalation(connection, contact, wanted, now)
    tag(database, found.id, who, now, add=text[:64])
    set_attribute(database, found.id, who, "said", text[:1000], now)
    note(database, found.id, who, text, now)
    if number % 2:
        take_over(database, found.id, who, now)
        say(database, found.id, who, text[:1500], now)
    return found.id


class TestSiege:
    """One siege for all, in which nothing is changed."""

    @pytest.mark.parametrize("name", HOSTILE)
    def test_a_conversation_shows_a_hostile_text_as_a_text(self, siege: Siege, name: str) -> None:
        page = _at(siege, f"c/{siege.ids[name]}")

        expect(page.locator(".entry.contact .text").first).to_have_text(
            HOSTILE[name].strip(), use_inner_text=False
        )
        expect(page.locator("#mode-note")).to_have_count(1)
        assert _breaches(page) == []
        for width in _WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert (page.evaluate(_OVERHANG) <= 0, _outside(page)) == (True, [])
        assert siege.asked == []

    @pytest.mark.parametrize("path", ["", "contacts", "contacts?q=%3Cscript%3E", "accounts", "log"])
    def test_the_lists_show_hostile_texts_as_texts(self, siege: Siege, path: str) -> None:
        page = _at(siege, path)

        assert _breaches(page) == []
        for width in _WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(_OVERHANG) <= 0
        assert siege.asked == []

    def test_a_row_of_the_queue_keeps_to_one_line_of_name_and_two_of_text(self, siege: Siege) -> None:
        page = _at(siege, "")

        for width in _WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            high = page.evaluate(
                """() => [...document.querySelectorAll(".row")].filter((row) => {
                  const lines = (one) => one.getBoundingClientRect().height
                    / parseFloat(getComputedStyle(one).lineHeight);
                  return lines(row.querySelector(".name")) > 1.4 || lines(row.querySelector(".last")) > 2.5;
                }).map((row) => row.innerText.slice(0, 80))"""
            )
            assert (width, high) == (width, [])
        expect(page.locator(".row")).to_have_count(len(HOSTILE))

    @pytest.mark.parametrize("name", ["override", "isolate"])
    def test_what_stands_beside_an_override_reads_as_always(self, siege: Siege, name: str) -> None:
        page = _at(siege, f"c/{siege.ids[name]}")

        after = page.locator(".entry.contact .text").nth(1)
        expect(after).to_have_text("plain words")
        clock = page.locator(".entry.contact .foot bdi").first
        for place in (after, clock, page.locator("#head .holding"), page.locator("#side h2").first):
            first, last = place.evaluate(_LEFTS)
            assert first < last

        page = _at(siege, "")
        row = page.locator(f"#q-{siege.ids[name]}")
        whose, reason = row.locator(".name").bounding_box(), row.locator(".reason").bounding_box()
        assert whose is not None
        assert reason is not None
        assert whose["x"] + whose["width"] <= reason["x"]
        first, last = row.locator(".there bdi").evaluate(_LEFTS)
        assert first < last

    def test_why_the_bot_said_a_thing_shows_hostile_texts_as_texts(self, siege: Siege) -> None:
        for name in ("script", "image", "swapped"):
            page = _at(siege, f"c/{siege.ids[name]}")
            expect(page.locator("a.why").first).to_be_visible()

            page.locator("a.why").first.click()

            expect(page.locator("#reasons blockquote").first).to_have_text(HOSTILE[name])
            assert _breaches(page) == []
            page.keyboard.press("Escape")
        assert siege.asked == []


def _at(siege: Siege, path: str) -> Page:
    siege.page.set_viewport_size({"width": 1440, "height": 900})
    siege.page.goto(f"{siege.demo.url}/console/{path}".rstrip("/"))
    return siege.page


def _breaches(page: Page) -> list[str]:
    """What of a hostile text has become a part of the page: nothing, if all is well."""
    # Whatever waits for its turn to run has had one after two frames.
    return list(
        page.evaluate(
            """async () => {
              for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
              const found = window.owned ? ["it ran"] : [];
              const strange = "[onerror], [onload], [onfocus], [onmouseover], [hx-get],"
                + " [href^='javascript:'], main img:not([src^='/']), main script, main iframe";
              for (const one of document.querySelectorAll(strange)) found.push(one.outerHTML.slice(0, 100));
              if (document.querySelectorAll("#head").length > 1) found.push("a second head");
              return found;
            }"""
        )
    )


def _outside(page: Page) -> list[str]:
    """The bubbles, notes and fields that leave their place at either side."""
    return list(
        page.evaluate(
            """() => [[".bubble, .note-card, .event-line", "#thread"], [".side *", "#panel"]].flatMap(
              ([parts, whole]) => {
                const frame = document.querySelector(whole).getBoundingClientRect();
                return [...document.querySelectorAll(parts)].filter((one) => {
                  const box = one.getBoundingClientRect();
                  const seen = box.width > 2 && frame.width > 0 && !one.closest(".hidden, svg");
                  return seen && (box.left < frame.left - 1 || box.right > frame.right + 1);
                }).map((one) => `${one.className}: ${one.textContent.slice(0, 60)}`);
              })"""
        )
    )
