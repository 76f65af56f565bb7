"""Hostile texts neither run nor break the page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening

_HOSTILE = {
    "script": "<script>document.title='owned'</script>",
    "image": "<img src=x onerror=\"document.title='owned'\">",
    "template": "{{ 7 * 7 }} %(name)s ${7*7}",
    "attribute": '" autofocus onfocus="document.title=\'owned\'" x="',
    "bidi override": "abc \u202egnp.exe\u202d def",
    "unclosed isolate": "\u2067\u2067\u2067 price?",
    "no spaces": "W" * 4000,
    "many lines": "a\n" * 2000,
    "stacked marks": "e" + "\u0301" * 500,
    "zero width": "\u200b\u200d\ufeff",
}


def _sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [1440, 360])
def test_hostile_texts_stay_texts(phone: Opening, width: int) -> None:
    page = phone("emily")
    page.set_viewport_size({"width": width, "height": 800})
    title = page.title()

    for number, text in enumerate(_HOSTILE.values(), 1):
        page.get_by_label("Message", exact=True).fill(text)
        page.keyboard.press("Enter")
        expect(page.locator(".message.contact")).to_have_count(number)

    expect(page.locator("details.decision")).not_to_have_count(0)
    assert page.title() == title
    assert page.locator(".message script, .message img, .decision script").count() == 0
    expect(page.locator(".message.contact .text").first).to_have_text(_HOSTILE["script"])
    assert _sideways(page) <= 0
    thread = page.locator("#thread").bounding_box()
    assert thread is not None
    for bubble in page.locator(".bubble").all():
        box = bubble.bounding_box()
        assert box is not None
        assert box["x"] >= thread["x"] - 1
        assert box["x"] + box["width"] <= thread["x"] + thread["width"] + 1


def test_an_override_stays_inside_its_bubble(phone: Opening) -> None:
    page = phone("emily")

    page.get_by_label("Message", exact=True).fill(_HOSTILE["bidi override"])
    page.keyboard.press("Enter")

    foot = page.locator(".message.contact .foot")
    expect(foot).to_have_css("direction", "ltr")
    expect(page.locator(".message.contact .text")).to_have_css("unicode-bidi", "isolate")
    expect(page.locator("details.decision .said")).to_have_css("unicode-bidi", "isolate")
