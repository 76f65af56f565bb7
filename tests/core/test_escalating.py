"""A hold is silence; a person is called for the most pressing reason, with an honest word."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.conversations import Situation
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.escalating import escalation, hold
from bot.core.tone import Tone
from bot.core.view import View
from tests.core.situations import NIGHT, NOON, a_library, a_situation, hear, held

TOMORROW_AT_NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def called(situation: Situation, policy: str = "", now: datetime = NOON) -> Decision:
    made = escalation(View(situation, a_library(policy), now))
    assert isinstance(made, Decision), made
    return made


@pytest.mark.parametrize(
    ("texts", "reason", "priority", "trigger"),
    [
        (("asap",), "urgent", "high", "urgent"),
        (("I want to complain",), "negative", "high", "complaint"),
        (("call me back",), "person", "normal", "callback"),
        (("call me back", "asap"), "urgent", "high", "urgent"),
        (("payment terms", "refund please"), "negative", "high", "complaint"),
        (("refund please. need it today!",), "urgent", "high", "urgent"),
    ],
)
def test_the_most_pressing_reason_of_a_burst_calls_the_person(
    texts: tuple[str, ...], reason: str, priority: str, trigger: str
) -> None:
    made = called(a_situation(*texts))

    assert [(one.reason, one.priority, one.trigger) for one in made.escalations] == [
        (reason, priority, trigger)
    ]
    assert made.cancel
    assert made.escalations[0].evidence


@pytest.mark.parametrize("text", ["payment terms", "It is not urgent", "hello", "purple tulips"])
def test_an_ordinary_message_calls_nobody(text: str) -> None:
    view = View(a_situation(text), a_library(), NOON)

    assert escalation(view) == "nothing calls for a person"


def test_a_file_without_text_goes_to_a_person_who_can_read_it() -> None:
    made = called(a_situation(hear("", media=True)))

    assert [(one.reason, one.priority) for one in made.escalations] == [("media", "normal")]


def test_a_file_with_text_is_read_by_its_text() -> None:
    decision = decide(a_situation(hear("payment terms", media=True)), a_library(), NOON)

    assert (decision.layer, decision.trigger) == ("trigger", "payment")


def test_the_first_answer_of_a_person_is_due_within_three_minutes() -> None:
    assert called(a_situation("asap")).escalations[0].due == NOON + timedelta(minutes=3)


def test_the_acknowledgement_leaves_at_once_and_passes_the_hold() -> None:
    reply = called(a_situation("asap"), now=NIGHT).replies[0]

    assert (reply.sequence, reply.at, reply.promise) == ("handing_over", NIGHT, None)
    assert set(reply.passes) == {"hold", "hours"}


@pytest.mark.parametrize(
    ("now", "sequence", "promise"),
    [
        (NOON, "handing_over", None),
        (NIGHT, "handing_over_closed", TOMORROW_AT_NINE),
        # The bot's own hours end at 18:00 and do not matter here.
        (NOON + timedelta(hours=5, minutes=30), "handing_over_closed", TOMORROW_AT_NINE),
    ],
)
def test_outside_staff_hours_the_acknowledgement_promises_their_opening(
    now: datetime, sequence: str, promise: datetime | None
) -> None:
    reply = called(a_situation("asap"), 'staff_hours: {mon-fri: ["09:00-17:00"]}', now).replies[0]

    assert (reply.sequence, reply.promise) == (sequence, promise)


@pytest.mark.parametrize(("limit", "calls"), [("0.5", True), ("0.6", True), ("0.7", False)])
def test_the_policy_says_from_which_tone_on_a_person_is_called(limit: str, calls: bool) -> None:
    plain = hear("purple tulips")
    tense = replace(plain.whole, tone=Tone(urgent=0.6, evidence=('urgent: "today"',)))
    heard = replace(plain, whole=tense, parts=(tense,))

    made = escalation(View(a_situation(heard), a_library(f"tone: {{urgent: {limit}}}"), NOON))

    assert isinstance(made, Decision) is calls


@pytest.mark.parametrize(("text", "reasons"), [("asap", ["urgent"]), ("purple tulips", [])])
def test_whatever_is_said_during_a_hold_is_met_with_silence_and_people_hear_what_presses(
    text: str, reasons: list[str]
) -> None:
    made = hold(View(a_situation(text, conversation=held()), a_library(), NOON))

    assert isinstance(made, Decision)
    assert (made.layer, made.replies, made.cancel) == ("hold", (), False)
    assert [one.reason for one in made.escalations] == reasons
