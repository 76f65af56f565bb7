"""Sure questions are answered, likely ones offered, anything else admitted."""

from dataclasses import replace

import pytest

from bot.core.conversations import Conversation, OpenOption, Situation
from bot.core.decide import decide
from bot.core.decision import Decision
from bot.core.library import Library
from bot.core.triggers import Candidate, Match
from tests.core.situations import (
    MORNING,
    NIGHT,
    NOON,
    PROMISE,
    a_library,
    a_situation,
    hear,
    planned,
)

THREE = "escalation: {misses: 3}"
CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Price"
msgstr "ราคา"
"""


def decided(situation: Situation, library: Library | None = None) -> Decision:
    return decide(situation, library or a_library(), NOON)


@pytest.mark.parametrize(
    ("texts", "sequences"),
    [
        (("payment terms",), ["payment"]),
        (("payment terms", "delivery time"), ["payment", "delivery"]),
        (("delivery time", "payment terms"), ["delivery", "payment"]),
        (("How much is it? Payment terms?",), ["price", "payment"]),
        (("hello", "how much is it"), ["price"]),
        (("payment terms", "how can I pay"), ["payment"]),
        (("hello",), ["hello"]),
    ],
)
def test_every_sure_question_of_a_burst_is_answered_in_the_order_asked(
    texts: tuple[str, ...], sequences: list[str]
) -> None:
    decision = decided(a_situation(*texts))

    assert decision.layer == "trigger"
    assert [reply.sequence for reply in decision.replies] == sequences
    assert decision.trigger == sequences[0]


def test_a_question_whose_answer_is_on_its_way_is_not_answered_twice() -> None:
    decision = decided(a_situation("payment terms", planned=(planned(MORNING, trigger="payment"),)))

    assert (decision.layer, decision.trigger, decision.replies) == ("trigger", "payment", ())


def test_a_different_question_joins_what_is_planned() -> None:
    decision = decided(
        a_situation("payment terms", "delivery time", planned=(planned(NOON, trigger="payment"),))
    )

    assert [reply.sequence for reply in decision.replies] == ["delivery"]
    assert decision.replies[0].at > NOON


def close(*names: str, language: str = "en") -> Situation:
    """A message that may mean several triggers."""
    candidates = tuple(Candidate(name, "phrase", "en", 0.5) for name in names)
    plain = hear("purple tulips")
    guess = replace(plain.whole.language, language=language)
    whole = replace(plain.whole, match=Match(candidates, None, candidates), language=guess)
    return a_situation(replace(plain, whole=whole, parts=(whole,)))


def test_likely_triggers_are_offered_by_title_or_first_phrase() -> None:
    decision = decided(close("price", "delivery"))

    assert (decision.layer, decision.trigger) == ("clarify", None)
    assert decision.replies[0].options == (
        OpenOption("Price", trigger="price"),
        OpenOption("delivery time", trigger="delivery"),
    )


def test_a_choice_is_offered_in_the_contacts_language() -> None:
    library = a_library(
        "languages: [en, th]",
        locales=CATALOGUE,
    )
    options = decided(close("price", "delivery", language="th-TH"), library).replies[0].options

    assert [option.say for option in options] == ["ราคา", "delivery time"]


def test_the_bot_does_not_ask_twice_in_a_row_what_is_meant() -> None:
    situation = close("price", "delivery")
    asked = Conversation(last_inbound_at=NOON, clarified=True)

    decision = decided(Situation(situation.contact, asked, situation.heard))

    assert decision.layer == "fallback"


def test_asking_what_is_meant_neither_ends_nor_lengthens_a_row_of_misses() -> None:
    situation = close("price", "delivery")
    missed = Conversation(last_inbound_at=NOON, misses=1)

    decision = decided(Situation(situation.contact, missed, situation.heard))

    assert (decision.layer, decision.misses) == ("clarify", 1)


@pytest.mark.parametrize(
    ("misses", "policy", "escalates"),
    [
        (0, "", False),
        (1, "", True),
        (1, "escalation: {misses: 3}", False),
        (2, "escalation: {misses: 3}", True),
    ],
)
def test_the_last_miss_in_a_row_calls_a_person(misses: int, policy: str, escalates: bool) -> None:
    missed = Conversation(last_inbound_at=NOON, misses=misses)

    decision = decided(a_situation("purple tulips", conversation=missed), a_library(policy))

    assert (decision.layer, decision.misses) == ("fallback", misses + 1)
    assert [one.reason for one in decision.escalations] == (["misses"] if escalates else [])


@pytest.mark.parametrize("text", ["payment terms", "hello"])
def test_a_question_or_a_greeting_ends_a_row_of_misses(text: str) -> None:
    missed = Conversation(last_inbound_at=NOON, misses=1)

    assert decided(a_situation(text, conversation=missed)).misses == 0


def test_a_fallback_that_wants_open_hours_is_promised_at_night() -> None:
    library = a_library("", "\nlater_fallback: {steps: [{say: What do you mean?}]}\n")
    roles = library.policy.sequences.model_copy(update={"fallback": "later_fallback"})
    policy = library.policy.model_copy(update={"sequences": roles})

    decision = decide(a_situation("purple tulips"), replace(library, policy=policy), NIGHT)

    assert [(reply.sequence, reply.at, reply.promise) for reply in decision.replies] == [
        ("away", NIGHT, PROMISE),
        ("later_fallback", MORNING, PROMISE),
    ]


@pytest.mark.parametrize(
    "text", ["👍", "🙏🙏", "...", "!", "ok", "OK 👍", "Okay.", "โอเคค่ะ", "хорошо", "ठीक है", "tá bom"]
)
def test_a_message_that_only_says_it_was_read_is_no_miss_and_needs_no_answer(text: str) -> None:
    decision = decide(a_situation(text), a_library(), NOON)

    assert (decision.layer, decision.replies, decision.misses) == ("fallback", (), 0)


@pytest.mark.parametrize("text", ["?", "ok?", "ok how about blue tulips"])
def test_more_than_an_acknowledgement_is_answered(text: str) -> None:
    assert decide(a_situation(text), a_library(), NOON).replies
