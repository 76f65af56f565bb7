"""Queue runs: the messages of sequences go into the outbox, and their enrollments move on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.actions.escalate import open_escalation
from bot.core.contacts import Contact
from bot.core.decision import NewEscalation
from bot.core.drafting import Run
from bot.core.escalations import is_task
from bot.core.plan import Draft
from bot.core.sequences import STEPS
from bot.store.contacts import change_contact
from bot.store.enrollments import add_enrollment, cancel_running, change_enrollment
from bot.store.messages import add_outbound, cancel_queued


def queue_runs(
    connection: Connection, runs: Iterable[Run], contact: Contact, decision_id: str, now: datetime
) -> None:
    """Queue the messages of sequences and write down where their enrollments stand."""
    for run in runs:
        enrollment_id = _enroll(connection, run, contact.id, decision_id, now)
        for one in run.drafts:
            add_outbound(connection, contact.id, now, _columns(one, run, enrollment_id, decision_id))
        contact = _effects(connection, run, contact, decision_id, now)


def _enroll(connection: Connection, run: Run, contact_id: str, decision_id: str, now: datetime) -> str:
    unfolded = run.unfolded
    running = unfolded.state in ("asking", "waiting")
    where = {
        "position": unfolded.position,
        "state": unfolded.state if running else "done",
        "due_at": unfolded.due if unfolded.state == "waiting" else None,
        "ended_at": None if running else now,
    }
    steps = STEPS.dump_python(run.steps, mode="json")
    if run.resume:
        # The policy may have moved the contact on to new steps.
        change_enrollment(connection, run.resume, {**where, "steps": steps})
        return run.resume
    values = {
        "sequence": run.sequence,
        "trigger": run.reply.trigger,
        "answers": run.reply.answers,
        "language": run.drafts[0].language if run.drafts else "",
        "steps": steps,
        "decision_id": decision_id,
        **where,
    }
    return add_enrollment(connection, contact_id, now, values)


def _columns(one: Draft, run: Run, enrollment_id: str, decision_id: str) -> dict[str, Any]:
    return {
        "origin": "bot",
        "text": one.text,
        "language": one.language,
        "decision_id": decision_id,
        "enrollment_id": enrollment_id,
        "sequence": one.sequence,
        "step": one.step,
        "trigger": run.reply.trigger,
        "answers": run.reply.answers,
        "due_at": one.due,
        "not_after": one.not_after,
        "hours": one.hours,
        "passes": list(one.passes),
        "template": dict(one.template) or None,
        "variables": dict(one.variables) or None,
        "media": [{"url": one.media}] if one.media else None,
        "question": dict(one.question) if one.question else None,
        "promise_at": one.promise,
    }


def _effects(connection: Connection, run: Run, contact: Contact, decision_id: str, now: datetime) -> Contact:
    """Tags and attributes that a sequence sets, and the person it calls."""
    unfolded = run.unfolded
    values: dict[str, Any] = {}
    if unfolded.tags:
        contact = replace(contact, tags=contact.tags | set(unfolded.tags))
        values["tags"] = sorted(contact.tags)
    if unfolded.attributes:
        contact = replace(contact, attributes={**contact.attributes, **unfolded.attributes})
        values["attributes"] = dict(contact.attributes)
    change_contact(connection, contact.id, values)
    if unfolded.escalate:
        evidence = f'sequence "{run.sequence}", step {unfolded.position + 1}'
        asked = NewEscalation(
            unfolded.escalate.reason, unfolded.escalate.priority or "normal", evidence, now, run.reply.trigger
        )
        promise = None if is_task(asked.reason) else _silence(connection, contact.id, now)
        open_escalation(connection, contact, asked, now, decision_id=decision_id, promise=promise)
    return contact


def _silence(connection: Connection, contact_id: str, now: datetime) -> datetime | None:
    """Cancel all that is queued, for people hold from here on; returns the earliest promise among it."""
    gone = cancel_queued(connection, contact_id, now, "superseded: a person is needed")
    cancel_running(connection, contact_id, now)
    return first_promise(gone)


def first_promise(gone: Iterable[Any]) -> datetime | None:
    """The earliest promise among cancelled messages."""
    return min((row.promise_at for row in gone if row.promise_at), default=None)
