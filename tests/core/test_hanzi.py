"""Traditional and simplified Chinese are read as the same words."""

from bot.core.hanzi import SIMPLIFIED, TRADITIONAL


def test_no_character_is_on_both_sides() -> None:
    assert not SIMPLIFIED.keys() & set(SIMPLIFIED.values())


def test_every_entry_is_one_character_for_one() -> None:
    assert {len(text) for pair in SIMPLIFIED.items() for text in pair} == {1}


def test_the_way_back_leads_to_a_character_that_is_read_the_same() -> None:
    assert {SIMPLIFIED[full] for full in TRADITIONAL.values()} == set(SIMPLIFIED.values())
    assert all(SIMPLIFIED[full] == simple for simple, full in TRADITIONAL.items())


def test_the_simplified_side_is_what_mainland_keyboards_type() -> None:
    assert all(char.encode("gb2312") for char in SIMPLIFIED.values())
