"""Hostile texts neither run nor break the page."""

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


def _bubbles_outside(page: Page) -> list[str]:
    """The bubbles that leave the thread at either side."""
    thread = page.locator("#thread").bounding_box()
    assert thread is not None
    boxes = [bubble.bounding_box() for bubble in page.locator(".bubble").all()]
    assert None not in boxes
    left, right = thread["x"] - 1, thread["x"] + thread["width"] + 1
    return [str(box) for box in boxes if box and (box["x"] < left or box["x"] + box["width"] > right)]


def test_hostile_texts_stay_texts(phone: Opening) -> None:
    page = phone("emily")
    title = page.title()

    for number, text in enumerate(_HOSTILE.values(), 1):
        page.get_by_label("Message", exact=True).fill(text)
        page.keyboard.press("Enter")
        expect(page.locator(".message.contact")).to_have_count(number)

    expect(page.locator("details.decision")).not_to_have_count(0)
    assert page.title() == title
    assert page.locator(".message script, .message img, .decision script").count() == 0
    expect(page.locator(".message.contact .text").first).to_have_text(_HOSTILE["script"])
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert _sideways(page) <= 0
        assert _bubbles_outside(page) == []


def test_an_override_stays_inside_its_bubble(phone: Opening) -> None:
    page = phone("emily")

    page.get_by_label("Message", exact=True).fill(_HOSTILE["bidi override"])
    page.keyboard.press("Enter")

    foot = page.locator(".message.contact .foot")
    expect(foot).to_have_css("direction", "ltr")
    expect(page.locator(".message.contact .text")).to_have_css("unicode-bidi", "isolate")
    expect(page.locator("details.decision .said")).to_have_css("unicode-bidi", "isolate")
