"""What agents do: each act by our JavaScript and by a plain form, by those who may and to whom."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import session
from werkzeug.exceptions import NotFound

from bot.actions import annotate, handoff
from bot.actions.erase import erase
from bot.actions.handoff import take_over
from bot.console.acts import act as run_act
from bot.console.acts import snoozed_until
from bot.core.limits import TEXT_LIMIT
from bot.core.policy import Business, Policy
from bot.store.database import Database
from tests.console.conftest import House
from tests.console.desk import act, at, case_of, flashed, open_page, rename, scene_of, stock, waits
from tests.scene import together

KEY = "0123456789abcdef"
OTHER_KEY = "fedcba9876543210"
FORMS: dict[str, dict[str, str]] = {
    "claim": {},
    "release": {},
    "snooze": {"until": "1h"},
    "resolve": {"resolution": "won"},
    "hand-back": {},
    "reply": {"text": "here it is", "key": KEY},
}


def said(house: House, contact_id: str) -> list[str]:
    """What agents have written to a contact."""
    return [row.text for row in scene_of(house).messages(contact_id, "agent")]


def held(house: House, contact_id: str, by: str) -> None:
    if by:
        take_over(house.database, contact_id, by, house.clock.now())


def state(house: House, contact_id: str) -> tuple[str, str]:
    found = case_of(house, contact_id)
    return (found.state, found.claimed_by) if found else ("resolved", "")


_DONE = {
    "claim": ("claimed", "ann"),
    "release": ("open", ""),
    "snooze": ("snoozed", "ann"),
    "resolve": ("resolved", ""),
    "hand-back": ("resolved", ""),
    "reply": ("claimed", "ann"),
}


@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
@pytest.mark.parametrize("verb", FORMS)
def test_an_agent_does_what_the_page_offers(house: House, verb: str, script: bool) -> None:
    contact_id = waits(house)
    held(house, contact_id, "" if verb in ("claim", "reply") else "ann")
    browser = house.inside("ann")

    answer = act(browser, at(contact_id, verb), script=script, **FORMS[verb])

    assert state(house, contact_id) == _DONE[verb]
    if script:
        assert answer.status_code == 200
        assert 'hx-swap-oob="true"' in answer.text
    else:
        assert (answer.status_code, answer.location) == (303, at(contact_id))


def test_an_act_brings_what_has_changed_along(house: House) -> None:
    contact_id = waits(house)
    page = open_page(house.inside("ann"), at(contact_id))
    assert "Waits for a person" in page.root.find("head").text

    token = {"HX-Request": "true", "X-CSRFToken": page.token}
    answer = page.browser.client.post(at(contact_id, "claim"), data={"seen": page.seen}, headers=token)
    page.show(answer.text)

    assert "You hold it." in page.root.find("head").text
    assert page.ask().status_code == 204


_OTHERS = {"ann": 409, "sue": 200, "ada": 200, "olu": 403}


@pytest.mark.parametrize("name", _OTHERS)
@pytest.mark.parametrize("verb", FORMS)
def test_only_who_may_overrule_acts_in_what_a_colleague_holds(house: House, verb: str, name: str) -> None:
    house.add("bob", full_name="Bob the Elder")
    contact_id = waits(house)
    held(house, contact_id, "bob")
    form = FORMS[verb] | ({"take": "over"} if verb == "claim" else {})

    answer = act(house.inside(name), at(contact_id, verb), **form)

    assert answer.status_code == _OTHERS[name]
    if answer.status_code != 200:
        assert state(house, contact_id) == ("claimed", "bob")
        assert said(house, contact_id) == []
    if answer.status_code == 409:
        assert "Bob the Elder was faster, or holds it now." in answer.text


@pytest.mark.parametrize("name", ["sue", "ada"])
def test_a_click_that_came_too_late_takes_nothing_from_a_colleague(house: House, name: str) -> None:
    contact_id = waits(house)
    held(house, contact_id, "ann")

    answer = act(house.inside(name), at(contact_id, "claim"))

    assert answer.status_code == 409
    assert state(house, contact_id) == ("claimed", "ann")


_NOBODYS = {"claim": 200, "release": 409, "snooze": 409, "resolve": 200, "hand-back": 200, "reply": 200}


@pytest.mark.parametrize("name", ["ann", "sue", "olu", "ada"])
@pytest.mark.parametrize("verb", FORMS)
def test_what_nobody_holds_is_released_and_snoozed_by_nobody(house: House, verb: str, name: str) -> None:
    contact_id = waits(house)

    answer = act(house.inside(name), at(contact_id, verb), **FORMS[verb])

    assert answer.status_code == (403 if name == "olu" else _NOBODYS[verb])
    if answer.status_code != 200:
        assert state(house, contact_id) == ("open", "")


def test_who_was_too_late_is_told_by_a_plain_form_as_well(house: House) -> None:
    rename(house, "sue", "Sue of Bangkok")
    contact_id = waits(house)
    held(house, contact_id, "sue")
    browser = house.inside("ann")

    answer = act(browser, at(contact_id, "claim"), script=False)

    assert "Sue of Bangkok was faster, or holds it now." in flashed(browser, answer)


def test_of_two_agents_who_claim_at_once_one_is_told_who_was_faster(house: House) -> None:
    house.add("bob")
    contact_id = waits(house)
    ann, bob = house.inside("ann"), house.inside("bob")

    answers = together(lambda: act(ann, at(contact_id, "claim")), lambda: act(bob, at(contact_id, "claim")))

    assert sorted(one.status_code for one in answers) == [200, 409]
    holder = case_of(house, contact_id).claimed_by
    assert f"{holder} was faster" in next(one.text for one in answers if one.status_code == 409)
    assert answers[0 if holder == "ann" else 1].status_code == 200


@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
def test_a_reply_sent_twice_is_one_message_and_both_are_told_that_it_was_taken(
    house: House, script: bool
) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    answers = [
        act(browser, at(contact_id, "reply"), script=script, text="here it is", key=KEY) for _ in range(2)
    ]

    assert said(house, contact_id) == ["here it is"]
    assert {one.status_code for one in answers} == {200 if script else 303}
    assert all(('id="key"' in one.text) is script for one in answers)


def test_a_reply_that_two_tabs_send_at_once_is_one_message(house: House) -> None:
    contact_id = waits(house)
    ann, again = house.inside("ann"), house.inside("ann")
    form = {"text": "here it is", "key": KEY}

    answers = together(
        lambda: act(ann, at(contact_id, "reply"), **form), lambda: act(again, at(contact_id, "reply"), **form)
    )

    assert [one.status_code for one in answers] == [200, 200]
    assert said(house, contact_id) == ["here it is"]


def test_a_reply_under_another_key_is_another_message(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    for key in (KEY, OTHER_KEY):
        act(browser, at(contact_id, "reply"), text="here it is", key=key)

    assert said(house, contact_id) == ["here it is", "here it is"]


def test_another_text_under_the_key_of_a_page_from_memory_is_not_lost(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    for text in ("here it is", "and the invoice"):
        act(browser, at(contact_id, "reply"), script=False, text=text, key=KEY)

    assert said(house, contact_id) == ["here it is", "and the invoice"]


@pytest.mark.parametrize("key", ["", "short", "x" * 65, "with blanks in it", "\x00" * 10])
def test_a_reply_without_a_key_is_sent_all_the_same(house: House, key: str) -> None:
    contact_id = waits(house)

    assert act(house.inside("ann"), at(contact_id, "reply"), text="hello", key=key).status_code == 200
    assert said(house, contact_id) == ["hello"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "There is nothing to send."),
        (" \n\t\u3000", "There is nothing to send."),
        ("x" * (TEXT_LIMIT + 1), "A message has at most 1,600 letters. Send it in two."),
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
def test_a_reply_that_cannot_be_sent_is_refused_with_the_reason(
    house: House, text: str, told: str, script: bool
) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    answer = act(browser, at(contact_id, "reply"), script=script, text=text, key=KEY)

    assert told in (answer.text if script else flashed(browser, answer))
    assert answer.status_code == (422 if script else 303)
    assert said(house, contact_id) == []
    assert state(house, contact_id) == ("open", "")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("x" * TEXT_LIMIT, "x" * TEXT_LIMIT),
        ("one\r\ntwo", "one\ntwo"),
        ("a\x00b", "a\ufffdb"),
        (" สวัสดี 😀 ", "สวัสดี 😀"),
    ],
)
def test_a_reply_is_kept_as_it_was_written(house: House, text: str, kept: str) -> None:
    contact_id = waits(house)

    assert act(house.inside("ann"), at(contact_id, "reply"), text=text, key=KEY).status_code == 200
    assert said(house, contact_id) == [kept]


def test_half_a_letter_does_not_break_a_reply(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")
    page = open_page(browser, at(contact_id))
    raw = f"key={KEY}&text=a%ED%A0%80b&csrf_token={page.token}"

    answer = browser.client.post(
        at(contact_id, "reply"),
        data=raw,
        content_type="application/x-www-form-urlencoded",
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    [text] = said(house, contact_id)
    assert (text[0], text[-1]) == ("a", "b")


def test_outside_the_service_window_a_template_goes_out_and_a_free_text_does_not(house: House) -> None:
    stock(house, templates={"reopen": {"en": "HX1"}})
    contact_id, browser = waits(house), house.inside("ann")
    house.wait(hours=30)

    refused = act(browser, at(contact_id, "reply"), text="hello", key=KEY)
    assert refused.status_code == 422
    assert "The service window is closed. Choose a template." in refused.text

    sent = act(browser, at(contact_id, "reply"), template="reopen", language="en", text="", key=KEY)
    assert sent.status_code == 200
    [message] = scene_of(house).messages(contact_id, "agent")
    assert (message.text, message.template) == ("[reopen]", {"en": "HX1"})


def test_the_retry_of_a_reply_that_was_taken_in_time_is_told_so_after_the_window_has_closed(
    house: House,
) -> None:
    contact_id, browser = waits(house), house.inside("ann")
    act(browser, at(contact_id, "reply"), text="hello", key=KEY)
    house.wait(hours=30)
    again = house.inside("ann")

    assert act(again, at(contact_id, "reply"), text="hello", key=KEY).status_code == 200
    assert said(house, contact_id) == ["hello"]


@pytest.mark.parametrize(
    "form",
    [
        {"template": "gone", "language": "en"},
        {"template": "reopen", "language": "xx"},
        {"template": "reopen"},
        {"template": "\x00"},
    ],
)
def test_a_template_that_is_not_there_is_refused(house: House, form: dict[str, str]) -> None:
    stock(house, templates={"reopen": {"en": "HX1"}})
    contact_id = waits(house)

    answer = act(house.inside("ann"), at(contact_id, "reply"), key=KEY, **form)

    assert answer.status_code == 422
    assert "This template is not in the policy any more." in answer.text
    assert said(house, contact_id) == []


def test_an_agent_may_answer_a_contact_who_has_opted_out(house: House) -> None:
    contact_id = waits(house, consent="out")
    page = open_page(house.inside("ann"), at(contact_id))
    assert "They opted out. Answer only what they ask." in page.root.find("window").text

    act(page.browser, at(contact_id, "reply"), text="you will hear no more", key=KEY)
    scene = scene_of(house)
    scene.after(5)

    assert scene.texts == ["you will hear no more"]
    assert said(house, contact_id) == ["you will hear no more"]


@pytest.mark.parametrize(
    ("choice", "zone", "now", "until"),
    [
        ("1h", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-23T06:00"),
        ("3h", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-23T08:00"),
        ("tomorrow", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-24T02:00"),
        # In Bangkok the next day has begun already.
        ("tomorrow", "Asia/Bangkok", "2026-11-23T18:00", "2026-11-25T02:00"),
        ("monday", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-30T02:00"),
        ("monday", "Asia/Bangkok", "2026-11-22T16:00", "2026-11-23T02:00"),
        ("monday", "Asia/Bangkok", "2026-11-22T18:00", "2026-11-30T02:00"),
        # Clocks go back in the night of a Sunday, and forward in another.
        ("monday", "Europe/Berlin", "2026-10-24T12:00", "2026-10-26T08:00"),
        ("tomorrow", "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T07:00"),
        ("3h", "Europe/Berlin", "2026-10-24T23:30", "2026-10-25T02:30"),
    ],
)
def test_a_snooze_ends_on_the_clock_of_the_business(choice: str, zone: str, now: str, until: str) -> None:
    policy = Policy(business=Business(name="Test", time_zone=zone))
    at_that = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert snoozed_until(choice, policy, at_that) == datetime.fromisoformat(until).replace(tzinfo=UTC)


@pytest.mark.parametrize("choice", ["", "never", "1H", "\x00"])
def test_a_snooze_without_an_end_is_refused(house: House, choice: str) -> None:
    contact_id = waits(house)
    held(house, contact_id, "ann")

    answer = act(house.inside("ann"), at(contact_id, "snooze"), until=choice)

    assert answer.status_code == 422
    assert "Choose until when." in answer.text
    assert state(house, contact_id) == ("claimed", "ann")


def test_a_snooze_is_kept_until_the_instant_that_was_chosen(house: House) -> None:
    stock(house)
    contact_id = waits(house)
    held(house, contact_id, "ann")

    act(house.inside("ann"), at(contact_id, "snooze"), until="tomorrow")

    assert case_of(house, contact_id).snoozed_until == datetime(2026, 11, 24, 2, tzinfo=UTC)


@pytest.mark.parametrize("how", ["", "done", "WON", "\x00"])
def test_an_end_that_is_none_is_refused(house: House, how: str) -> None:
    contact_id = waits(house)

    answer = act(house.inside("ann"), at(contact_id, "resolve"), resolution=how)

    assert answer.status_code == 422
    assert "Choose how it ended." in answer.text
    assert state(house, contact_id) == ("open", "")


@pytest.mark.parametrize("verb", [*FORMS, "note", "tag", "attribute", "place", "news"])
def test_nothing_is_done_by_looking(house: House, verb: str) -> None:
    contact_id = waits(house)

    assert house.inside("ann").get(at(contact_id, verb)).status_code == 405
    assert state(house, contact_id) == ("open", "")


_DEEDS: dict[str, Callable[[Database, str, datetime], object]] = {
    "claim": lambda database, one, now: handoff.take_over(database, one, "ann", now),
    "reply": lambda database, one, now: handoff.say(database, one, "ann", "hello", now),
    "release": lambda database, one, now: handoff.release(database, one, "ann", now),
    "resolve": lambda database, one, now: handoff.resolve(database, one, "won", now, "ann"),
    "hand back": lambda database, one, now: handoff.hand_back(database, one, now, "ann"),
    "note": lambda database, one, now: annotate.note(database, one, "ann", "hello", now),
    "tag": lambda database, one, now: annotate.tag(database, one, "ann", now, add="vip"),
}


@pytest.mark.parametrize("deed", _DEEDS)
def test_a_contact_who_is_erased_in_the_middle_of_an_act_is_gone(house: House, deed: str) -> None:
    contact_id, now = waits(house), house.clock.now()

    def run(_: bool) -> None:
        erase(house.database, contact_id, now)
        _DEEDS[deed](house.database, contact_id, now)

    headers = {"HX-Request": "true"}
    with house.app.test_request_context(at(contact_id, "claim"), method="POST", headers=headers):
        session["_user_id"] = f"ann:{house.account('ann').stamp}"
        with pytest.raises(NotFound):
            run_act(contact_id, run)
