"""Small ways to build a library and a situation by hand, for the tests of the decision core."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.content.library import load_library
from bot.core.contacts import Contact
from bot.core.conversations import (
    Conversation,
    Enrolled,
    Heard,
    OpenOption,
    Planned,
    Question,
    Situation,
)
from bot.core.library import Library
from bot.core.messages import Status
from bot.core.sentences import split_sentences
from bot.core.understanding import understand

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
"""A Monday, in the middle of open hours for ALEX."""
NIGHT = datetime(2026, 11, 23, 20, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 8, 45, tzinfo=UTC)
PROMISE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ALEX = Contact("c1", "whatsapp", "whatsapp:+447700900123", "Alex", "en", country="GB", zone="Europe/London")

TRIGGERS = """
price: {reply: price, title: Price, phrases: {en: [how much is it, unit price, FOB price]}}
payment: {reply: payment, title: Payment, phrases: {en: [payment terms, how can I pay, payment methods]}}
delivery: {reply: delivery, phrases: {en: [delivery time, when do you ship, shipping time]}}
quotation: {reply: quotation, phrases: {en: [send me a quotation, quote please, make me an offer]}}
hello: {reply: hello, courtesy: yes, phrases: {en: [hello, good morning, hi there]}}
urgent: {escalate: {reason: urgent}, phrases: {en: [need it today, asap, very urgent]}}
complaint: {escalate: {reason: negative}, phrases: {en: [I want to complain, refund please, it is broken]}}
callback: {escalate: {reason: person, priority: normal}, phrases: {en: [call me back, phone me, ring me]}}
"""
REPLIES = """
price:
  steps:
    - say: It is 320 USD.
    - {say: It is certified., after: 2s}
    - offer: And now?
      after: 2s
      options: [{say: Sheet, then: sheet, tag: sheet}, {say: Quote, then: quotation}]
payment: {steps: [{say: By T/T.}, {say: Or by L/C.}]}
delivery: {steps: [{say: In 15 days.}]}
sheet: {steps: [{say: Here is the sheet.}]}
quotation:
  steps:
    - say: Here is our offer.
    - {ask: How many?, store: quantity, type: number, retry: In figures please.}
    - {say: Noted.}
hello: {steps: [{say: "Hello {contact.name}.", hours: any}]}
away: {steps: [{say: "Closed until {promise}."}]}
handing_over: {steps: [{say: A colleague comes.}]}
handing_over_closed: {steps: [{say: "A colleague comes by {promise}."}]}
fallback: {steps: [{say: I did not get that., hours: any}]}
clarify: {steps: [{say: Which one?, hours: any}]}
stopped: {steps: [{say: You are out.}]}
started: {steps: [{say: You are in.}]}
help: {steps: [{say: This is help.}]}
erased: {steps: [{say: A colleague erases your data.}]}
doubtful: {steps: [{say: Shall I stop?}]}
apology: {steps: [{say: Sorry.}]}
late: {steps: [{say: It is late.}]}
"""
HOURS = 'hours: {workdays: ["08:00-18:00"], holidays: none}\n'
POLICY = """
sequences: {handing_over_closed: handing_over_closed, help: help, erased: erased,
            doubtful_stop: doubtful, apology: apology}
"""


@cache
def a_library(policy: str = "", replies: str = "", locales: str = "") -> Library:
    """The little house of these tests; policy and replies are added to what stands above.

    A policy that begins with its own `hours:` replaces those.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        for kind, text in (("triggers", TRIGGERS), ("replies", REPLIES + replies)):
            (folder / kind).mkdir()
            (folder / kind / "all.yaml").write_text(text, encoding="utf-8")
        written = POLICY + ("" if policy.startswith("hours:") else HOURS) + policy
        (folder / "replies" / "policy.yaml").write_text(written, encoding="utf-8")
        if locales:
            catalogue = folder / "locales" / "th" / "LC_MESSAGES" / "replies.po"
            catalogue.parent.mkdir(parents=True)
            catalogue.write_text(locales, encoding="utf-8")
        return load_library(folder)


def hear(text: str, library: Library | None = None, contact: Contact = ALEX, **more: Any) -> Heard:
    """One inbound message, understood as `respond` would."""
    house = library or a_library()

    def read(words: str) -> Any:
        return understand(words, house, contact_language=contact.language, country=contact.country)

    sentences, whole = split_sentences(text), read(text)
    parts = tuple(read(one) for one in sentences) if len(sentences) > 1 else (whole,)
    return replace(Heard(f"in:{text}", NOON, whole, parts), **more)


def a_situation(
    *messages: str | Heard,
    library: Library | None = None,
    contact: Contact = ALEX,
    conversation: Conversation | None = None,
    **more: Any,
) -> Situation:
    """A burst of messages, heard at NOON, in a conversation the bot holds."""
    heard = tuple(one if isinstance(one, Heard) else hear(one, library, contact) for one in messages)
    joined = understand("\n".join(one.text for one in heard), library or a_library(), contact_language="en")
    return Situation(
        contact=contact,
        conversation=conversation or Conversation(last_inbound_at=NOON),
        heard=heard,
        joined=joined if len(heard) > 1 else None,
        **more,
    )


def an_offer(*options: OpenOption, message_id: str = "m1") -> Question:
    return Question(message_id, "price", NOON, options)


def an_ask(kind: str = "number", *, retried: bool = False) -> tuple[Question, Mapping[str, Enrolled]]:
    """The quotation's ask as it waits for an answer, and the enrollment it belongs to."""
    steps = a_library().sequences["quotation"].steps
    ask = {"store": "quantity", "type": kind, "retry": "In figures please.", "choices": []}
    question = Question("m2", "quotation", NOON, ask=ask, enrollment="e1", retried=retried)
    return question, {"e1": Enrolled("e1", "quotation", steps, 1, asking=True, trigger="quotation")}


def planned(due: datetime, status: Status = Status.QUEUED, **more: Any) -> Planned:
    return Planned("p1", status, due, **{"sequence": "price", **more})


def held(since: datetime = NOON - timedelta(hours=1), **more: Any) -> Conversation:
    return Conversation(held_since=since, last_inbound_at=NOON, **more)
