"""What happens to a business in a week: a list of events that nobody chose.

Its one rule: an event is a plain value, so that a failing list can be shortened and read.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import phonenumbers
from hypothesis import strategies as st

Kind = Literal["writes", "repeats", "media", "agent", "provider", "callbacks", "dies", "edits", "waits"]


@dataclass(frozen=True, slots=True)
class Event:
    """`after` seconds, something happens to the contact of a number (from 0)."""

    kind: Kind
    after: int
    contact: int = 0
    what: str = ""


STOPS = ("STOP", "please stop sending me messages", "หยุดส่ง", "no me escriban más")
STARTS = ("START",)
URGENT = ("this is very urgent", "I need it today")
_QUESTIONS = (
    "how much is it",
    "what power does it have",
    "begin the course",
    "send me a quotation",
    "flash sale",
    "operating manual",
    "how much is it? and tell me the voltage range",
    "unit price please. begin the course. operating manual",
)
_ANSWERS = ("1", "2", "3", "200 pieces", "next week", "Data sheet", "٢", "no idea")
_CHATTER = (
    "hello there",
    "ok",
    "thanks",
    "blue elephants sing",
    "ราคาเท่าไหร่",
    "сколько стоит",
    "I am in Chicago",
    "?",
    "refund, the quality is terrible",
    "I want to talk to a person",
    "stop",
)
_AGENT = ("takes over", "says", "hands back", "resolves", "resolves", "releases", "snoozes")
PROVIDER = (
    "is busy",
    "loses it",
    "takes it and does not answer",
    "takes it and tells later",
    "refuses it: 63016",
    "refuses it: 63024",
    "halts: 20003",
    "dies before it",
    "dies after it",
    "reports at once",
    "is asked by two workers",
    "sees a take-over meanwhile",
    "hides its list",
)
CALLBACKS = ("in time", "late", "twice", "never", "failed: 63016", "delivered at once")
# What rarely meets by chance, one thing after the other.
SCENES: tuple[tuple[Event, ...], ...] = (
    (
        Event("provider", 0, what="loses it"),
        Event("writes", 1, what="how much is it"),
        Event("writes", 6, what="STOP"),
    ),
    (
        Event("provider", 0, what="loses it"),
        Event("writes", 1, what="what power does it have"),
        Event("agent", 6, what="takes over"),
        Event("agent", 600, what="hands back"),
    ),
    (
        Event("provider", 0, what="takes it and does not answer"),
        Event("writes", 1, what="what power does it have"),
    ),
    (Event("writes", 600, what="begin the course"), Event("waits", 200_000)),
    (Event("writes", 600, what="what power does it have"), Event("writes", 600, what="how much is it")),
    (Event("writes", 60, what="how much is it"), Event("writes", 3, what="this is very urgent")),
    (
        Event("writes", 60, what="how much is it"),
        Event("writes", 60, what="1"),
        Event("writes", 1, what="Quotation"),
        Event("writes", 60, what="no idea"),
    ),
    (Event("writes", 28_800, what="flash sale"), Event("writes", 5, what="operating manual")),
    (
        Event("agent", 0, what="resolves"),
        Event("writes", 1, what="START"),
        Event("writes", 60, what="operating manual"),
    ),
)
_SECONDS = (0, 0, 1, 1, 2, 3, 5, 9, 11, 30, 60, 120, 600, 3600, 7200, 14_400, 28_800, 43_200, 86_100, 86_400)


def _text() -> st.SearchStrategy[str]:
    pools = (_QUESTIONS, _QUESTIONS, _QUESTIONS, _QUESTIONS, _ANSWERS, _ANSWERS, _CHATTER)
    return st.sampled_from([text for pool in pools for text in pool])


def _kinds() -> st.SearchStrategy[tuple[Kind, str]]:
    def pair(kind: Kind, what: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Kind, str]]:
        return st.tuples(st.just(kind), what)

    nothing = st.just("")
    return st.one_of(
        pair("writes", _text()),
        pair("writes", _text()),
        pair("writes", _text()),
        pair("writes", _text()),
        pair("writes", st.sampled_from([*STOPS, *STARTS * 4, *URGENT])),
        pair("repeats", nothing),
        pair("media", nothing),
        pair("agent", st.sampled_from(_AGENT)),
        pair("provider", st.sampled_from(PROVIDER)),
        pair("provider", st.sampled_from(PROVIDER)),
        pair("callbacks", st.sampled_from(CALLBACKS)),
        pair("dies", nothing),
        pair("edits", st.sampled_from(["0", "1", "2"])),
        pair("waits", nothing),
    )


@st.composite
def _events(draw: st.DrawFn) -> Event:
    kind, what = draw(_kinds())
    return Event(kind, draw(st.sampled_from(_SECONDS)), draw(st.sampled_from([0, 0, 0, 1])), what)


def weeks(events: int = 24) -> st.SearchStrategy[list[Event]]:
    """Lists of events, each some time after the one before it, and of scenes."""
    one = _events().map(lambda event: (event,))
    several = st.lists(one | one | one | st.sampled_from(SCENES), min_size=8, max_size=events)
    return several.map(lambda scenes: [event for scene in scenes for event in scene])


@cache
def addresses() -> tuple[str, ...]:
    """A number of every country that has mobile numbers, as the library of numbers shows them."""
    mobile = phonenumbers.PhoneNumberType.MOBILE
    found = (
        phonenumbers.example_number_for_type(region, mobile)
        for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    )
    style = phonenumbers.PhoneNumberFormat.E164
    return tuple(f"whatsapp:{phonenumbers.format_number(number, style)}" for number in found if number)


def pairs_of_contacts() -> st.SearchStrategy[tuple[str, str]]:
    """Two different contacts from anywhere."""
    one = st.sampled_from(addresses())
    return st.tuples(one, one).filter(lambda pair: pair[0] != pair[1])
