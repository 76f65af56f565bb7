"""Random traffic through the real actions keeps every promise of timing, amount and consent."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.store.database import Database
from bot.store.schema import create
from bot.store.tables import metadata
from tests.properties.counting import cases, rounds, tried
from tests.properties.traffic_acts import act
from tests.properties.traffic_events import Event, pairs_of_contacts, weeks
from tests.properties.traffic_invariants import INVARIANTS
from tests.properties.traffic_world import World

_REST = timedelta(days=12)
_FIRST, _MINUTES = datetime.fromisoformat("2026-01-05T00:00+00:00"), 3 * 365 * 24 * 60
_starts = st.integers(0, _MINUTES).map(lambda minutes: _FIRST + timedelta(minutes=minutes))
Week = tuple[list[Event], tuple[str, str], datetime]
_weeks = st.tuples(weeks(), pairs_of_contacts(), _starts)


def _complaints(world: World) -> Iterator[str]:
    for rule in INVARIANTS:
        for said in rule(world):
            yield f"{rule.__name__}: {said}"


def _play(database: Database, week: Week) -> None:
    events, addresses, start = week
    world = World(database, start, addresses)
    world.live(events, act, _REST)
    tried(weeks=1, events=len(events), instants=world.instants, requests=len(world.provider.requests))
    complaints = list(_complaints(world))
    assert complaints == []


def _empty(database: Database) -> None:
    with database.transaction() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())


@cases(6)
@given(_weeks)
def _every_promise_is_kept(week: Week) -> None:
    with closing(Database("sqlite://")) as database:
        create(database)
        _play(database, week)


def test_random_traffic_keeps_every_promise() -> None:
    for _ in rounds():
        _every_promise_is_kept()


def test_both_databases_keep_every_promise(database: Database) -> None:
    @cases(2)
    @given(_weeks)
    def every_promise_is_kept(week: Week) -> None:
        _empty(database)
        _play(database, week)

    every_promise_is_kept()
