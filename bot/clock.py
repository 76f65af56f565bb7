"""The only place that asks the time. Everything else is handed a Clock or a `now`."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The current instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that never jump, for leases."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


class VirtualClock:
    """A clock that stands still until it is moved, for conversation tests and tests."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    def move_to(self, instant: datetime) -> None:
        """Set the clock; it never goes back."""
        self._now = max(self._now, instant.astimezone(UTC))


class ShiftedClock:
    """The machine's clock, moved on by hand: what a person who tries the bot plays with."""

    def __init__(self) -> None:
        self._shift = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift

    def monotonic(self) -> float:
        return time.monotonic()

    def move_on(self, by: timedelta) -> None:
        self._shift += by
