"""The audit log: the newest rows, the filters, the pages, and nothing that anybody wrote."""

from datetime import timedelta
from html import unescape
from re import findall, search

import pytest

from bot.console.log import MOST
from bot.store.audit import Doer, add_audit
from tests.console.conftest import House
from tests.scene import SOMCHAI, Scene

PAGE = "/console/log"


@pytest.fixture
def contact_id(house: House) -> str:
    """A contact about whom ann and sue have done something, and accounts that ada has changed."""
    found = Scene(house.database, house.clock).contact()
    with house.database.transaction() as connection:
        now = house.clock.now()
        add_audit(connection, now, "claimed", Doer("ann", "203.0.113.7"), contact_id=found)
        add_audit(connection, now, "resolved", Doer("sue"), contact_id=found, detail={"resolution": "won"})
        add_audit(connection, now, "login_refused", Doer("", "198.51.100.9"), subject="ann")
        add_audit(connection, now, "agent_added", Doer("", "command line"), subject="zed")
        add_audit(connection, now, "released", Doer("ann"), contact_id="e" * 32)
    return found


def _rows(page: str) -> int:
    return len(findall("<time ", page))


def test_the_log_tells_who_did_what_to_whom_and_from_where(house: House, contact_id: str) -> None:
    page = house.inside("sue").get(PAGE).text

    assert _rows(page) == 5
    for told in (
        "203.0.113.7",
        "log-in refused",
        "on the command line",
        "resolution: won",
        "erased",
        SOMCHAI,
        "claimed",
    ):
        assert told in page, told


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({"agent": "ann"}, 3),
        ({"agent": "sue"}, 1),
        ({"verb": "claimed"}, 1),
        ({"contact": SOMCHAI}, 2),
        ({"contact": SOMCHAI.removeprefix("whatsapp:")}, 2),
        ({"contact": "e" * 32}, 1),
        ({"contact": "whatsapp:+10"}, 0),
        ({"agent": "ann", "verb": "claimed", "contact": SOMCHAI}, 1),
        ({"agent": "'; DROP TABLE audit--\0"}, 0),
        ({"before": "nonsense"}, 5),
        ({"before": "2026-11-23~x"}, 5),
        ({"before": "9999-12-31T23:59:59-12:00~x\0"}, 5),
    ],
)
def test_the_log_shows_what_is_asked_for(
    house: House, contact_id: str, query: dict[str, str], rows: int
) -> None:
    answer = house.inside("sue").get(PAGE, query_string=query)

    assert (answer.status_code, _rows(answer.text)) == (200, rows)


def test_page_after_page_shows_every_row_once(house: House) -> None:
    begun = house.clock.now()
    with house.database.transaction() as connection:
        for number in range(2 * MOST + 3):
            # Three rows at each instant: the id decides between them.
            at = begun - timedelta(seconds=number // 3)
            add_audit(connection, at, "claimed", Doer("ann", f"10.0.0.{number}"))
    browser, path, seen = house.inside("sue"), PAGE, []

    for _ in range(3):
        page = browser.get(path, query_string=None if "?" in path else {"agent": "ann"}).text
        seen += findall(r"10\.0\.0\.(\d+)<", page)
        older = search(r'rel="next" href="([^"]+)"', page)
        path = unescape(older[1]) if older else ""

    assert path == ""
    assert sorted(map(int, seen)) == list(range(2 * MOST + 3))


def test_the_log_is_for_supervisors_and_admins(house: House) -> None:
    told = {name: house.inside(name).get(PAGE).status_code for name in ("ann", "sue", "olu", "ada")}

    assert told == {"ann": 403, "sue": 200, "olu": 403, "ada": 200}
