"""The scene that tests of the actions play on."""

import pytest

from bot.clock import VirtualClock
from bot.store.database import Database
from tests.scene import Scene


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)
