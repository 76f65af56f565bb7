"""Hostile texts neither run nor break the page, and the page lets nothing foreign in."""

import pytest
import requests
from playwright.sync_api import Page, expect

from bot.demo import Demo
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
        shown = 1 + list(_HOSTILE).index("zero width")
        expect(page.locator(".message.contact")).to_have_count(min(number, shown))

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


def test_nothing_but_the_pages_own_files_may_run(demo: Demo) -> None:
    answer = requests.get(f"{demo.url}/simulator/emily", timeout=10)

    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert " style=" not in answer.text
    assert "<style" not in answer.text
    assert "javascript:" not in answer.text
    assert not [word for word in ("onclick=", "onload=", "hx-on") if word in answer.text]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("GET", {"Host": "evil.example"}),
        ("POST", {"Sec-Fetch-Site": "cross-site"}),
        ("POST", {"Sec-Fetch-Site": "same-site"}),
    ],
)
def test_another_site_in_the_browser_cannot_use_the_simulator(
    demo: Demo, method: str, headers: dict[str, str]
) -> None:
    path = "emily" if method == "GET" else "emily/messages"

    answer = requests.request(
        method, f"{demo.url}/simulator/{path}", data={"text": "hi"}, headers=headers, timeout=10
    )

    assert answer.status_code == 403


def test_a_form_works_without_scripts(demo: Demo) -> None:
    answer = requests.post(f"{demo.url}/simulator/emily/messages", data={"text": "how much?"}, timeout=10)

    assert answer.history[0].status_code == 303
    assert "how much?" in answer.text


def test_nobody_who_is_not_here_has_a_phone(demo: Demo) -> None:
    assert requests.get(f"{demo.url}/simulator/nobody", timeout=10).status_code == 404
