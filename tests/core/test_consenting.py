"""Stop, start, help and erase-me: what each changes, says and cancels."""

from dataclasses import replace

import pytest

from bot.core.consenting import consent
from bot.core.contacts import Consent
from bot.core.conversations import Conversation, OpenOption, Situation
from bot.core.decision import Decision
from bot.core.view import View
from tests.core.situations import ALEX, NOON, a_library, a_situation, an_ask, an_offer, hear, held


def said(situation: Situation) -> Decision | str:
    return consent(View(situation, a_library(), NOON))


def decision(situation: Situation) -> Decision:
    made = said(situation)
    assert isinstance(made, Decision), made
    return made


@pytest.mark.parametrize(
    ("text", "sequence", "becomes", "cancels"),
    [
        ("STOP", "stopped", Consent.OUT, True),
        ("Stop. Thank you", "stopped", Consent.OUT, True),
        ("START", "started", Consent.IN, False),
        ("HELP", "help", None, False),
        ("delete my data", "erased", Consent.OUT, True),
    ],
)
def test_each_word_of_consent_has_its_effect_and_its_confirmation(
    text: str, sequence: str, becomes: Consent | None, cancels: bool
) -> None:
    made = decision(a_situation(text))

    assert [reply.sequence for reply in made.replies] == [sequence]
    assert (made.consent, made.cancel) == (becomes, cancels)
    assert "consent" in made.replies[0].passes


def test_an_erasure_calls_a_person_and_its_confirmation_passes_the_hold_that_begins() -> None:
    made = decision(a_situation("delete my data"))

    assert made.erase
    assert [one.reason for one in made.escalations] == ["person"]
    assert "hold" in made.replies[0].passes


def test_a_stop_confirmation_does_not_pass_a_hold() -> None:
    assert "hold" not in decision(a_situation("STOP")).replies[0].passes


@pytest.mark.parametrize("text", ["STOP", "START", "HELP"])
def test_consent_said_during_a_hold_is_recorded_without_a_confirmation(text: str) -> None:
    assert decision(a_situation(text, conversation=held())).replies == ()


def test_what_the_provider_has_confirmed_is_not_confirmed_again() -> None:
    made = decision(a_situation(hear("STOP", opt_out="stop")))

    assert (made.consent, made.replies) == (Consent.OUT, ())
    assert "provider" in made.why


@pytest.mark.parametrize(
    ("texts", "becomes"), [(("STOP", "START"), Consent.IN), (("START", "STOP"), Consent.OUT)]
)
def test_the_last_word_about_consent_counts(texts: tuple[str, ...], becomes: Consent) -> None:
    assert decision(a_situation(*texts)).consent == becomes


def test_a_stop_among_other_messages_of_a_burst_stops() -> None:
    assert decision(a_situation("STOP", "payment terms")).consent == Consent.OUT


@pytest.mark.parametrize(
    "text", ["payment terms", "It is broken. Help!", "When do you ship? Start", "we must stop the line"]
)
def test_a_message_about_something_else_says_nothing_about_consent(text: str) -> None:
    assert isinstance(said(a_situation(text)), str)


def test_whoever_has_opted_out_is_answered_with_silence_until_an_explicit_start() -> None:
    contact = replace(ALEX, consent=Consent.OUT)

    silent, started = (decision(a_situation(text, contact=contact)) for text in ("payment terms", "START"))

    assert (silent.replies, silent.escalations, silent.consent) == ((), (), None)
    assert started.consent == Consent.IN


def test_a_doubtful_stop_is_asked_about_with_a_choice_that_stops() -> None:
    made = decision(a_situation("stop it"))

    assert [reply.sequence for reply in made.replies] == ["doubtful"]
    assert made.replies[0].options == (OpenOption("STOP", "stopped"),)
    assert (made.stop_asked, made.consent) == (True, None)


@pytest.mark.parametrize(
    ("situation", "why"),
    [
        (a_situation("stop it", conversation=Conversation(stop_asked=True)), "asked before"),
        (a_situation("stop it", conversation=held()), "people hold"),
        (a_situation("stop it", "payment terms"), "something else is clear"),
        (a_situation("stop it", "I want to complain"), "something else is clear"),
        (a_situation("stop it", hear("", media=True)), "something else is clear"),
    ],
)
def test_a_doubtful_stop_is_not_asked_about(situation: Situation, why: str) -> None:
    refused = said(situation)

    assert isinstance(refused, str)
    assert why in refused


def test_a_greeting_beside_a_doubtful_stop_does_not_hide_it() -> None:
    assert decision(a_situation("stop it", "hello")).stop_asked


def test_a_new_answer_to_a_later_ask_is_not_the_choice_to_stop() -> None:
    offer = an_offer(OpenOption("Yes, stop", "stopped"), OpenOption("No, go on", "started"))
    ask, enrolled = an_ask()
    contact = replace(ALEX, attributes={"quantity": "50"})
    questions = (replace(ask, answered=True), offer)

    situation = a_situation("1", contact=contact, questions=questions, set_back=enrolled["e1"])

    assert said(situation) == "says nothing about consent"


def test_a_doubtful_stop_is_clear_behind_an_ask_that_was_answered() -> None:
    offer = an_offer(OpenOption("Yes, stop", "stopped"), OpenOption("No, go on", "started"))
    ask, enrolled = an_ask()
    questions = (replace(ask, answered=True), offer)

    made = decision(a_situation("stop it", questions=questions, set_back=enrolled["e1"]))

    assert made.consent == Consent.OUT


def test_choosing_to_stop_stops() -> None:
    offer = an_offer(OpenOption("Yes, stop", "stopped"), OpenOption("No, go on", "started"))

    made = decision(a_situation("1", questions=(offer,)))

    assert (made.consent, made.cancel) == (Consent.OUT, True)
    assert isinstance(said(a_situation("2", questions=(offer,))), str)
