"""Sequences over days on a real database: they move to new steps, keep off each other, tell why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from bot.actions.advance import advance_next
from bot.clock import VirtualClock
from bot.content.library import load_library
from bot.core.library import Library
from bot.store.enrollments import list_running, place_of
from bot.store.escalations import list_decisions
from bot.store.tables import enrollments
from bot.store.talks import is_unprompted, read_talk
from tests.scene import Scene, at, together

HOUR = 3600
_TRIGGERS = """
plan: {reply: plan, phrases: {en: [send me the plan, the plan please, I want the plan]}}
poll: {reply: poll, phrases: {en: [take part in the poll, poll please, ask me the poll]}}
price: {reply: price, phrases: {en: [how much is it, what is the price, unit price please]}}
more: {reply: more, priority: 3, phrases: {en: [tell me more, more please, I want to know more]}}
"""
_REPLIES = """
price: {steps: [{say: "320", hours: any}]}
more: {steps: [{say: "more", hours: any}, {wait: 2h}, {say: "even more", hours: any}]}
away: {steps: [{say: "away", hours: any}]}
handing_over: {steps: [{say: "a person", hours: any}]}
fallback: {steps: [{say: "pardon?", hours: any}]}
clarify: {steps: [{say: "which?", hours: any}]}
stopped: {steps: [{say: "stopped", hours: any}]}
started: {steps: [{say: "started", hours: any}]}
"""
PLAN = 'plan: {steps: [{say: "one", hours: any}, {wait: 2h}, {say: "two", hours: any}]}\n'
LONGER = (
    'plan: {steps: [{say: "hello", hours: any}, {say: "one", hours: any}, {wait: 2h}, '
    '{say: "between", hours: any}, {say: "two, new", hours: any}]}\n'
)
QUESTION = '{ask: "how many?", store: pumps, type: number, hours: any}, '
POLL = f'poll: {{steps: [{QUESTION}{{say: "thanks", hours: any}}]}}\n'
OTHER_WORDS = (
    'poll: {steps: [{say: "the poll", hours: any}, '
    '{ask: "how many pumps?", store: pumps, type: number, hours: any}, {say: "noted", hours: any}]}\n'
)


@cache
def library_of(replies: str, running: str = "drain") -> Library:
    policy = (
        "business: {name: Test, time_zone: Asia/Bangkok, country: TH}\nlanguages: [en]\n"
        f"running: {running}\n"
    )
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in (
            ("triggers/all.yaml", _TRIGGERS),
            ("replies/all.yaml", _REPLIES + replies),
            ("replies/policy.yaml", policy),
        ):
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return load_library(folder)


@pytest.fixture
def days(scene: Scene) -> Scene:
    scene.library = library_of(PLAN + POLL)
    return scene


def edited(scene: Scene, replies: str, running: str) -> None:
    scene.library = library_of(replies, running)


def notes(scene: Scene, contact: str) -> list[str]:
    with scene.database.reading() as connection:
        return [note for row in list_decisions(connection, contact) for note in row.record["notes"]]


@pytest.mark.parametrize(
    ("running", "replies", "expected"),
    [
        ("drain", LONGER + POLL, ["one", "two"]),
        ("migrate", LONGER + POLL, ["one", "between", "two, new"]),
        ("migrate", PLAN + POLL, ["one", "two"]),
        # Nothing of the new steps is like the old ones, so the old ones end.
        ("migrate", 'plan: {steps: [{say: "quite different", hours: any}]}\n' + POLL, ["one", "two"]),
    ],
)
def test_an_edited_sequence_drains_or_migrates(
    days: Scene, running: str, replies: str, expected: list[str]
) -> None:
    days.write("send me the plan")
    days.after(2)
    edited(days, replies, running)

    days.after(2 * HOUR)
    days.after(2)

    assert days.texts == expected


def test_a_deleted_sequence_drains(days: Scene) -> None:
    days.write("send me the plan")
    days.after(2)
    days.library = load_without_plan(days.library)

    days.after(2 * HOUR)

    assert days.texts == ["one", "two"]


def load_without_plan(library: Library) -> Library:
    kept = {name: one for name, one in library.sequences.items() if name != "plan"}
    policy = library.policy.model_copy(update={"running": "migrate"})
    return replace(library, sequences=kept, policy=policy)


@pytest.mark.parametrize(
    ("running", "replies", "expected"),
    [
        ("drain", PLAN + OTHER_WORDS, ["how many?", "thanks"]),
        ("migrate", PLAN + OTHER_WORDS, ["how many?", "noted"]),
        ("migrate", PLAN + POLL.replace("thanks", "thank you so much"), ["how many?", "thank you so much"]),
    ],
)
def test_an_answer_goes_on_in_the_old_or_the_new_steps(
    days: Scene, running: str, replies: str, expected: list[str]
) -> None:
    contact = days.write("poll please")
    days.after(2)
    edited(days, replies, running)

    days.write("12")
    days.after(2)

    assert days.texts == expected
    with days.database.reading() as connection:
        assert list_running(connection, contact) == []


def test_an_answer_to_a_question_that_is_gone_is_kept_all_the_same(days: Scene) -> None:
    contact = days.write("poll please")
    days.after(2)
    edited(
        days,
        PLAN + POLL.replace(QUESTION, ""),
        "migrate",
    )

    days.write("12")
    days.after(2)

    assert days.texts == ["how many?", "thanks"]
    with days.database.reading() as connection:
        assert [row.record["stores"] for row in list_decisions(connection, contact)][-1] == "pumps"


def test_what_waits_for_something_else_says_so_in_the_record(days: Scene) -> None:
    contact = days.write("send me the plan")
    days.after(2)
    days.after(2 * HOUR - 60)
    days.write("how much is it")
    days.after(2)

    days.after(60)
    assert days.texts == ["one", "320"]
    days.after(30 * 60)

    assert days.texts == ["one", "320", "two"]
    assert notes(days, contact) == [
        '"plan" step 3 waits until 2026-11-23 07:29 UTC: another message has just gone out'
    ]


def test_what_falls_due_at_night_is_written_in_the_morning_and_says_why(days: Scene) -> None:
    assert isinstance(days.clock, VirtualClock)
    days.clock.move_to(datetime(2026, 11, 23, 10, 30, tzinfo=UTC))  # 17:30 in Bangkok
    days.library = library_of(PLAN.replace("2h", "6h") + POLL)
    contact = days.write("send me the plan")
    days.after(2)

    days.after(6 * HOUR)
    assert days.texts == ["one"]
    (told,) = notes(days, contact)
    assert told.startswith('"plan" step 3 waits until 2026-11-24 00:00 UTC: it is night where the contact')
    assert told.endswith("(23:30 in Asia/Bangkok)")
    days.after(7.5 * HOUR)

    assert days.texts == ["one", "two"]


def test_an_answer_that_is_still_to_be_given_goes_first(days: Scene) -> None:
    days.write("send me the plan")
    days.after(2)
    assert isinstance(days.clock, VirtualClock)
    days.clock.move_to(at(days, 2 * HOUR - 1))
    contact = days.write("how much is it")
    days.clock.move_to(at(days, 1))

    assert advance_next(days.database, days.library, days.clock.now())
    days.after(1)

    assert days.texts == ["one", "320"]
    assert "the contact waits for an answer" in notes(days, contact)[0]


def test_of_two_that_are_due_together_the_more_important_goes_first(days: Scene) -> None:
    days.write("send me the plan")
    days.write("tell me more")
    days.after(2)
    days.after(1)
    assert days.texts == ["one", "more"]

    days.after(2 * HOUR + 1)
    assert days.texts == ["one", "more", "even more"]
    days.after(30 * 60 + 10)

    assert days.texts == ["one", "more", "even more", "two"]


def test_two_workers_put_two_sequences_one_after_the_other(days: Scene) -> None:
    contact = days.write("send me the plan")
    days.write("tell me more")
    days.after(2)
    days.after(1)
    assert isinstance(days.clock, VirtualClock)
    days.clock.move_to(at(days, 2 * HOUR + 5))

    together(*[lambda: advance_next(days.database, days.library, days.clock.now())] * 4)

    assert [row.text for row in days.messages(contact)] == ["one", "more", "even more"]


def test_a_sequence_that_runs_is_not_begun_a_second_time(days: Scene) -> None:
    contact = days.write("send me the plan")
    days.after(2)
    days.after(HOUR)
    days.write("send me the plan")
    days.after(2)

    assert days.texts == ["one", "one"]
    days.after(2 * HOUR)
    days.after(2 * HOUR)

    assert days.texts == ["one", "one", "two"]
    with days.database.reading() as connection:
        begun = connection.execute(select(enrollments).where(enrollments.c.contact_id == contact)).all()
    assert len(begun) == 1


def test_what_comes_after_a_pause_is_unprompted_and_an_answer_is_not(days: Scene) -> None:
    contact = days.write("send me the plan")
    days.after(2)
    days.after(2 * HOUR)

    with days.database.reading() as connection:
        assert [is_unprompted(connection, row) for row in days.messages(contact)] == [False, True]


def test_a_talk_is_read_with_both_sides(days: Scene) -> None:
    contact = days.write("how much is it")
    days.after(2)
    now = days.clock.now()

    with days.database.reading() as connection:
        talk = read_talk(connection, days.conversation(contact), now)
        later = read_talk(connection, days.conversation(contact), now + timedelta(minutes=31))

    assert (talk.unanswered, talk.answered_by) == (False, frozenset({"price"}))
    assert list(talk.said.values()) == [now]
    assert later.said == {}


def test_a_place_goes_from_one_sequence_to_the_one_it_starts(days: Scene) -> None:
    days.library = library_of(
        PLAN.replace('{say: "two", hours: any}', "{start: tail}")
        + 'tail: {steps: [{wait: 1h}, {say: "three", hours: any}]}\n'
        + POLL
    )
    contact = days.write("send me the plan")
    days.after(2)
    began = days.clock.now()
    days.after(2 * HOUR)

    with days.database.reading() as connection:
        (running,) = list_running(connection, contact)
        place = place_of(connection, running)

    assert place.sequences == {"plan", "tail"}
    assert (place.began, place.trigger, len(place.enrollments)) == (began, "plan", 2)
