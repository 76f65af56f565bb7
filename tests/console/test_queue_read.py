"""How the queue is read: the counts, the ranks, and in how many questions to the database."""

from datetime import timedelta

import pytest

from bot.actions.handoff import take_over
from bot.actions.say import say
from bot.console import queue_read
from bot.console.queue_read import Wanted, read_queue
from bot.console.queue_view import QueueView
from bot.core.agents import Agent
from bot.core.policy import Policy
from bot.store.messages import change_message
from bot.store.queue import count_unread, last_messages
from tests.console.conftest import ROLES, House
from tests.console.desk import case_of, change, number, questions, scene_of, waits
from tests.console.page import open_page


def read(house: House, name: str = "ann", wanted: Wanted | None = None) -> QueueView:
    with house.database.reading() as connection:
        agent = Agent(name, ROLES[name])
        return read_queue(connection, agent, Policy(), wanted or Wanted(), house.clock.now())


def unread(house: House, contact_id: str) -> int:
    with house.database.reading() as connection:
        return count_unread(connection).get(contact_id, 0)


def test_the_news_of_the_queue_ask_the_database_no_more_often_for_more(house: House) -> None:
    waits(house, number(0))
    page = open_page(house.inside("ann"))
    few = questions(house, page.ask)

    for one in range(1, 30):
        waits(house, number(one))
        scene_of(house).write("more", number(one))

    assert questions(house, page.ask) == few
    assert few <= 10


def test_what_a_contact_wrote_counts_as_unread_until_a_person_has_answered(house: House) -> None:
    contact_id = waits(house)
    scene_of(house).write("are you there?")
    assert unread(house, contact_id) == 2

    house.wait(seconds=1)
    message_id = say(house.database, contact_id, "ann", "yes", house.clock.now())
    assert unread(house, contact_id) == 0

    house.wait(seconds=1)
    scene_of(house).write("good")
    assert unread(house, contact_id) == 1

    with house.database.transaction() as connection:
        change_message(connection, message_id, {"status": "expired"})
    assert unread(house, contact_id) == 3


def test_the_last_word_is_that_of_a_person_which_has_not_failed(house: House) -> None:
    contact_id, quiet = waits(house, number(1), text="first"), waits(house, number(2), text="other")
    message_id = say(house.database, contact_id, "ann", "answer", house.clock.now())
    scene_of(house).queue(contact_id, "of the bot")

    def last() -> dict[str, str]:
        with house.database.reading() as connection:
            return {
                key: row.text for key, row in last_messages(connection, [contact_id, quiet, "gone"]).items()
            }

    assert last() == {contact_id: "answer", quiet: "other"}
    with house.database.transaction() as connection:
        change_message(connection, message_id, {"status": "failed"})
    assert last() == {contact_id: "first", quiet: "other"}


def test_who_waits_is_counted_whatever_the_filter(house: House) -> None:
    waits(house, number(1))
    waits(house, number(2), priority="normal", reason="media")
    take_over(house.database, waits(house, number(3)), "sue", house.clock.now())

    view = read(house, wanted=Wanted("mine", "urgent", "xx"))

    assert (view.open, view.urgent, view.rows) == (2, 1, ())
    assert len(view.ringing) == 2


def test_a_task_waits_since_it_is_due(house: House) -> None:
    task = waits(house, number(1), reason="window", priority="high", due=3600)
    person = waits(house, number(2))
    assert [row.contact_id for row in read(house).rows] == [person, task]

    house.wait(hours=2)
    later = waits(house, number(3))

    assert [row.contact_id for row in read(house).rows] == [person, task, later]


def test_what_has_been_answered_is_not_due_any_more(house: House) -> None:
    contact_id = waits(house)
    say(house.database, contact_id, "ann", "yes", house.clock.now())
    house.wait(seconds=5)
    scene_of(house).write("and?")

    [row] = read(house).rows

    assert (row.due_at, row.waits_since) == (None, house.clock.now())


def test_an_alarm_begins_anew_with_every_reminder(house: House) -> None:
    contact_id = waits(house)
    first = read(house).ringing[0].ring
    assert read(house).ringing[0].ring == first

    change(house, contact_id, reminders=1)

    assert read(house).ringing[0].ring != first


def test_nobody_is_alerted_before_staff_is_there(house: House) -> None:
    contact_id = waits(house)
    change(house, contact_id, rings_from=house.clock.now() + timedelta(hours=8))

    assert read(house).ringing == ()


def test_a_look_that_is_long_ago_is_none(house: House) -> None:
    contact_id = waits(house)
    house.inside("sue").get(f"/console/c/{contact_id}")
    assert read(house).rows[0].lookers == ("sue",)
    assert read(house, "sue").rows[0].lookers == ()
    assert read(house).present == ("sue",)

    house.wait(seconds=61)

    assert read(house).rows[0].lookers == ()
    assert read(house).present == ()
    assert case_of(house, contact_id) is not None


def test_a_page_shows_the_first_hundred_and_counts_them_all(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_read, "MOST", 2)
    for one in range(4):
        waits(house, number(one))

    view = read(house)

    assert (len(view.rows), view.hidden, view.open) == (2, 2, 4)
    assert [choice.count for choice in view.views if choice.value == "all"] == [4]
    assert "Shown are the 2 most pressing." in house.inside("ann").get("/console").text
