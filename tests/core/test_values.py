"""Durations are read and written as ops write them."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.values import format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"), [("2s", 2), ("3m", 180), ("4h", 14_400), ("2d", 172_800), (" 10 s ", 10), ("0s", 0)]
)
def test_a_duration_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "2", "s", "2w", "-2s", "1.5h", "2 s 3 m", "two hours", "9999999d"])
def test_what_is_no_duration_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write for instance 2s, 3m, 4h or 2d"):
        parse_duration(text)


@given(st.integers(0, 999_999))
@settings(deadline=None)
def test_a_duration_that_is_written_reads_the_same(seconds: int) -> None:
    duration = timedelta(seconds=seconds)

    assert parse_duration(format_duration(duration)) == duration


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (90, "90s"), (120, "2m"), (7200, "2h"), (86_400, "1d"), (90_000, "25h")]
)
def test_a_duration_is_written_in_the_largest_unit_that_divides_it(seconds: int, text: str) -> None:
    assert format_duration(timedelta(seconds=seconds)) == text
