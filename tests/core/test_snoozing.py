"""A snooze ends at the instant that the page has named."""

from datetime import UTC, datetime

import pytest

from bot.core.snoozing import snoozed_until


@pytest.mark.parametrize(
    ("choice", "zone", "now", "until"),
    [
        ("1h", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-23T06:00"),
        ("3h", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-23T08:00"),
        ("tomorrow", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-24T02:00"),
        # In Bangkok the next day has begun already.
        ("tomorrow", "Asia/Bangkok", "2026-11-23T18:00", "2026-11-25T02:00"),
        ("monday", "Asia/Bangkok", "2026-11-23T05:00", "2026-11-30T02:00"),
        ("monday", "Asia/Bangkok", "2026-11-22T16:00", "2026-11-23T02:00"),
        ("monday", "Asia/Bangkok", "2026-11-22T18:00", "2026-11-30T02:00"),
        # Clocks go back in the night of a Sunday, and forward in another.
        ("monday", "Europe/Berlin", "2026-10-24T12:00", "2026-10-26T08:00"),
        ("tomorrow", "Europe/Berlin", "2026-03-28T12:00", "2026-03-29T07:00"),
        ("3h", "Europe/Berlin", "2026-10-24T23:30", "2026-10-25T02:30"),
    ],
)
def test_a_snooze_ends_on_the_clock_of_the_business(choice: str, zone: str, now: str, until: str) -> None:
    at_that = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert snoozed_until(choice, zone, at_that) == datetime.fromisoformat(until).replace(tzinfo=UTC)


def test_another_word_is_no_choice() -> None:
    assert snoozed_until("never", "Asia/Bangkok", datetime(2026, 11, 23, tzinfo=UTC)) is None
