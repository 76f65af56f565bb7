"""Everybody can use the page: by keyboard, on a small screen, in the dark, with a screen reader."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import Opening

_SERIOUS = {"serious", "critical"}
_WIDE: ViewportSize = {"width": 1440, "height": 900}
_PHONE: ViewportSize = {"width": 360, "height": 740}
_OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _findings(page: Page) -> list[tuple[str, Any]]:
    found = Axe().run(page).response["violations"]
    return [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in found
        if one["impact"] in _SERIOUS
    ]


def _findings_in_all_looks(page: Page) -> list[tuple[str, Any]]:
    found = []
    for dark in (False, True):
        for size in (_WIDE, _PHONE):
            page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
            page.set_viewport_size(size)
            found += _findings(page)
    return found


@pytest.mark.parametrize(("key", "language"), [("somchai", "en"), ("mona", "ar")])
def test_axe_finds_nothing_serious_in_light_and_dark_on_wide_and_small_screens(
    phone: Opening, key: str, language: str
) -> None:
    page = phone(key, language)
    assert _findings_in_all_looks(page) == []

    page.locator("#move-evening").click()
    page.locator("#sample-1").click()
    expect(page.locator(".message.bot").first).to_be_visible()
    expect(page.locator("#to-console")).to_be_visible()

    assert _findings_in_all_looks(page) == []


def test_a_message_is_written_by_keyboard_alone(phone: Opening) -> None:
    page = phone("somchai")
    field = page.get_by_label("Message", exact=True)
    expect(field).to_be_focused()

    page.keyboard.type("ราคา")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("เท่าไหร่")
    page.keyboard.press("Enter")

    expect(page.locator(".message.contact .text")).to_have_text("ราคา\nเท่าไหร่", use_inner_text=True)
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_focused()


def test_the_theme_is_chosen_and_remembered(phone: Opening) -> None:
    page = phone("somchai")
    page.emulate_media(color_scheme="light")

    page.locator("#theme").click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(17, 22, 22)")


def test_the_page_speaks_the_chosen_language_and_remembers_it(phone: Opening) -> None:
    for language, word in (("th", "ส่ง"), ("uz", "Yuborish"), ("ar", "إرسال"), ("en", "Send")):
        page = phone("somchai", language)

        page.locator(".person").nth(3).click()

        expect(page).not_to_have_url(re.compile("somchai"))
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_role("button", name=word, exact=True)).to_be_visible()


def test_nothing_hangs_over_the_edge_and_everything_can_be_hit_at_any_width(phone: Opening) -> None:
    page = phone("somchai")
    page.set_viewport_size(_PHONE)
    page.locator("#sample-1").click()
    expect(page.locator(".choice").first).to_be_visible()

    found = {}
    for width in (360, 768, 1024, 1440, 2200):
        page.set_viewport_size({"width": width, "height": 800})
        small = page.evaluate(
            "[...document.querySelectorAll('button, .person, .tool, textarea')]"
            ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"
        )
        found[width] = (max(page.evaluate(_OVERHANG), 0), small)

    assert found == dict.fromkeys(found, (0, []))


def test_news_leave_the_reader_where_they_read(phone: Opening) -> None:
    page = phone("somchai")
    page.locator("#sample-2").click()
    expect(page.locator(".choice").first).to_be_visible()
    page.locator("#scroll").evaluate("one => { one.scrollTop = 0; }")
    page.locator("details.decision summary").first.click()

    before = page.locator("#bar").inner_text()
    page.locator("#move-hour").click()
    expect(page.locator("#bar")).not_to_have_text(before, use_inner_text=True)

    assert page.locator("#scroll").evaluate("one => one.scrollTop") == 0
    assert page.locator("details.decision").first.evaluate("one => one.open") is False
