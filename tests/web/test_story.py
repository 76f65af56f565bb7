"""A decision in a few plain sentences: each layer, each reason and each fate of a message has its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest

from bot.core.contacts import Consent
from bot.core.conversations import OpenOption
from bot.core.decision import AskAnswer, Decision, Layer, NewEscalation, Reply, Tap
from bot.core.escalations import REASONS, TAKEN
from bot.core.messages import Status
from bot.core.places import ToldPlace
from bot.core.policy import Roles
from bot.core.record import to_record
from bot.store.outcomes import Sent
from bot.web.story import Happened, story
from bot.web.story_reasons import reason_told
from bot.web.wording import Wording, load_wordings
from tests.conftest import PROJECT

LANGUAGES = ("en", "th", "uz", "ar")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ROLES = Roles(doubtful_stop="is_it_stop", help="help")
NOTHING_READ = {"candidates": [], "tone": {"urgent": 0.0, "negative": 0.0, "evidence": []}}
PRICE = {"trigger": "price", "phrase": "how much is it", "score": 0.94}
WORDS = load_wordings(PROJECT / "locales")
SECRET = "prose for the details"


def reply(sequence: str = "price", **more: Any) -> Reply:
    return Reply(sequence, NOW, SECRET, **more)


def needs(reason: str) -> NewEscalation:
    return NewEscalation(reason, "high", SECRET, NOW)


def sent(status: str = "delivered", **more: Any) -> Sent:
    values = {"text": "one", "sequence": "price", "step": 0, "status": status, "at": NOW, "gate": SECRET}
    return Sent(**{**values, "promise": None, **more})


def happened(
    layer: Layer, *left: Sent, heard: tuple[str, ...] = ("hello",), opted_out: bool = False, **decided: Any
) -> Happened:
    decision = replace(Decision(layer, SECRET, evidence=NOTHING_READ), **decided)
    return Happened(to_record(decision, "v1", NOW), heard, left, ROLES, "Asia/Bangkok", opted_out)


def told(of: Happened, language: str = "en") -> str:
    return " ".join(story(WORDS[language], of))


CASES: dict[str, tuple[Happened, str]] = {
    "stop": (
        happened("consent", sent(), consent=Consent.OUT, replies=(reply("stopped"),)),
        "The contact does not want to be written to any more. The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "erase": (
        happened(
            "consent", sent("sent"), consent=Consent.OUT, replies=(reply(),), escalations=(needs("person"),)
        ),
        "The contact asks that everything about them be erased. The bot called a person and wrote so "
        "to the contact. Everything was sent.",
    ),
    "start": (
        happened("consent", consent=Consent.IN),
        "The contact wants to be written to again. The bot said nothing.",
    ),
    "perhaps stop": (
        happened("consent", sent(), replies=(reply("is_it_stop"),)),
        "This may mean that the contact wants no more messages. The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "help": (
        happened("consent", sent(), replies=(reply("help"),)),
        "The contact asked for help with these messages. The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "opted out": (
        happened("consent", opted_out=True),
        "The contact has opted out, so the bot must not answer. You may. The bot said nothing.",
    ),
    "opted in since": (
        happened("consent"),
        "This is about whether we may write at all. The bot said nothing.",
    ),
    "held": (
        happened("hold"),
        "People were looking after this conversation already. The bot said nothing.",
    ),
    "held and pressing": (
        happened("hold", escalations=(needs("urgent"),)),
        "People were looking after this conversation already. It sounds urgent. Those who look after it "
        "were told. The bot said nothing.",
    ),
    "unhappy": (
        happened("escalation", sent(), replies=(reply(),), escalations=(needs("negative"),)),
        "The contact sounds unhappy. The bot called a person and wrote so to the contact. "
        "Everything arrived.",
    ),
    "a person, by a trigger": (
        happened("escalation", trigger="refund", escalations=(needs("person"),)),
        "The bot took a part of it for “refund”. This is a matter for a person. "
        "The bot called a person and said nothing itself.",
    ),
    "a person, at night": (
        happened(
            "escalation",
            sent(),
            replies=(reply(promise=NOW + timedelta(hours=14)),),
            escalations=(needs("urgent"),),
        ),
        "It sounds urgent. The bot called a person and wrote so to the contact. It is outside "
        "opening hours for this contact: an answer was promised for Tue 24 Nov 09:00. Everything arrived.",
    ),
    "a voice note": (
        happened("escalation", heard=("",), escalations=(needs("media"),)),
        "A message without words came in. There is a file or a place without words, which the bot cannot "
        "read. The bot called a person and said nothing itself.",
    ),
    "an option": (
        happened("answer", sent(), tap=Tap("m", 1, "number"), replies=(reply(),)),
        "The contact chose option 2 of what the bot had offered. The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "an answer": (
        happened("answer", sent(), answer=AskAnswer("e", "quantity", "3"), replies=(reply(),)),
        "The contact answered what the bot had asked (“quantity”), and the answer was kept. "
        "The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "a new answer": (
        happened("answer", sent(), answer=AskAnswer("e", "quantity", "3", anew=True), replies=(reply(),)),
        "The contact corrected an earlier answer (“quantity”). The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "no answer": (
        happened("answer", sent(), answer=AskAnswer("e", "quantity", None, retry=True), replies=(reply(),)),
        "This does not answer what the bot had asked. The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "the window opens": (
        happened("answer", release=True),
        "The contact wrote again, so what had waited for that may leave. The bot said nothing.",
    ),
    "the answer is on its way": (
        happened("trigger", trigger="price", evidence={"candidates": [{**PRICE, "score": 0.75}]}),
        "The bot took it for “price” and was quite sure. The answer was on its way already, so the bot "
        "said nothing more.",
    ),
    "a likely price": (
        happened("trigger", sent(), trigger="price", evidence={"candidates": [{**PRICE, "score": 0.62}]}),
        "The bot took it for “price” and was just sure enough. The bot wrote one message in answer. "
        "Everything arrived.",
    ),
    "a price, at night": (
        happened(
            "trigger",
            sent(),
            sent("queued", at=NOW + timedelta(hours=13, minutes=45)),
            sent("queued", at=NOW + timedelta(hours=14)),
            trigger="price",
            evidence={"candidates": [PRICE]},
            replies=(reply("away", promise=NOW + timedelta(hours=14)), reply()),
        ),
        "The bot took it for “price” and was almost certain. It is outside opening hours for this "
        "contact: an answer was "
        "promised for Tue 24 Nov 09:00. The bot wrote 3 messages in answer. Sent so far: 1. Still to leave: "
        "2, at the earliest Tue 24 Nov 08:45.",
    ),
    "where they are": (
        happened("fallback", place=ToldPlace("Asia/Tokyo", "JP", "in Tokyo")),
        "It asks nothing that needs an answer. The contact said where they are; the bot goes by the clock of "
        "Asia/Tokyo from now on. The bot said nothing.",
    ),
    "several things": (
        happened("clarify", sent(), replies=(reply("clarify", options=(OpenOption("Price"),)),)),
        "It could mean several things, and the bot was not sure which. The bot asked the contact which one "
        "is meant. Everything arrived.",
    ),
    "nothing": (
        happened("fallback", sent(), replies=(reply("fallback"),)),
        "Nothing that the bot knows fits. The bot said that it did not understand. Everything arrived.",
    ),
    "nearly nothing": (
        happened("fallback", sent(), replies=(reply(),), evidence={"candidates": [{**PRICE, "score": 0.2}]}),
        "Nothing that the bot knows fits. Nearest was “price”, but the bot was not sure of it. The bot said "
        "that it did not understand. Everything arrived.",
    ),
    "nothing twice": (
        happened("fallback", sent(), replies=(reply(),), escalations=(needs("misses"),)),
        "The bot did not understand several messages in a row. The bot called a person and wrote so to the "
        "contact. Everything arrived.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_decision_is_told_in_plain_sentences(case: str) -> None:
    of, expected = CASES[case]

    assert told(of) == expected


def test_every_layer_is_among_what_is_told() -> None:
    assert {of.record["layer"] for of, _ in CASES.values()} == set(get_args(Layer))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
def test_a_story_has_a_few_sentences_and_each_in_the_readers_language(case: str, language: str) -> None:
    of, _ = CASES[case]

    sentences, english = story(WORDS[language], of), story(Wording("en", WORDS["en"].catalogue), of)

    assert 2 <= len(sentences) <= 5
    assert language == "en" or not set(sentences) & set(english)
    assert SECRET not in told(of, language)
    assert "%(" not in told(of, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_of_its_own_in_every_language(language: str) -> None:
    reasons = (*REASONS, TAKEN)

    sentences = {reason: reason_told(WORDS[language], reason) for reason in reasons}

    assert len(set(sentences.values())) == len(reasons)
    assert [reason for reason in reasons if f": {reason}" in sentences[reason]] == []
    assert language == "en" or not {reason_told(WORDS["en"], one) for one in reasons} & set(
        sentences.values()
    )


FATES = [
    (sent("queued", waits=True), "Waiting until the contact writes again: 1."),
    (sent("sending"), "Leaving at this moment: 1."),
    (sent("unknown"), "Nobody knows yet whether it arrived, and the bot is finding out: 1."),
    (sent("cancelled", ended_by="agent"), "Not sent, because a person took over: 1."),
    (sent("cancelled", ended_by="contact"), "Not sent, because the contact wrote again: 1."),
    (sent("cancelled"), "Stopped before it left: 1."),
    (sent("expired"), "Not sent, because it could not leave in time: 1."),
    (sent("failed"), "Refused by the provider: 1."),
    (sent("queued"), "Still to leave: 1, at the earliest Mon 23 Nov 19:00."),
]


@pytest.mark.parametrize(("one", "expected"), FATES)
def test_what_did_not_leave_is_told_with_what_held_it_back(one: Sent, expected: str) -> None:
    of = happened("trigger", sent("read"), one, sent("sent"), trigger="price", replies=(reply(),))

    assert told(of).endswith(f"The bot wrote 3 messages in answer. Sent so far: 2. {expected}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_status_has_a_sentence_in_every_language(language: str) -> None:
    every = [*(one for one, _ in FATES), *(sent(status) for status in Status)]
    of = happened("trigger", *every, trigger="price", replies=(reply(),))

    assert {one.status for one in every} == set(Status)
    ends = {expected.partition(":")[0] for _, expected in FATES}
    assert [end for end in ends if (end in told(of, language)) is not (language == "en")] == []


def test_a_record_of_an_earlier_version_is_told_as_far_as_it_goes() -> None:
    of = replace(happened("trigger"), record={"layer": "trigger", "trigger": "price"})

    assert told(of) == (
        "The bot took a part of it for “price”. The answer was on its way already, so the bot said "
        "nothing more."
    )
