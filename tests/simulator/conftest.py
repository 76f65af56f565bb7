"""A demo of its own for each test, at an instant that does not depend on today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.clock import ShiftedClock
from bot.demo import Demo, running
from tests.conftest import MONDAY_NOON_IN_BANGKOK, PROJECT


@pytest.fixture
def start() -> datetime:
    """When the demo begins; tests that play at another time override it."""
    return MONDAY_NOON_IN_BANGKOK


@pytest.fixture
def demo(tmp_path: Path, start: datetime) -> Iterator[Demo]:
    """The project's bot with its simulator."""
    with beginning(tmp_path, start) as one:
        yield one


@contextmanager
def beginning(folder: Path, start: datetime, content: Path = PROJECT) -> Iterator[Demo]:
    clock = ShiftedClock()
    clock.move_on(start - clock.now())
    with running(content, folder / "demo.db", 0, clock) as one:
        yield one
