"""Callbacks: late, repeated, early, wrong; each moves a message up its ladder or changes nothing."""

import pytest

from bot.actions.deliver import deliver_next
from bot.actions.track import track
from bot.core.messages import Status, StatusReport
from bot.core.sending import Outcome, Result
from bot.store.enrollments import add_enrollment, list_running
from tests.scene import Scene, together

DELIVERED, READ, SENT, FAILED = Status.DELIVERED, Status.READ, Status.SENT, Status.FAILED


def _sent(scene: Scene, *texts: str, **columns) -> tuple[str, list[str]]:
    """A contact whose first message has been accepted, as SM1, and not been reported on."""
    contact = scene.contact()
    ids = scene.queue(contact, *texts, **columns)
    scene.channel.next(Outcome(Result.ACCEPTED, "SM1"))
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")
    scene.channel.reports()
    return contact, ids


@pytest.mark.parametrize(
    ("reports", "end"),
    [
        ([SENT], "sent"),
        ([DELIVERED, SENT], "delivered"),
        ([READ, DELIVERED], "read"),
        ([DELIVERED, DELIVERED], "delivered"),
        ([FAILED, DELIVERED], "failed"),
        ([DELIVERED, FAILED], "delivered"),
        ([FAILED, FAILED], "failed"),
    ],
)
def test_late_and_repeated_reports_never_move_a_message_back(scene: Scene, reports, end: str) -> None:
    contact, (message,) = _sent(scene, "one")

    for status in reports:
        track(scene.database, StatusReport(message, "SM1", status), scene.clock.now())

    assert scene.statuses(contact) == [end]


def test_a_failure_that_is_reported_after_acceptance_ends_the_sequence_with_one_task(scene: Scene) -> None:
    contact = scene.contact()
    values = {"sequence": "price", "language": "en", "steps": [], "position": 1, "state": "waiting"}
    with scene.database.transaction() as connection:
        enrollment = add_enrollment(
            connection, contact, scene.clock.now(), {**values, "decision_id": "d", "due_at": None}
        )
    message, _ = scene.queue(contact, "one", "two", enrollment_id=enrollment)
    scene.channel.next(Outcome(Result.ACCEPTED, "SM1"))
    assert deliver_next(scene.database, scene.library, scene.channel, scene.clock, "w")
    report = StatusReport(message, "SM1", FAILED, 63024, "no WhatsApp")

    track(scene.database, report, scene.clock.now())
    track(scene.database, report, scene.clock.now())

    assert scene.statuses(contact) == ["failed", "cancelled"]
    assert [reason for reason, _ in scene.tasks(contact)] == ["provider"]
    with scene.database.reading() as connection:
        assert list_running(connection, contact) == []


def test_a_failed_message_counts_against_the_budget_if_it_was_accepted(scene: Scene) -> None:
    contact, (message,) = _sent(scene, "one")
    track(scene.database, StatusReport(message, "SM1", FAILED), scene.clock.now())

    scene.queue(contact, *"abcde")
    scene.work()

    assert scene.texts == ["one", *"abcd"]


def test_a_report_on_an_earlier_attempt_says_nothing_about_this_one(scene: Scene) -> None:
    contact, (message,) = _sent(scene, "one")

    track(scene.database, StatusReport(message, "SM0", FAILED), scene.clock.now())

    assert scene.statuses(contact) == ["sent"]


def test_a_report_with_the_id_of_another_message_is_not_taken(scene: Scene) -> None:
    _, (first,) = _sent(scene, "one")
    track(scene.database, StatusReport(first, "SM1", SENT), scene.clock.now())
    other = scene.contact("whatsapp:+66898765432")
    (second,) = scene.queue(other, "two")
    scene.channel.next(Outcome(Result.UNKNOWN))
    scene.work()

    track(scene.database, StatusReport(second, "SM1", DELIVERED), scene.clock.now())

    assert scene.statuses(other) == ["unknown"]


def test_a_report_on_a_message_that_is_not_ours_is_told(scene: Scene) -> None:
    contact = scene.contact()
    (theirs,) = scene.messages(contact, "contact")

    for message_id in ("nobody", theirs.id):
        assert not track(scene.database, StatusReport(message_id, "SM1", READ), scene.clock.now())


def test_reports_in_parallel_end_at_the_highest_rung(scene: Scene) -> None:
    contact, (message,) = _sent(scene, "one")
    reports = [StatusReport(message, "SM1", status) for status in (SENT, DELIVERED, READ) * 4]

    together(*[lambda r=report: track(scene.database, r, scene.clock.now()) for report in reports])

    assert scene.statuses(contact) == ["read"]
