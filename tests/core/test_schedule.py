"""When answers go: at once, or after the closed hours with one notice and a promise."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.contacts import Contact
from bot.core.conversations import Conversation
from bot.core.schedule import Schedule, Wanted, release, schedule
from bot.core.view import View
from tests.core.situations import (
    ALEX,
    MORNING,
    NIGHT,
    NOON,
    PROMISE,
    a_library,
    a_situation,
    planned,
)

FRIDAY_NIGHT = datetime(2026, 11, 27, 20, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, 45, tzinfo=UTC)
PAYMENT, HELLO = Wanted("payment", "asked", trigger="payment"), Wanted("hello", "greeted")
BREAK = 'hours: {workdays: ["08:00-12:00", "14:00-18:00"], holidays: none}'
LATE = 'regions: [{name: europe, zones: ["Europe/*"], late: {after: "15:00", say: late}}]'


def scheduled(
    now: datetime,
    *wanted: Wanted,
    policy: str = "",
    contact: Contact = ALEX,
    conversation: Conversation | None = None,
    due: datetime | None = None,
    late: bool = True,
) -> Schedule:
    queue = (planned(due),) if due else ()
    talk = conversation or Conversation(last_inbound_at=now)
    situation = a_situation("payment terms", contact=contact, conversation=talk, planned=queue)
    return schedule(View(situation, a_library(policy), now), wanted, late=late)


def told(plan: Schedule) -> list[tuple[str, datetime, datetime | None]]:
    return [(reply.sequence, reply.at, reply.promise) for reply in plan.replies]


def test_in_open_hours_everything_goes_at_once() -> None:
    assert told(scheduled(NOON, PAYMENT, HELLO)) == [("payment", NOON, None), ("hello", NOON, None)]


def test_when_closed_a_notice_goes_at_once_and_the_answer_at_the_promised_morning() -> None:
    plan = scheduled(NIGHT, PAYMENT)

    assert told(plan) == [("away", NIGHT, PROMISE), ("payment", MORNING, PROMISE)]
    assert plan.away_until == MORNING
    assert "hours" in plan.replies[0].passes


def test_what_may_go_at_any_hour_does_not_wait_for_the_rest() -> None:
    assert told(scheduled(NIGHT, PAYMENT, HELLO)) == [
        ("hello", NIGHT, None),
        ("away", NIGHT, PROMISE),
        ("payment", MORNING, PROMISE),
    ]


def test_the_notice_comes_once_in_a_closed_period() -> None:
    told_before = Conversation(last_inbound_at=NIGHT, away_until=MORNING)

    assert told(scheduled(NIGHT, PAYMENT, conversation=told_before)) == [("payment", MORNING, PROMISE)]


def test_the_next_closed_period_has_a_notice_of_its_own() -> None:
    yesterday = Conversation(last_inbound_at=NIGHT, away_until=MORNING - timedelta(days=1))

    assert [reply.sequence for reply in scheduled(NIGHT, PAYMENT, conversation=yesterday).replies] == [
        "away",
        "payment",
    ]


def test_a_further_answer_of_the_night_queues_behind_the_first() -> None:
    plan = scheduled(NIGHT, PAYMENT, due=MORNING + timedelta(seconds=2))

    assert plan.replies[-1].at == MORNING + timedelta(seconds=3)


def test_after_a_break_of_the_same_day_the_answer_comes_at_reopening() -> None:
    lunch, reopening = NOON + timedelta(minutes=30), NOON + timedelta(hours=2)

    assert told(scheduled(lunch, PAYMENT, policy=BREAK)) == [
        ("away", lunch, reopening),
        ("payment", reopening, reopening),
    ]


def test_an_answer_that_falls_behind_the_service_window_is_a_task_due_at_the_promise() -> None:
    plan = scheduled(FRIDAY_NIGHT, PAYMENT)

    assert [reply.sequence for reply in plan.replies] == ["away"]
    assert [(one.reason, one.priority, one.due, one.trigger) for one in plan.escalations] == [
        ("window", "normal", MONDAY + timedelta(minutes=15), "payment")
    ]


@pytest.mark.parametrize("language", ["en", "en-GB", "th"])
def test_with_a_reopen_template_the_answer_of_friday_night_may_come_on_monday(language: str) -> None:
    # Thai has no template here, so the policy's first language serves.
    speaker = replace(ALEX, language="")
    policy = "templates: {reopen: {en: HX1}}"

    plan = scheduled(FRIDAY_NIGHT, PAYMENT, policy=policy, contact=replace(speaker, language=language))

    assert told(plan)[-1] == ("payment", MONDAY, MONDAY + timedelta(minutes=15))
    assert plan.escalations == ()


def test_a_contact_whose_language_is_new_is_reached_by_the_template_of_that_language() -> None:
    library = a_library("languages: [en, th]\ntemplates: {reopen: {th: HX1}}")
    nobody_yet = replace(ALEX, language="", country="TH")
    talk = Conversation(last_inbound_at=FRIDAY_NIGHT)
    situation = a_situation("ราคาเท่าไหร่ครับ", library=library, contact=nobody_yet, conversation=talk)

    plan = schedule(View(situation, library, FRIDAY_NIGHT), [PAYMENT])

    assert plan.escalations == ()


def test_a_business_that_never_opens_gives_the_question_to_a_person_now() -> None:
    plan = scheduled(NOON, PAYMENT, policy="hours: {mon: []}")

    assert plan.replies == ()
    assert [(one.reason, one.due) for one in plan.escalations] == [("window", NOON)]


AFTERNOON = NOON + timedelta(hours=4)


def test_late_in_a_region_the_answer_is_followed_by_a_notice() -> None:
    plan = scheduled(AFTERNOON, PAYMENT, policy=LATE)

    assert [reply.sequence for reply in plan.replies] == ["payment", "late"]
    assert plan.late_on == AFTERNOON.date()


@pytest.mark.parametrize(
    ("now", "contact", "conversation", "late"),
    [
        (NOON, ALEX, None, True),
        (AFTERNOON, replace(ALEX, zone="Africa/Lagos"), None, True),
        (AFTERNOON, ALEX, Conversation(last_inbound_at=NOON, late_on=NOON.date()), True),
        (AFTERNOON, ALEX, None, False),
        (NIGHT, ALEX, None, True),
    ],
    ids=["before its time", "elsewhere", "told today", "not an answer", "closed"],
)
def test_no_late_notice(
    now: datetime, contact: Contact, conversation: Conversation | None, late: bool
) -> None:
    plan = scheduled(now, PAYMENT, policy=LATE, contact=contact, conversation=conversation, late=late)

    assert "late" not in [reply.sequence for reply in plan.replies]


def test_who_only_greets_late_is_told_nothing_of_a_question() -> None:
    plan = scheduled(AFTERNOON, Wanted("hello", "greeted", trigger="hello"), policy=LATE)

    assert [reply.sequence for reply in plan.replies] == ["hello"]
    assert plan.late_on is None


def test_the_late_notice_of_yesterday_does_not_stand_for_today() -> None:
    yesterday = Conversation(last_inbound_at=NOON, late_on=NOON.date() - timedelta(days=1))

    plan = scheduled(AFTERNOON, PAYMENT, policy=LATE, conversation=yesterday)

    assert [reply.sequence for reply in plan.replies] == ["payment", "late"]


def test_an_apology_stands_right_before_what_is_said_first() -> None:
    replies = scheduled(NIGHT, PAYMENT).replies[1:]

    first, second = release(replies, "apology")

    assert (first.sequence, first.at) == ("apology", MORNING)
    assert second.at > MORNING
