"""A promise was read on the contact's own clock: when that turns out to be another one, it moves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.actions.advance import keep_promises
from bot.actions.annotate import set_place
from bot.actions.move_clock import forget_promises
from bot.clock import VirtualClock
from bot.store.contacts import find_contact
from bot.store.counts import read_counts
from tests.scene import Scene, small_library

POLICY = 'hours: {workdays: ["08:00-18:00"], holidays: none}\n'
NIGHT_IN_BANGKOK = datetime(2026, 11, 23, 13, tzinfo=UTC)
PLANNED = datetime(2026, 11, 24, 1, 45, tzinfo=UTC)


@pytest.fixture
def asleep(scene: Scene) -> Scene:
    scene.library = small_library(POLICY)
    assert isinstance(scene.clock, VirtualClock)
    scene.clock.move_to(NIGHT_IN_BANGKOK)
    return scene


def promised(scene: Scene) -> str:
    contact_id = scene.contact()
    more: dict[str, Any] = {
        "hours": "open",
        "enrollment_id": "e1",
        "promise_at": PLANNED + timedelta(minutes=15),
    }
    scene.queue(contact_id, "one", due_at=PLANNED, **more)
    scene.queue(contact_id, "two", due_at=PLANNED + timedelta(seconds=1), **more)
    return contact_id


def zone(scene: Scene, contact_id: str) -> tuple[str, str]:
    with scene.database.reading() as connection:
        contact = find_contact(connection, contact_id)
    assert contact is not None
    return contact.zone, contact.zone_source


def _set_zone(scene: Scene, contact_id: str, zone: str) -> None:
    set_place(scene.database, scene.library.policy, contact_id, "mai", scene.clock.now(), zone=zone)


def test_what_was_promised_follows_the_zone_that_an_agent_sets(asleep: Scene) -> None:
    contact_id = promised(asleep)

    _set_zone(asleep, contact_id, "Asia/Tokyo")

    assert zone(asleep, contact_id) == ("Asia/Tokyo", "agent")
    one, two = asleep.messages(contact_id)
    assert one.due_at == datetime(2026, 11, 23, 23, 45, tzinfo=UTC)
    assert one.promise_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert two.due_at - one.due_at == timedelta(seconds=1)


def test_where_it_is_day_now_the_answer_goes_now(asleep: Scene) -> None:
    contact_id = promised(asleep)

    _set_zone(asleep, contact_id, "Europe/London")
    asleep.work()
    asleep.after(5)

    assert asleep.texts == ["one", "two"]


def test_the_contacts_own_words_move_it_too_and_are_kept(asleep: Scene) -> None:
    contact_id = promised(asleep)

    asleep.write("I am in Tokyo now")
    asleep.after(3)

    assert zone(asleep, contact_id) == ("Asia/Tokyo", "words")
    assert asleep.messages(contact_id)[0].due_at == datetime(2026, 11, 23, 23, 45, tzinfo=UTC)


def test_words_do_not_overrule_an_agent(asleep: Scene) -> None:
    contact_id = promised(asleep)
    _set_zone(asleep, contact_id, "Asia/Tokyo")

    asleep.write("I am in London now")
    asleep.after(3)

    assert zone(asleep, contact_id) == ("Asia/Tokyo", "agent")


def test_promises_are_counted_by_what_became_of_them(asleep: Scene) -> None:
    promised(asleep)
    assert isinstance(asleep.clock, VirtualClock)

    asleep.clock.move_to(PLANNED)
    asleep.work()
    asleep.after(2)

    with asleep.database.reading() as connection:
        assert read_counts(connection).promises == {"kept": 2, "late": 0, "missed": 0}


def test_where_it_is_day_now_nothing_is_promised_any_more(asleep: Scene) -> None:
    contact_id = promised(asleep)

    asleep.write("I am in London now")
    asleep.after(2)
    keep_promises(asleep.database, asleep.clock.now())
    asleep.after(5)

    assert asleep.texts == ["one", "two"]
    assert asleep.tasks(contact_id) == []


def test_two_answers_move_together_and_keep_their_order(asleep: Scene) -> None:
    contact_id = promised(asleep)
    promise = PLANNED + timedelta(minutes=15)
    more: dict[str, Any] = {"hours": "open", "enrollment_id": "e2", "promise_at": promise}
    asleep.queue(contact_id, "three", due_at=PLANNED + timedelta(seconds=2), **more)

    _set_zone(asleep, contact_id, "Asia/Tokyo")

    dues = [(row.text, row.due_at) for row in asleep.messages(contact_id)]
    assert [text for text, _ in sorted(dues, key=lambda one: one[1])] == ["one", "two", "three"]


def test_a_notice_that_was_withheld_has_promised_nothing_and_may_go_out_later(asleep: Scene) -> None:
    contact_id = promised(asleep)

    with asleep.database.transaction() as connection:
        forget_promises(connection, contact_id)

    assert [row.promise_at for row in asleep.messages(contact_id)] == [None, None]
    assert asleep.conversation(contact_id).away_until is None


def test_a_notice_without_room_in_the_budget_leaves_no_promise_behind(asleep: Scene) -> None:
    contact_id = asleep.contact()
    asleep.queue(contact_id, "1", "2", "3", "4", "5", sequence="other")
    asleep.work()
    promise = PLANNED + timedelta(minutes=15)
    asleep.queue(contact_id, "one", due_at=PLANNED, hours="open", promise_at=promise)
    asleep.queue(contact_id, "away until nine", sequence="away", passes=["hours"])

    asleep.work()

    one, away = asleep.messages(contact_id)[-2:]
    assert (away.status, one.status, one.promise_at) == ("cancelled", "queued", None)
