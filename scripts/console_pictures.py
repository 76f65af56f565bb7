"""Plays staff and contacts for the pictures of the console in docs/images.

Its one rule: what is on the pictures happened: contacts wrote, agents clicked.
"""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from bot.demo import Demo
from bot.simulator.people import find_person
from bot.simulator.provider import Writing
from bot.store.contacts import find_by_address

_WIDE = {"width": 1440, "height": 900}
_PHONE = {"width": 390, "height": 844}
_ASKED = (("somchai", "ราคาเท่าไหร่"), ("mehmet", "Teslimat ne kadar sürer?"))
_CALLS = (
    ("mehmet", "Ürün bozuk geldi, paramı geri istiyorum"),
    ("mona", "عاجل، أحتاج المحرك اليوم"),
    ("emily", "I would like to talk to a person, please"),
    ("somchai", "ของเสีย เครื่องไม่ทำงาน ขอเงินคืน"),
)
Shoot = Callable[[Page, str], None]


def take_console(browser: Browser, demo: Demo, shoot: Shoot) -> None:
    """The queue, a conversation, the same on a phone and from right to left."""
    for key, text in (*_ASKED, *_CALLS):
        _write(demo, key, text)
    anna, ben = (_log_in(browser, demo, name) for name in ("anna", "ben"))
    expect(anna.locator(".row")).to_have_count(len(_CALLS))
    _open(ben, demo, "emily")
    ben.locator("#act-claim").click()
    expect(ben.locator("#head.mine")).to_be_visible()
    anna.locator(".holder").first.wait_for()
    shoot(anna, "console-queue")
    _converse(anna, ben, demo)
    shoot(anna, "console-conversation")
    anna.set_viewport_size(_PHONE)  # type: ignore[arg-type]
    shoot(anna, "console-phone")
    _in_arabic(browser, demo, shoot)


def _converse(anna: Page, ben: Page, demo: Demo) -> None:
    """Somchai's broken machine: claimed, a question to a colleague, an answer that arrives."""
    _open(anna, demo, "somchai")
    anna.locator("#act-claim").click()
    expect(anna.locator("#head.mine")).to_be_visible()
    anna.keyboard.press("n")
    anna.keyboard.type("@ben can we send him a new spindle from Bangkok today?")
    anna.keyboard.press("Escape")
    anna.locator("#send-note").click()
    expect(anna.locator(".note-card")).to_have_count(1)
    anna.locator("#open-canned").click()
    anna.locator("#canned li", has_text="quality").first.click()
    anna.locator("#send-reply").click()
    expect(anna.locator(".entry.agent .tick.delivered")).to_have_count(1)
    _open(ben, demo, "somchai")
    expect(anna.locator(".other")).to_have_count(1)


def _in_arabic(browser: Browser, demo: Demo, shoot: Shoot) -> None:
    page = _log_in(browser, demo, "sara", scheme="dark")
    page.goto(f"{demo.url}/console/account")
    page.locator("select[name=language]").select_option("ar")
    page.locator("select[name=language]").locator("xpath=ancestor::form").locator("button").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.goto(f"{demo.url}/console")
    expect(page.locator(".row")).to_have_count(len(_CALLS))
    shoot(page, "console-rtl-dark")


def _log_in(browser: Browser, demo: Demo, name: str, scheme: str = "light") -> Page:
    page = browser.new_context(viewport=_WIDE, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    page.goto(f"{demo.url}/console/log-in?language=en")
    page.locator("#name").fill(name)
    page.locator("#password").fill(demo.desk.login[1])
    page.keyboard.press("Enter")
    page.locator("#queue").wait_for(state="attached")
    return page


def _write(demo: Demo, key: str, text: str) -> None:
    person = find_person(key)
    assert person is not None, f"nobody is called {key}"
    demo.desk.provider.write(Writing(person.address, text, person.name))


def _open(page: Page, demo: Demo, key: str) -> None:
    person = find_person(key)
    assert person is not None, f"nobody is called {key}"
    with demo.desk.database.reading() as connection:
        found = find_by_address(connection, "whatsapp", person.address)
    assert found is not None, f"{key} has not written"
    page.goto(f"{demo.url}/console/c/{found.id}")
