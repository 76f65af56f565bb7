"""Staff at work in real browsers: claims, keys, gaps in the connection, take-over, a steady list."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, Request, Route, expect

from bot.actions.handoff import resolve, take_over
from bot.demo import Demo
from tests.browser.staff import (
    AtDesk,
    arrived,
    at_desk,
    clear,
    contact_id,
    long_demo,
    news,
    open_conversation,
    rows,
    states,
    until,
    urgent,
    write,
)

__all__ = ["at_desk", "long_demo"]
_MEET = 500  # milliseconds until both press
_PAUSES = 6000  # milliseconds: longer than all pauses between the messages of a price
_CONFLICT = "409 (CONFLICT)"
_SURE = "They still wait for an answer. Hand back all the same?"
_OFFLINE = "ERR_INTERNET_DISCONNECTED"
_CUT = "ERR_FAILED"
_PRESS_AT = "([button, at]) => setTimeout(() => document.querySelector(button).click(), at - Date.now())"
# The second of two taps, on the button that has just begun to ask.
_TAP_AGAIN = """() => new Promise((done) => {
  const tap = (button) => {
    button.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
    done();
  };
  const look = () => {
    const button = document.querySelector("#act-hand_back.asks");
    setTimeout(button ? () => tap(button) : look, 20);
  };
  look();
})"""
# What a page shows, but for the pictures and for what counts by the second.
_SHOWN = r"""places => document.title + "\n" + places.map(place => {
  const piece = document.querySelector(place).cloneNode(true);
  piece.querySelectorAll(".told, svg").forEach(part => part.remove());
  return piece.textContent.replace(/\s+/g, " ");
}).join("\n")"""
_QUEUE = ["#tabs", "#queue", "#state", "#alarm"]
_CONVERSATION = ["#head", "#card", "#thread", "#side", "#window", "#strip", "#alarm"]


@pytest.fixture
def demo(long_demo: Demo) -> Iterator[Demo]:
    """One for all tests here; each begins with an empty queue."""
    yield long_demo
    clear(long_demo)


class TestClaims:
    """Two agents press at the same millisecond: the audit log knows one claim, and so do they."""

    def test_one_of_two_who_claim_from_the_queue_gets_it_and_the_other_is_told_who_was_faster(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        pages = {"Anna": at_desk("anna"), "Ben": at_desk("ben")}
        expect(pages["Anna"].get_by_text("The worker is silent")).to_have_count(0)
        contacts = [urgent(demo, key) for key in ("somchai", "dilnoza", "joao", "mona")]
        for contact in contacts:
            for page in pages.values():
                page.goto(f"{demo.url}/console")

            _press_together(pages.values(), f"#claim-{contact}")

            for page in pages.values():
                page.wait_for_url(re.compile(contact))
            winner, loser = _told_apart(pages)
            expect(pages[loser].locator("main > .error")).to_have_text(
                f"{winner} was faster, or holds it now."
            )
            assert _done(demo, contact, "claimed") == [winner.lower()]

    def test_the_same_in_the_open_conversation(self, at_desk: AtDesk, demo: Demo) -> None:
        pages = {name: at_desk(name.lower(), excused=[_CONFLICT]) for name in ("Anna", "Ben")}
        for key in ("wei", "mehmet", "emily"):
            contact = urgent(demo, key)
            for page in pages.values():
                open_conversation(page, demo, key)

            _press_together(pages.values(), "#act-claim")

            winner, loser = _told_apart(pages)
            expect(pages[loser].locator("#notice")).to_have_text(f"{winner} was faster, or holds it now.")
            assert _done(demo, contact, "claimed") == [winner.lower()]


def _press_together(pages: Iterable[Page], button: str) -> None:
    together = list(pages)
    at = int(together[0].evaluate("Date.now()")) + _MEET
    for page in together:
        page.evaluate(_PRESS_AT, [button, at])


def _told_apart(pages: dict[str, Page]) -> tuple[str, str]:
    """Who holds the conversation by what their own page says, and who does not."""
    for page in pages.values():
        expect(page.locator("#head")).to_contain_text(re.compile(r"You hold it|holds it\."))
    held = [name for name, page in pages.items() if "You hold it" in page.locator("#head").inner_text()]
    assert len(held) == 1
    return held[0], next(name for name in pages if name not in held)


def _done(demo: Demo, contact: str, verb: str) -> list[str]:
    """Who did something to a contact, by the audit log."""
    query = "SELECT agent FROM audit WHERE contact_id = :contact AND verb = :verb ORDER BY at"
    return [agent for (agent,) in rows(demo, query, contact=contact, verb=verb)]


class TestKeys:
    def test_from_the_alert_to_the_answer_and_back_by_keys_alone(self, at_desk: AtDesk, demo: Demo) -> None:
        page = at_desk("anna")
        urgent(demo, "emily")
        expect(page).to_have_title(re.compile(r"^\(1\) "))

        page.keyboard.press("c")
        page.wait_for_url(re.compile(contact_id(demo, "emily")))
        expect(page.locator("#head")).to_contain_text("You hold it.")
        page.keyboard.press("r")
        expect(page.locator("#reply-text")).to_be_focused()
        page.keyboard.type("We see to it now.")
        page.keyboard.press("Enter")

        until(lambda: arrived(demo, "emily")[-1:] == ["We see to it now."])
        expect(page.locator("#reply-text")).to_have_value("")
        page.keyboard.press("Escape")
        page.keyboard.press("h")
        expect(page.locator("#head")).to_contain_text("The bot holds it.")
        page.keyboard.press("g")
        page.keyboard.press("q")
        page.wait_for_url(re.compile("/console$"))

    def test_keys_are_letters_while_one_types_and_the_browsers_own_with_ctrl_alt_and_meta(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        page = at_desk("anna", excused=[_CONFLICT])
        urgent(demo, "emily")
        open_conversation(page, demo, "emily")
        page.keyboard.press("c")
        expect(page.locator("#head")).to_contain_text("You hold it.")
        acts = _acts(page)

        page.keyboard.press("r")
        page.keyboard.type("the chef? gq")
        page.keyboard.press("Escape")
        for held in ("Control", "Alt", "Meta"):
            page.keyboard.press(f"{held}+h")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        page.keyboard.press("h")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
        news(page)

        assert acts == []
        expect(page.locator("#reply-text")).to_have_value("the chef? gq")
        page.keyboard.press("l")
        expect(page.locator("#head")).to_contain_text("Waits for a person.")
        page.keyboard.press("c")
        expect(page.locator("#head")).to_contain_text("You hold it.")
        page.keyboard.press("h")
        expect(page.get_by_role("button", name=_SURE)).to_be_focused()
        page.keyboard.press("h")
        expect(page.locator("#head")).to_contain_text("The bot holds it.")

    def test_what_the_queue_said_goes_when_it_is_over(self, at_desk: AtDesk, demo: Demo) -> None:
        page = at_desk("anna")
        page.keyboard.press("c")
        told = page.get_by_text("Nobody waits at this moment.")
        expect(told).to_be_visible()

        contact = urgent(demo, "emily")

        expect(page.locator(f"#claim-{contact}")).to_be_visible()
        expect(told).to_have_count(0)


def _acts(page: Page) -> list[str]:
    """What a page asks the server to do from now on, beside its news."""
    seen: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and not request.url.endswith("/news"):
            seen.append(request.url)

    page.on("request", note)
    return seen


class TestGaps:
    """Whatever happens while a page hears nothing: afterwards it is as one that is loaded then."""

    def test_five_seconds_without_a_connection_are_told_and_made_up_for(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        page, colleague = at_desk("anna", excused=[_OFFLINE]), at_desk("ben")
        first = urgent(demo, "wei")
        expect(page.locator(f"#q-{first}")).to_be_visible()

        page.context.set_offline(True)
        colleague.locator(f"#claim-{first}").click()
        others = [urgent(demo, key) for key in ("emily", "mehmet")]
        expect(page.locator("#lost")).to_have_text(
            re.compile(r"^No connection for 0:(0[5-9]|[1-5]\d)\. What you see may be old\.$")
        )
        assert page.locator("#queue .row").count() == 1
        page.context.set_offline(False)

        expect(page.locator("#lost")).to_be_hidden()
        expect(page.locator("#queue .row")).to_have_count(3)
        for contact in (first, *others):
            expect(page.locator(f"#q-{contact}")).to_have_count(1)
        expect(page.locator(f"#q-{first} .holder")).to_have_text(re.compile("Ben"))
        _assert_as_fresh(page, _QUEUE)

    def test_pages_that_heard_nothing_for_ten_minutes_are_as_fresh_ones(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        queue = at_desk("anna", excused=[_CUT])
        contact = urgent(demo, "joao")
        expect(queue.locator(f"#q-{contact}")).to_be_visible()
        talk = open_conversation(queue.context.new_page(), demo, "joao")
        said = talk.locator("#thread .entry.contact").count()

        queue.context.route("**/news*", _cut)
        _much_happens(demo, "joao")
        assert talk.locator("#thread .entry.contact").count() == said
        queue.context.unroute("**/news*", _cut)

        expect(queue.locator("#queue .row")).to_have_count(3)
        expect(talk.locator("#thread .entry.contact")).to_have_count(said + 7)
        _assert_as_fresh(queue, _QUEUE)
        _assert_as_fresh(talk, _CONVERSATION)


def _cut(route: Route) -> None:
    route.abort()


def _much_happens(demo: Demo, key: str) -> None:
    """Twelve messages and ten minutes; what was open is resolved, and something else opened."""
    desk, contact = demo.desk, contact_id(demo, key)
    for number, other in enumerate(("wei", "mehmet", "wei", "mehmet")):
        write(demo, key, f"Alguém aí? {number}")
        urgent(demo, other)
    take_over(desk.database, contact, "ben", desk.clock.now())
    desk.journey.go(desk.clock.now() + timedelta(minutes=4))
    resolve(desk.database, contact, "answered", desk.clock.now(), "ben")
    desk.journey.go(desk.clock.now() + timedelta(minutes=4))
    for text in ("Thanks", "It broke after a week, I want a refund", "I am very unhappy"):
        write(demo, key, text)
    until(lambda: states(demo, contact)[-2:] == ["resolved", "open"])
    write(demo, "wei", "?")
    desk.journey.go(desk.clock.now() + timedelta(minutes=2))


def _assert_as_fresh(page: Page, places: list[str]) -> None:
    """Without being loaded again, the page comes to show what one shows that is loaded now."""
    fresh = page.context.new_page()

    def same() -> bool:
        fresh.goto(page.url)
        return bool(page.evaluate(_SHOWN, places) == fresh.evaluate(_SHOWN, places))

    try:
        until(same, patience=3)
    except AssertionError:
        assert page.evaluate(_SHOWN, places) == fresh.evaluate(_SHOWN, places)
    fresh.close()


class TestTakeOver:
    def test_after_a_take_over_in_the_middle_of_an_answer_nothing_automated_arrives(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        page = at_desk("anna", excused=[_CONFLICT])
        contact = write(demo, "linh", "Xin chào")
        until(lambda: arrived(demo, "linh"))
        open_conversation(page, demo, "linh")
        greeted = len(arrived(demo, "linh"))

        write(demo, "linh", "Giá bao nhiêu?")
        until(lambda: len(arrived(demo, "linh")) > greeted)
        page.locator("#act-claim").click()
        expect(page.locator("#head")).to_contain_text("You hold it. The bot is silent.")
        held = arrived(demo, "linh")

        assert len(held) < greeted + 3
        page.wait_for_timeout(_PAUSES)
        assert arrived(demo, "linh") == held
        assert _automated(demo, contact, "cancelled") == greeted + 3 - len(held)
        assert _automated(demo, contact, "queued") == 0
        expect(page.locator("#thread .event").last).to_contain_text("Anna took over.")
        expect(page.locator("#thread .entry.bot")).to_have_count(len(held))

        _hand_back_on_purpose(page)
        write(demo, "linh", "Công suất bao nhiêu?")
        until(lambda: len(arrived(demo, "linh")) > len(held))


def _hand_back_on_purpose(page: Page) -> None:
    """Neither two taps nor a key that is held down hand back somebody who waits; another press does."""
    page.locator("#act-hand_back").click()
    page.evaluate(_TAP_AGAIN)
    sure = page.get_by_role("button", name=_SURE)
    expect(sure).to_be_focused()
    # The button is itself again when it has asked in vain.
    expect(page.get_by_role("button", name="Hand back", exact=True)).to_be_focused()

    page.keyboard.down("Enter")
    expect(sure).to_be_focused()
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    news(page)
    expect(page.locator("#head")).to_contain_text("You hold it.")
    page.keyboard.press("Enter")
    expect(page.locator("#head")).to_contain_text("The bot holds it.")


def _automated(demo: Demo, contact: str, status: str) -> int:
    query = "SELECT count(*) FROM messages WHERE contact_id = :id AND origin = 'bot' AND status = :status"
    return int(rows(demo, query, id=contact, status=status)[0][0])


class TestOrder:
    def test_the_order_stays_under_the_pointer_until_one_asks_for_the_new_one(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        page, earlier, later = _two_waiting(at_desk, demo)
        page.locator(f"#q-{later}").hover()

        _claim_as(demo, "ben", earlier)

        expect(page.locator(f"#q-{earlier} .holder")).to_have_text(re.compile("Ben"))
        expect(page.get_by_role("button", name="New order")).to_be_visible()
        news(page, times=2)
        assert _order(page) == [earlier, later]
        page.get_by_role("button", name="New order").click()
        assert _order(page) == [later, earlier]
        expect(page.get_by_role("button", name="New order")).to_be_hidden()

    def test_the_order_stays_while_the_focus_is_in_the_list_and_sorts_itself_afterwards(
        self, at_desk: AtDesk, demo: Demo
    ) -> None:
        page, earlier, later = _two_waiting(at_desk, demo)
        page.keyboard.press("j")
        expect(page.locator(f"#open-{earlier}")).to_be_focused()

        _claim_as(demo, "ben", earlier)

        expect(page.get_by_role("button", name="New order")).to_be_visible()
        # Longer than the list keeps still after somebody has left it.
        page.wait_for_timeout(3500)
        assert _order(page) == [earlier, later]
        expect(page.locator(f"#open-{earlier}")).to_be_focused()
        page.locator("#search").focus()
        expect(page.get_by_role("button", name="New order")).to_be_hidden()
        assert _order(page) == [later, earlier]


def _two_waiting(at_desk: AtDesk, demo: Demo) -> tuple[Page, str, str]:
    page = at_desk("anna")
    earlier, later = urgent(demo, "wei"), urgent(demo, "mehmet")
    expect(page.locator("#queue .row")).to_have_count(2)
    page.reload()
    assert _order(page) == [earlier, later]
    return page, earlier, later


def _claim_as(demo: Demo, agent: str, contact: str) -> None:
    take_over(demo.desk.database, contact, agent, demo.desk.clock.now())


def _order(page: Page) -> list[str]:
    return [
        row.removeprefix("q-")
        for row in page.evaluate("[...document.querySelectorAll('#queue .row')].map(one => one.id)")
    ]
