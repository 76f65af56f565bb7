"""A step is told by its first key, and goes to JSON and back."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.core.sequences import STEP_KINDS, STEPS, step_kind

ONE_OF_EACH: list[dict[str, Any]] = [
    {"say": "a", "media": "a.pdf", "after": "2s", "not_after": "4h", "hours": "any"},
    {"offer": "b", "options": [{"say": "c", "then": "d", "tag": "e"}], "template": {"en": "HX1"}},
    {"ask": "f", "store": "g", "type": "choice", "choices": ["h"], "retry": "i"},
    {"wait": "2d"},
    {"wait": {"until": "10:00-11:30", "days": 3}},
    {"tag": "j"},
    {"set": {"k": "l"}},
    {"start": "m"},
    {"escalate": {"reason": "person", "priority": "high"}},
]


@pytest.mark.parametrize("written", ONE_OF_EACH, ids=lambda step: str(next(iter(step))))
def test_a_step_goes_to_json_and_back(written: dict[str, Any]) -> None:
    steps = STEPS.validate_python([written])

    assert STEPS.validate_python(STEPS.dump_python(steps, mode="json")) == steps
    assert step_kind(steps[0]) == next(iter(written))


def test_there_is_one_of_each_kind_here() -> None:
    assert {next(iter(step)) for step in ONE_OF_EACH} == set(STEP_KINDS)


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"say": "a", "ask": "b", "store": "c"},
        {"shout": "a"},
        {"say": "a", "louder": "yes"},
        {"offer": "a", "options": []},
        {"ask": "a"},
        {"wait": "soon"},
        {"wait": {"until": "10:00"}},
    ],
)
def test_what_is_no_step_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        STEPS.validate_python([written])
