"""Take-over races in short: the bot's worker and an agent reach for one conversation at once.

The long form is `make races`.
"""

import pytest

from scripts.race_plan import Race, plan
from scripts.races import Finish, Mark, race_all

RACE = Race("whatsapp:+66810000000", "queued", 0, 0.0, 0.0, -1)


def test_the_bot_asks_the_provider_for_nothing_that_was_not_leaving_at_the_take_over(
    database_url: str,
) -> None:
    finishes = race_all(database_url, plan(20, longest=0))

    assert [one for one in finishes if one.late] == []
    assert [one for one in finishes if one.flying != one.told] == []
    # Races in which nothing was in flight, or nothing was cancelled, would prove nothing.
    assert sum(bool(one.flying) for one in finishes) >= 5
    assert sum(bool(one.cancelled) for one in finishes) >= 5


@pytest.mark.parametrize(
    ("marks", "requests", "late"),
    [
        ({"one": Mark("sending", 1)}, ["one"], 0),
        ({"one": Mark("sending", 1)}, ["one", "one"], 1),
        ({"one": Mark("delivered", 2), "two": Mark("cancelled", 0)}, ["one", "one"], 0),
        ({"one": Mark("delivered", 1), "two": Mark("cancelled", 0)}, ["one", "two"], 1),
        ({"one": Mark("cancelled", 1)}, ["one"], 0),
        ({}, ["one"], 1),
        ({}, [], 0),
    ],
)
def test_a_request_is_late_that_was_not_marked_sending_before_the_take_over(
    marks: dict[str, Mark], requests: list[str], late: int
) -> None:
    assert Finish(RACE, marks, requests, frozenset()).late == late
