"""Everybody can use the console: on every page, both ways to write, by day and by night, on a phone."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.full_house import PHONE, WIDE, House, Seat, house, seat
from tests.browser.staff import write

__all__ = ["house", "seat"]  # fixtures that tests here ask for
Prepare = Callable[[Page], object]
Theme = Literal["light", "dark"]
Size = tuple[int, int]
_SERIOUS = {"serious", "critical"}
_REFUSED = ("status of 403", "status of 404", "status of 409")
_OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LATER = (390, 844)
_DESK = (1920, 1080)

# What one can hit: a link in a line of text may be as high as its line, everything else is a finger wide.
_SMALL = """() => {
  const PLACES = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const isThere = (one) => one.checkVisibility({ visibilityProperty: true })
    && !one.closest(".hidden, .skip");
  const area = (one) => {
    if (one.matches("a.way")) return one.closest(".row");
    return one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label, .check") : one;
  };
  const isInText = (one) => one.matches(":is(p, td, dd) a:not(.button)");
  const small = (one) => {
    const box = area(one).getBoundingClientRect();
    if (!box.width || !box.height) return false;
    return isInText(one) ? box.height < 23.9 : box.height < 39.9 || box.width < 39.9;
  };
  return [...document.querySelectorAll(PLACES)]
    .filter((one) => isThere(one) && small(one)).map((one) => one.outerHTML.slice(0, 120));
}"""


def _opens(selector: str) -> Prepare:
    return lambda page: page.locator(selector).first.click()


def _opens_canned(page: Page) -> None:
    page.locator("#reply-text").fill("/")
    expect(page.locator("#canned-list")).to_be_visible()


def _opens_keys(page: Page) -> None:
    """They are for a wide screen alone."""
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.set_viewport_size(before)


def _asks(page: Page) -> None:
    page.locator("#act-hand_back").click()
    expect(page.locator("#act-hand_back.asks")).to_be_visible()


def _explains(page: Page) -> None:
    page.locator("a.why").first.click()
    page.locator("#reasons details > summary").click()
    expect(page.locator("#reasons .layers")).to_be_visible()


def _shows_why(page: Page) -> None:
    page.goto(page.evaluate("document.querySelector('a.why').href"))


def _about(page: Page) -> None:
    button = page.locator("#about")
    if button.is_visible():
        button.click()
    page.locator("#change-place-opens").click()


def _pages(ids: dict[str, str]) -> Iterator[tuple[str, str, str, Prepare | None]]:
    """Every page: a name for it, who looks, its address, and what is done before one looks."""
    mine, colleagues, told, waiting, snoozed, closed = (
        f"/console/c/{ids[key]}" for key in ("anna", "mona", "dilnoza", "emily", "wei", "linh")
    )
    yield from (
        ("log in", "", "/console/log-in", None),
        ("queue", "anna", "/console", None),
        ("empty queue", "olga", "/console?view=mine", None),
        ("filter", "anna", "/console", _opens("#by-reason summary")),
        ("account menu", "adam", "/console", _opens("#me summary")),
        ("settings", "anna", "/console", _opens("[data-opens=settings]")),
        ("conversation", "anna", mine, None),
        ("snooze", "anna", mine, _opens("#snooze-opens")),
        ("resolve", "anna", mine, _opens("#resolve-opens")),
        ("resolve, unanswered", "anna", waiting, _opens("#resolve-opens")),
        ("hand back, unanswered", "anna", waiting, _asks),
        ("snoozed", "anna", snoozed, None),
        ("keys", "anna", mine, _opens_keys),
        ("template", "anna", closed, lambda page: expect(page.locator("#template")).to_be_visible()),
        ("note", "anna", mine, _opens(".modes label:has(#mode-note)")),
        ("canned replies", "anna", mine, _opens_canned),
        ("about the contact", "anna", mine, _about),
        ("why", "anna", told, _explains),
        ("why, as a page", "anna", told, _shows_why),
        ("a colleague's", "anna", colleagues, None),
        ("seen by ops", "olga", colleagues, None),
        ("contacts", "anna", "/console/contacts", None),
        ("nobody found", "anna", "/console/contacts?q=nobody", None),
        ("start", "anna", "/console/start", None),
        ("account", "sara", "/console/account", None),
        ("accounts", "adam", "/console/accounts", None),
        ("audit log", "adam", "/console/log", None),
        ("forbidden", "anna", "/console/accounts", None),
        ("not found", "anna", "/console/nothing", None),
    )


def _walk(house: House, seat: Seat, language: str, size: Size, theme: Theme) -> Iterator[tuple[str, Page]]:
    """Every page on a phone, prepared, one after the other in the browsers of those who look."""
    places: dict[str, Page] = {}
    for name, who, path, prepare in _pages(house.ids):
        if who not in places:
            places[who] = seat(who, language, size, _REFUSED, has_touch=True, is_mobile=True)
        page = places[who]
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme=theme)
        page.goto(house.demo.url + path + (f"?language={language}" if not who else ""))
        if prepare:
            prepare(page)
        yield name, page


def _troubles(page: Page, size: Size) -> list[Any]:
    """What cannot be hit on a phone, and what axe finds on a screen of a size."""
    found: list[Any] = [("too small", one) for one in page.evaluate(_SMALL)]
    if page.evaluate(_OVERHANG) > 0:
        found.append(("hangs over", page.evaluate(_OVERHANG)))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return found + [
        (one["id"], [node["html"][:160] for node in one["nodes"]])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in _SERIOUS
    ]


class TestLooks:
    """One house for all of them, which nobody changes."""

    @pytest.mark.parametrize(
        ("language", "phone", "theme", "size"),
        [("en", PHONE, "light", PHONE), ("ar", _LATER, "dark", WIDE)],
    )
    def test_every_page_is_there_for_everybody_by_day_and_by_night(
        self, house: House, seat: Seat, language: str, phone: Size, theme: Theme, size: Size
    ) -> None:
        pages = _walk(house, seat, language, phone, theme)

        found = {name: _troubles(page, size) for name, page in pages}

        assert {name: one for name, one in found.items() if one} == {}

    def test_on_a_wide_screen_the_queue_the_talk_and_the_contact_stand_side_by_side(
        self, house: House, seat: Seat
    ) -> None:
        page = seat("anna", size=_DESK)
        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")

        lefts = [_box(page, place)["x"] for place in ("#strip", "#scroll", "#panel")]

        assert lefts == sorted(lefts)
        assert page.evaluate(_OVERHANG) <= 0
        expect(page.locator("#about")).to_be_hidden()

    def test_on_a_phone_the_contact_is_behind_a_button(self, house: House, seat: Seat) -> None:
        page = seat("anna", size=PHONE)
        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")
        panel, button = page.locator("#panel"), page.locator("#about")
        expect(panel).to_be_hidden()
        expect(page.locator("#strip")).to_be_hidden()

        button.click()
        expect(panel).to_be_in_viewport()
        expect(button).to_have_attribute("aria-expanded", "true")

        button.click()
        expect(panel).to_be_hidden()

    @pytest.mark.parametrize("size", [PHONE, _LATER])
    def test_on_a_phone_one_can_write_below_a_long_thread_without_scrolling(
        self, house: House, seat: Seat, size: Size
    ) -> None:
        for _ in range(3):
            write(house.demo, "anna", "One more line.\n" * 40)
        page = seat("anna", size=size, has_touch=True, is_mobile=True)
        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")

        for place in ("#reply-text", "#send-reply", "#window", "#head"):
            expect(page.locator(place)).to_be_in_viewport(ratio=1)
        expect(page.locator(".entry").last).to_be_in_viewport()
        assert page.evaluate("[scrollY, document.documentElement.scrollHeight <= innerHeight]") == [0, True]
        assert page.locator("#scroll").evaluate("one => one.clientHeight") > 200

    def test_on_an_arabic_page_the_sides_change_places(self, house: House, seat: Seat) -> None:
        page = seat("anna", "ar")
        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")

        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert _box(page, "#strip")["x"] > _box(page, "#scroll")["x"] > _box(page, "#panel")["x"]
        theirs, ours = _box(page, ".entry.contact .bubble"), _box(page, ".entry.agent .bubble")
        thread = _box(page, "#thread")
        assert abs(theirs["x"] + theirs["width"] - thread["x"] - thread["width"]) < 2
        assert abs(ours["x"] - thread["x"]) < 2

    def test_on_an_arabic_page_other_scripts_stay_readable(self, house: House, seat: Seat) -> None:
        page = seat("anna", "ar")
        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")

        assert _reads_from_the_left(page, "#side .facts bdi[dir=ltr]", "+4917139200123")
        assert _reads_from_the_left(page, "#head h1 bdi", "Anna")
        assert _reads_from_the_left(
            page, ".entry.agent.failed .trouble-line", "63016: The service window was closed."
        )
        near = f"#near-{house.ids['somchai']} .text"
        assert _reads_from_the_left(page, near, "ต้องการด่วนวันนี้")

    def test_on_an_arabic_page_an_empty_field_begins_where_its_words_stand(
        self, house: House, seat: Seat
    ) -> None:
        page = seat("anna", "ar")
        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")
        field = page.locator("#reply-text")
        expect(field).to_have_css("direction", "rtl")

        field.fill("Dear Anna")

        expect(field).to_have_css("direction", "ltr")

    def test_on_an_english_page_arabic_keeps_its_direction(self, house: House, seat: Seat) -> None:
        page = seat("anna")
        page.goto(f"{house.demo.url}/console/c/{house.ids['mona']}")

        expect(page.locator("html")).to_have_attribute("dir", "ltr")
        theirs = page.locator(".entry.contact .text").first
        expect(theirs).to_have_text("عاجل، أحتاجه اليوم")
        expect(theirs).to_have_css("direction", "rtl")
        assert _box(page, ".entry.contact .bubble")["x"] - _box(page, "#thread")["x"] < 2
        assert not _reads_from_the_left(page, "#head h1 bdi", "منى")

    def test_the_theme_is_chosen_and_remembered(self, house: House, seat: Seat) -> None:
        page = seat("anna", color_scheme="light")
        page.goto(f"{house.demo.url}/console")

        page.locator("#theme").click()
        page.goto(f"{house.demo.url}/console/contacts")

        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("body")).to_have_css("background-color", "rgb(17, 22, 22)")

    def test_the_language_is_chosen_and_remembered(self, house: House, seat: Seat) -> None:
        page = seat("ben")
        page.goto(f"{house.demo.url}/console/account")

        page.locator("#language").select_option("uz")
        page.locator("form[action$='/language'] button").click()
        expect(page.locator("html")).to_have_attribute("lang", "uz")
        page.goto(f"{house.demo.url}/console")
        expect(page.locator("html")).to_have_attribute("lang", "uz")

        stranger = seat("")
        stranger.goto(f"{house.demo.url}/console/log-in?language=th")
        stranger.goto(f"{house.demo.url}/console")
        expect(stranger).to_have_url(re.compile("/log-in"))
        expect(stranger.locator("html")).to_have_attribute("lang", "th")


def _box(page: Page, selector: str) -> Any:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, f"{selector} is not shown"
    return found


def _reads_from_the_left(page: Page, selector: str, text: str) -> bool:
    """Does the first letter of what stands there stand to the left of the last one?"""
    place = page.locator(selector).first
    expect(place).to_have_text(text)
    first, last = place.evaluate(
        """(one) => {
          const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
          const all = [];
          while (walk.nextNode()) {
            for (let at = 0; at < walk.currentNode.length; at += 1) all.push([walk.currentNode, at]);
          }
          const side = ([node, at]) => {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            return range.getBoundingClientRect().left;
          };
          const letters = all.filter(([node, at]) => node.data[at].trim());
          return [side(letters[0]), side(letters.at(-1))];
        }"""
    )
    return bool(first < last)
