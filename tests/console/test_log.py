"""The audit log: the newest rows, the filters, the pages, and nothing that anybody wrote."""

from dataclasses import replace
from datetime import timedelta
from html import unescape
from re import findall, search
from typing import Any, get_args

import pytest

from bot.console import log_told
from bot.console.log import MOST
from bot.store.agents import change_agent
from bot.store.audit import Doer, Verb, add_audit
from bot.web.wording import load_wordings
from tests.conftest import PROJECT
from tests.console.conftest import Browser, House
from tests.console.desk import rename, stock
from tests.console.page import open_page
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


def _column(browser: Browser, number: int) -> list[str]:
    """What stands in a column of the log, counted from 0."""
    rows = [one for one in open_page(browser, PAGE).root.walk() if one.tag == "tr"]
    cells = [[cell for cell in row.elements if cell.tag == "td"] for row in rows]
    return [row[number].text for row in cells if row]


def test_the_log_tells_who_did_what_to_whom_and_from_where(house: House, contact_id: str) -> None:
    page = house.inside("sue").get(PAGE).text

    assert _rows(page) == 5
    for told in (
        "203.0.113.7",
        "log-in refused",
        "on the command line",
        "won",
        "erased",
        SOMCHAI,
        "took the conversation over",
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


DETAILS: list[tuple[Verb, dict[str, Any], str]] = [
    (
        "claimed",
        {"from": "ann", "leaving": ["a" * 32, "b" * 32], "cancelled": 3},
        "took the conversation over planned messages cancelled: 3, from Ann of Bangkok, "
        "messages on their way: 2",
    ),
    ("claimed", {"leaving": [], "cancelled": 0}, "took the conversation over"),
    ("went_back", {"from": "ann"}, "back in the queue, since nobody answered from Ann of Bangkok"),
    (
        "went_back",
        {"from": "gone", "supervisors": True},
        "back in the queue, since nobody answered from gone, supervisors were called",
    ),
    (
        "reminded",
        {"reminders": 3, "after": 180, "supervisors": True},
        "reminded of who waits after 180 s, reminder 3, supervisors were called",
    ),
    (
        "reminded",
        {"reminders": 1, "after": 60, "supervisors": False},
        "reminded of who waits after 60 s, reminder 1",
    ),
    ("snoozed", {"until": "2026-11-23T12:00:00+00:00"}, "snoozed it until Nov 23, 2026, 7:00:00 PM"),
    ("resolved", {"resolution": "wrong_alarm"}, "resolved it wrong alarm"),
    ("noted", {"mentions": ["ann", "sue"]}, "wrote a note for Ann of Bangkok and sue"),
    ("noted", {"mentions": []}, "wrote a note"),
    ("tagged", {"added": True, "removed": False}, "tags changed one added"),
    ("tagged", {"added": False, "removed": True}, "tags changed one removed"),
    ("set_attribute", {"name": "quantity"}, "attribute changed quantity"),
    (
        "set_place",
        {"zone": "Asia/Tashkent", "language": "uz"},
        "language or zone changed Uzbek, Asia/Tashkent",
    ),
    ("set_place", {"zone": "", "language": "th"}, "language or zone changed Thai"),
    ("agent_added", {"role": "ops"}, "account added Ops"),
    ("role_changed", {"from": "agent", "to": "admin"}, "role changed before: Agent, now: Admin"),
    ("email_changed", {"mail": True}, "e-mail address changed now there is one"),
    ("email_changed", {"mail": False}, "e-mail address changed now there is none"),
    ("language_chosen", {"language": "ar"}, "language chosen Arabic"),
    ("contact_erased", {}, "erased a contact's data"),
    ("contact_exported", {}, "exported a contact's data"),
    # What is not known, or not what it should be, is shown as it was stored.
    ("released", {"why": "<b>"}, "put it back into the queue why: <b>"),
    ("released", {"flag": False, "none": None}, "put it back into the queue flag: False"),
    ("snoozed", {"until": "soon"}, "snoozed it until: soon"),
    ("snoozed", {"until": "2026-11-23T12:00:00"}, "snoozed it until: 2026-11-23T12:00:00"),
    ("resolved", {"resolution": "lost track"}, "resolved it resolution: lost track"),
    ("noted", {"mentions": "ann"}, "wrote a note mentions: ann"),
    ("claimed", {"cancelled": True, "from": 7}, "took the conversation over cancelled: True, from: 7"),
]


@pytest.mark.parametrize(("verb", "detail", "told"), DETAILS)
def test_a_row_reads_like_a_phrase(house: House, verb: Verb, detail: dict[str, Any], told: str) -> None:
    stock(house)
    rename(house, "ann", "Ann of Bangkok")
    with house.database.transaction() as connection:
        add_audit(connection, house.clock.now(), verb, Doer("sue"), detail=detail)

    assert _column(house.inside("sue"), 2) == [told]


def test_whoever_did_something_is_shown_as_colleagues_know_them_and_by_their_account(house: House) -> None:
    rename(house, "ann", "Ann of Bangkok")
    with house.database.transaction() as connection:
        add_audit(connection, house.clock.now(), "password_set", Doer("ann"), subject="sue")

    browser = house.inside("sue")

    assert (_column(browser, 1), _column(browser, 3)) == (["Ann of Bangkok ann"], ["sue"])
    assert '<option value="ann">Ann of Bangkok (ann)</option>' in browser.get(PAGE).text


def test_every_detail_that_has_words_has_a_case_above() -> None:
    known = {(verb, key) for verb, keys in log_told._KINDS.items() for key in keys}

    assert known <= {(verb, key) for verb, detail, _ in DETAILS for key in detail}


@pytest.mark.parametrize("language", ["th", "uz", "ar"])
def test_every_verb_that_is_ever_written_down_has_a_name_in_every_language(
    house: House, language: str
) -> None:
    found, verbs = house.app.extensions["console"], get_args(Verb)
    house.app.extensions["console"] = replace(found, wordings=load_wordings(PROJECT / "locales"))
    with house.database.transaction() as connection:
        change_agent(connection, "sue", {"language": language})
        for verb in verbs:
            add_audit(connection, house.clock.now(), verb, Doer("ann"))

    told = set(_column(house.inside("sue"), 2))

    assert len(told) == len(verbs)
    # Without a name a verb would be shown as it is written in the database.
    assert {verb.replace("_", " ") for verb in verbs} & told == set()


def test_the_log_is_for_supervisors_and_admins(house: House) -> None:
    told = {name: house.inside(name).get(PAGE).status_code for name in ("ann", "sue", "olu", "ada")}

    assert told == {"ann": 403, "sue": 200, "olu": 403, "ada": 200}
