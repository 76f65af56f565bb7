"""Write first: a template to somebody who has not written, or not for long."""

import pytest

from bot.actions.erase import erase
from bot.actions.handoff import take_over
from bot.store.contacts import find_by_address
from tests.console.conftest import House
from tests.console.desk import act, at, case_of, number, rename, scene_of, stock, waits
from tests.console.page import open_page
from tests.scene import together

FORM = {"address": "+66 81 000 0001", "name": "Somchai", "template": "hello", "language": "en"}
KEY = "0123456789abcdef"
TEMPLATES = {"hello": {"en": "HX1", "th": "HX2"}}


@pytest.fixture
def stocked(house: House) -> House:
    stock(house, templates=TEMPLATES)
    return house


def contact_of(house: House, address: str) -> str:
    with house.database.reading() as connection:
        found = find_by_address(connection, "whatsapp", address)
    return found.id if found else ""


def begun(house: House, contact_id: str) -> list[tuple[str, object]]:
    return [(row.text, row.template) for row in scene_of(house).messages(contact_id, "agent")]


@pytest.mark.parametrize(
    "address",
    ["+66 81 000 0001", "+66-81-000-0001", "(+66) 81.000.0001", "whatsapp:+66810000001", "+٦٦٨١٠٠٠٠٠٠١"],
)
def test_an_agent_begins_a_conversation_by_a_template(stocked: House, address: str) -> None:
    answer = act(
        stocked.inside("ann"), "/console/start", script=False, **FORM | {"address": address, "key": KEY}
    )

    contact_id = contact_of(stocked, number(1))
    assert (answer.status_code, answer.location) == (303, at(contact_id))
    assert begun(stocked, contact_id) == [("[hello]", {"en": "HX1"})]
    assert case_of(stocked, contact_id).claimed_by == "ann"
    assert "Somchai" in stocked.inside("ann").get(at(contact_id)).text


OFFER = {"id": "HX7", "text": "Hello {{1}}, {{2}} is ready.", "variables": ("contact.name", "product")}


def test_the_variables_of_a_template_are_the_name_and_what_was_typed(house: House) -> None:
    stock(house, templates={"offer": {"en": OFFER}})
    page = open_page(house.inside("ann"), "/console/start")
    fields = [
        one.attributes["name"]
        for one in page.root.walk()
        if one.attributes.get("dir") == "auto" and one.tag == "input"
    ]

    form = FORM | {"template": "offer", "v.offer.en.2": "MX-55", "key": KEY}
    answer = act(house.inside("ann"), "/console/start", script=False, **form)

    contact_id = contact_of(house, number(1))
    assert fields[-2:] == ["name", "v.offer.en.2"]
    assert answer.location == at(contact_id)
    assert begun(house, contact_id) == [("Hello Somchai, MX-55 is ready.", {"en": "HX7"})]
    assert scene_of(house).messages(contact_id, "agent")[0].variables == {"1": "Somchai", "2": "MX-55"}


@pytest.mark.parametrize(("form", "missing"), [({"v.offer.en.2": ""}, "product"), ({"name": ""}, "Name")])
def test_a_template_that_lacks_a_value_begins_nothing_and_keeps_what_was_typed(
    house: House, form: dict[str, str], missing: str
) -> None:
    stock(house, templates={"offer": {"en": OFFER}})
    typed = FORM | {"template": "offer", "v.offer.en.2": "MX-55", "key": KEY} | form

    answer = act(house.inside("ann"), "/console/start", script=False, **typed)

    assert answer.status_code == 422
    assert f"Fill in “{missing}”" in answer.text
    assert all(f'value="{value}"' in answer.text for value in (typed["name"], typed["v.offer.en.2"]))
    assert contact_of(house, number(1)) == ""


def test_a_form_sent_twice_begins_once(stocked: House) -> None:
    ann, again = stocked.inside("ann"), stocked.inside("ann")

    answers = together(
        lambda: act(ann, "/console/start", script=False, key=KEY, **FORM),
        lambda: act(again, "/console/start", script=False, key=KEY, **FORM),
    )

    contact_id = contact_of(stocked, number(1))
    assert [one.location for one in answers] == [at(contact_id)] * 2
    assert len(begun(stocked, contact_id)) == 1


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"address": ""}, "Write the number with + and the country code"),
        ({"address": "0812345678"}, "Write the number with + and the country code"),
        ({"address": "+0812345678"}, "Write the number with + and the country code"),
        ({"address": "+66"}, "Write the number with + and the country code"),
        ({"address": "+" + "6" * 16}, "Write the number with + and the country code"),
        ({"address": "+6681<script>"}, "Write the number with + and the country code"),
        ({"address": "+66810000001\x00"}, "Write the number with + and the country code"),
        ({"address": "sms:+66810000001"}, "Write the number with + and the country code"),
        ({"template": "gone"}, "This template is not there in this language."),
        ({"template": ""}, "This template is not there in this language."),
        ({"language": "fr"}, "This template is not there in this language."),
        ({"language": ""}, "This template is not there in this language."),
    ],
)
def test_a_form_that_cannot_be_sent_comes_back_with_the_reason_and_what_was_typed(
    stocked: House, form: dict[str, str], told: str
) -> None:
    answer = act(stocked.inside("ann"), "/console/start", script=False, **FORM | {"key": KEY} | form)

    assert answer.status_code == 422
    assert told in answer.text
    assert 'value="Somchai"' in answer.text
    assert "<script>" not in answer.text.partition("<main")[2]
    assert contact_of(stocked, number(1)) == ""


def test_nobody_writes_first_to_a_contact_who_has_opted_out(stocked: House) -> None:
    contact_id = waits(stocked, number(1), consent="out")

    answer = act(stocked.inside("ann"), "/console/start", script=False, **FORM)

    assert answer.status_code == 422
    assert "This contact has opted out." in answer.text
    assert begun(stocked, contact_id) == []


def test_nobody_writes_first_to_a_contact_who_was_erased(stocked: House) -> None:
    erase(stocked.database, waits(stocked, number(1)), stocked.clock.now())

    answer = act(stocked.inside("ann"), "/console/start", script=False, **FORM)

    assert answer.status_code == 422
    assert contact_of(stocked, number(1)) == ""


def test_an_agent_does_not_write_into_what_a_colleague_holds_and_is_told_who(stocked: House) -> None:
    rename(stocked, "sue", "Sue of Bangkok")
    contact_id = waits(stocked, number(1))
    take_over(stocked.database, contact_id, "sue", stocked.clock.now())

    answer = act(stocked.inside("ann"), "/console/start", script=False, **FORM)

    assert answer.status_code == 422
    assert "Sue of Bangkok was faster, or holds it now." in answer.text
    assert begun(stocked, contact_id) == []
    assert act(stocked.inside("ada"), "/console/start", script=False, **FORM).status_code == 303


def test_a_contact_who_is_known_keeps_their_name(stocked: House) -> None:
    contact_id = waits(stocked, number(1), name="Somchai Jaidee")

    answer = act(stocked.inside("ann"), "/console/start", script=False, **FORM | {"name": "Other"})

    assert answer.location == at(contact_id)
    assert "Somchai Jaidee" in stocked.inside("ann").get(at(contact_id)).text


def test_a_page_without_templates_says_who_can_add_one(house: House) -> None:
    assert "There is no approved template." in house.inside("ann").get("/console/start").text


def test_ops_write_to_nobody(stocked: House) -> None:
    browser = stocked.inside("olu")

    assert browser.get("/console/start").status_code == 403
    assert act(browser, "/console/start", **FORM).status_code == 403
    assert contact_of(stocked, number(1)) == ""
