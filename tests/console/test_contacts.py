"""The list of contacts: found by a part of the name or of the number."""

import pytest

from bot.actions.handoff import take_over
from tests.console.conftest import House
from tests.console.desk import number, rename, scene_of, waits
from tests.console.page import open_page, parse

PEOPLE = {
    "whatsapp:+66812345678": "Somchai Jaidee",
    "whatsapp:+998901112233": "Иван Петров",
    "whatsapp:+4915111111111": "100% Cotton_Shirts",
    "whatsapp:+4915122222222": "Élodie",
    "whatsapp:TH.abc123": "",
    "whatsapp:+4915133333333": "Björn <b>Bold</b>",
    "whatsapp:+5511999999999": "João",
    "whatsapp:+201000000000": "أحمد",
}


def found(house: House, wanted: str) -> list[str]:
    """The names that the page lists."""
    answer = house.inside("ann").get("/console/contacts", query_string={"q": wanted})
    assert answer.status_code == 200
    return [one.text for one in parse(answer.text).walk() if one.attributes.get("class") == "name"]


def people(house: House) -> None:
    for address, name in PEOPLE.items():
        scene_of(house).write("hello", address, name=name)
        house.wait(seconds=1)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("somchai", ["Somchai Jaidee"]),
        ("JAID", ["Somchai Jaidee"]),
        ("иван", ["Иван Петров"]),
        ("ПЕТРОВ", ["Иван Петров"]),
        ("élodie", ["Élodie"]),
        ("elodie", ["Élodie"]),
        ("JOAO", ["João"]),
        ("bjoern", ["Björn <b>Bold</b>"]),
        ("أَحْمَد", ["أحمد"]),
        ("'", []),
        ("+66 81 234-5678", ["Somchai Jaidee"]),
        ("081 234 5678", ["Somchai Jaidee"]),
        ("٠٨١ ٢٣٤ ٥٦٧٨", ["Somchai Jaidee"]),
        ("5678", ["Somchai Jaidee"]),
        ("whatsapp:+66812345678", ["Somchai Jaidee"]),
        ("th.ABC", ["TH.abc123"]),
        ("%", ["100% Cotton_Shirts"]),
        ("_", ["100% Cotton_Shirts"]),
        ("n_S", ["100% Cotton_Shirts"]),
        ("/", ["Björn <b>Bold</b>"]),
        ("\\", []),
        ("'; DROP TABLE contacts; --", []),
        ("sapp", []),
        ("whats", []),
        ("a\x00b", []),
        ("<b>bold</b>", ["Björn <b>Bold</b>"]),
        ("x" * 5000, []),
    ],
)
def test_the_console_finds_contacts_by_a_part_of_name_or_number(
    house: House, wanted: str, names: list[str]
) -> None:
    people(house)

    assert found(house, wanted) == names


def test_a_contact_is_found_by_the_name_they_have_now(house: House) -> None:
    for name in ("Søren", "Ángel"):
        scene_of(house).write("hello", number(1), name=name)

    assert found(house, "angel") == ["Ángel"]
    assert found(house, "soren") == []


def test_without_a_text_those_who_wrote_last_come_first(house: House) -> None:
    people(house)

    assert found(house, " ") == [name or "TH.abc123" for name in reversed(PEOPLE.values())]


def test_the_list_says_who_holds_a_conversation_and_who_waits(house: House) -> None:
    rename(house, "sue", "Sue of Bangkok")
    held = waits(house, number(1), text="from me")
    waits(house, number(2))
    take_over(house.database, held, "sue", house.clock.now())

    text = open_page_text(house)

    assert "Sue of Bangkok holds it." in text
    assert text.count("Waits for a person.") == 1
    assert "from me" in text


def open_page_text(house: House) -> str:
    return open_page(house.inside("ann"), "/console/contacts").root.find("main").text


def test_the_list_ends_after_fifty(house: House) -> None:
    for one in range(52):
        scene_of(house).write("hello", number(one))

    assert len(found(house, "")) == 50


def test_everybody_may_search(house: House) -> None:
    statuses = [
        house.inside(name).get("/console/contacts").status_code for name in ("ann", "sue", "olu", "ada")
    ]

    assert statuses == [200] * 4
