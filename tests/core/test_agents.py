"""Roles and their rights: the whole table, and whose conversation somebody may act in."""

import pytest

from bot.core.agents import RIGHTS, ROLES, Agent, Right, is_name

TABLE: dict[Right, str] = {
    "see": "+ + + +",
    "note": "+ + - +",
    "claim": "+ + - +",
    "answer": "+ + - +",
    "overrule": "- + - +",
    "begin": "+ + - +",
    "log": "- + - +",
    "accounts": "- - - +",
}


@pytest.mark.parametrize("right", TABLE)
def test_a_role_has_the_rights_of_the_table(right: Right) -> None:
    told = ["+" if Agent("ann", role).may(right) else "-" for role in ROLES]

    assert told == TABLE[right].split()


def test_no_right_is_missing_in_the_table() -> None:
    assert frozenset().union(*RIGHTS.values()) == set(TABLE)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("ann", True),
        ("m.santos-2_x", True),
        ("a" * 32, True),
        ("a" * 33, False),
        ("Ann", False),
        ("2ann", False),
        ("", False),
        ("ann\n", False),
        ("a:b", False),
        ("ána", False),
    ],
)
def test_a_name_has_small_letters_and_begins_with_one(text: str, fits: bool) -> None:
    assert is_name(text) is fits


def test_colleagues_read_the_full_name_where_there_is_one() -> None:
    assert (Agent("ann", "agent").shown, Agent("ann", "agent", "Ann Lee").shown) == ("ann", "Ann Lee")
