"""Several at one console: they see each other, call each other, and do only what their role may."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from bot.demo import Demo
from bot.store.presence import LOOKS
from tests.browser.conftest import PATIENCE
from tests.browser.full_house import PHONE, WIDE, House, Seat, house, seat
from tests.browser.staff import AtDesk, arrived, at_desk, log_in, open_conversation, states, until, urgent

__all__ = ["at_desk", "house", "seat"]  # fixtures that tests here ask for
_POLL = 10_000  # milliseconds; a browser asks every two seconds, and a busy machine is slow
_ACCOUNT = {"/console/account"}
_PLACES = {"/console", "/console/contacts"}
MENUS = {
    "anna": _PLACES | _ACCOUNT | {"/console/start"},
    "sara": _PLACES | _ACCOUNT | {"/console/start", "/console/log"},
    "olga": _PLACES | _ACCOUNT,
    "adam": _PLACES | _ACCOUNT | {"/console/start", "/console/log", "/console/accounts"},
}


def _keep_note(page: Page, text: str) -> None:
    page.locator(".modes label", has=page.locator("#mode-note")).click()
    page.locator("#note-text").fill(text)
    page.locator("#send-note").click()


def _top(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"]


def _notes(page: Page) -> Locator:
    return page.locator(".entry.note .text")


def test_two_agents_see_each_other_and_who_is_writing(at_desk: AtDesk, demo: Demo) -> None:
    anna, ben = at_desk("anna"), at_desk("ben")
    urgent(demo, "emily")
    open_conversation(anna, demo, "emily")
    open_conversation(ben, demo, "emily")
    expect(anna.locator("#others")).to_contain_text("Ben is looking at this too", timeout=_POLL)
    expect(ben.locator("#others")).to_contain_text("Anna is looking at this too", timeout=_POLL)

    anna.locator("#act-claim").click()
    anna.locator("#reply-text").press_sequentially("One moment")
    expect(ben.locator("#others")).to_contain_text("Anna is writing", timeout=_POLL)
    expect(anna.locator("#others")).not_to_contain_text("writing")

    # Nobody writes any more, but still looks.
    expect(ben.locator("#others")).to_have_text(re.compile("Anna is looking"), timeout=PATIENCE)
    anna.goto(f"{demo.url}/console/contacts")
    demo.desk.clock.move_on(LOOKS)
    expect(ben.locator(".other")).to_have_count(0, timeout=_POLL)


def test_a_note_calls_a_colleague_until_they_have_read_it(at_desk: AtDesk, demo: Demo) -> None:
    anna, ben = at_desk("anna"), at_desk("ben")
    urgent(demo, "emily")
    found = urgent(demo, "somchai")
    open_conversation(anna, demo, "somchai")

    _keep_note(anna, "@ben do you know him?")

    expect(_notes(anna)).to_have_text("@ben do you know him?")
    expect(ben.locator(".mentions .text")).to_have_text("@ben do you know him?", timeout=_POLL)
    expect(ben.locator(f"#q-{found} .mark")).to_have_text("mentions you")
    for width, height in (WIDE, PHONE):
        ben.set_viewport_size({"width": width, "height": height})
        expect(ben.locator(".mentions a")).to_be_in_viewport()
    assert _top(ben, ".mentions") < _top(ben, "#queue")
    expect(anna.locator(".mentions")).to_have_count(0)

    ben.locator(".mentions a").click()
    expect(_notes(ben)).to_have_text("@ben do you know him?")
    ben.goto(f"{demo.url}/console")
    expect(ben.locator(".row")).to_have_count(2)
    expect(ben.locator(".mentions, .row .mark")).to_have_count(0)


def test_a_supervisor_takes_over_and_the_colleague_is_told(at_desk: AtDesk, demo: Demo) -> None:
    anna, sara = at_desk("anna"), at_desk("sara")
    urgent(demo, "emily")
    open_conversation(anna, demo, "emily")
    anna.locator("#act-claim").click()
    expect(anna.locator("#head .holding")).to_have_text("You hold it. The bot is silent.")
    anna.locator("#reply-text").fill("Half a sent")

    open_conversation(sara, demo, "emily")
    expect(sara.locator("#act-claim")).to_have_text("Take over from Anna")
    sara.locator("#act-claim").click()

    expect(sara.locator("#head .holding")).to_have_text("You hold it. The bot is silent.")
    expect(anna.locator("#head .holding")).to_have_text("Sara holds it.", timeout=_POLL)
    expect(anna.locator("#window")).to_have_text("Sara answers here. You can leave a note.")
    expect(anna.locator("#send-reply")).to_be_hidden()
    expect(anna.locator(".entry.event").last).to_contain_text("Sara took over from Anna")
    _keeps_the_draft(anna, "Half a sent")
    assert arrived(demo, "emily")[1:] == []


def _keeps_the_draft(page: Page, text: str) -> None:
    """What cannot be sent any more stays in view, and may become a note."""
    draft = page.locator("#reply-text")
    expect(draft).to_have_value(text)
    expect(draft).to_be_visible()
    expect(page.locator("#reply .kept")).to_be_visible()
    draft.focus()
    page.keyboard.type("ence")
    page.keyboard.press("Enter")
    expect(draft).to_have_value(text)

    page.locator("#to-note").click()
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(_notes(page)).to_have_text(text)
    page.reload()
    expect(draft).to_have_value("")
    expect(draft).to_be_hidden()


def test_everything_works_without_javascript(new_context: Callable[..., BrowserContext], demo: Demo) -> None:
    found = urgent(demo, "emily")
    context = new_context(java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = log_in(context.new_page(), demo, "anna")

    page.locator(f"#claim-{found}").click()
    page.goto(f"{demo.url}/console/c/{found}")
    expect(page.locator("#head .holding")).to_have_text("You hold it. The bot is silent.")
    page.locator("#reply-text").fill("It leaves today.")
    page.locator("#send-reply").click()
    until(lambda: arrived(demo, "emily")[-1:] == ["It leaves today."])
    _keep_note(page, "She was friendly.")
    expect(_notes(page)).to_have_text("She was friendly.")
    expect(page.locator(".entry.agent .text")).to_have_text("It leaves today.")
    page.locator("#resolve-opens").click()
    page.locator("#resolve-answered").click()

    expect(page.locator("#head .holding")).to_contain_text("The bot holds it.")
    assert states(demo, found) == ["resolved"]


class TestRoles:
    """One house for all of them."""

    def test_a_colleagues_conversation_cannot_be_answered_but_a_note_can_be_left(
        self, house: House, seat: Seat
    ) -> None:
        page = seat("anna")
        page.goto(f"{house.demo.url}/console/c/{house.ids['mona']}")

        expect(page.locator("#window")).to_have_text("Ben answers here. You can leave a note.")
        expect(page.locator("#send-reply")).to_be_hidden()
        expect(page.locator("#head .acts button")).to_have_count(0)
        _keep_note(page, "I know her.")

        expect(_notes(page).last).to_have_text("I know her.")

    def test_ops_see_everything_and_can_do_nothing(self, house: House, seat: Seat) -> None:
        page = seat("olga")
        page.goto(f"{house.demo.url}/console")
        expect(page.locator(".row")).to_have_count(5)
        expect(page.locator("main form")).to_have_count(0)

        page.goto(f"{house.demo.url}/console/c/{house.ids['anna']}")

        expect(page.locator(".entry.agent .text").first).to_contain_text("this is Anna")
        expect(_notes(page)).to_contain_text("two motors")
        expect(page.locator("#head form, #side form, #note")).to_have_count(0)
        expect(page.locator("#send-reply")).to_be_hidden()
        expect(page.locator("#window")).to_have_text("Anna holds it.")

    @pytest.mark.parametrize("name", MENUS)
    def test_everybody_sees_the_menu_of_their_role(self, house: House, seat: Seat, name: str) -> None:
        page = seat(name)
        page.goto(f"{house.demo.url}/console")

        page.locator("#me summary").click()
        links = page.locator(".places a, #me a").evaluate_all("all => all.map(one => one.pathname)")

        assert set(links) == MENUS[name]
        expect(page.get_by_role("button", name="Log out")).to_be_visible()
