"""Answering: settle, act at once, decide on what is true, and never fail for ever."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy.exc import OperationalError

from bot.actions.handoff import take_over
from bot.actions.respond import respond_next
from bot.content.library import load_library
from bot.core.contacts import Consent
from bot.core.library import Library
from bot.core.messages import Location
from bot.store.contacts import find_contact
from bot.store.enrollments import add_enrollment, list_begun
from bot.store.escalations import list_decisions
from tests.scene import Scene, at, write_content

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Meddling:
    """A matcher that lets something happen while a decision is being made."""

    def __init__(self, library: Library, *happens) -> None:
        self.matcher, self.happens = library.matcher, list(happens)

    def match(self, text: str, vector=None):
        if self.happens:
            self.happens.pop(0)()
        return self.matcher.match(text)


class Speechless(dict):
    """Sequences that cannot be read."""

    def get(self, name, default=None):
        raise ZeroDivisionError


def _during(scene: Scene, *happens) -> None:
    scene.library = replace(scene.library, matcher=Meddling(scene.library, *happens))


def _fail() -> None:
    raise ZeroDivisionError


def test_an_answer_waits_for_the_settle_time_and_comes_in_order(scene: Scene) -> None:
    contact = scene.write("how much is it")

    scene.work()
    assert scene.texts == []
    assert scene.conversation(contact).respond_at == at(scene, 2)
    for _ in range(4):
        scene.after(1)

    assert scene.texts == ["one", "two", "three"]


def test_the_settle_time_restarts_with_each_message_of_a_burst(scene: Scene) -> None:
    scene.write("hello")
    scene.after(1.5)
    scene.write("how much is it")

    scene.after(1.9)
    assert scene.texts == []
    scene.after(0.1)

    assert scene.texts == ["one"]


def test_a_burst_settles_after_ten_seconds_at_the_latest(scene: Scene) -> None:
    contact = scene.write("how much is it")
    for _ in range(6):
        scene.after(1.6)
        scene.write("and")
    assert scene.texts == []

    scene.after(0.4)

    assert scene.texts == ["one"]
    assert all(row.handled_by for row in scene.messages(contact, "contact"))


def test_an_urgent_message_does_not_wait_for_the_settle_time(scene: Scene) -> None:
    contact = scene.write("how much is it")
    scene.after(1)

    scene.write("this is very urgent")
    scene.work()

    assert [reason for reason, _ in scene.tasks(contact)] == ["urgent"]
    assert scene.texts == ["a person will answer"]


def test_a_message_that_comes_while_another_is_decided_is_decided_with_it(scene: Scene) -> None:
    contact = scene.write("how much is it")
    scene.after(0)
    _during(scene, lambda: scene.write("this is very urgent"))

    scene.after(2)

    assert scene.texts == ["a person will answer"]
    with scene.database.reading() as connection:
        assert len(list_decisions(connection, contact)) == 1


def test_a_take_over_while_a_decision_is_made_silences_the_bot(scene: Scene) -> None:
    contact = scene.write("how much is it")
    scene.work()
    _during(scene, lambda: take_over(scene.database, contact, "anna", scene.clock.now()))

    for _ in range(10):
        scene.after(1)

    assert scene.texts == []
    with scene.database.reading() as connection:
        (decision,) = list_decisions(connection, contact)
    assert decision.layer == "hold"


def test_a_failure_to_understand_goes_to_a_person_once(scene: Scene) -> None:
    contact = scene.write("how much is it")
    _during(scene, *[_fail] * 20)

    for _ in range(40):
        scene.after(1)

    assert scene.tasks(contact) == [("unknown", "the bot could not answer: ZeroDivisionError")]
    (row,) = scene.messages(contact, "contact")
    with scene.database.reading() as connection:
        (decision,) = list_decisions(connection, contact)
    assert (row.text, row.handled_by) == ("how much is it", decision.id)
    assert scene.conversation(contact).respond_at is None


def test_a_failure_does_not_silence_the_bot_for_what_comes_next(scene: Scene) -> None:
    scene.write("how much is it")
    _during(scene, _fail)
    scene.after(2)

    scene.write("what is the price")
    scene.after(2)

    assert scene.texts == ["one"]


def test_a_failure_for_one_contact_does_not_starve_another(scene: Scene) -> None:
    scene.write("how much is it")
    scene.write("what is the price", "whatsapp:+66898765432")
    _during(scene, _fail)

    for _ in range(4):
        scene.after(1)

    assert scene.texts == ["one", "two", "three"]


def test_a_message_that_comes_while_another_fails_is_not_lost_with_it(scene: Scene) -> None:
    contact = scene.write("how much is it")

    def write_and_fail() -> None:
        scene.write("this is very urgent")
        raise ZeroDivisionError

    _during(scene, write_and_fail)
    scene.after(2)

    assert [reason for reason, _ in scene.tasks(contact)] == ["urgent"]


@pytest.mark.parametrize(
    ("text", "reasons"), [("stop", ["unknown"]), ("this is very urgent", ["urgent"])], ids=["stop", "urgent"]
)
def test_consent_and_urgency_stand_where_the_words_for_them_fail(scene: Scene, text: str, reasons) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "planned", due_at=at(scene, 60))
    scene.library = replace(scene.library, sequences=Speechless())

    scene.write(text)
    scene.work()

    with scene.database.reading() as connection:
        contact = find_contact(connection, contact_id)
    assert contact is not None
    assert (contact.consent == Consent.OUT) is (text == "stop")
    assert scene.statuses(contact_id) == ["cancelled"]
    assert [reason for reason, _ in scene.tasks(contact_id)] == reasons
    assert scene.tasks(contact_id)[0][1].endswith("the bot could not answer: ZeroDivisionError")


def test_a_row_that_cannot_be_read_goes_to_a_person(scene: Scene) -> None:
    contact = scene.write("how much is it")
    values = {"sequence": "x", "language": "en", "steps": [{"no": "step"}], "position": 0, "state": "asking"}
    with scene.database.transaction() as connection:
        add_enrollment(connection, contact, scene.clock.now(), {**values, "decision_id": "d"})

    scene.after(2)

    assert scene.tasks(contact) == [("unknown", "the bot could not answer: ValidationError")]


def test_a_database_that_is_away_blames_nobody(scene: Scene) -> None:
    def lose() -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    contact = scene.write("how much is it")
    scene.work()
    _during(scene, lose)
    with pytest.raises(OperationalError):
        scene.after(2)

    for _ in range(35):
        scene.after(1)

    assert scene.texts == ["one", "two", "three"]
    assert scene.tasks(contact) == []


def test_a_claim_whose_lease_is_over_is_taken_by_another_worker(scene: Scene) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    scene.write("how much is it")
    scene.work()
    _during(scene, die)
    with pytest.raises(KeyboardInterrupt):
        scene.after(2)

    scene.owner = "another"
    scene.after(29)
    assert scene.texts == []
    scene.after(1)

    assert scene.texts == ["one"]


def test_nothing_is_answered_where_nothing_waits(scene: Scene) -> None:
    scene.contact()

    assert not respond_next(scene.database, scene.library, "w", scene.clock.now())


def test_a_place_without_words_goes_to_a_person(scene: Scene) -> None:
    scene.write("", location=Location(13.75, 100.5, "Our factory"))
    scene.after(3)

    scene.work()

    assert [reason for reason, _ in scene.tasks(scene.contact())] == ["media"]


@cache
def _asking_library() -> Library:
    order = (
        'order: {steps: [{ask: "how many?", store: quantity, type: number, hours: any}, {tag: buyer}, '
        '{say: "noted {contact.quantity}", hours: any}, '
        '{say: "counted {contact.quantity}", hours: any, after: 10s}]}\n'
        'survey: {steps: [{ask: "how many pumps?", store: pumps, type: number, hours: any}, {wait: 1h}, '
        '{say: "so {contact.pumps}", hours: any}, '
        '{say: "thanks for {contact.pumps}", hours: any, after: 60s}]}\n'
    )
    with TemporaryDirectory() as name:
        folder = write_content(Path(name))
        trigger = (
            "order: {reply: order, phrases: {en: [place an order, order some pieces, take my order]}}\n"
            "survey: {reply: survey, phrases: {en: [fill in the survey, take part in it, survey please]}}\n"
        )
        for path, text in (("triggers/all.yaml", trigger), ("replies/all.yaml", order)):
            (folder / path).write_text((folder / path).read_text() + text)
        return load_library(folder)


def _ordered(scene: Scene) -> str:
    """The contact orders fifty pieces and reads that it was noted; the rest is still queued."""
    scene.library = _asking_library()
    contact = scene.write("place an order")
    scene.after(2)
    scene.write("50")
    scene.after(2)
    assert scene.texts == ["how many?", "noted 50"]
    return contact


def _enrollments(scene: Scene, contact: str) -> list[tuple[str, str]]:
    with scene.database.reading() as connection:
        return [(row.sequence, row.state) for row in list_begun(connection, contact, EPOCH)]


def test_a_newer_answer_to_an_ask_cancels_the_rest_and_says_it_anew(scene: Scene) -> None:
    contact = _ordered(scene)

    scene.write("no, I meant 100")
    scene.after(2)
    scene.after(10)

    assert scene.texts == ["how many?", "noted 50", "noted 100", "counted 100"]
    assert [row.text for row in scene.messages(contact) if row.status == "cancelled"] == ["counted 50"]
    assert _enrollments(scene, contact) == [("order", "done")]
    with scene.database.reading() as connection:
        found, decisions = find_contact(connection, contact), list_decisions(connection, contact)
    assert found is not None
    assert (found.attributes, found.tags) == ({"quantity": "100"}, {"buyer"})
    last = decisions[-1].record
    assert (last["layer"], last["why"], last["stores_anew"]) == ("answer", "quantity is told anew", True)


def test_a_newer_answer_runs_a_sequence_again_that_had_ended(scene: Scene) -> None:
    contact = _ordered(scene)
    scene.after(10)
    assert _enrollments(scene, contact) == [("order", "done")]

    scene.write("100")
    scene.after(2)
    scene.after(10)

    assert scene.texts[2:] == ["counted 50", "noted 100", "counted 100"]
    assert _enrollments(scene, contact) == [("order", "done")]


def test_a_newer_answer_that_comes_with_a_take_over_changes_nothing(scene: Scene) -> None:
    contact = _ordered(scene)
    scene.write("100")
    _during(scene, lambda: take_over(scene.database, contact, "anna", scene.clock.now()))

    scene.after(2)
    scene.after(10)

    assert scene.texts == ["how many?", "noted 50"]
    with scene.database.reading() as connection:
        found = find_contact(connection, contact)
    assert found is not None
    assert found.attributes == {"quantity": "50"}


def test_a_newer_answer_cancels_what_a_pause_behind_the_ask_has_queued(scene: Scene) -> None:
    scene.library = _asking_library()
    contact = scene.write("fill in the survey")
    scene.after(2)
    scene.write("8")
    scene.after(2)
    scene.after(3600)
    assert scene.texts == ["how many pumps?", "so 8"]

    scene.write("9")
    scene.after(2)
    scene.after(120)

    assert scene.texts == ["how many pumps?", "so 8"]
    assert [row.text for row in scene.messages(contact) if row.status == "cancelled"] == ["thanks for 8"]
    assert _enrollments(scene, contact) == [("survey", "waiting")]
