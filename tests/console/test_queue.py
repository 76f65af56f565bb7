"""The queue's page: who waits, in which order, and news that make up for any gap."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from bot.actions.handoff import resolve, snooze, take_over
from bot.actions.say import say
from tests.console.conftest import House
from tests.console.desk import act, at, case_of, change, flashed, number, rename, scene_of, stock, waits
from tests.console.page import QUEUE, Page, open_page

_BY_RANK = "queue"


def shown(page: Page) -> list[str]:
    """The rows as our JavaScript sorts them."""
    rows = page.root.find(_BY_RANK).elements
    return [one.id[2:] for one in sorted(rows, key=lambda row: int(row.attributes["data-rank"] or 0))]


def row(page: Page, contact_id: str) -> str:
    return page.root.find(f"q-{contact_id}").text


def counts(page: Page) -> dict[str, int]:
    """How many rows each view has."""
    links = [one for one in page.root.find("tabs").walk() if one.id.startswith("view-")]
    return {one.id[5:]: int(one.text.split()[-1]) for one in links}


def rings(page: Page) -> list[str]:
    marks = [one.attributes.get("data-ring") or "" for one in page.root.find("alarm").elements]
    return [mark.partition(".")[0] for mark in marks]


def test_the_console_shows_whoever_is_pressing_first_and_then_whoever_waits_longest(house: House) -> None:
    calm = waits(house, number(1), reason="media", priority="normal")
    house.wait(seconds=10)
    late = waits(house, number(2))
    house.wait(seconds=10)
    later = waits(house, number(3), reason="urgent")

    page = open_page(house.inside("ann"))

    assert page.order(_BY_RANK) == [f"q-{one}" for one in (late, later, calm)]
    assert shown(page) == [late, later, calm]


def test_the_console_shows_what_colleagues_hold_and_what_waits_for_nobody_last(house: House) -> None:
    held, answered, mine, put_off, free = (waits(house, number(n)) for n in range(5))
    now = house.clock.now()
    take_over(house.database, held, "sue", now)
    take_over(house.database, mine, "ann", now)
    say(house.database, answered, "ann", "here it is", now)
    take_over(house.database, put_off, "ann", now)
    snooze(house.database, put_off, "ann", now.replace(hour=9), now)
    change(house, free, priority="normal")

    page = open_page(house.inside("ann"))

    assert shown(page) == [mine, free, held, answered]
    assert shown(open_page(house.inside("ann"), f"{QUEUE}?view=snoozed")) == [put_off]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("all", {"mine", "others", "free"}),
        ("unclaimed", {"free"}),
        ("mine", {"mine"}),
        ("others", {"others"}),
        ("snoozed", {"snoozed"}),
        ("<script>", {"mine", "others", "free"}),
    ],
)
def test_the_console_shows_the_rows_of_a_view_and_counts_those_of_all(
    house: House, view: str, expected: set[str]
) -> None:
    ids = {name: waits(house, number(n)) for n, name in enumerate(("mine", "others", "free", "snoozed"))}
    now = house.clock.now()
    take_over(house.database, ids["mine"], "ann", now)
    take_over(house.database, ids["others"], "sue", now)
    take_over(house.database, ids["snoozed"], "ann", now)
    snooze(house.database, ids["snoozed"], "ann", now.replace(hour=9), now)

    page = open_page(house.inside("ann"), f"{QUEUE}?view={view}")

    assert set(shown(page)) == {ids[name] for name in expected}
    assert counts(page) == {"all": 3, "unclaimed": 1, "mine": 1, "others": 1, "snoozed": 1}
    assert page.root.find("alarm").attributes["data-count"] == "1"


def test_the_console_filters_by_reason_and_by_language_together(house: House) -> None:
    thai = waits(house, number(1), reason="urgent", language="th")
    waits(house, number(2), reason="person", language="th")
    waits(house, number(3), reason="urgent", language="uz")

    page = open_page(house.inside("ann"), f"{QUEUE}?reason=urgent&language=th")

    assert shown(page) == [thai]
    assert "urgent 2" in page.root.find("by-reason").text
    assert "Thai 2" in page.root.find("by-language").text


def test_a_filter_that_fits_nobody_is_shown_as_chosen(house: House) -> None:
    waits(house)

    page = open_page(house.inside("ann"), f"{QUEUE}?reason=%22%3E%3Cb%3E&language=xx")

    assert shown(page) == []
    assert '"><b>' in page.root.find("by-reason").text


def test_a_row_says_who_waits_why_and_since_when(house: House) -> None:
    stock(house)
    rename(house, "sue", "Sue of Bangkok")
    contact_id = waits(
        house, text="this is broken", reason="negative", trigger="refund", name="Somchai", language="th"
    )
    scene_of(house).write("please answer")
    change(house, contact_id, reminders=3)
    house.inside("sue").get(at(contact_id))

    told = row(open_page(house.inside("ann")), contact_id)

    for part in (
        "Somchai",
        "unhappy",
        "please answer",
        "Thai",
        "refund",
        "12:00",
        "due 12:03",
        "reminders: 3",
    ):
        assert part in told
    assert "New messages:2" in told
    assert "supervisors called" in told
    assert "looking: Sue of Bangkok" in told


def test_a_row_shows_the_last_word_of_a_person_and_not_of_the_bot(house: House) -> None:
    contact_id = waits(house, text="where is my order?")
    scene_of(house).queue(contact_id, "a person will answer")

    assert "where is my order?" in row(open_page(house.inside("ann")), contact_id)


@pytest.mark.parametrize(
    ("name", "reminders", "agents_here", "rung"),
    [
        ("ann", 0, True, True),
        ("sue", 0, True, False),
        ("sue", 2, True, False),
        ("sue", 3, True, True),
        ("sue", 0, False, True),
        ("ada", 0, True, False),
        ("ada", 3, True, True),
        ("olu", 3, False, False),
    ],
)
def test_the_console_alerts_agents_at_once_supervisors_in_the_end_and_ops_never(
    house: House, name: str, reminders: int, agents_here: bool, rung: bool
) -> None:
    contact_id = waits(house)
    change(house, contact_id, reminders=reminders)
    if agents_here:
        house.inside("ann").get(QUEUE)

    assert rings(open_page(house.inside(name))) == ([contact_id] if rung else [])


def test_the_console_alerts_on_a_conversation_as_well(house: House) -> None:
    quiet, loud = waits(house, number(1)), waits(house, number(2))
    take_over(house.database, quiet, "sue", house.clock.now())

    assert rings(open_page(house.inside("ann"), at(quiet))) == [loud]


def test_the_console_alerts_an_agent_whose_contact_writes_again(house: House) -> None:
    contact_id = waits(house)
    say(house.database, contact_id, "ann", "here it is", house.clock.now())
    browser = house.inside("ann")
    assert rings(open_page(browser)) == []

    scene_of(house).write("and my other order?")

    assert rings(open_page(browser)) == [contact_id]
    assert rings(open_page(house.inside("sue"))) == []


def test_the_console_sends_nothing_while_nothing_has_changed(house: House) -> None:
    waits(house)
    page = open_page(house.inside("ann"))
    house.wait(seconds=2)

    answer = page.ask()

    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["X-Now"] == house.clock.now().isoformat()


class _Earlier(TimestampSigner):
    def get_timestamp(self) -> int:
        return super().get_timestamp() - 3600


def test_news_carry_the_token_of_the_page_that_asks_so_that_time_alone_changes_no_piece(house: House) -> None:
    waits(house)
    browser = house.inside("ann")
    open_page(browser)
    with browser.client.session_transaction("/console") as session:
        serializer = URLSafeTimedSerializer(str(house.app.secret_key), salt="wtf-csrf-token", signer=_Earlier)
        old = str(serializer.dumps(session["csrf_token"]))

    answer = browser.client.post("/console/news", headers={"HX-Request": "true", "X-CSRFToken": old})

    assert answer.text.count('name="csrf_token"') == answer.text.count(f'name="csrf_token" value="{old}"') > 0


def test_the_console_sends_only_the_row_that_differs(house: House) -> None:
    one, other = waits(house, number(1)), waits(house, number(2))
    page = open_page(house.inside("ann"))

    scene_of(house).write("hello?", number(1))
    answer = page.ask()

    assert f'id="q-{one}"' in answer.text
    assert f'id="q-{other}"' not in answer.text
    assert 'id="tabs"' not in answer.text


def test_the_console_takes_a_row_away_that_is_done(house: House) -> None:
    done, stays = waits(house, number(1)), waits(house, number(2))
    page = open_page(house.inside("ann"))

    resolve(house.database, done, "answered", house.clock.now(), "ann")
    answer = page.poll()

    assert f'<div id="q-{done}" hx-swap-oob="delete"></div>' in answer.text
    assert page.order(_BY_RANK) == [f"q-{stays}"]


def test_an_answer_that_was_lost_is_made_up_for_however_many_were_lost(house: House) -> None:
    ids = [waits(house, number(n)) for n in range(4)]
    browser = house.inside("ann")
    page = open_page(browser)
    now = house.clock.now()
    events: list[Callable[[], object]] = [
        lambda: take_over(house.database, ids[0], "sue", now),
        lambda: resolve(house.database, ids[1], "spam", now, "ann"),
        lambda: say(house.database, ids[2], "ann", "here it is", now),
        lambda: scene_of(house).write("thank you", number(2)),
        lambda: waits(house, number(8), reason="urgent"),
        lambda: change(house, ids[3], reminders=2),
        lambda: waits(house, number(9), reason="media", priority="normal"),
        lambda: resolve(house.database, ids[0], "won", now, "sue"),
        lambda: waits(house, number(0), text="once more"),
        lambda: change(house, ids[3], state="snoozed", snoozed_until=now),
    ]
    for one in events:
        one()
        for _ in range(10):
            page.ask()
            house.wait(seconds=2)

    page.poll()

    fresh = open_page(browser)
    assert page.shows() == fresh.shows()
    assert set(page.order(_BY_RANK)) == set(fresh.order(_BY_RANK))
    assert page.poll().status_code == 204


def test_a_browser_that_says_nonsense_about_what_it_shows_gets_the_whole_page(house: House) -> None:
    contact_id = waits(house)
    page = open_page(house.inside("ann"))
    hostile = '<script>alert(1)</script>.00 x" onload="y.00'
    headers = {"HX-Request": "true", "X-CSRFToken": page.token}

    answer = page.browser.client.post(page.news, data={"seen": hostile}, headers=headers)

    assert f"q-{contact_id}" in answer.text
    assert "<script>" not in answer.text
    assert 'onload="y' not in answer.text


def test_who_claims_the_next_gets_whoever_waits_most_and_their_page(house: House) -> None:
    waits(house, number(1), priority="normal", reason="media")
    pressing = waits(house, number(2))

    answer = act(house.inside("ann"), "/console/next", script=False)

    assert answer.status_code == 303
    assert answer.location == at(pressing)
    assert case_of(house, pressing).claimed_by == "ann"


def test_who_claims_the_next_where_nobody_waits_is_told_so(house: House) -> None:
    held = waits(house)
    take_over(house.database, held, "sue", house.clock.now())
    browser = house.inside("ann")

    assert "Nobody waits at this moment." in flashed(browser, act(browser, "/console/next", script=False))
    assert case_of(house, held).claimed_by == "sue"


def test_the_console_says_that_nothing_is_sent_while_no_worker_lives(house: House) -> None:
    assert "The worker is silent" in open_page(house.inside("ann")).root.find("state").text


def test_the_console_shows_a_mention_until_the_conversation_was_opened(house: House) -> None:
    contact_id = waits(house, name="Somchai")
    act(house.inside("sue"), at(contact_id, "note"), text="@ann can you help?", key="a" * 16)
    browser = house.inside("ann")
    page = open_page(browser)
    assert "@ann can you help?" in page.root.find("state").text
    assert "mentions you" in row(page, contact_id)

    browser.get(at(contact_id))
    page.poll()

    assert "@ann" not in page.root.find("state").text
    assert "mentions you" not in row(page, contact_id)


@pytest.mark.parametrize("path", ["contacts", "start", "account"])
def test_whoever_is_on_another_page_is_called_too(house: House, path: str) -> None:
    browser = house.inside("ann")
    page = browser.get(f"/console/{path}").text
    assert 'data-news="/console/news?part=alarm"' in page
    contact_id = waits(house)

    told = act(browser, "/console/news?part=alarm", seen="").text

    assert 'id="alarm"' in told
    assert f'data-ring="{contact_id}.' in told
    assert 'id="tabs"' not in told


def test_what_becomes_urgent_rings_anew(house: House) -> None:
    contact_id = waits(house, reason="media", priority="normal")
    before = open_page(house.inside("ann")).root.find("alarm").elements[0].attributes["data-ring"]

    change(house, contact_id, reason="urgent")

    after = open_page(house.inside("ann")).root.find("alarm").elements[0].attributes["data-ring"]
    assert before != after


def test_whoever_has_claimed_and_says_nothing_is_reminded_twice(house: House) -> None:
    waits(house)
    browser = house.inside("ann")
    act(browser, "/console/next", script=False)
    rung = []
    for _ in range(5):
        rung.append(open_page(browser).root.find("alarm").elements[0].attributes["data-ring"])
        house.clock.move_to(house.clock.now() + timedelta(seconds=60))

    assert len(set(rung)) == 3


def test_the_next_is_not_a_task_that_is_due_tomorrow(house: House) -> None:
    contact_id = waits(house, reason="promise", priority="normal", due=20 * 3600)

    act(house.inside("ann"), "/console/next", script=False)

    assert case_of(house, contact_id).claimed_by == ""


def test_a_claim_from_a_list_that_is_too_old_takes_nobody_from_the_bot(house: House) -> None:
    contact_id = waits(house)
    act(house.inside("sue"), f"/console/c/{contact_id}/resolve", resolution="answered")

    answer = act(house.inside("ann"), f"/console/c/{contact_id}/claim", called="1")

    assert answer.status_code == 409
    assert case_of(house, contact_id) is None


def test_whoever_writes_after_opting_out_stands_beside_the_queue(house: House) -> None:
    scene = scene_of(house)
    contact_id = scene.write("stop")
    scene.after(3)
    scene.after(1)
    scene.write("but I need it today")
    scene.after(3)

    state = open_page(house.inside("ann")).root.find("state")

    assert state.has(f"out-{contact_id}")
    assert "but I need it today" in state.text
