"""Clocks: the virtual one stands still and never goes back, the others go with the machine."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import ShiftedClock, SystemClock, VirtualClock

NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Bangkok"))


def test_a_virtual_clock_stands_still_and_tells_utc() -> None:
    clock = VirtualClock(NOON)

    assert clock.now() == clock.now() == NOON
    assert clock.now().tzinfo is UTC


def test_a_virtual_clock_moves_on_and_never_back() -> None:
    clock = VirtualClock(NOON)

    clock.move_to(NOON + timedelta(hours=1))
    clock.move_to(NOON)

    assert clock.now() == NOON + timedelta(hours=1)


def test_leases_on_a_virtual_clock_run_with_it() -> None:
    clock = VirtualClock(NOON)
    before = clock.monotonic()

    clock.move_to(NOON + timedelta(seconds=14))

    assert clock.monotonic() - before == 14


def test_the_machines_clock_tells_utc_and_its_leases_never_jump_back() -> None:
    clock = SystemClock()

    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


def test_a_shifted_clock_is_ahead_by_what_it_was_moved_on() -> None:
    clock = ShiftedClock()
    clock.move_on(timedelta(hours=5))

    ahead = clock.now() - SystemClock().now()

    assert timedelta(hours=4, minutes=59) < ahead <= timedelta(hours=5)
