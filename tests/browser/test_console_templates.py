"""Outside the service window an agent sends a template: what fills it, what it says, and their draft."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.demo import Demo
from tests.browser.full_house import close_the_window
from tests.browser.staff import AtDesk, at_desk, open_conversation, rows, until, urgent, write
from tests.conftest import MONDAY_NOON_IN_BANGKOK
from tests.processes import content_copy
from tests.simulator.conftest import beginning

__all__ = ["at_desk"]
_OFFER = """
templates:
  reopen: {en: HX00000000000000000000000000000000}
  offer:
    en:
      id: HX11111111111111111111111111111111
      text: "Hello {{1}}, your {{2}} is ready."
      variables: [contact.name, product]
"""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """The project's content with a template that has two variables."""
    content = content_copy(tmp_path / "content")
    with (content / "replies" / "policy.yaml").open("a", encoding="utf-8") as policy:
        policy.write(_OFFER)
    with beginning(tmp_path, MONDAY_NOON_IN_BANGKOK, content) as one:
        yield one


def test_an_agent_fills_a_template_in_and_their_draft_waits_for_the_contact(
    at_desk: AtDesk, demo: Demo
) -> None:
    page = at_desk("anna")
    contact = urgent(demo, "emily")
    open_conversation(page, demo, "emily")
    page.locator("#act-claim").click()
    draft, preview = page.locator("#reply-text"), page.locator(".gaps:visible .said")
    draft.fill("Half a sentence")

    close_the_window(demo, contact)

    expect(page.locator("#template")).to_be_visible()
    expect(draft).to_have_attribute("readonly", "")
    expect(draft).to_be_visible()
    expect(page.locator("#reply .kept")).to_be_visible()
    expect(page.locator(".gaps:visible")).to_have_count(0)
    page.locator("#template").select_option("offer")
    expect(preview).to_have_text("Hello Emily, your [product] is ready.")
    page.get_by_label("product").fill("motor")
    expect(preview).to_have_text("Hello Emily, your motor is ready.")
    page.locator("#send-reply").click()

    expect(page.locator(".entry.agent .text")).to_have_text("Hello Emily, your motor is ready.")
    query = "SELECT sent_template, variables FROM messages WHERE contact_id = :id AND origin = 'agent'"
    sent = ("HX11111111111111111111111111111111", '{"1": "Emily", "2": "motor"}')
    until(lambda: rows(demo, query, id=contact) == [sent])
    write(demo, "emily", "Thank you!")
    expect(draft).not_to_have_attribute("readonly", "")
    expect(draft).to_have_value("Half a sentence")
    draft.press("Enter")
    expect(page.locator(".entry.agent .text").last).to_have_text("Half a sentence")
