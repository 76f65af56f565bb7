"""Each test's tally goes with its report, and the run ends with what was tried."""

from collections.abc import Iterator

import pytest

from tests.properties.counting import note_on, take_tally


@pytest.fixture(autouse=True)
def _tally() -> None:
    take_tally()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    try:
        return (yield)
    finally:
        if item.path.parent.name == "properties":
            note_on(item)
