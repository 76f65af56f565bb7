"""What happens to an open escalation by itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.agents import ROLES
from bot.core.hours import Whereabouts
from bot.core.policy import EscalationPolicy, Hours, Policy
from bot.core.tending import Care, Case, calls_supervisors, reminders_due, rings, tend

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)  # a Monday noon in Bangkok
BANGKOK = Whereabouts("Asia/Bangkok", "TH", "Asia/Bangkok", "TH")
ALWAYS = Policy()
OFFICE = Policy(staff_hours=Hours(clock="business", workdays=((540, 1080),), holidays="none"))
OPEN = Case("open", calls_from=NOON, waits_since=NOON, rings_from=NOON)
CLAIMED = replace(OPEN, state="claimed", claimed_by="mai", claimed_at=NOON, agent_at=NOON)


def _after(**span: float) -> datetime:
    return NOON + timedelta(**span)


@pytest.mark.parametrize(
    ("seconds", "reminders"), [(0, 0), (59, 0), (60, 1), (119, 1), (120, 2), (180, 3), (239, 3), (240, 4)]
)
def test_reminders_come_after_60_120_and_180_seconds_and_every_minute_from_then_on(
    seconds: int, reminders: int
) -> None:
    assert reminders_due(NOON, EscalationPolicy(), _after(seconds=seconds)) == reminders


def test_ops_may_want_no_reminders_or_a_single_one() -> None:
    assert reminders_due(NOON, EscalationPolicy(remind=()), _after(hours=1)) == 0
    single = EscalationPolicy(remind=(timedelta(seconds=30),))
    assert [reminders_due(NOON, single, _after(seconds=s)) for s in (29, 30, 60)] == [0, 1, 2]


def test_supervisors_are_called_once_all_reminders_were_in_vain() -> None:
    assert [calls_supervisors(count, EscalationPolicy()) for count in (2, 3, 4)] == [False, True, True]


def test_an_open_case_is_told_when_its_reminders_begin_and_each_that_falls_due() -> None:
    assert tend(replace(OPEN, rings_from=None), ALWAYS, BANGKOK, NOON) == Care("reminds", NOON, 0)
    assert tend(OPEN, ALWAYS, BANGKOK, _after(seconds=59)) is None
    assert tend(OPEN, ALWAYS, BANGKOK, _after(seconds=60)) == Care("reminds", NOON, 1)
    assert tend(replace(OPEN, reminders=1), ALWAYS, BANGKOK, _after(seconds=61)) is None


def test_reminders_of_the_night_begin_when_staff_is_there() -> None:
    night = _after(hours=9)  # 21:00
    opening = _after(hours=21)  # 9:00 on Tuesday
    case = replace(OPEN, calls_from=night, waits_since=night, rings_from=None)

    assert tend(case, OFFICE, BANGKOK, night) == Care("reminds", opening, 0)
    case = replace(case, rings_from=opening)
    assert tend(case, OFFICE, BANGKOK, opening - timedelta(seconds=1)) is None
    assert tend(case, OFFICE, BANGKOK, opening + timedelta(seconds=60)) == Care("reminds", opening, 1)


def test_a_task_is_called_out_when_it_is_due() -> None:
    due = _after(hours=2)
    case = replace(OPEN, calls_from=due, rings_from=None)

    assert tend(case, ALWAYS, BANGKOK, NOON) == Care("reminds", due, 0)


def test_a_claimed_case_goes_back_after_five_silent_minutes() -> None:
    assert tend(CLAIMED, ALWAYS, BANGKOK, _after(seconds=299)) is None
    assert tend(CLAIMED, ALWAYS, BANGKOK, _after(seconds=300)) == Care("goes back", NOON, 5)


@pytest.mark.parametrize("sign", ["agent_at", "waits_since", "claimed_at"])
def test_the_five_minutes_count_from_the_last_sign(sign: str) -> None:
    case = replace(CLAIMED, **{sign: _after(minutes=4)})

    assert tend(case, ALWAYS, BANGKOK, _after(minutes=8, seconds=59)) is None
    assert tend(case, ALWAYS, BANGKOK, _after(minutes=9)) is not None


def test_a_task_that_was_claimed_before_it_is_due_goes_back_too_and_rings_when_it_is_due() -> None:
    due = _after(hours=2)
    case = replace(CLAIMED, calls_from=due)

    assert tend(case, ALWAYS, BANGKOK, _after(seconds=299)) is None
    assert tend(case, ALWAYS, BANGKOK, _after(seconds=300)) == Care("goes back", due, 0)


def test_an_agent_who_types_is_not_silent() -> None:
    case = replace(CLAIMED, typed_at=_after(minutes=5))

    assert tend(case, ALWAYS, BANGKOK, _after(minutes=5, seconds=59)) is None
    assert tend(case, ALWAYS, BANGKOK, _after(minutes=6)) == Care("goes back", NOON, 6)


def test_who_has_answered_may_wait_for_the_contact_until_the_bot_takes_the_conversation_back() -> None:
    case = replace(CLAIMED, waits_since=None)

    assert tend(case, ALWAYS, BANGKOK, _after(hours=23, minutes=59)) is None
    assert tend(case, ALWAYS, BANGKOK, _after(hours=24)) == Care("handed back")


def test_what_was_snoozed_comes_again_in_its_time() -> None:
    case = replace(CLAIMED, state="snoozed", waits_since=None, snoozed_until=_after(hours=3))

    assert tend(case, ALWAYS, BANGKOK, _after(hours=2, minutes=59)) is None
    assert tend(case, ALWAYS, BANGKOK, _after(hours=3)) == Care("wakes", _after(hours=3))


def test_agents_ring_at_once_and_supervisors_when_they_are_needed() -> None:
    rules = EscalationPolicy()
    late = replace(OPEN, reminders=3)

    def ring(case: Case, role: str, *, here: bool = True, mine: bool = False) -> bool:
        return rings(case, role, mine=mine, agents_here=here, rules=rules)  # type: ignore[arg-type]

    assert [ring(OPEN, role) for role in ("agent", "supervisor", "admin", "ops")] == [
        True,
        False,
        False,
        False,
    ]
    assert [ring(late, role) for role in ("agent", "supervisor", "admin", "ops")] == [True, True, True, False]
    assert [ring(OPEN, role, here=False) for role in ("supervisor", "ops")] == [True, False]


def test_what_is_claimed_rings_for_its_agent_alone_and_only_while_the_contact_waits() -> None:
    rules = EscalationPolicy()

    assert rings(CLAIMED, "agent", mine=True, agents_here=True, rules=rules)
    assert not rings(CLAIMED, "agent", mine=False, agents_here=True, rules=rules)
    assert not rings(replace(CLAIMED, waits_since=None), "agent", mine=True, agents_here=True, rules=rules)


@pytest.mark.parametrize("until", [None, NOON])
def test_what_was_snoozed_until_nobody_knows_when_comes_again_at_once(until: datetime | None) -> None:
    case = replace(CLAIMED, state="snoozed", snoozed_until=until)

    assert tend(case, ALWAYS, BANGKOK, NOON) == Care("wakes", NOON)


@pytest.mark.parametrize(
    ("case", "after"),
    [
        (CLAIMED, timedelta(hours=10)),
        (replace(CLAIMED, state="snoozed", snoozed_until=_after(hours=10)), timedelta(hours=10)),
    ],
    ids=["goes back", "wakes"],
)
def test_what_calls_anew_at_night_rings_when_staff_is_there(case: Case, after: timedelta) -> None:
    care = tend(case, OFFICE, BANGKOK, NOON + after)

    assert care is not None
    assert care.rings_from == _after(hours=21)


def test_where_staff_never_comes_the_alarm_rings_all_the_same() -> None:
    never = Policy(staff_hours=Hours(days={"mon": ()}))
    case = replace(OPEN, rings_from=None)

    assert tend(case, never, BANGKOK, NOON) == Care("reminds", NOON, 0)


def test_an_unsorted_ladder_is_climbed_from_its_lowest_rung() -> None:
    rules = EscalationPolicy(remind=(timedelta(seconds=120), timedelta(seconds=60)))

    assert [reminders_due(NOON, rules, _after(seconds=s)) for s in (59, 60, 120, 180)] == [0, 1, 2, 3]


def test_rungs_that_stand_at_the_same_height_are_climbed_once() -> None:
    rules = EscalationPolicy(remind=(timedelta(seconds=60), timedelta(seconds=60)))

    assert [reminders_due(NOON, rules, _after(seconds=s)) for s in (59, 60, 600)] == [0, 2, 2]


def test_nobody_is_called_for_what_was_snoozed() -> None:
    case = replace(CLAIMED, state="snoozed")

    assert not any(
        rings(case, role, mine=mine, agents_here=here, rules=EscalationPolicy())
        for role in ROLES
        for mine in (True, False)
        for here in (True, False)
    )


def test_what_is_put_back_at_night_rings_in_the_morning() -> None:
    night, opening = _after(hours=9), _after(hours=21)
    case = replace(OPEN, rings_from=night)

    assert tend(case, OFFICE, BANGKOK, night) == Care("reminds", opening, 0)


def test_staff_that_is_there_earlier_than_was_thought_is_called_earlier() -> None:
    night, opening = _after(hours=9), _after(hours=21)
    case = replace(OPEN, calls_from=night, waits_since=night, rings_from=opening)

    assert tend(case, ALWAYS, BANGKOK, _after(hours=10)) == Care("reminds", night, 60)
