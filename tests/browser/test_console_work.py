"""Staff at work in real browsers."""

from playwright.sync_api import expect

from bot.demo import Demo
from tests.browser.staff import AtDesk, at_desk, urgent

__all__ = ["at_desk"]


def test_x(at_desk: AtDesk, demo: Demo) -> None:
    page = at_desk("anna")
    found = urgent(demo, "emily")
    expect(page.locator(f"#q-{found}")).to_be_visible()
    expect(page).to_have_title("(1) x")
