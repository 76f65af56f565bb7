"""What counts as the same in a conversation test, and how a difference is told."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.compare import differences


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ({"trigger": "price"}, {"trigger": "price", "layer": "trigger"}),
        ({"trigger": "none"}, {"trigger": None}),
        ({"trigger": ""}, {"trigger": None}),
        ({"held": "yes"}, {"held": True}),
        ({"held": False}, {"held": "no"}),
        ({"step": "2"}, {"step": 2}),
        ({"tone": {"urgent": "0.5"}}, {"tone": {"urgent": 0.5, "negative": 0}}),
        ({"tags": ["a", "b"]}, {"tags": ["a", "b"]}),
        ({"options": [{"then": "price"}]}, {"options": [{"then": "price", "say": "Price"}]}),
        ({"contains": "9:00"}, {"contains": "at 9:00"}),
        ({"lacks": "8:00"}, {"lacks": "at 9:00"}),
        ({"at": datetime(2026, 11, 23, tzinfo=UTC)}, {"at": datetime(2026, 11, 23, tzinfo=UTC)}),
        ({}, {"anything": 1}),
    ],
)
def test_what_is_the_same_makes_no_line(expected: Any, actual: Any) -> None:
    assert differences(expected, actual) == []


@pytest.mark.parametrize(
    ("expected", "actual", "line"),
    [
        ({"trigger": "price"}, {"trigger": None}, 'trigger: expected "price", got nothing'),
        ({"trigger": "price"}, {}, 'trigger: expected "price", got nothing'),
        ({"held": "yes"}, {"held": False}, 'held: expected "yes", got "False"'),
        ({"tone": {"urgent": "1"}}, {"tone": {"urgent": 0}}, 'tone.urgent: expected "1", got "0"'),
        ({"tone": {"urgent": "1"}}, {"tone": 3}, "tone: expected {'urgent': '1'}, got \"3\""),
        ({"tags": ["a"]}, {"tags": ["a", "b"]}, "tags: expected ['a'], got \"['a', 'b']\""),
        ({"tags": ["a", "b"]}, {"tags": ["b", "a"]}, 'tags[0]: expected "a", got "b"'),
        ({"tags": ["a"]}, {"tags": "a"}, "tags: expected ['a'], got \"a\""),
        ({"contains": "8:00"}, {"contains": "at 9:00"}, 'expected "8:00" in: "at 9:00"'),
        ({"lacks": "9:00"}, {"lacks": "at 9:00"}, 'did not expect "9:00" in: "at 9:00"'),
    ],
)
def test_a_difference_names_the_place_and_both_values(expected: Any, actual: Any, line: str) -> None:
    assert differences(expected, actual)[0] == line
