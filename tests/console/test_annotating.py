"""What agents write down about a contact: notes, tags, attributes, language and zone."""

import pytest

from bot.core.contacts import Contact
from bot.store.contacts import find_contact
from bot.store.notes import list_notes, list_unseen_mentions
from tests.console.conftest import House
from tests.console.desk import act, at, flashed, waits
from tests.console.page import open_page

KEY = "0123456789abcdef"


def contact(house: House, contact_id: str) -> Contact:
    with house.database.reading() as connection:
        found = find_contact(connection, contact_id)
    assert found is not None
    return found


def notes(house: House, contact_id: str) -> list[str]:
    with house.database.reading() as connection:
        return [row.text for row in list_notes(connection, contact_id)]


@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
def test_a_note_is_kept_once_and_only_colleagues_see_it(house: House, script: bool) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    for _ in range(2):
        act(browser, at(contact_id, "note"), script=script, text="likes blue", key=KEY)

    assert notes(house, contact_id) == ["likes blue"]
    assert "only colleagues see this" in open_page(browser, at(contact_id)).root.find("thread").text


def test_the_receipt_of_a_note_is_a_new_key(house: House) -> None:
    answer = act(house.inside("ann"), at(waits(house), "note"), text="likes blue", key=KEY)

    assert answer.status_code == 200
    assert 'id="key"' in answer.text


def test_a_note_tells_the_colleague_whom_it_mentions(house: House) -> None:
    house.add("bob")
    contact_id = waits(house)

    act(house.inside("ann"), at(contact_id, "note"), text="@sue, @nobody and @ann", key=KEY)

    with house.database.reading() as connection:
        unseen = {name: len(list_unseen_mentions(connection, name)) for name in ("sue", "ann", "bob")}
    assert unseen == {"sue": 1, "ann": 0, "bob": 0}


TOO_LONG = "This is too long"


@pytest.mark.parametrize(
    ("verb", "form", "told"),
    [
        ("note", {"text": ""}, "There is nothing to keep."),
        ("note", {"text": " \n\u3000"}, "There is nothing to keep."),
        ("note", {"text": "x" * 4097}, f"{TOO_LONG}: at most 4,096 letters. Nothing was kept."),
        ("tag", {}, "Write the tag first."),
        ("tag", {"add": " "}, "Write the tag first."),
        ("tag", {"add": "x" * 65}, TOO_LONG),
        ("attribute", {"name": "", "value": "x"}, "A name has letters"),
        ("attribute", {"name": "1st", "value": "x"}, "A name has letters"),
        ("attribute", {"name": "a b", "value": "x"}, "A name has letters"),
        ("attribute", {"name": "x" * 65, "value": "x"}, "A name has letters"),
        ("attribute", {"name": "a\x00", "value": "x"}, "A name has letters"),
        ("attribute", {"name": "email", "value": "x" * 1001}, TOO_LONG),
        ("place", {"zone": "Bangkok"}, "This is no time zone."),
        ("place", {"zone": "../../etc/passwd"}, "This is no time zone."),
        ("place", {"language": "Thai language"}, "This is no language."),
        ("place", {"language": "zz-zz-zz"}, "This is no language."),
    ],
)
@pytest.mark.parametrize("script", [True, False], ids=["script", "form"])
def test_what_cannot_be_kept_is_refused_whole(
    house: House, verb: str, form: dict[str, str], told: str, script: bool
) -> None:
    contact_id, browser = waits(house), house.inside("ann")
    before = contact(house, contact_id)

    answer = act(browser, at(contact_id, verb), script=script, **form)

    assert told in (answer.text if script else flashed(browser, answer))
    assert answer.status_code == (422 if script else 303)
    assert contact(house, contact_id) == before
    assert notes(house, contact_id) == []


def test_the_longest_texts_are_kept_whole(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    act(browser, at(contact_id, "note"), text="n" * 4096)
    act(browser, at(contact_id, "tag"), add="t" * 64)
    act(browser, at(contact_id, "attribute"), name="a" * 64, value="v" * 1000)

    assert notes(house, contact_id) == ["n" * 4096]
    assert contact(house, contact_id).tags == {"t" * 64}
    assert contact(house, contact_id).attributes == {"a" * 64: "v" * 1000}


def test_what_no_database_can_hold_is_replaced(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")

    act(browser, at(contact_id, "note"), text="a\x00b")
    act(browser, at(contact_id, "tag"), add="a\x00b")

    assert notes(house, contact_id) == ["a\ufffdb"]
    assert contact(house, contact_id).tags == {"a\ufffdb"}


def test_a_tag_is_added_and_taken_away(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")
    act(browser, at(contact_id, "tag"), add="vip")
    assert "vip" in open_page(browser, at(contact_id)).root.find("side").text

    act(browser, at(contact_id, "tag"), remove="vip")

    assert contact(house, contact_id).tags == frozenset()


def test_an_attribute_without_a_value_is_taken_away(house: House) -> None:
    contact_id, browser = waits(house), house.inside("ann")
    act(browser, at(contact_id, "attribute"), name="อีเมล", value="a@b.co")
    assert contact(house, contact_id).attributes == {"อีเมล": "a@b.co"}

    act(browser, at(contact_id, "attribute"), name="อีเมล", value="")

    assert contact(house, contact_id).attributes == {}


@pytest.mark.parametrize(
    ("zone", "language", "sources"),
    [
        ("Europe/Berlin", "", ("agent", "")),
        ("", "de", ("number", "agent")),
        # The form shows both as they are: what was not changed stays a guess.
        ("Europe/Berlin", "th", ("agent", "")),
        ("Asia/Bangkok", "de", ("number", "agent")),
        # Who changes neither says that both are right.
        ("Asia/Bangkok", "th", ("agent", "agent")),
        ("Europe/Berlin", "pt_BR", ("agent", "agent")),
    ],
)
def test_an_agent_sets_what_they_know_better_and_nothing_else(
    house: House, zone: str, language: str, sources: tuple[str, str]
) -> None:
    contact_id = waits(house, language="th")

    answer = act(house.inside("ann"), at(contact_id, "place"), zone=zone, language=language)

    found = contact(house, contact_id)
    assert answer.status_code == 200
    assert (found.zone_source, found.language_source) == sources
    assert found.zone == (zone or "Asia/Bangkok")
    assert found.language == (language.replace("_", "-") or "th")


@pytest.mark.parametrize("verb", ["note", "tag", "attribute", "place"])
@pytest.mark.parametrize(("name", "status"), [("ann", 200), ("sue", 200), ("ada", 200), ("olu", 403)])
def test_everybody_but_ops_writes_down_what_they_know_whoever_holds_it(
    house: House, verb: str, name: str, status: int
) -> None:
    house.add("bob")
    contact_id = waits(house)
    act(house.inside("bob"), at(contact_id, "claim"))
    form = {"text": "x", "add": "x", "name": "x", "value": "x", "zone": "Europe/Berlin"}

    assert act(house.inside(name), at(contact_id, verb), **form).status_code == status
