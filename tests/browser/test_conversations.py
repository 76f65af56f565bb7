"""Whole conversations on the phone: asked, answered, tapped, repeated, in bursts, with people."""

from playwright.sync_api import Page, expect

from bot.simulator.people import PEOPLE
from tests.browser.conftest import Opening


def _say(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.keyboard.press("Enter")


def test_a_thai_asks_for_the_price_and_taps_an_option(phone: Opening) -> None:
    page = phone("somchai")

    _say(page, "ราคาเท่าไหร่")

    bot = page.locator(".message.bot")
    expect(bot).to_have_count(3)
    expect(bot.first.locator(".text")).to_contain_text("MX-55")
    expect(page.locator(".message.contact .tick.read")).to_have_count(1)
    expect(page.locator(".message.bot .tick.read")).to_have_count(3)
    before = page.locator("details.decision")
    expect(before).to_have_count(1)
    expect(before.locator(".candidates .best th")).to_have_text("price")
    expect(before.locator(".facts")).to_contain_text("Thai")

    bot.last.locator(".choice").first.click()

    expect(page.locator(".message.contact")).to_have_count(2)
    expect(page.locator("details.decision").first.locator(".layer").first).to_have_text(
        "Answer to a question of ours"
    )
    expect(bot).not_to_have_count(3)


def test_an_egyptian_writes_from_right_to_left_and_a_person_answers(phone: Opening) -> None:
    page = phone("mona", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")

    page.locator("#sample-1").click()

    expect(page.locator(".message.bot").first).to_be_visible()
    mine = page.locator(".message.contact .text")
    expect(mine).to_have_css("direction", "rtl")
    bubble = page.locator(".message.contact .bubble").bounding_box()
    thread = page.locator("#thread").bounding_box()
    assert bubble is not None
    assert thread is not None
    # What one writes oneself stands at the end of the line, which is on the left here.
    assert bubble["x"] - thread["x"] < 2


def test_a_message_delivered_twice_is_answered_once(phone: Opening) -> None:
    page = phone("somchai")
    _say(page, "ราคาเท่าไหร่")
    expect(page.locator(".message.bot")).to_have_count(3)

    page.locator("#again").click()

    expect(page.locator("#notice")).to_contain_text("recorded once")
    # Longer than the bot needs to answer a burst.
    page.wait_for_timeout(3500)
    expect(page.locator(".message.contact")).to_have_count(1)
    expect(page.locator(".message.bot")).to_have_count(3)
    expect(page.locator("details.decision")).to_have_count(1)


def test_three_quick_messages_are_decided_together(phone: Opening) -> None:
    page = phone("emily")

    for text in ("hi", "how much is it?", "do you have CE?"):
        _say(page, text)

    expect(page.locator(".message.contact .text")).to_have_text(["hi", "how much is it?", "do you have CE?"])
    expect(page.locator("details.decision")).to_have_count(1)
    expect(page.locator("details.decision .said")).to_have_text(["hi", "how much is it?", "do you have CE?"])


def test_the_button_sends_three_quick_messages(phone: Opening) -> None:
    page = phone("somchai")

    page.locator("#burst").click()

    expect(page.locator(".message.contact")).to_have_count(3)
    expect(page.locator("details.decision")).to_have_count(1)


def test_a_bubble_leads_to_the_decision_behind_it(phone: Opening) -> None:
    page = phone("somchai")
    _say(page, "ราคาเท่าไหร่")
    expect(page.locator(".message.bot")).to_have_count(3)
    _say(page, "ขอบคุณ")
    expect(page.locator("details.decision")).to_have_count(2)
    older = page.locator("details.decision").last
    expect(older).to_have_js_property("open", False)

    page.locator(".message.bot .why").first.click()

    expect(older).to_have_js_property("open", True)
    expect(older.locator("summary")).to_be_focused()


def test_everybody_gets_an_answer_to_their_first_question(phone: Opening) -> None:
    for person in PEOPLE:
        phone(person.key).locator("#sample-1").click()

    for person in PEOPLE:
        page = phone(person.key)
        expect(page.locator("details.decision")).to_have_count(1)
        expect(page.locator(".message.bot, .plan li").first).to_be_visible()
