"""Unfolding a sequence: instants, languages, what stops it, and what can be answered."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.conversations import OpenOption
from bot.core.plan import Unfolded, slot, unfold
from bot.core.sequences import STEPS
from bot.core.voice import Voice
from tests.core.situations import ALEX, MORNING, NIGHT, NOON, PROMISE, a_library

SECOND = timedelta(seconds=1)
OPENING = MORNING.replace(hour=8, minute=0)


def unfolded(*steps: dict[str, Any], at: datetime = NOON, position: int = 0, **more: Any) -> Unfolded:
    options = more.pop("options", ())
    voice = Voice(a_library(), more.pop("contact", ALEX), "en", at, **more)
    return unfold("test", STEPS.validate_python(steps), position, at, voice, options)


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        ([], 0),
        ([0], 1),
        ([0, 1, 2], 3),
        ([2, 0, 1], 3),
        ([-3], 0),
        ([4], 5),
        ([60], 0),
        ([0, 4, 9], 10),
        ([-60, 3600], 0),
    ],
)
def test_a_slot_stands_behind_the_run_of_messages_around_it(planned: list[int], expected: int) -> None:
    assert slot(NOON, [NOON + n * SECOND for n in planned]) == NOON + expected * SECOND


def test_the_first_step_has_no_pause_and_the_others_one_second_unless_they_say() -> None:
    drafts = unfolded({"say": "a", "after": "9s"}, {"say": "b"}, {"say": "c", "after": "5s"}).drafts

    assert [draft.due - NOON for draft in drafts] == [0 * SECOND, SECOND, 6 * SECOND]
    assert [draft.step for draft in drafts] == [1, 2, 3]


def test_steps_for_open_hours_wait_for_the_opening_and_others_do_not() -> None:
    drafts = unfolded({"say": "a", "hours": "any"}, {"say": "b"}, at=NIGHT).drafts

    assert [draft.due for draft in drafts] == [NIGHT, OPENING]
    assert [draft.hours for draft in drafts] == ["any", "open"]


def test_what_is_said_at_once_does_not_wait_for_the_opening() -> None:
    (draft,) = unfolded({"say": "a"}, at=NIGHT, passes=("hours",)).drafts

    assert (draft.due, draft.hours) == (NIGHT, "any")


def test_a_step_with_not_after_expires_that_long_after_its_time() -> None:
    _, draft = unfolded({"say": "a"}, {"say": "b", "after": "10s", "not_after": "1h"}).drafts

    assert draft.not_after == NOON + timedelta(hours=1, seconds=10)


@pytest.mark.parametrize(
    ("steps", "state", "position", "due"),
    [
        ([{"say": "a"}], "done", 1, None),
        ([{"say": "a"}, {"ask": "b", "store": "x"}, {"say": "c"}], "asking", 1, None),
        ([{"say": "a"}, {"wait": "2h"}, {"say": "b"}], "waiting", 2, NOON + timedelta(hours=2)),
        ([{"wait": "2h"}], "waiting", 1, NOON + timedelta(hours=2)),
        ([{"say": "a"}, {"start": "price"}], "starting", 1, NOON + SECOND),
        ([{"start": "price"}], "starting", 0, NOON),
        ([{"escalate": {"reason": "person"}}], "escalating", 0, None),
        ([{"say": "a"}, {"escalate": {"reason": "person"}}], "waiting", 1, NOON + SECOND),
    ],
)
def test_a_sequence_stops_where_it_must_wait(
    steps: list[dict[str, Any]], state: str, position: int, due: datetime | None
) -> None:
    result = unfolded(*steps)

    assert (result.state, result.position, result.due) == (state, position, due)


def test_a_wait_until_a_window_counts_the_contacts_working_days() -> None:
    result = unfolded({"wait": {"until": "10:00-11:30", "days": 3}})

    assert result.due is not None
    assert result.due.date() - NOON.date() == timedelta(days=3)
    assert 10 <= result.due.hour < 12


def test_tags_and_attributes_on_the_way_are_collected() -> None:
    result = unfolded({"tag": "lead"}, {"say": "a"}, {"set": {"grade": "A"}}, {"tag": "hot"})

    assert (result.tags, result.attributes) == (("lead", "hot"), {"grade": "A"})


def test_it_goes_on_from_a_position() -> None:
    result = unfolded({"say": "a"}, {"say": "b", "after": "5s"}, {"say": "c"}, position=1)

    assert [(draft.text, draft.step, draft.due) for draft in result.drafts] == [
        ("b", 2, NOON),
        ("c", 3, NOON + SECOND),
    ]


def test_options_are_numbered_in_the_text_and_can_be_answered() -> None:
    (draft,) = unfolded(
        {
            "offer": "Which?",
            "options": [{"say": "Sheet", "then": "sheet", "tag": "t"}, {"say": "Quote", "then": "q"}],
        }
    ).drafts

    assert draft.text == "Which?\n1. Sheet\n2. Quote"
    assert draft.question == {
        "options": [
            {"say": "Sheet", "then": "sheet", "tag": "t", "trigger": ""},
            {"say": "Quote", "then": "q", "tag": "", "trigger": ""},
        ]
    }


def test_choices_of_a_decision_are_offered_with_the_last_text() -> None:
    first, last = unfolded({"say": "a"}, {"say": "b"}, options=(OpenOption("Price", trigger="price"),)).drafts

    assert (first.text, first.question) == ("a", None)
    assert last.text == "b\n1. Price"
    assert last.question is not None


def test_the_choices_of_an_ask_are_listed() -> None:
    (draft,) = unfolded({"ask": "How?", "store": "way", "type": "choice", "choices": ["Sea", "Air"]}).drafts

    assert draft.text == "How?\n1. Sea\n2. Air"
    assert draft.question is not None
    assert draft.question["ask"]["choices"] == ["Sea", "Air"]


@pytest.mark.parametrize(
    ("country", "zone", "words"),
    [
        ("GB", "Europe/London", "09:00"),
        ("US", "America/New_York", "4:00 AM"),
        ("TH", "Asia/Bangkok", "4:00 pm"),
    ],
)
def test_a_promise_is_told_on_the_contacts_clock_and_in_the_words_of_the_country(
    country: str, zone: str, words: str
) -> None:
    contact = replace(ALEX, country=country, zone=zone)

    (draft,) = unfolded({"say": "By {promise}.", "hours": "any"}, promise=PROMISE, contact=contact).drafts

    assert words in draft.text


def test_only_messages_that_wait_for_the_morning_carry_its_promise() -> None:
    drafts = unfolded({"say": "a"}, {"say": "b", "hours": "any"}, promise=PROMISE).drafts

    assert [draft.promise for draft in drafts] == [PROMISE, None]


def test_attributes_are_filled_and_unknown_ones_leave_no_gap() -> None:
    contact = replace(ALEX, attributes={"company": "Acme"})

    (draft,) = unfolded(
        {"say": "Hello {contact.name} of {contact.company}{contact.title}."}, contact=contact
    ).drafts

    assert draft.text == "Hello Alex of Acme."


def test_no_variable_of_a_template_is_empty() -> None:
    step = {"say": "a", "template": {"en": "HX1"}, "variables": ["contact.name", "contact.company"]}

    (draft,) = unfolded(step).drafts

    assert (draft.template, draft.variables) == ({"en": "HX1"}, {"1": "Alex", "2": "-"})
