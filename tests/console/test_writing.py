"""Replies: sent exactly once, refused while the text still stands there, and in templates."""

from datetime import timedelta

import pytest

from bot.core.limits import TEXT_LIMIT
from tests.console.conftest import House
from tests.console.desk import act, at, case_of, flashed, scene_of, stock, waits
from tests.console.page import open_page
from tests.scene import together

KEY = "0123456789abcdef"
OTHER_KEY = "fedcba9876543210"


def said(house: House, contact_id: str) -> list[str]:
    """What agents have written to a contact."""
    return [row.text for row in scene_of(house).messages(contact_id, "agent")]


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
    assert case_of(house, contact_id).state == "open"


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


OFFER = {
    "id": "HX7",
    "text": "Hello {{1}}, {{2}} is ready. {{3}}",
    "variables": ("contact.name", "product", "agent.name"),
}
FILLED = {"template": "offer", "language": "en", "v.offer.en.2": "MX-55"}


def test_the_variables_of_a_template_go_out_with_it_and_the_thread_says_what_the_contact_reads(
    house: House,
) -> None:
    stock(house, templates={"offer": {"en": OFFER}})
    contact_id, browser = waits(house, name="Somchai"), house.inside("ann")
    house.wait(hours=30)

    sent = act(browser, at(contact_id, "reply"), key=KEY, **FILLED, **{"v.offer.en.3": "Your Ann"})
    scene = scene_of(house)
    scene.after(5)

    assert sent.status_code == 200
    assert said(house, contact_id) == ["Hello Somchai, MX-55 is ready. Your Ann"]
    [outgoing] = [one for one in scene.channel.sent if one.template]
    assert (outgoing.template, outgoing.variables) == ("HX7", {"1": "Somchai", "2": "MX-55", "3": "Your Ann"})


def test_a_template_whose_text_nobody_wrote_down_shows_its_values(house: House) -> None:
    stock(house, templates={"offer": {"en": {"id": "HX7", "variables": ("product",)}}})
    contact_id = waits(house)
    house.wait(hours=30)

    act(house.inside("ann"), at(contact_id, "reply"), key=KEY, **FILLED | {"v.offer.en.1": "MX-55"})

    assert said(house, contact_id) == ["[offer] MX-55"]


def test_the_same_template_with_other_values_is_another_message(house: House) -> None:
    stock(house, templates={"offer": {"en": OFFER}})
    contact_id, browser = waits(house, name="Somchai"), house.inside("ann")

    for product in ("MX-55", "MX-60", "MX-55"):
        act(browser, at(contact_id, "reply"), key=KEY, **FILLED | {"v.offer.en.2": product})

    assert [text.split()[2] for text in said(house, contact_id)] == ["MX-55", "MX-60"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", "Fill in “product”: nothing in a template may be empty."),
        (" \t", "Fill in “product”: nothing in a template may be empty."),
        ("a\nb", "“product” must have no line break, no tab and at most four blanks in a row."),
        ("a     b", "“product” must have no line break, no tab and at most four blanks in a row."),
        ("x" * 1000, "With what you filled in the template has more than 1,024 letters."),
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
def test_a_value_that_the_provider_would_refuse_is_not_sent(
    house: House, value: str, told: str, script: bool
) -> None:
    stock(house, templates={"offer": {"en": OFFER}})
    contact_id, browser = waits(house, name="Somchai"), house.inside("ann")
    form = FILLED | {"v.offer.en.2": value}

    answer = act(browser, at(contact_id, "reply"), script=script, key=KEY, **form)

    assert told in (answer.text if script else flashed(browser, answer))
    assert said(house, contact_id) == []


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


def test_an_answer_is_to_what_the_page_showed(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")
    act(browser, at(contact_id, "claim"))
    seen = open_page(browser, at(contact_id)).seen
    house.clock.move_to(house.clock.now() + timedelta(seconds=30))
    later = house.clock.now()
    scene_of(house).write("and how much is it?")

    act(browser, at(contact_id, "reply"), text="it is on its way", key=KEY, seen=seen)
    assert case_of(house, contact_id).waits_since == later

    seen = open_page(browser, at(contact_id)).seen
    act(browser, at(contact_id, "reply"), text="320 dollars", key=OTHER_KEY, seen=seen)
    assert case_of(house, contact_id).waits_since is None
