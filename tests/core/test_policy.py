"""The policy's values, as far as they mean more than they say."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.core.policy import Hours, Policy, Region

EIGHT_TO_SIX = (480, 1080)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("08:00-18:00", EIGHT_TO_SIX),
        ("8:00 – 18:00", EIGHT_TO_SIX),
        ("24:00", (0, 1440)),
        ("00:00-24:00", (0, 1440)),
        ("22:00-06:00", (1320, 1800)),
        ("18:00-18:00", (1080, 2520)),
    ],
)
def test_an_interval_is_read_in_minutes_and_may_pass_midnight(text: str, minutes: tuple[int, int]) -> None:
    assert Hours.model_validate({"workdays": [text]}).workdays == (minutes,)


@pytest.mark.parametrize(
    "text", ["8-18", "08:00", "25:00-26:00", "08:70-09:00", "08:00-24:30", "24:00-25:00"]
)
def test_what_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        Hours.model_validate({"workdays": [text]})


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("mon", {"mon"}),
        ("mon-wed", {"mon", "tue", "wed"}),
        ("fri-mon", {"fri", "sat", "sun", "mon"}),
        ("sun-sat", {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}),
    ],
)
def test_a_range_of_days_may_pass_the_weekend(key: str, days: set[str]) -> None:
    assert set(Hours.model_validate({key: ["08:00-18:00"]}).days) == days


@pytest.mark.parametrize("key", ["monday", "mon-", "mon-xyz", "holiday"])
def test_what_is_no_day_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="is not a day"):
        Hours.model_validate({key: ["08:00-18:00"]})


@pytest.mark.parametrize(
    ("patterns", "zone", "covers"),
    [
        (["Europe/*"], "Europe/Paris", True),
        (["Europe/*"], "Asia/Bangkok", False),
        (["America/Lima", "America/New_*"], "America/New_York", True),
        (["europe/*"], "Europe/Paris", False),
    ],
)
def test_a_region_covers_the_zones_it_names(patterns: list[str], zone: str, covers: bool) -> None:
    assert Region(name="somewhere", zones=tuple(patterns)).covers(zone) is covers


@pytest.mark.parametrize(
    "written",
    [
        {"languages": []},
        {"limits": {"automated": 0}},
        {"tone": {"urgent": 0}},
        {"business": {"time_zone": "Mars/Base"}},
        {"business": {"country": "Thailand"}},
        {"langauges": ["en"]},
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(written: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate(written)
