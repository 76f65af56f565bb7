"""Takes the pictures of simulator and console for docs/images: light, dark, a phone, right to left.

Run it as `make screenshots`. It plays a demo of its own, so the pictures show what the bot
really does with the project's content on a Monday noon in Bangkok.
"""

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from console_pictures import take_console
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.clock import ShiftedClock
from bot.config import content_folder
from bot.demo import Demo, running
from bot.log import set_up

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
MONDAY_NOON_IN_BANGKOK = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
_WIDE = {"width": 1440, "height": 1000}
_PHONE = {"width": 390, "height": 844}
_PATIENCE = 20_000  # milliseconds


def main() -> int:
    """Write all pictures; 1 where no browser is installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stderr.write("There is no chromium on this machine. Install it: apt-get install chromium\n")
        return 1
    set_up(quiet=True)
    IMAGES.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=_PATIENCE)
    # Each with a demo of its own: whom people hold on one picture, the bot answers on the other.
    _play(chromium, lambda browser, demo: _take_all(browser, f"{demo.url}/simulator"))
    _play(chromium, lambda browser, demo: take_console(browser, demo, _shoot))
    return 0


def _play(chromium: str, take: Callable[[Browser, Demo], None]) -> None:
    clock = ShiftedClock()
    clock.move_on(MONDAY_NOON_IN_BANGKOK - clock.now())
    with (
        TemporaryDirectory() as folder,
        running(content_folder(), Path(folder) / "demo.db", 0, clock) as demo,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        take(browser, demo)
        browser.close()


def _take_all(browser: Browser, url: str) -> None:
    _take(browser, "simulator", f"{url}/somchai", "light", _WIDE, _price)
    _take(browser, "simulator-phone", f"{url}/somchai", "light", _PHONE, lambda page: None)
    _take(browser, "simulator-dark", f"{url}/dilnoza", "dark", _WIDE, _night)
    _take(browser, "simulator-rtl", f"{url}/mona?language=ar", "light", _WIDE, _complaint)


def _take(
    browser: Browser,
    name: str,
    url: str,
    scheme: str,
    size: dict[str, int],
    play: Callable[[Page], None],
) -> None:
    page = browser.new_page(color_scheme=scheme, viewport=size)
    page.set_default_timeout(_PATIENCE)
    page.goto(url)
    play(page)
    # Whatever is still arriving is let come to rest.
    expect(page.locator(".dots")).to_have_count(0)
    _shoot(page, name)
    page.close()


def _shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(1500)
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")


def _price(page: Page) -> None:
    page.locator("#sample-1").click()
    expect(page.locator(".message.bot")).to_have_count(3)


def _night(page: Page) -> None:
    page.locator("#move-evening").click()
    page.locator("#sample-1").click()
    expect(page.locator(".message.bot")).to_have_count(1)
    expect(page.locator(".plan li").first).to_be_visible()


def _complaint(page: Page) -> None:
    page.locator("#sample-1").click()
    expect(page.locator(".message.bot")).not_to_have_count(0)
    page.locator("#sample-4").click()
    expect(page.locator("#staff .alarm")).to_be_visible()
    page.wait_for_timeout(6000)


if __name__ == "__main__":
    sys.exit(main())
