"""Every gate, every verdict, and the merging of what does not fit the budget."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.contacts import Consent
from bot.core.conversations import Conversation, Spent
from bot.core.limits import TEXT_LIMIT, Leaving, Verdict, fit, may_leave, template_for
from bot.core.plan import Draft
from tests.core.situations import ALEX, MORNING, NIGHT, NOON, a_library, held

HOUR = timedelta(hours=1)
TALK = Conversation(last_inbound_at=NOON)
CLOSED = Conversation(last_inbound_at=NOON - timedelta(hours=24) + timedelta(minutes=4))
FULL = Spent(tuple(NOON - n * HOUR for n in range(1, 6)))
REOPEN = "templates: {reopen: {en: HXreopen}}"
OUT = replace(ALEX, consent=Consent.OUT)


def message(**more: Any) -> Leaving:
    return replace(Leaving(automated=True, language="en"), **more)


def asked(
    leaving: Leaving,
    *,
    contact: Any = ALEX,
    conversation: Conversation = TALK,
    spent: Spent | None = None,
    policy: str = "",
    now: datetime = NOON,
) -> Verdict:
    return may_leave(leaving, contact, conversation, spent or Spent(), a_library(policy), now)


def test_a_message_leaves_when_every_gate_is_open() -> None:
    assert asked(message()).act == "send"


@pytest.mark.parametrize(
    ("leaving", "with_", "act", "escalate"),
    [
        (message(), {"contact": OUT}, "cancelled", ""),
        (message(passes=("consent",)), {"contact": OUT}, "send", ""),
        (message(passes=("hold", "hours")), {"contact": OUT}, "cancelled", ""),
        (message(), {"conversation": held()}, "cancelled", ""),
        (message(passes=("hold",)), {"conversation": held()}, "send", ""),
        (message(passes=("hold",)), {"conversation": held(claimed=True)}, "cancelled", ""),
        (message(passes=("consent",)), {"conversation": held()}, "cancelled", ""),
        (message(not_after=NOON), {}, "send", ""),
        (message(not_after=NOON - HOUR), {}, "expired", ""),
        (message(hours="open"), {"now": NIGHT}, "wait", ""),
        (message(hours="any"), {"now": NIGHT}, "send", ""),
        (message(), {"spent": FULL}, "wait", ""),
        (message(not_after=NOON + 2 * HOUR), {"spent": FULL}, "expired", "budget"),
        (message(passes=("hold", "hours")), {"spent": FULL}, "cancelled", ""),
        (message(passes=("consent", "hours")), {"spent": FULL, "contact": OUT}, "cancelled", ""),
        (message(passes=("hours",)), {"spent": FULL}, "cancelled", ""),
        (message(), {"conversation": CLOSED}, "expired", "window"),
        (message(template={"en": "HX1"}), {"conversation": CLOSED}, "send", ""),
        (message(), {"conversation": CLOSED, "policy": REOPEN}, "invite", ""),
        (message(), {"conversation": Conversation()}, "expired", "window"),
    ],
)
def test_each_gate_has_its_verdict(leaving: Leaving, with_: Any, act: str, escalate: str) -> None:
    verdict = asked(leaving, **with_)

    assert (verdict.act, verdict.escalate) == (act, escalate)
    assert verdict.why


@pytest.mark.parametrize(
    "with_", [{"contact": OUT}, {"conversation": held()}, {"spent": FULL}, {"now": NIGHT}]
)
def test_an_agents_message_passes_every_gate_but_the_service_window(with_: Any) -> None:
    agents = message(automated=False, hours="open")

    assert asked(agents, **with_).act == "send"
    assert asked(agents, conversation=CLOSED, policy=REOPEN).act == "failed"


def test_a_message_that_wants_open_hours_waits_for_the_opening() -> None:
    assert asked(message(hours="open"), now=NIGHT).until == MORNING.replace(hour=8, minute=0)


def test_a_message_of_a_business_that_never_opens_goes_to_a_person() -> None:
    verdict = asked(message(hours="open"), policy="hours: {mon: []}")

    assert (verdict.act, verdict.escalate) == ("expired", "window")


def test_what_exceeds_the_budget_waits_until_the_oldest_message_is_a_day_old() -> None:
    assert asked(message(), spent=FULL).until == NOON - 5 * HOUR + timedelta(hours=24)


def test_what_would_wait_longer_than_the_service_window_goes_to_a_person() -> None:
    spent = Spent((NOON,) * 5)

    assert asked(message(), spent=spent).escalate == "budget"
    assert asked(message(template={"en": "HX1"}), spent=spent).act == "wait"


def test_a_budget_that_frees_at_night_counts_from_the_next_opening() -> None:
    # It frees at 7:00, the house opens at 8:00, and the window closes in between.
    talk = Conversation(last_inbound_at=NOON - timedelta(hours=4, minutes=25))
    spent = Spent((NOON - 5 * HOUR,) * 5)

    assert asked(message(hours="open"), spent=spent, conversation=talk).escalate == "budget"
    assert asked(message(hours="any"), spent=spent, conversation=talk).act == "wait"


@pytest.mark.parametrize(
    ("minutes", "act"), [(24 * 60 - 6, "send"), (24 * 60 - 5, "send"), (24 * 60 - 4, "expired")]
)
def test_the_service_window_closes_five_minutes_early(minutes: int, act: str) -> None:
    verdict = asked(message(), now=NOON + timedelta(minutes=minutes))

    assert verdict.act == act


def test_a_template_that_a_person_chose_goes_as_a_template_inside_the_window_too() -> None:
    chosen = message(automated=False, template={"en": "HX1"})

    assert asked(chosen).template == "HX1"
    assert asked(message(template={"en": "HX1"})).template == ""


def test_outside_the_window_a_message_goes_as_its_own_template() -> None:
    own = asked(message(template={"en": "HX1"}), conversation=CLOSED, policy=REOPEN)

    assert (own.act, own.template) == ("send", "HX1")


def test_outside_the_window_the_contact_is_asked_once_to_reopen_it() -> None:
    invited = replace(CLOSED, invited_at=NOON - HOUR)
    first, second = (asked(message(), conversation=talk, policy=REOPEN) for talk in (CLOSED, invited))

    assert (first.act, first.template) == ("invite", "HXreopen")
    assert (second.act, second.until, second.reopens) == ("wait", NOON + 23 * HOUR, True)


def test_what_nobody_reopened_the_window_for_within_a_day_goes_to_a_person() -> None:
    invited = replace(CLOSED, invited_at=NOON - 24 * HOUR)
    verdict = asked(message(), conversation=invited, policy=REOPEN)

    assert (verdict.act, verdict.escalate) == ("expired", "window")


@pytest.mark.parametrize(
    ("hours", "ago", "act"), [("open", 60, "send"), ("open", 61, "wait"), ("any", 999, "send")]
)
def test_an_answer_that_has_begun_is_not_torn_by_closing_time(hours: str, ago: int, act: str) -> None:
    begun = message(hours=hours, follows=NIGHT - timedelta(seconds=ago))
    talk = replace(TALK, last_inbound_at=NIGHT)

    assert asked(begun, conversation=talk, now=NIGHT).act == act


@pytest.mark.parametrize(("unprompted", "act"), [(True, "wait"), (False, "send")])
def test_nobody_is_written_to_unasked_at_night(unprompted: bool, act: str) -> None:
    late = NIGHT + 3 * HOUR
    talk = replace(TALK, last_inbound_at=late)

    assert asked(message(unprompted=unprompted), conversation=talk, now=late).act == act


@pytest.mark.parametrize(
    ("language", "content_id"),
    [("pt-BR", "HXbr"), ("pt-PT", "HXpt"), ("pt", "HXpt"), ("uz-Cyrl", "HXen"), ("", "HXen")],
)
def test_the_nearest_template_serves_and_then_the_first_language(language: str, content_id: str) -> None:
    templates = {"en": "HXen", "pt": "HXpt", "pt-BR": "HXbr"}

    assert template_for(templates, language, "en") == content_id
    assert template_for({}, language, "en") == ""


def a_draft(text: str, n: int = 0, **more: Any) -> Draft:
    return replace(Draft(text, "en", NOON + n * timedelta(seconds=2), "price", n + 1), **more)


OPTIONS = {"options": [{"say": "Sheet"}]}
ASK = {"ask": {"store": "email"}}


@pytest.mark.parametrize(
    ("drafts", "room", "texts"),
    [
        (("a", "b", "c"), 3, ["a", "b", "c"]),
        (("a", "b", "c"), 5, ["a", "b", "c"]),
        (("a", "b", "c"), 2, ["a", "b\n\nc"]),
        (("a", "b", "c"), 1, ["a\n\nb\n\nc"]),
        (("a", "b", "c"), 0, ["a\n\nb\n\nc"]),
        (("a",), 1, ["a"]),
        ((), 1, []),
    ],
)
def test_the_first_messages_stay_and_the_rest_is_joined(
    drafts: tuple[str, ...], room: int, texts: list[str]
) -> None:
    assert [one.text for one in fit([a_draft(text, n) for n, text in enumerate(drafts)], room)] == texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"media": "a.pdf"}, {}),
        ({}, {"media": "a.pdf"}),
        ({"template": {"en": "HX1"}}, {}),
        ({}, {"template": {"en": "HX1"}}),
        ({"question": OPTIONS}, {}),
        ({}, {"question": ASK}),
        ({}, {"sequence": "other"}),
        ({}, {"hours": "open"}),
        ({}, {"due": NOON + timedelta(hours=2)}),
        ({"text": "x" * (TEXT_LIMIT - 2)}, {}),
    ],
)
def test_messages_that_must_stand_alone_are_not_joined(one: Any, other: Any) -> None:
    drafts = [replace(a_draft("a"), **one), replace(a_draft("b", 1), **other)]

    assert fit(drafts, 1) == tuple(drafts)


def test_a_joined_message_keeps_the_options_the_first_step_and_the_earliest_limit() -> None:
    drafts = [a_draft("a", not_after=NOON + HOUR), a_draft("b", 1, question=OPTIONS, not_after=NOON)]

    (joined,) = fit(drafts, 1)

    assert (joined.step, joined.question, joined.not_after, joined.due) == (1, OPTIONS, NOON, NOON)


some_drafts = st.lists(
    st.tuples(st.integers(1, 1000), st.sampled_from(["plain", "media", "offer", "ask", "template"])),
    max_size=7,
)


@given(some_drafts, st.integers(-1, 7))
@settings(deadline=None)
def test_merging_loses_nothing_keeps_the_order_and_never_grows_too_long(
    kinds: list[tuple[int, str]], room: int
) -> None:
    extra: dict[str, Any] = {
        "plain": {},
        "media": {"media": "a.pdf"},
        "offer": {"question": OPTIONS},
        "ask": {"question": ASK},
        "template": {"template": {"en": "HX1"}},
    }
    drafts = [a_draft(chr(97 + n) * size, n, **extra[kind]) for n, (size, kind) in enumerate(kinds)]

    merged = fit(drafts, room)

    assert "\n\n".join(one.text for one in merged) == "\n\n".join(one.text for one in drafts)
    assert all(len(one.text) <= TEXT_LIMIT for one in merged)
    assert sorted(str(one.question) for one in merged if one.question) == sorted(
        str(one.question) for one in drafts if one.question
    )
    assert [one.media for one in merged if one.media] == [one.media for one in drafts if one.media]
    assert [one.due for one in merged] == sorted(one.due for one in merged)
    if len(merged) > max(room, 1):
        assert fit(merged, 1) == merged, "more leave than there is room for, though some could be joined"
