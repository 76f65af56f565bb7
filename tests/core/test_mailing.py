"""Who is called by mail, about whom, and how often."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.agents import Agent
from bot.core.mailing import (
    AGAIN,
    MOST,
    PAUSES,
    Posted,
    Waiting,
    calls_of,
    due_calls,
    in_vain,
    is_address,
    try_again,
    who_is_called,
)
from bot.core.policy import EscalationPolicy
from bot.core.tending import Case

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
RULES = EscalationPolicy()


def _ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


def _case(**values: Any) -> Case:
    given = {"state": "open", "calls_from": _ago(200), "waits_since": _ago(200), "rings_from": _ago(200)}
    return Case(**{**given, "reminders": 3, **values})


def _waiting(seconds: float | None, calls: int = 1, contact_id: str = "c") -> Waiting:
    called_at = None if seconds is None else _ago(seconds)
    return Waiting(contact_id, "urgent", "th", _ago(900), called_at, calls if called_at else 0)


def test_those_who_may_step_in_everywhere_are_called_each_address_once() -> None:
    agents = [
        Agent("ann", "agent", email="ann@example.com"),
        Agent("olga", "ops", email="olga@example.com"),
        Agent("sara", "supervisor", email="sara@example.com"),
        Agent("ada", "admin", email="ada@example.com"),
        Agent("adam", "admin", email="Ada@example.com"),
        Agent("sam", "supervisor"),
    ]

    assert [agent.name for agent in who_is_called(agents)] == ["sara", "ada"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (_case(), True),
        (_case(reminders=7), True),
        (_case(reminders=2), False),
        (_case(state="claimed", claimed_by="ann"), False),
        (_case(state="snoozed"), False),
    ],
)
def test_supervisors_are_called_for_whom_all_reminders_were_in_vain(case: Case, expected: bool) -> None:
    assert in_vain(case, RULES) is expected


def test_where_nobody_is_reminded_nobody_is_mailed() -> None:
    assert not in_vain(_case(), EscalationPolicy(remind=()))


@pytest.mark.parametrize(
    ("one", "due"),
    [
        (_waiting(None), True),
        (_waiting(299), False),
        (_waiting(300), True),
        (_waiting(300, MOST - 1), True),
        (_waiting(300, MOST), False),
    ],
)
def test_a_mail_comes_at_once_and_then_every_five_minutes_for_an_hour(one: Waiting, due: bool) -> None:
    assert due_calls([one], NOW) == ([one] if due else [])


def test_those_who_are_next_go_along_with_a_mail_that_is_due() -> None:
    first, soon, later = (
        _waiting(None, contact_id="1"),
        _waiting(241, contact_id="2"),
        _waiting(239, contact_id="3"),
    )

    assert due_calls([first, soon, later], NOW) == [first, soon]
    assert due_calls([soon, later], NOW) == []


@pytest.mark.parametrize(
    ("rings_from", "called_at", "expected"),
    [
        (_ago(200), _ago(100), (_ago(100), 4)),
        (_ago(200), _ago(300), (None, 0)),
        (_ago(200), None, (None, 4)),
        (None, _ago(300), (_ago(300), 4)),
    ],
)
def test_mails_of_an_earlier_round_of_reminders_do_not_count(
    rings_from: datetime | None, called_at: datetime | None, expected: tuple[datetime | None, int]
) -> None:
    assert calls_of(_case(rings_from=rings_from), called_at, 4) == expected


def test_a_letter_that_failed_is_tried_three_times_more_with_growing_pauses() -> None:
    failed = Posted(False, "later")

    at = [try_again(tries, failed, NOW) for tries in (1, 2, 3, 4)]

    assert at == [NOW + timedelta(seconds=20), NOW + timedelta(minutes=1), NOW + timedelta(minutes=2), None]
    assert sum(PAUSES, timedelta()) < AGAIN


def test_a_letter_that_will_never_be_taken_is_not_tried_again() -> None:
    assert try_again(1, Posted(False, "no such address", again=False), NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sara@example.com", True),
        ("sara.o'neil+night@mail.example.co.th", True),
        ("sara@xn--80ak6aa92e.com", True),
        ("", False),
        ("sara", False),
        ("sara@localhost", False),
        ("sara@exam ple.com", False),
        ("sara@example.com\nBcc: eve@example.com", False),
        ("Sara <sara@example.com>", False),
        ("sara@example.com, ada@example.com", False),
        ("สารา@example.com", False),
        (f"{'a' * 65}@example.com", False),
        (f"a@{'b.' * 130}com", False),
    ],
)
def test_an_address_is_one_that_any_mail_server_takes(text: str, expected: bool) -> None:
    assert is_address(text) is expected
