"""Two sequences want one contact: answers first, then by importance, never two voices at once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.collisions import GAP, Place, Talk, in_the_way, in_turn, joins
from bot.core.conversations import Enrolled, Situation
from bot.core.decision import Reply
from bot.core.messages import Status
from tests.core.situations import NOON, a_library, a_situation, an_ask, planned

MINUTE = timedelta(minutes=1)
MINE = Place("e1", NOON, "price", frozenset({"e1", "e0"}), frozenset({"price", "relay"}))


def situation(**more: Any) -> Situation:
    return a_situation("hello", **more)


def until(talk: Talk, where: Situation | None = None) -> datetime | None:
    found = in_the_way(MINE, where or situation(), talk, NOON)
    return found.until if found else None


def test_where_nobody_talks_nothing_is_in_the_way() -> None:
    assert until(Talk()) is None
    assert until(Talk(wrote_at=NOON - GAP, said={"e9": NOON - GAP})) is None


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (Talk(unanswered=True), NOON + GAP),
        (Talk(wrote_at=NOON - MINUTE), NOON - MINUTE + GAP),
        (Talk(said={"e9": NOON - 5 * MINUTE}), NOON - 5 * MINUTE + GAP),
        (Talk(said={"": NOON - 5 * MINUTE}), NOON - 5 * MINUTE + GAP),  # an agent's
        # What ends last decides.
        (Talk(wrote_at=NOON - 9 * MINUTE, said={"e9": NOON - 8 * MINUTE}), NOON - 8 * MINUTE + GAP),
        # What belongs to this very sequence is not in its own way.
        (Talk(wrote_at=NOON - MINUTE, answered_by=frozenset({"price"})), None),
        (Talk(wrote_at=NOON - MINUTE, answered_by=frozenset({"relay"})), None),
        (Talk(wrote_at=NOON - MINUTE, answered_by=frozenset({"delivery"})), NOON - MINUTE + GAP),
        (Talk(said={"e1": NOON - MINUTE, "e0": NOON}), None),
    ],
)
def test_a_talk_that_goes_on_comes_first(talk: Talk, expected: datetime | None) -> None:
    assert until(talk) == expected


@pytest.mark.parametrize("status", [Status.QUEUED, Status.SENDING, Status.UNKNOWN])
def test_an_answer_that_is_planned_or_leaving_goes_first(status: Status) -> None:
    due = NOON + timedelta(hours=3)

    assert until(Talk(), situation(planned=(planned(due, status, enrollment="e9"),))) == due + GAP
    assert until(Talk(), situation(planned=(planned(NOON - MINUTE, status, enrollment="e9"),))) == NOON + GAP
    assert until(Talk(), situation(planned=(planned(due, status, enrollment="e1"),))) is None


def test_the_reason_is_told() -> None:
    found = in_the_way(MINE, situation(planned=(planned(NOON, enrollment="e9"),)), Talk(), NOON)

    assert found is not None
    assert found.why == '"price" goes first'


def test_the_more_important_goes_first_then_the_one_that_began_first() -> None:
    library = a_library()
    late, early = Place("e2", NOON + MINUTE, "price"), Place("e3", NOON, "delivery")
    twin, unknown = Place("e1", NOON, "price"), Place("e0", NOON - MINUTE, "gone")

    assert [one.enrollment for one in in_turn([late, early, twin], library)] == ["e1", "e3", "e2"]
    assert in_turn([early, unknown], library)[0] is unknown


def test_priority_is_asked_before_age() -> None:
    library = a_library()
    first = replace(library.triggers["price"], priority=7)
    ranked = replace(library, triggers={**library.triggers, "price": first})
    old, important = Place("e1", NOON, "delivery"), Place("e2", NOON + MINUTE, "price")

    assert in_turn([important, old], library) == [old, important]
    assert in_turn([old, important], ranked) == [important, old]


def test_a_sequence_that_runs_is_joined() -> None:
    waiting = Enrolled("e1", "price", a_library().sequences["price"].steps, 1, due=NOON)
    where = situation(enrolled={"e1": waiting})

    assert joins(Reply("price", NOON, "test"), "price", where) is waiting
    assert joins(Reply("sheet", NOON, "test"), "sheet", where) is None
    assert joins(Reply("price", NOON, "test", resume="e1"), "price", where) is None
    assert joins(Reply("price", NOON, "test", passes=("hours",)), "price", where) is None


def test_an_ask_that_nobody_can_answer_any_more_is_not_joined() -> None:
    question, enrolled = an_ask()
    reply = Reply("quotation", NOON, "test")
    coming = (planned(NOON, enrollment="e1"),)

    assert joins(reply, "quotation", situation(enrolled=enrolled)) is None
    assert joins(reply, "quotation", situation(enrolled=enrolled, questions=(question,))) is not None
    assert joins(reply, "quotation", situation(enrolled=enrolled, planned=coming)) is not None


def test_a_sequence_is_not_joined_for_an_ask_that_was_answered() -> None:
    question, enrolled = an_ask()
    answered = (replace(question, answered=True),)

    where = situation(enrolled=enrolled, questions=answered, set_back=enrolled["e1"])
    ended = replace(where, enrolled={})

    assert joins(Reply("quotation", NOON, "test"), "quotation", where) is None
    assert joins(Reply("quotation", NOON, "test"), "quotation", ended) is None
