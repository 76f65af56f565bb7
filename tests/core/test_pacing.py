"""One line for a whole sender: never too close, first come first served, slower when told to."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.pacing import Sender, Slowing, is_free, pace_of, slow_down, take_turn

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NONE, PACE = timedelta(0), timedelta(seconds=3)
SLOWING = Slowing(timedelta(seconds=1), timedelta(seconds=30), timedelta(hours=1))


def _at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_the_first_message_goes_at_once_and_the_next_ones_stand_in_line() -> None:
    sender, turns = Sender(), []
    for _ in range(4):
        sender, turn = take_turn(sender, PACE, NOW)
        turns.append(turn)

    assert turns == [NOW, _at(3), _at(6), _at(9)]


def test_a_message_whose_time_has_come_goes_then() -> None:
    sender, _ = take_turn(Sender(), PACE, NOW)
    sender, turn = take_turn(sender, PACE, NOW)

    assert take_turn(sender, PACE, turn, waited=True)[1] == turn


def test_a_message_that_has_waited_is_not_sent_to_the_end_of_the_line() -> None:
    sender = Sender(next_at=_at(3.1), booked_at=_at(30))

    assert take_turn(sender, PACE, _at(3), waited=True) == (sender, _at(3.1))
    assert take_turn(sender, PACE, _at(3))[1] == _at(33)


def test_a_line_that_everybody_left_begins_anew() -> None:
    sender = Sender(next_at=_at(3), booked_at=_at(2))

    assert take_turn(sender, PACE, _at(1))[1] == _at(3)


def test_a_sender_without_a_pace_has_no_line() -> None:
    assert is_free(Sender(), NONE, NOW)
    assert is_free(Sender(next_at=NOW, gap=PACE, slow_until=NOW), NONE, NOW)
    assert not is_free(Sender(), PACE, NOW)
    assert not is_free(Sender(next_at=_at(1)), NONE, NOW)
    assert not is_free(Sender(gap=PACE, slow_until=_at(1)), NONE, NOW)


def test_every_refusal_doubles_the_distance_up_to_the_most() -> None:
    sender, gaps = Sender(), []
    for _ in range(7):
        sender = slow_down(sender, SLOWING, NOW)
        gaps.append(sender.gap.total_seconds())

    assert gaps == [1, 2, 4, 8, 16, 30, 30]
    assert sender.next_at == _at(30)


def test_a_slow_sender_is_as_fast_as_before_when_its_time_is_over() -> None:
    sender = slow_down(Sender(), SLOWING, NOW)

    assert pace_of(sender, NONE, _at(3599)) == timedelta(seconds=1)
    assert pace_of(sender, NONE, _at(3600)) == NONE
    assert slow_down(sender, SLOWING, _at(3600)).gap == timedelta(seconds=1)


def test_slowing_down_never_makes_a_sender_faster() -> None:
    slow = Sender(gap=timedelta(minutes=1), slow_until=_at(7200), next_at=_at(60))

    assert slow_down(slow, SLOWING, NOW) == slow
    assert pace_of(slow_down(Sender(), SLOWING, NOW), PACE, NOW) == PACE


def test_a_sender_may_have_to_rest_before_it_goes_on() -> None:
    resting = Slowing(
        timedelta(seconds=1), timedelta(seconds=1), timedelta(minutes=2), rest=timedelta(minutes=1)
    )

    assert slow_down(Sender(), resting, NOW).next_at == _at(60)


@given(st.lists(st.floats(0, 20), min_size=1, max_size=30), st.sampled_from([0.0, 1.0, 3.0]))
def test_two_turns_are_never_closer_than_the_pace(steps: list[float], pace: float) -> None:
    sender, now, waiting, taken = Sender(), NOW, [], []
    for step in steps:
        now += timedelta(seconds=step)
        for waited in (*(True for turn in waiting if turn <= now), False):
            sender, turn = take_turn(sender, timedelta(seconds=pace), now, waited=waited)
            if waited:
                waiting.remove(min(waiting))
            (taken if turn == now else waiting).append(turn)

    assert all(two - one >= timedelta(seconds=pace) for one, two in pairwise(taken))


@pytest.mark.parametrize("late", [0.0, 0.02, 0.4])
def test_workers_that_wake_late_lose_no_turn_and_keep_the_order(late: float) -> None:
    sender, _ = take_turn(Sender(), PACE, NOW)
    line: list[datetime] = []
    for _ in range(5):
        sender, turn = take_turn(sender, PACE, NOW)
        line.append(turn)

    taken = []
    for turn in line:
        at = turn + timedelta(seconds=late)
        sender, real = take_turn(sender, PACE, at, waited=True)
        if real > at:
            sender, real = take_turn(sender, PACE, real, waited=True)
        taken.append(real)

    assert taken == sorted(set(taken))
    assert taken[-1] - NOW <= timedelta(seconds=15 + 5 * late)
