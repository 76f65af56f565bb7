"""The way of an urgent message into the queue, in short and without a watch: `make urgency` measures it."""

from math import inf
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.core.escalations import OPEN_STATES
from bot.store.database import Database
from bot.store.tables import escalations
from scripts.urgency import Watch, opened, percentile, traffic
from tests.emulator import Emulator
from tests.processes import eventually


def test_the_bot_shows_every_urgent_message_to_an_agent_at_the_next_look(
    tmp_path: Path, database_url: str, database: Database
) -> None:
    written = traffic(10)
    urgent = {one.name for one in written if one.urgent}
    with Emulator() as twilio, opened(database_url, twilio, tmp_path / "home") as (_, desk):
        assert desk.look() == ""
        for one in written:
            assert twilio.write(one.text, one.address, ProfileName=one.name) == 200
        eventually(lambda: _open(database) >= 10, "ten escalations")
        page = desk.look()

    assert len(urgent) == 10
    assert {name for name in urgent if name in page} == urgent
    assert "Asks" not in page


def _open(database: Database) -> int:
    count = select(func.count()).select_from(escalations).where(escalations.c.state.in_(OPEN_STATES))
    with database.reading() as connection:
        return connection.execute(count).scalar_one()


def test_the_traffic_is_of_as_many_contacts_and_speaks_several_languages() -> None:
    written = traffic(200)

    assert (
        len({one.address for one in written if one.urgent})
        == len({one.name for one in written if one.urgent})
        == 200
    )
    assert sum(not one.urgent for one in written) >= 50
    assert sum(not one.text.isascii() for one in written if one.urgent) >= 50


def test_a_span_reaches_from_the_post_to_the_answer_that_shows_the_row() -> None:
    watch = Watch(
        set(), Database("sqlite://"), began={"a": 1.0, "b": 2.0, "asks": 2.0}, shown={"a": 4.5, "b": 3.0}
    )

    assert watch.spans == pytest.approx([1.0, 3.5])


@pytest.mark.parametrize(("part", "value"), [(50, 2.0), (75, 3.0), (99, 4.0), (100, 4.0)])
def test_a_percentile_is_a_value_that_was_measured(part: int, value: float) -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], part) == value
    assert percentile([], part) == inf
