"""What each refusal leads to, for the message, the contact and the sender."""

from datetime import timedelta
from typing import Any

import pytest

from bot.core.causes import CAUSES, Cause, cause_of
from bot.core.consequences import MOST_TRIES, Refusal, consequence

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def _of(code: int | None, **more: Any):
    return consequence(Refusal(cause_of(code), code, **more))


@pytest.mark.parametrize(
    ("code", "more", "act"),
    [
        (20429, {}, "again"),
        (63017, {"tries": 14}, "again"),
        (63017, {"tries": 15}, "fail"),
        (30001, {"late": True}, "again"),
        (63018, {}, "later"),
        (63018, {"tries": 9}, "later"),
        (63018, {"tries": 6, "again": True}, "fail"),
        (63010, {}, "again"),
        (63012, {"tries": 3, "again": True}, "again"),
        (63023, {"tries": 4, "again": True}, "fail"),
        (63019, {}, "again"),
        (63019, {"again": True}, "fail"),
        (63016, {}, "reopen"),
        (63016, {"template": True}, "fail"),
        (63016, {"again": True}, "fail"),
        (63016, {"automated": False}, "fail"),
        (63049, {}, "later"),
        (63049, {"again": True}, "fail"),
        (63049, {"american": True}, "fail"),
        (63032, {}, "fail"),
        (63015, {}, "fail"),
        (21211, {}, "fail"),
        (63024, {}, "fail"),
        (21610, {}, "fail"),
        (63013, {}, "fail"),
        (20003, {}, "wait"),
        (63020, {"late": True}, "wait"),
        (63999, {}, "fail"),
        (None, {}, "fail"),
    ],
)
def test_the_bot_does_with_a_refused_message_what_its_code_demands(
    code: int | None, more: dict[str, Any], act: str
) -> None:
    assert _of(code, **more).act == act


def test_a_request_that_never_arrived_is_repeated_and_slows_nobody() -> None:
    refusal = Refusal(Cause.AWAY)

    assert consequence(refusal).act == "again"
    assert consequence(refusal).slow is None
    assert consequence(Refusal(Cause.AWAY, tries=MOST_TRIES)).act == "fail"


@pytest.mark.parametrize(
    ("tries", "seconds"), [(1, (0.5, 1.5)), (2, (1, 3)), (5, (8, 24)), (9, (128, 384)), (14, (150, 450))]
)
def test_a_busy_provider_is_asked_again_at_growing_distances(
    tries: int, seconds: tuple[float, float]
) -> None:
    ends = [_of(63017, tries=tries, spread=spread).pause / SECOND for spread in (0, 1)]

    assert ends == list(seconds)


@pytest.mark.parametrize(("tries", "hours"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 8)])
def test_a_messaging_limit_is_waited_out_for_hours(tries: int, hours: float) -> None:
    pauses = [_of(63018, tries=tries, spread=spread).pause / HOUR for spread in (0, 1)]

    assert pauses == [hours, hours * 1.25]


def test_a_withheld_template_goes_at_the_earliest_after_a_day() -> None:
    assert [_of(63049, spread=spread).pause / HOUR for spread in (0, 1)] == [24, 25]


@pytest.mark.parametrize("code", [20429, 63017, 63018, 21611, 30001, 20003])
def test_what_means_the_whole_sender_slows_it_down(code: int) -> None:
    assert _of(code).slow is not None


def test_a_wrong_set_up_lets_the_whole_sender_rest_for_a_minute() -> None:
    slow = _of(63007).slow

    assert slow is not None
    assert slow.rest == timedelta(minutes=1)


def test_only_an_opt_out_or_a_block_changes_the_contact() -> None:
    assert {code for code in CAUSES if _of(code).opt_out} == {21610, 63014}


@pytest.mark.parametrize(
    ("code", "alert"),
    [
        (63013, "content"),
        (63027, "content"),
        (21617, "content"),
        (63999, "code"),
        (63018, "code"),
        (63015, "each"),
        (63007, "each"),
        (63016, ""),
        (21211, ""),
        (63049, ""),
    ],
)
def test_an_operator_is_told_of_what_an_operator_can_mend(code: int, alert: str) -> None:
    assert _of(code).alert == alert


def test_every_alert_says_what_to_do() -> None:
    told = [_of(code) for code in (*CAUSES, 63999)]

    assert all(one.advice or one.act == "wait" for one in told if one.alert)


def test_a_developer_in_the_sandbox_reads_what_to_ask_for() -> None:
    assert "join <word>" in _of(63015).advice


def test_a_window_that_was_closed_after_all_is_a_task_of_its_own_kind() -> None:
    assert _of(63016, template=True).reason == "window"
    assert _of(63013).reason == "provider"
