"""Forgetting: what is too old goes, and nothing that still matters."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.actions.forget import forget
from bot.actions.handoff import resolve
from bot.core.policy import Policy
from bot.store.tables import (
    audit,
    conversations,
    decisions,
    enrollments,
    escalations,
    messages,
    notes,
    receipts,
    taps,
)
from tests.conftest import MONDAY_NOON_IN_BANGKOK
from tests.furnished import add_row
from tests.scene import Scene, together

DAY = timedelta(days=1)
OLD = 800 * DAY
LATELY = MONDAY_NOON_IN_BANGKOK - DAY
POLICY = Policy()


def _add(scene: Scene, table: Any, contact_id: str, age: timedelta, **values: Any) -> str:
    with scene.database.transaction() as connection:
        return add_row(connection, table, contact_id, scene.clock.now() - age, **values)


def _count(scene: Scene, table: Any) -> int:
    with scene.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _is_there(scene: Scene, table: Any, row_id: str) -> bool:
    with scene.database.reading() as connection:
        return connection.execute(select(table.c.id).where(table.c.id == row_id)).one_or_none() is not None


def _forget(scene: Scene, policy: Policy = POLICY, batch: int = 500) -> int:
    return forget(scene.database, policy, scene.clock.now(), batch)


def _answered(scene: Scene) -> str:
    """A contact whose question was answered by three messages; returns the id."""
    contact_id = scene.write("how much is it")
    for _ in range(6):
        scene.after(2)
    return contact_id


_CASES = [
    (notes, 731 * DAY, {}, False),
    (notes, 729 * DAY, {}, True),
    (audit, 731 * DAY, {}, False),
    (audit, 729 * DAY, {}, True),
    (messages, 731 * DAY, {}, False),
    (messages, 729 * DAY, {}, True),
    (messages, OLD, {"status": "failed"}, False),
    (messages, OLD, {"status": "cancelled", "sent_at": None}, False),
    (messages, OLD, {"origin": "agent", "status": "delivered"}, False),
    (messages, OLD, {"origin": "contact", "status": "received"}, False),
    (messages, OLD, {"origin": "contact", "status": "received", "handled_by": None}, True),
    (messages, OLD, {"status": "queued"}, True),
    (messages, OLD, {"status": "sending"}, True),
    (messages, OLD, {"status": "unknown"}, True),
    (taps, 731 * DAY, {}, False),
    (taps, 729 * DAY, {}, True),
    (decisions, 91 * DAY, {}, False),
    (decisions, 89 * DAY, {}, True),
    (escalations, OLD, {"state": "resolved"}, False),
    (escalations, OLD, {"state": "open", "resolved_at": None}, True),
    (escalations, OLD, {"state": "snoozed", "resolved_at": None}, True),
    (escalations, 729 * DAY, {"state": "resolved"}, True),
    (enrollments, OLD, {"state": "done"}, False),
    (enrollments, OLD, {"state": "waiting", "ended_at": None}, True),
    (enrollments, 729 * DAY, {"state": "done"}, True),
    *((messages, OLD, {column: LATELY}, True) for column in ("sent_at", "read_at", "ended_at", "promise_at")),
]


def test_only_what_is_old_and_over_is_forgotten(scene: Scene) -> None:
    contact_id = scene.contact()
    ids = [_add(scene, table, contact_id, age, **values) for table, age, values, _ in _CASES]

    forgotten = _forget(scene)

    there = [_is_there(scene, table, row_id) for (table, *_), row_id in zip(_CASES, ids, strict=True)]
    wrong = [case for case, stays in zip(_CASES, there, strict=True) if case[-1] is not stays]
    assert wrong == []
    assert forgotten == there.count(False)


def test_the_messages_of_a_running_enrollment_stay(scene: Scene) -> None:
    contact_id = scene.contact()
    running, ended = (_add(scene, enrollments, contact_id, OLD, ended_at=at) for at in (None, LATELY))
    ids = [_add(scene, messages, contact_id, OLD, enrollment_id=one) for one in (running, ended, None)]

    _forget(scene)

    assert [_is_there(scene, messages, one) for one in ids] == [True, False, False]


@pytest.mark.parametrize(
    ("table", "alive", "over"),
    [
        (messages, {"status": "queued"}, {"status": "sent"}),
        (enrollments, {"ended_at": None}, {}),
        (escalations, {"state": "claimed"}, {"state": "resolved"}),
    ],
    ids=["message", "enrollment", "escalation"],
)
def test_the_decision_behind_what_is_still_to_come_stays(scene: Scene, table, alive, over) -> None:
    contact_id = scene.contact()
    matters, matters_not = (_add(scene, decisions, contact_id, OLD) for _ in range(2))
    _add(scene, table, contact_id, DAY, decision_id=matters, **alive)
    _add(scene, table, contact_id, DAY, decision_id=matters_not, **over)

    _forget(scene)

    assert _is_there(scene, decisions, matters)
    assert not _is_there(scene, decisions, matters_not)


def test_however_short_the_age_the_budget_and_open_questions_are_kept(scene: Scene) -> None:
    policy = Policy.model_validate({"retention": {"messages": "0s", "decisions": "0s"}})
    contact_id = _answered(scene)

    scene.after(23 * 3600)
    _forget(scene, policy)
    assert [row.status for row in scene.messages(contact_id)] == ["delivered"] * 3

    scene.after(3 * 3600)
    _forget(scene, policy)
    assert scene.messages(contact_id) == []


def test_a_conversation_goes_on_after_it_was_forgotten(scene: Scene) -> None:
    contact_id = _answered(scene)
    scene.after(OLD / timedelta(seconds=1))

    _forget(scene)
    assert (_count(scene, messages), _count(scene, decisions)) == (0, 0)
    _answered(scene)

    assert scene.texts == ["one", "two", "three"] * 2
    assert [row.position for row in scene.messages(contact_id)] == [6, 7, 8]


def test_what_a_person_has_resolved_is_forgotten_with_its_words(scene: Scene) -> None:
    contact_id = scene.write("this is very urgent")
    scene.after(3)
    resolve(scene.database, contact_id, "answered", scene.clock.now())
    assert _count(scene, escalations) == 1

    scene.after(OLD / timedelta(seconds=1))
    _forget(scene)

    assert _count(scene, escalations) == 0


def test_receipts_go_when_nobody_can_send_them_again(scene: Scene) -> None:
    scene.contact()
    policy = Policy.model_validate({"retention": {"messages": "30d"}})

    scene.after(399 * DAY / timedelta(seconds=1))
    _forget(scene, policy)
    assert _count(scene, receipts) == 1

    scene.after(2 * DAY / timedelta(seconds=1))
    _forget(scene, policy)
    assert _count(scene, receipts) == 0


def test_much_is_forgotten_in_small_batches_by_several_at_once(scene: Scene) -> None:
    for number in range(3):
        contact_id = scene.contact(f"whatsapp:+6681234560{number}")
        for position in range(20):
            _add(scene, messages, contact_id, OLD, position=1000 + position)
            _add(scene, decisions, contact_id, OLD)

    forgotten = together(*[partial(_forget, scene, batch=7)] * 3)

    assert sum(forgotten) == 120
    assert (_count(scene, messages), _count(scene, decisions)) == (3, 0)


def test_nothing_changes_where_nothing_is_old(scene: Scene) -> None:
    _answered(scene)
    revision = _revisions(scene)

    assert _forget(scene) == 0
    assert _revisions(scene) == revision


def _revisions(scene: Scene) -> list[tuple[int, datetime | None]]:
    with scene.database.reading() as connection:
        found = select(conversations.c.revision, conversations.c.deliver_at)
        return [tuple(row) for row in connection.execute(found)]


def test_an_unanswered_message_is_never_too_old(scene: Scene) -> None:
    contact_id = scene.write("how much is it")
    with scene.database.transaction() as connection:
        long_ago = scene.clock.now() - OLD
        connection.execute(update(messages).values(created_at=long_ago))

    _forget(scene)
    scene.after(3)

    assert len(scene.messages(contact_id, "contact")) == 1
    assert scene.texts


def test_what_the_audit_log_tells_of_accounts_is_forgotten_too(scene: Scene) -> None:
    contact_id = scene.contact()
    old, new = (_add(scene, audit, contact_id, days * DAY) for days in (731, 729))
    with scene.database.transaction() as connection:
        connection.execute(update(audit).values(contact_id=None))

    _forget(scene)

    assert [_is_there(scene, audit, one) for one in (old, new)] == [False, True]
