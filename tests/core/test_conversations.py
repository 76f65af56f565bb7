"""The budget over a rolling window, and the service window of a conversation."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.conversations import Conversation, Spent
from bot.core.policy import Limits
from tests.core.situations import NOON

DAY = timedelta(hours=24)
LIMITS = Limits()
instants = st.lists(st.integers(0, 3 * 86_400).map(lambda s: NOON - timedelta(seconds=s)), max_size=12)


@pytest.mark.parametrize(
    ("age", "counts"),
    [
        (timedelta(0), 1),
        (DAY - timedelta(microseconds=1), 1),
        (DAY, 0),
        (DAY + timedelta(seconds=1), 0),
        (timedelta(seconds=-1), 0),
    ],
)
def test_a_message_counts_until_it_is_a_day_old(age: timedelta, counts: int) -> None:
    assert Spent((NOON - age,)).counted(NOON, LIMITS) == counts


def test_what_is_on_its_way_counts_already() -> None:
    assert Spent((NOON,), in_flight=2).counted(NOON, LIMITS) == 3


@pytest.mark.parametrize(
    ("ages", "in_flight", "frees"),
    [
        ([1, 2, 3, 4], 0, timedelta(0)),
        ([1, 2, 3, 4, 5], 0, timedelta(hours=19)),
        ([1, 2, 3, 4, 5, 6], 0, timedelta(hours=19)),
        ([1, 2, 3, 4], 1, timedelta(hours=20)),
        ([], 5, DAY),
    ],
)
def test_the_budget_frees_when_enough_of_the_oldest_are_a_day_old(
    ages: list[int], in_flight: int, frees: timedelta
) -> None:
    spent = Spent(tuple(NOON - timedelta(hours=age) for age in ages), in_flight)

    assert spent.frees(NOON, LIMITS) == NOON + frees


@given(instants, st.integers(0, 4), st.integers(5, 7))
@settings(deadline=None)
def test_the_budget_is_free_at_that_instant_and_not_before(
    accepted: list[datetime], in_flight: int, automated: int
) -> None:
    spent, limits = Spent(tuple(accepted), in_flight), Limits(automated=automated)

    frees = spent.frees(NOON, limits)

    assert spent.counted(frees, limits) < automated
    if frees > NOON:
        assert spent.counted(frees - timedelta(microseconds=1), limits) >= automated


def test_the_service_window_closes_a_day_after_the_last_message_less_its_margin() -> None:
    assert Conversation(last_inbound_at=NOON).window_closes == NOON + DAY - timedelta(minutes=5)
    assert Conversation().window_closes is None
