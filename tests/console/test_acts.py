"""What agents do: each act by our JavaScript and by a plain form, by those who may and to whom."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import session
from werkzeug.exceptions import NotFound

from bot.actions import annotate, handoff
from bot.actions.erase import erase
from bot.actions.handoff import take_over
from bot.actions.say import say
from bot.console.acts import act as run_act
from bot.store.database import Database
from tests.console.conftest import House
from tests.console.desk import act, at, case_of, change, flashed, rename, scene_of, stock, waits
from tests.console.page import open_page
from tests.scene import together

KEY = "0123456789abcdef"
OTHER_KEY = "fedcba9876543210"
FORMS: dict[str, dict[str, str]] = {
    "claim": {},
    "release": {},
    "snooze": {"until": "1h"},
    "wake": {},
    "resolve": {"resolution": "won"},
    "hand-back": {"sure": "1"},
    "reply": {"text": "here it is", "key": KEY},
}


def said(house: House, contact_id: str) -> list[str]:
    """What agents have written to a contact."""
    return [row.text for row in scene_of(house).messages(contact_id, "agent")]


def held(house: House, contact_id: str, by: str) -> None:
    if by:
        take_over(house.database, contact_id, by, house.clock.now())


def put_off(house: House, contact_id: str) -> None:
    change(house, contact_id, state="snoozed", snoozed_until=house.clock.now() + timedelta(hours=3))


def state(house: House, contact_id: str) -> tuple[str, str]:
    found = case_of(house, contact_id)
    return (found.state, found.claimed_by) if found else ("resolved", "")


_DONE = {
    "claim": ("claimed", "ann"),
    "release": ("open", ""),
    "snooze": ("snoozed", "ann"),
    "wake": ("claimed", "ann"),
    "resolve": ("resolved", ""),
    "hand-back": ("resolved", ""),
    "reply": ("claimed", "ann"),
}


@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
@pytest.mark.parametrize("verb", FORMS)
def test_an_agent_does_what_the_page_offers(house: House, verb: str, script: bool) -> None:
    contact_id = waits(house)
    held(house, contact_id, "" if verb in ("claim", "reply") else "ann")
    if verb == "wake":
        put_off(house, contact_id)
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
    if verb == "wake":
        put_off(house, contact_id)
    before = state(house, contact_id)
    form = FORMS[verb] | ({"take": "over"} if verb == "claim" else {})

    answer = act(house.inside(name), at(contact_id, verb), **form)

    assert answer.status_code == _OTHERS[name]
    if answer.status_code != 200:
        assert state(house, contact_id) == before
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


_NOBODYS = dict.fromkeys(FORMS, 200) | dict.fromkeys(("release", "snooze", "wake"), 409)


@pytest.mark.parametrize("name", ["ann", "sue", "olu", "ada"])
@pytest.mark.parametrize("verb", FORMS)
def test_what_nobody_holds_is_released_snoozed_and_woken_by_nobody(
    house: House, verb: str, name: str
) -> None:
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


def test_beside_a_morning_stands_the_instant_at_which_such_a_snooze_ends(house: House) -> None:
    stock(house)
    contact_id = waits(house)
    held(house, contact_id, "ann")
    page = open_page(house.inside("ann"), at(contact_id))

    for choice, told in (("tomorrow", "Tue 09:00"), ("monday", "Mon 09:00")):
        assert page.root.find(f"snooze-{choice}").text.endswith(f" morning {told}")
        act(page.browser, at(contact_id, "snooze"), until=choice)
        page.poll()
        assert f"snoozed until {told}" in page.root.find("card").text
    house.wait(seconds=2)
    assert page.ask().status_code == 204


def test_only_what_is_snoozed_can_be_woken(house: House) -> None:
    contact_id = waits(house)
    held(house, contact_id, "ann")
    page = open_page(house.inside("ann"), at(contact_id))
    assert not page.root.has("act-wake")
    put_off(house, contact_id)
    page.poll()
    assert page.root.has("act-wake")
    assert not open_page(house.inside("olu"), at(contact_id)).root.has("act-wake")

    act(page.browser, at(contact_id, "wake"))
    page.poll()
    late = act(page.browser, at(contact_id, "wake"))

    assert not page.root.has("act-wake")
    assert "ann ended the snooze." in page.root.find("thread").text
    assert late.status_code == 409
    assert "It is not snoozed any more." in late.text


_SURE = "They still wait for an answer. Hand back all the same?"


def test_before_somebody_who_waits_is_handed_back_the_button_asks_once(house: House) -> None:
    contact_id = waits(house)
    held(house, contact_id, "ann")
    page = open_page(house.inside("ann"), at(contact_id))
    assert page.root.find("act-hand_back").text == "Hand back"

    answer = act(page.browser, at(contact_id, "hand-back"), seen=page.seen)
    page.show(answer.text)

    assert answer.status_code == 409
    assert page.root.find("act-hand_back").text == _SURE
    assert page.root.find("hand-back").elements[1].attributes["name"] == "sure"
    assert state(house, contact_id) == ("claimed", "ann")
    act(page.browser, at(contact_id, "hand-back"), sure="1")
    assert state(house, contact_id) == ("resolved", "")


def test_without_javascript_the_question_comes_with_the_page(house: House) -> None:
    contact_id = waits(house)
    held(house, contact_id, "ann")
    browser = house.inside("ann")

    answer = act(browser, at(contact_id, "hand-back"), script=False)

    assert (answer.status_code, state(house, contact_id)) == (303, ("claimed", "ann"))
    page = open_page(browser, answer.location)
    assert page.root.find("act-hand_back").text == _SURE
    assert 'name="sure"' in browser.get(answer.location).text
    say(house.database, contact_id, "ann", "it is on its way", house.clock.now())
    assert open_page(browser, answer.location).root.find("act-hand_back").text == "Hand back"


def test_whoever_was_answered_is_handed_back_at_once(house: House) -> None:
    contact_id = waits(house)
    say(house.database, contact_id, "ann", "it is on its way", house.clock.now())

    answer = act(house.inside("ann"), at(contact_id, "hand-back"))

    assert (answer.status_code, state(house, contact_id)) == (200, ("resolved", ""))


def test_whoever_resolves_sees_that_the_contact_still_waits(house: House) -> None:
    contact_id = waits(house)
    page = open_page(house.inside("ann"), at(contact_id))
    assert page.root.find("unanswered").text == "They still wait for an answer."

    say(house.database, contact_id, "ann", "it is on its way", house.clock.now())
    page.poll()

    assert page.root.has("resolve-answered")
    assert not page.root.has("unanswered")


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
    "reply": lambda database, one, now: say(database, one, "ann", "hello", now),
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
