"""A conversation's page: the thread, why a person is needed, and who else is there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.actions import annotate
from bot.actions.erase import erase
from bot.actions.handoff import resolve, take_over
from bot.actions.say import say
from bot.actions.tend_queue import tend_queue
from bot.core.messages import Status
from bot.core.policy import Policy
from bot.core.translations import Translations
from bot.store.audit import Doer, Verb, add_audit
from bot.store.escalations import add_decision
from bot.store.messages import change_message
from bot.store.notes import list_unseen_mentions
from bot.store.tables import messages
from tests.console.conftest import House
from tests.console.desk import act, at, change, number, rename, scene_of, stock, waits
from tests.console.page import Page, open_page
from tests.scene import SOMCHAI


def thread(page: Page) -> list[str]:
    return [one.text for one in page.root.find("thread").elements]


def decide(house: House, contact_id: str) -> str:
    """A decision of the bot about all that this contact has said."""
    record = {"layer": "trigger", "why": "the match is sure", "layers": [], "notes": []}
    values = {"at": house.clock.now(), "library": "1", "layer": "trigger", "record": record}
    with house.database.transaction() as connection:
        decision_id = add_decision(connection, contact_id, values)
        heard = update(messages).where(messages.c.contact_id == contact_id, messages.c.origin == "contact")
        connection.execute(heard.values(handled_by=decision_id))
    return decision_id


def send(house: House, contact_id: str, text: str, **columns: Any) -> str:
    """A message of the bot, sent now unless the columns say otherwise."""
    [message_id] = scene_of(house).queue(contact_id, text)
    now = house.clock.now()
    with house.database.transaction() as connection:
        left = {"status": Status.SENT, "sending_at": now, "sent_at": now}
        change_message(connection, message_id, {**left, **columns})
    return message_id


def test_the_thread_tells_what_happened_in_its_order_and_what_is_planned_last(house: House) -> None:
    contact_id = waits(house, text="first")
    house.wait(seconds=1)
    send(house, contact_id, "second")
    house.wait(seconds=1)
    scene_of(house).queue(contact_id, "planned", due_at=house.clock.now() + timedelta(hours=2))
    scene_of(house).queue(contact_id, "planned before", due_at=house.clock.now() + timedelta(hours=1))
    annotate.note(house.database, contact_id, "sue", "third", house.clock.now())
    house.wait(seconds=1)
    scene_of(house).write("fourth")

    told = thread(open_page(house.inside("ann"), at(contact_id)))

    expected = ["A person was called", "first", "second", "third", "fourth", "planned before", "planned"]
    assert len(told) == len(expected)
    assert all(part in line for part, line in zip(expected, told, strict=True)), told


def test_an_act_of_a_colleague_stands_in_the_thread_under_their_full_name(house: House) -> None:
    rename(house, "sue", "Sue of Bangkok")
    contact_id = waits(house)
    house.wait(seconds=1)
    take_over(house.database, contact_id, "sue", house.clock.now())
    house.wait(seconds=1)
    resolve(house.database, contact_id, "won", house.clock.now(), "sue")

    told = " ".join(thread(open_page(house.inside("ann"), at(contact_id))))

    assert "Sue of Bangkok took over." in told
    assert "Sue of Bangkok resolved it: won." in told


def test_the_thread_tells_when_the_queue_called_again_and_when_supervisors_were_called(house: House) -> None:
    contact_id, policy = waits(house), Policy()
    for _ in range(5):
        house.wait(seconds=60)
        tend_queue(house.database, policy, house.clock.now())

    told = [line for line in thread(open_page(house.inside("ann"), at(contact_id))) if "Nobody" in line]

    again = [
        f"Nobody had claimed it after {number} s, so the queue called again." for number in (60, 120, 180)
    ]
    assert [line.startswith(begun) for line, begun in zip(told, again, strict=True)] == [True] * 3
    assert ["Supervisors were called." in line for line in told] == [False, False, True]


def test_the_thread_tells_of_supervisors_where_an_agent_has_left_the_contact_waiting(house: House) -> None:
    contact_id = waits(house)
    take_over(house.database, contact_id, "sue", house.clock.now())
    house.wait(seconds=300)
    tend_queue(house.database, Policy(), house.clock.now())

    told = " ".join(thread(open_page(house.inside("ann"), at(contact_id))))

    assert "Nobody answered, so it went back into the queue. Supervisors were called." in told


@pytest.mark.parametrize(
    ("verb", "told"),
    [
        ("supervisors_mailed", "Supervisors are called by mail until somebody claims it."),
        ("contact_exported", "All that is stored about the contact was exported on the command line."),
    ],
)
def test_the_thread_tells_what_else_was_done(house: House, verb: Verb, told: str) -> None:
    contact_id = waits(house)
    with house.database.transaction() as connection:
        add_audit(connection, house.clock.now(), verb, Doer(), contact_id=contact_id)

    assert told in " ".join(thread(open_page(house.inside("ann"), at(contact_id))))


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("queued", "planned"),
        ("sending", "leaving"),
        ("sent", "sent"),
        ("delivered", "delivered"),
        ("read", "read"),
        ("failed", "failed"),
        ("unknown", "nobody knows whether it arrived"),
    ],
)
def test_a_message_of_the_bot_has_a_tick_that_says_how_far_it_came(
    house: House, status: str, told: str
) -> None:
    contact_id = waits(house)
    message_id = send(house, contact_id, "one", status=status)

    entry = open_page(house.inside("ann"), at(contact_id)).root.find(f"e-{message_id}")

    labels = [one.attributes.get("aria-label") for one in entry.walk() if one.tag == "span"]
    assert told in labels


def test_a_message_that_failed_says_why(house: House) -> None:
    contact_id = waits(house)
    send(house, contact_id, "one", status="failed", error_code=63016, error_detail="outside the window")

    told = thread(open_page(house.inside("ann"), at(contact_id)))

    assert any("63016: outside the window" in line for line in told)


def test_what_the_bot_had_planned_and_never_said_is_not_shown(house: House) -> None:
    contact_id = waits(house)
    send(house, contact_id, "never said", status="cancelled", sending_at=None, sent_at=None)

    assert "never said" not in house.inside("ann").get(at(contact_id)).text


def test_a_message_shows_why_only_while_its_decision_is_kept(house: House) -> None:
    contact_id = waits(house)
    message_id = send(house, contact_id, "one", decision_id="0" * 32)
    known = decide(house, contact_id)

    page = open_page(house.inside("ann"), at(contact_id))

    links = [one.attributes["href"] for one in page.root.walk() if one.attributes.get("class") == "why"]
    assert links == [at(contact_id, f"why/{known}")]
    assert not page.root.has(f"why-{message_id}")


def test_the_hand_over_card_says_why_a_person_is_needed_and_what_was_asked(house: House) -> None:
    stock(house)
    contact_id = waits(
        house, reason="negative", evidence='the cue "broken"', trigger="refund", text="it broke"
    )
    change(house, contact_id, decision_id=decide(house, contact_id))

    card = open_page(house.inside("ann"), at(contact_id)).root.find("card").text

    for part in ("unhappy", 'the cue "broken"', "it broke", "refund", "due 12:03"):
        assert part in card


def test_there_is_no_card_where_nobody_is_needed(house: House) -> None:
    contact_id = scene_of(house).contact()

    page = open_page(house.inside("ann"), at(contact_id))

    assert page.root.find("card").text == ""
    assert "The bot holds it." in page.root.find("head").text


@pytest.mark.parametrize(("hours", "answer"), [(23, "free"), (24, "template"), (100, "template")])
def test_the_reply_box_knows_the_service_window(house: House, hours: int, answer: str) -> None:
    stock(house, templates={"reopen": {"en": "HX1", "th": "HX2"}})
    contact_id = waits(house, language="th-TH")
    house.wait(hours=hours)

    page = open_page(house.inside("ann"), at(contact_id))

    assert page.root.find("window").attributes["data-answer"] == answer
    options = [one.attributes for one in page.root.find("template").elements]
    assert options == [{"value": "reopen", "data-language": "th"}]


def test_a_template_has_a_field_for_each_variable_and_says_what_the_contact_reads(house: House) -> None:
    offer = {"id": "HX1", "text": "Hello {{1}}: {{2}} <b>", "variables": ("contact.name", "product")}
    stock(house, templates={"offer": {"en": offer}, "reopen": {"en": "HX2"}})
    contact_id = waits(house, name="Ann\n<i>", language="en")

    page = open_page(house.inside("ann"), at(contact_id))
    [gaps] = (one for one in page.root.walk() if one.attributes.get("class") == "gaps")
    fields = [one.attributes for one in gaps.walk() if one.tag == "input"]

    assert [(one["name"], one["value"]) for one in fields] == [
        ("v.offer.en.1", "Ann <i>"),
        ("v.offer.en.2", ""),
    ]
    assert gaps.attributes["data-template"] == "offer"
    assert "Hello {{1}}: {{2}} <b>" in gaps.text


def test_canned_replies_are_filled_for_the_contact(house: House) -> None:
    stock(house)
    contact_id = waits(house, name="Somchai")

    assert open_page(house.inside("ann"), at(contact_id)).root.find("canned-1").attributes["data-text"] == (
        "Hello Somchai"
    )


def test_a_canned_reply_says_what_it_means_to_an_agent_who_reads_another_language(house: House) -> None:
    stock(house, languages=("en", "th"))
    told = Translations("en", {"th": {"Hello {contact.name}": "สวัสดี {contact.name}"}})
    found = house.app.extensions["console"]
    shelf = replace(found.shelf(), translations=told)
    house.app.extensions["console"] = replace(found, shelf=lambda: shelf)
    thai, english = waits(house, language="th", name="ชัย"), waits(house, number(1), language="en")

    option = open_page(house.inside("ann"), at(thai)).root.find("canned-1")
    [meaning] = (one for one in option.walk() if one.tag == "small")
    plain = open_page(house.inside("ann"), at(english)).root.find("canned-1")

    assert option.attributes["data-text"] == "สวัสดี ชัย"
    assert "Hello ชัย" in option.attributes["data-find"]
    assert (meaning.text, meaning.attributes["lang"], meaning.attributes["dir"]) == ("Hello ชัย", "en", "auto")
    assert [one for one in plain.walk() if one.tag == "small"] == []


def test_agents_see_who_else_looks_and_who_types_and_never_themselves(house: House) -> None:
    rename(house, "sue", "Sue of Bangkok")
    contact_id = waits(house)
    ann = open_page(house.inside("ann"), at(contact_id))
    assert ann.root.find("others").text == ""

    sue = open_page(house.inside("sue"), at(contact_id))
    ann.poll()
    assert ann.root.find("others").text == "S Sue of Bangkok is looking at this too"

    house.wait(seconds=2)
    sue.poll(typing="1")
    ann.poll()
    assert ann.root.find("others").text == "S Sue of Bangkok is writing…"
    assert "ann" in sue.root.find("others").text

    house.wait(seconds=13)
    ann.poll()
    assert ann.root.find("others").text == ""


def test_who_took_over_sees_how_many_messages_were_on_their_way(house: House) -> None:
    contact_id = waits(house)
    flying = send(house, contact_id, "one", status="sending", sent_at=None)
    take_over(house.database, contact_id, "ann", house.clock.now())
    page = open_page(house.inside("ann"), at(contact_id))
    assert "Already on their way from the bot when you took over: 1." in page.root.find("head").text

    with house.database.transaction() as connection:
        change_message(connection, flying, {"status": "sent", "sent_at": house.clock.now()})
    page.poll()

    assert "Already on their way" not in page.root.find("head").text


def test_the_console_sends_nothing_while_nothing_has_changed(house: House) -> None:
    page = open_page(house.inside("ann"), at(waits(house)))
    house.wait(seconds=2)

    assert page.ask().status_code == 204


def test_what_is_new_comes_where_it_belongs_and_not_behind_what_is_planned(house: House) -> None:
    contact_id = waits(house)
    scene_of(house).queue(contact_id, "planned", due_at=house.clock.now() + timedelta(hours=2))
    page = open_page(house.inside("ann"), at(contact_id))

    house.wait(seconds=2)
    scene_of(house).write("one more")
    scene_of(house).write("and another")
    page.poll()

    told = thread(page)
    assert "one more" in told[-3]
    assert "and another" in told[-2]
    assert "planned" in told[-1]


def test_an_answer_that_was_lost_is_made_up_for_however_many_were_lost(house: House) -> None:
    stock(house, templates={"reopen": {"en": "HX1"}})
    contact_id = waits(house)
    browser, database, scene = house.inside("ann"), house.database, scene_of(house)
    page = open_page(browser, at(contact_id))
    first = send(house, contact_id, "one")
    [planned] = scene.queue(contact_id, "planned", due_at=house.clock.now() + timedelta(hours=2))
    events: list[Callable[[], object]] = [
        lambda: change_status(house, first, "read"),
        lambda: scene.write("are you there?"),
        lambda: annotate.note(database, contact_id, "sue", "who knows this?", house.clock.now()),
        lambda: change_status(house, planned, "sent", sending_at=house.clock.now()),
        lambda: annotate.tag(database, contact_id, "sue", house.clock.now(), add="vip"),
        lambda: say(database, contact_id, "ann", "I am here", house.clock.now()),
        lambda: house.inside("sue").get(at(contact_id)),
        lambda: scene.write("good", number(7)),
        lambda: waits(house, number(8)),
        lambda: [scene.write(f"line {n}") for n in range(250)],
        lambda: resolve(database, contact_id, "won", house.clock.now(), "ann"),
        lambda: house.wait(days=2),
    ]
    for one in events:
        one()
        for _ in range(9):
            page.ask()
            house.wait(seconds=2)

    page.poll()

    fresh = open_page(browser, at(contact_id))
    assert page.shows() == fresh.shows()
    assert page.order("thread") == fresh.order("thread")
    assert page.poll().status_code == 204


def change_status(house: House, message_id: str, status: str, **columns: Any) -> None:
    with house.database.transaction() as connection:
        change_message(connection, message_id, {"status": status, **columns})


@pytest.mark.parametrize("strange", ["0" * 32, "%00", "..%2f..", "'", "a b", "%F0%9F%98%80", "x" * 5000])
def test_there_is_no_page_for_a_contact_who_is_none(house: House, strange: str) -> None:
    browser = house.inside("ann")
    form = {"text": "hello", "key": "a" * 16, "zone": "Asia/Bangkok"}

    looked = [browser.get(at(strange, what)).status_code for what in ("", "why/1")]
    done = [
        act(browser, at(strange, what), **form).status_code
        for what in ("news", "reply", "note", "claim", "release", "hand-back", "place")
    ]

    assert looked + done == [404] * 9


def test_the_page_of_a_contact_who_was_erased_is_gone(house: House) -> None:
    contact_id = waits(house)
    browser = house.inside("ann")
    page = open_page(browser, at(contact_id))

    erase(house.database, contact_id, house.clock.now())

    assert page.ask().status_code == 404
    assert browser.get(at(contact_id)).status_code == 404
    for what in ("claim", "release", "reply", "note", "tag", "resolve", "hand-back"):
        form = {"text": "hello", "add": "x", "resolution": "won"}
        assert act(browser, at(contact_id, what), **form).status_code == 404
    assert SOMCHAI not in browser.get("/console/contacts").text


def test_a_page_behind_another_one_has_seen_no_mention(house: House) -> None:
    contact_id = waits(house)
    act(house.inside("sue"), at(contact_id, "note"), text="@ann please look", key="0123456789abcdef")

    act(house.inside("ann"), at(contact_id, "news"), seen="", hidden="1")
    with house.database.reading() as connection:
        assert len(list_unseen_mentions(connection, "ann")) == 1

    act(house.inside("ann"), at(contact_id, "news"), seen="", hidden="0")
    with house.database.reading() as connection:
        assert list_unseen_mentions(connection, "ann") == []
