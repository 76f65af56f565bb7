"""The layers run in their order, the first that applies wins, and each leaves its line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.contacts import Consent
from bot.core.conversations import Conversation, OpenOption, Situation
from bot.core.decide import LAYERS, acts_at_once, decide
from bot.core.decision import Decision
from tests.core.situations import ALEX, NOON, a_library, a_situation, an_offer, hear, held, planned

DAY = timedelta(hours=24)


def decided(situation: Situation) -> Decision:
    return decide(situation, a_library(), NOON)


CHOICES = an_offer(OpenOption("Sheet", "sheet"), OpenOption("Quote", "quotation"))
OFFER: dict[str, Any] = {"questions": (CHOICES,)}


@pytest.mark.parametrize(
    ("situation", "layer"),
    [
        (a_situation("STOP", conversation=held(), **OFFER), "consent"),
        (a_situation("asap", "1", conversation=held(), **OFFER), "hold"),
        (a_situation("asap", "1", **OFFER), "escalation"),
        (a_situation("1", "payment terms", **OFFER), "answer"),
        (a_situation("payment terms", **OFFER), "trigger"),
        (a_situation("price and payment?"), "clarify"),
        (a_situation("purple tulips"), "fallback"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_first_layer_that_applies_wins(situation: Situation, layer: str) -> None:
    assert decided(situation).layer == layer


@pytest.mark.parametrize("text", ["STOP", "asap", "payment terms", "price and payment?", "purple tulips"])
def test_every_layer_leaves_a_line_in_order_and_one_of_them_applies(text: str) -> None:
    decision = decided(a_situation(text))

    assert [line.layer for line in decision.lines] == [layer for layer, _ in LAYERS]
    assert [line.layer for line in decision.lines if line.applies] == [decision.layer]
    assert all(line.why for line in decision.lines)


def test_a_layer_that_does_not_apply_says_why() -> None:
    decision = decided(a_situation("purple tulips"))

    assert [line.why for line in decision.lines] == [
        "says nothing about consent",
        "the bot holds the conversation",
        "nothing calls for a person",
        "no offer or question is open",
        "no trigger is sure",
        "no trigger is likely",
        "nothing fits (miss 1 of 2)",
    ]


def test_layers_behind_the_one_that_decided_are_told_as_not_reached() -> None:
    lines = decided(a_situation("asap")).lines

    assert {line.why for line in lines[3:]} == {"not reached: escalation decided"}


@pytest.mark.parametrize(
    ("text", "at_once"),
    [("STOP", True), ("asap", True), ("HELP", True), ("payment terms", False), ("refund please", False)],
)
def test_consent_and_urgency_alone_do_not_wait_for_the_settle_time(text: str, at_once: bool) -> None:
    assert acts_at_once(hear(text), a_library()) is at_once


def test_a_word_that_the_provider_has_handled_acts_at_once() -> None:
    assert acts_at_once(hear("quit it", opt_out="stop"), a_library())


def test_a_hold_that_nobody_claimed_ends_with_an_apology() -> None:
    decision = decided(a_situation("payment terms", conversation=held(NOON - DAY)))

    assert decision.hand_back
    assert [reply.sequence for reply in decision.replies] == ["apology", "payment"]
    assert decision.replies[0].at < decision.replies[1].at


def test_a_hold_that_an_agent_left_ends_without_an_apology() -> None:
    conversation = held(NOON - 3 * DAY, claimed=True, last_agent_at=NOON - DAY)

    decision = decided(a_situation("payment terms", conversation=conversation))

    assert decision.hand_back
    assert [reply.sequence for reply in decision.replies] == ["payment"]


def test_a_hold_lasts_from_the_agents_last_action() -> None:
    conversation = held(NOON - 3 * DAY, claimed=True, last_agent_at=NOON - DAY + timedelta(seconds=1))

    decision = decided(a_situation("payment terms", conversation=conversation))

    assert (decision.layer, decision.hand_back) == ("hold", False)


def test_a_stop_after_a_hold_is_confirmed_without_an_apology() -> None:
    decision = decided(a_situation("STOP", conversation=held(NOON - DAY)))

    assert [reply.sequence for reply in decision.replies] == ["stopped"]
    assert decision.hand_back


def test_an_apology_before_a_new_acknowledgement_passes_the_new_hold_with_it() -> None:
    decision = decided(a_situation("asap", conversation=held(NOON - DAY)))

    assert [reply.sequence for reply in decision.replies] == ["apology", "handing_over"]
    assert "hold" in decision.replies[0].passes


def test_a_hold_that_has_ended_begins_a_new_row_of_misses() -> None:
    decision = decided(a_situation("purple tulips", conversation=held(NOON - DAY, misses=2)))

    assert (decision.layer, decision.misses, decision.escalations) == ("fallback", 1, ())


def test_a_decision_carries_language_tone_and_candidates() -> None:
    decision = decided(a_situation("how much is it", "asap"))

    assert decision.language == "en"
    assert decision.evidence["tone"]["urgent"] >= 0.5
    assert decision.evidence["candidates"][0]["trigger"] in ("price", "urgent")


def test_what_the_conversation_remembers_stays_until_a_decision_changes_it() -> None:
    until = NOON + DAY
    conversation = Conversation(last_inbound_at=NOON, away_until=until, late_on=NOON.date(), stop_asked=True)

    decision = decided(a_situation("purple tulips", conversation=conversation))

    assert (decision.away_until, decision.late_on, decision.stop_asked) == (until, NOON.date(), True)


def test_whoever_starts_again_may_be_asked_about_a_later_doubt() -> None:
    conversation = Conversation(last_inbound_at=NOON, stop_asked=True)

    decision = decided(a_situation("START", conversation=conversation))

    assert (decision.consent, decision.stop_asked) == (Consent.IN, False)


def test_the_bot_is_silent_to_whoever_has_opted_out() -> None:
    contact = replace(ALEX, consent=Consent.OUT)

    decision = decided(a_situation("asap", contact=contact))

    assert (decision.layer, decision.replies, decision.escalations) == ("consent", (), ())


@pytest.mark.parametrize(("text", "sure"), [("ok", False), ("how much is it", True)])
def test_only_a_language_that_is_sure_is_remembered(text: str, sure: bool) -> None:
    stranger = replace(ALEX, language="")

    assert decided(a_situation(hear(text, contact=stranger), contact=stranger)).language_sure is sure


def test_whoever_says_where_they_are_is_read_on_that_clock_at_once() -> None:
    evening = datetime(2026, 11, 23, 19, tzinfo=UTC)
    decision = decide(a_situation("I am in Chicago. What are your payment terms?"), a_library(), evening)

    assert decision.place is not None
    assert decision.place.zone == "America/Chicago"
    assert [reply.sequence for reply in decision.replies] == ["payment"]


def test_an_agent_knows_better_than_words_where_a_contact_is() -> None:
    contact = replace(ALEX, zone_source="agent")

    assert decide(a_situation("I am in Chicago", contact=contact), a_library(), NOON).place is None


@pytest.mark.parametrize(
    ("text", "layer", "release"),
    [
        ("yes please", "answer", True),
        ("purple tulips", "answer", True),
        ("payment terms", "trigger", True),
        ("stop", "consent", False),
        ("asap", "escalation", False),
    ],
)
def test_whoever_reopens_the_window_gets_what_waited_unless_it_is_stopped(
    text: str, layer: str, release: bool
) -> None:
    waiting = replace(planned(NOON + timedelta(hours=20)), waits=True)
    decision = decide(a_situation(text, planned=(waiting,)), a_library(), NOON)

    assert (decision.layer, decision.release) == (layer, release)


@pytest.mark.parametrize(
    ("text", "answered"),
    [("I am in Chicago", False), ("I am in Chicago, purple tulips please", True)],
)
def test_whoever_only_says_where_they_are_is_not_told_that_nothing_fits(text: str, answered: bool) -> None:
    decision = decide(a_situation(text), a_library(), NOON)

    assert decision.place is not None
    assert bool(decision.replies) == answered
    assert [line.layer for line in decision.lines if line.applies] == [decision.layer]
