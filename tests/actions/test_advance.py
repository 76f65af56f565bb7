"""Enrollments go on when their pause is over; a promise that is not kept calls a person once."""

from sqlalchemy import update

from bot.actions.advance import advance_next, keep_promises
from bot.actions.handoff import take_over
from bot.core.sending import Outcome, Result
from bot.store.enrollments import list_running
from bot.store.escalations import list_escalations
from bot.store.tables import enrollments
from tests.scene import Scene, at, together

TWO_HOURS = 2 * 3600


def _waiting(scene: Scene) -> str:
    """A contact in the pause of `quote`, whose first message has gone out."""
    contact = scene.write("send me a quotation")
    scene.after(2)
    assert scene.texts == ["first"]
    return contact


def test_a_sequence_goes_on_when_its_pause_is_over(scene: Scene) -> None:
    contact = _waiting(scene)

    scene.after(TWO_HOURS - 1)
    assert scene.texts == ["first"]
    scene.after(1)

    assert scene.texts == ["first", "later"]
    assert scene.tasks(contact) == []


def test_a_person_is_called_only_when_what_stands_before_has_left(scene: Scene) -> None:
    contact = _waiting(scene)
    scene.channel.next(Outcome(Result.RETRY))
    scene.channel.next(Outcome(Result.RETRY))
    scene.channel.next(Outcome(Result.RETRY))

    scene.after(TWO_HOURS)
    scene.after(1.5)
    assert (scene.texts, scene.tasks(contact)) == (["first"], [])
    for _ in range(30):
        scene.after(1)

    assert scene.texts == ["first", "later"]
    assert [reason for reason, _ in scene.tasks(contact)] == ["person"]


def test_a_sequence_ends_when_people_take_over(scene: Scene) -> None:
    contact = _waiting(scene)

    take_over(scene.database, contact, "anna", scene.clock.now())
    scene.after(TWO_HOURS)

    assert scene.texts == ["first"]


def test_a_sequence_whose_message_failed_does_not_go_on(scene: Scene) -> None:
    contact = scene.write("send me a quotation")
    scene.channel.next(Outcome(Result.REFUSED, code=21211))
    scene.after(2)

    scene.after(TWO_HOURS)

    assert scene.texts == []
    with scene.database.reading() as connection:
        assert list_running(connection, contact) == []


def test_an_enrollment_that_fails_does_not_starve_the_others(scene: Scene) -> None:
    broken = _waiting(scene)
    scene.write("send me a quotation", "whatsapp:+66898765432")
    scene.after(2)
    mine = update(enrollments).where(enrollments.c.contact_id == broken)
    with scene.database.transaction() as connection:
        connection.execute(mine.values(steps=[{"no": "step"}]))

    scene.after(TWO_HOURS)

    assert scene.texts == ["first", "first", "later"]
    assert scene.conversation(broken).advance_at == at(scene, 30)


def test_two_workers_go_on_with_an_enrollment_once(scene: Scene) -> None:
    contact = _waiting(scene)
    scene.clock.move_to(at(scene, TWO_HOURS))

    together(*[lambda: advance_next(scene.database, scene.library, scene.clock.now())] * 4)

    assert [row.text for row in scene.messages(contact)] == ["first", "later"]


def test_a_broken_promise_calls_a_person_once(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "the answer", due_at=at(scene, 3600), promise_at=at(scene, 60))

    assert keep_promises(scene.database, at(scene, 59)) == 0
    counts = together(*[lambda: keep_promises(scene.database, at(scene, 60))] * 4)

    assert sum(counts) == 1
    assert keep_promises(scene.database, at(scene, 61)) == 0
    assert scene.tasks(contact) == [
        ("promise", '"price" was promised for 2026-11-23 05:01 UTC and has not left')
    ]


def test_a_kept_promise_calls_nobody(scene: Scene) -> None:
    contact = scene.contact()
    scene.queue(contact, "the answer", promise_at=at(scene, 60))
    scene.work()

    assert keep_promises(scene.database, at(scene, 3600)) == 0
    assert scene.tasks(contact) == []


def test_the_promise_of_what_a_hold_cancels_is_the_persons_to_keep(scene: Scene) -> None:
    contact = scene.contact()
    promise = at(scene, 3600)
    scene.queue(contact, "the answer", due_at=at(scene, 3000), promise_at=promise)

    scene.write("this is very urgent")
    scene.work()

    with scene.database.reading() as connection:
        (escalation,) = list_escalations(connection, contact)
    assert escalation.promise_at == promise
