"""A message's status moves up its ladder only, and never out of an end."""

import pytest

from bot.core.messages import ACCEPTED, FINAL, Status, may_move

LADDER = [Status.SENDING, Status.SENT, Status.DELIVERED, Status.READ]


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", [*LADDER[1:], Status.FAILED])
def test_a_report_moves_a_message_up_or_not_at_all(old: Status, new: Status) -> None:
    from_start = old in (Status.SENDING, Status.UNKNOWN)
    if new == Status.FAILED:
        expected = from_start or old == Status.SENT
    else:
        expected = from_start or (old in LADDER and LADDER.index(new) > LADDER.index(old))

    assert may_move(old, new) is expected


@pytest.mark.parametrize(
    "new", [Status.QUEUED, Status.SENDING, Status.UNKNOWN, Status.CANCELLED, Status.EXPIRED]
)
@pytest.mark.parametrize("old", Status)
def test_no_report_moves_a_message_to_what_only_we_decide(old: Status, new: Status) -> None:
    assert not may_move(old, new)


def test_an_end_is_not_accepted() -> None:
    assert not ACCEPTED & FINAL
