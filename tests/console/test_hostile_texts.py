"""Hostile texts: whatever somebody writes stands on every page as a text, and as nothing else."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from bot.actions import annotate
from bot.actions.handoff import take_over
from bot.actions.say import say
from bot.core.messages import Media
from tests.console.conftest import House
from tests.console.desk import act, at, rename, scene_of, stock, waits
from tests.console.page import Node, open_page, parse

MARK = "Zyxwvut"
TEXTS = {
    "script": f"<script>alert('{MARK}')</script>",
    "image": f'"><img src=x onerror="alert({MARK})">',
    "attribute": f"' onmouseover='{MARK}' hx-get='/console/accounts' hx-trigger='load",
    "htmx": f'<div hx-get="/{MARK}" hx-trigger="load" hx-swap-oob="true" id="head"></div>',
    "ends": f"</textarea></li></ol></main></template>--><!-- {MARK} ]]>",
    "template": MARK + "{{ 7*7 }}{% raw %}${7*7}%(name)s %s {0}",
    "bidi": f"\u202egnp.{MARK}\u2066\u200f\u2069 ال{MARK}عربية",
    "emoji": f"👩‍👩‍👧‍👦🏳️‍🌈{MARK}" + "e\u0301\u0302\u0303" * 50,
    "long": (MARK + "ก" * 93) * 40,
    "unbroken": MARK + "W" * 4000,
    "entities": f"&lt;b&gt;{MARK}&amp;#x3C;",
    "lines": f"one\n\u2028{MARK}\ttwo\x1b[31m",
}
_OURS = {"hx-preserve", "hx-swap-oob"}
_HREFS = ("/console", "/assets", "#", "https://api.twilio.com/")


def fill(house: House, text: str) -> str:
    """A contact about whom everything that can be written says this text."""
    stock(house)
    rename(house, "sue", text)
    database = house.database
    contact_id = waits(
        house,
        text=text,
        evidence=text,
        trigger=text[:200],
        name=text,
        tags=[text[:64]],
        attributes={"said": text[:1000], text[:64]: "value"},
    )
    acts: list[Callable[[datetime], object]] = [
        lambda now: annotate.note(database, contact_id, "sue", f"@ann {text}", now),
        lambda now: take_over(database, contact_id, "sue", now),
        lambda now: say(database, contact_id, "sue", text[:1600], now),
        lambda _: scene_of(house).write(text),
    ]
    for one in acts:
        house.wait(seconds=1)
        one(house.clock.now())
    return contact_id


def strangers(root: Node) -> Iterator[str]:
    """Everything on a page that could act and is not ours: nothing, if all is well."""
    for one in root.walk():
        names = set(one.attributes)
        yield from (name for name in names if name.startswith(("on", "hx-", "data-hx")) and name not in _OURS)
        source = one.attributes.get("src") or ""
        if one.tag in ("script", "img", "iframe", "object", "style") and not source.startswith("/"):
            yield f"<{one.tag}>"
        link = one.attributes.get("href") or one.attributes.get("action") or "#"
        if not link.startswith(_HREFS) and one.tag != "link":
            yield link


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_what_somebody_writes_is_a_text_on_every_page(house: House, text: str) -> None:
    contact_id = fill(house, text)
    house.inside("sue").get(at(contact_id))
    browser = house.inside("ann")

    for path in ("/console", at(contact_id), f"/console/contacts?q={MARK}"):
        page = parse(browser.get(path).text)
        assert list(strangers(page)) == [], path
        assert MARK in page.text, path


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_what_somebody_writes_is_a_text_in_the_news_as_well(house: House, text: str) -> None:
    before = waits(house)
    browser = house.inside("ann")
    queue, conversation = open_page(browser), open_page(browser, at(before))

    fill(house, text)
    house.inside("sue").get(at(before))

    for page, path in ((queue, "/console"), (conversation, at(before))):
        answer = page.poll()
        assert answer.status_code == 200
        assert list(strangers(parse(answer.text))) == [], path
        assert MARK in page.root.text
        assert page.shows() == open_page(browser, path).shows()


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_a_text_stands_in_the_thread_letter_by_letter(house: House, text: str) -> None:
    contact_id = fill(house, text)

    page = open_page(house.inside("ann"), at(contact_id))

    told = [one for one in page.root.find("thread").walk() if one.attributes.get("class") == "text"]
    whole = " ".join(text.split())
    assert [one.text for one in told] == [whole, f"@ann {whole}", " ".join(text[:1600].split()), whole]
    assert all(one.attributes["dir"] == "auto" for one in told)


def test_a_name_that_looks_like_a_piece_of_ours_changes_no_piece(house: House) -> None:
    contact_id = waits(house, name=' id="head" hx-swap-oob="delete"')
    page = open_page(house.inside("ann"), at(contact_id))

    scene_of(house).write("more")
    act(house.inside("sue"), at(contact_id, "claim"))
    page.poll()

    assert page.shows() == open_page(house.inside("ann"), at(contact_id)).shows()


def test_a_file_of_a_strange_address_is_named_and_never_linked(house: House) -> None:
    contact_id = waits(house)
    urls = [
        "javascript:alert(1)",
        "https://evil.example/a.ogg",
        "https://[broken",
        "https://api.twilio.com:x/",
    ]
    urls += [
        "http://api.twilio.com/a",
        "https://api.twilio.com@evil.example/b",
        "https://api.twilio.com/ok.ogg",
    ]
    scene_of(house).write("see", media=tuple(Media(url, "audio/ogg") for url in urls))

    page = open_page(house.inside("ann"), at(contact_id))

    links = [one.attributes["href"] for one in page.root.find("thread").walk() if one.tag == "a"]
    assert links == ["https://api.twilio.com/ok.ogg"]
