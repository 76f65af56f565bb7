"""Whoever is needed is called: by a sound, the title and a notification, and once for each reason."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bot.demo import Demo
from tests.browser.staff import AtDesk, at_desk, clear, long_demo, news, open_conversation, urgent

__all__ = ["at_desk", "long_demo"]
# The browser's edge, so that a test can hear it: how often a tone begins, which notifications show,
# and whether somebody has touched the page, which a driven browser always believes.
_EAR = """(() => {
  window.tones = 0;
  window.notes = [];
  window.away = false;
  let touched = false;
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { touched = true; }, true);
  Object.defineProperty(UserActivation.prototype, "hasBeenActive", { get: () => touched });
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...all) { window.tones += 1; return start.apply(this, all); };
  window.Notification = class extends EventTarget {
    static permission = "granted";
    constructor(title, options) { super(); window.notes.push([title, options.body]); }
  };
  Object.defineProperty(document, "hidden", { get: () => window.away });
})();"""
_GENTLE, _PRESSING = 2, 4  # tones of a first call and of a reminder


@pytest.fixture
def demo(long_demo: Demo) -> Iterator[Demo]:
    """One for all tests here; each begins with an empty queue."""
    yield long_demo
    clear(long_demo)


def test_an_urgent_contact_rings_once_and_again_with_each_reminder_until_somebody_claims(
    at_desk: AtDesk, demo: Demo
) -> None:
    agents = [_listening(at_desk, name) for name in ("anna", "ben")]
    supervisor = _listening(at_desk, "sara")

    contact = urgent(demo, "emily")
    for page in agents:
        _hears(page, _GENTLE)
        expect(page).to_have_title(re.compile(r"^\(1\) Queue"))
    _hears_no_more([*agents, supervisor])

    _pass_a_minute(demo, agents)
    for page in agents:
        _hears(page, _GENTLE + _PRESSING)
    # What rang before a page is loaded again does not ring once more.
    agents[1].reload()
    _hears_no_more([*agents, supervisor])
    assert _tones(agents[1]) == 0

    _pass_a_minute(demo, agents)
    _hears(agents[0], _GENTLE + 2 * _PRESSING)
    _hears_no_more([supervisor])
    assert _tones(supervisor) == 0
    _pass_a_minute(demo, agents)
    _hears(agents[0], _GENTLE + 3 * _PRESSING)
    _hears(supervisor, _PRESSING)

    open_conversation(agents[1], demo, "emily")
    agents[1].keyboard.press("c")
    for page in (agents[0], supervisor):
        expect(page).to_have_title(re.compile("^Queue"))
        expect(page.locator(f"#q-{contact} .holder")).to_have_text(re.compile("Ben"))
    _pass_a_minute(demo, agents)
    _hears_no_more([*agents, supervisor])


def test_a_sound_that_is_off_stays_off_and_the_test_button_plays(at_desk: AtDesk, demo: Demo) -> None:
    page = _listening(at_desk, "anna")
    page.get_by_role("button", name="Sound and notifications").click()
    page.get_by_role("button", name="Try it").click()
    _hears(page, _GENTLE)
    page.get_by_label("Play a sound").uncheck()
    page.keyboard.press("Escape")

    for number, key in enumerate(("emily", "wei"), 1):
        urgent(demo, key)
        expect(page).to_have_title(re.compile(rf"^\({number}\) "))

    _hears_no_more([page])
    assert _tones(page) == _GENTLE
    page.reload()
    _hears_no_more([page])
    assert _tones(page) == 0
    expect(page.get_by_label("Play a sound")).not_to_be_checked()


def test_a_notification_shows_once_while_one_looks_elsewhere(at_desk: AtDesk, demo: Demo) -> None:
    page = _listening(at_desk, "anna")
    urgent(demo, "wei")
    _hears(page, _GENTLE)
    assert page.evaluate("notes") == []

    page.evaluate("away = true")
    urgent(demo, "emily")
    _hears(page, 2 * _GENTLE)
    _hears_no_more([page])

    assert page.evaluate("notes") == [["Emily: urgent", "I need it today, asap!"]]


def test_a_page_that_may_not_play_says_so_and_plays_at_the_first_click(at_desk: AtDesk, demo: Demo) -> None:
    page = at_desk("anna", script=_EAR)
    urgent(demo, "emily")
    expect(page.get_by_text("Click anywhere to turn the sound on.")).to_be_visible()
    assert _tones(page) == 0

    page.get_by_role("heading", name="Queue").click()

    _hears(page, _GENTLE)
    expect(page.get_by_text("Click anywhere to turn the sound on.")).to_be_hidden()


def _listening(at_desk: AtDesk, name: str) -> Page:
    """Somebody who has clicked on the page, without which no browser plays."""
    page = at_desk(name, script=_EAR)
    page.get_by_role("heading", name="Queue").click()
    return page


def _tones(page: Page) -> int:
    return int(page.evaluate("tones"))


def _hears(page: Page, tones: int) -> None:
    news(page)
    for _ in range(100):
        if _tones(page) >= tones:
            break
        page.wait_for_timeout(100)
    assert _tones(page) == tones


def _hears_no_more(pages: list[Page]) -> None:
    before = [_tones(page) for page in pages]
    news(*pages, times=2)
    assert [_tones(page) for page in pages] == before


def _pass_a_minute(demo: Demo, agents: list[Page]) -> None:
    """In two steps, since agents whose pages have been silent for a minute count as gone."""
    for _ in range(2):
        demo.desk.journey.go(demo.desk.clock.now() + timedelta(seconds=30))
        news(*agents)
