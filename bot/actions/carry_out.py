"""Carry a decision out: all of it in the caller's transaction, under the contact's lock."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from bot.actions.escalate import open_escalation
from bot.actions.handoff import close
from bot.actions.move_clock import move_promised
from bot.actions.queue_runs import first_promise, queue_runs
from bot.core.contacts import Consent, Contact
from bot.core.conversations import Situation
from bot.core.decision import Decision
from bot.core.drafting import draft
from bot.core.library import Library
from bot.core.record import to_record
from bot.core.told import set_back
from bot.store.audit import Doer, add_audit
from bot.store.contacts import change_contact
from bot.store.conversations import change_conversation
from bot.store.enrollments import cancel_running
from bot.store.escalations import add_decision, find_open
from bot.store.inbound import mark_answered
from bot.store.messages import add_tap, cancel_invitation, cancel_queued, release_waiting
from bot.store.snapshots import replan
from bot.store.tombstones import delete_tombstones


def carry_out(
    connection: Connection, decision: Decision, situation: Situation, library: Library, now: datetime
) -> str:
    """Write everything a decision means; returns the stored decision's id."""
    contact_id = situation.contact.id
    decision_id = add_decision(
        connection,
        contact_id,
        {
            "at": now,
            "library": library.version,
            "layer": decision.layer,
            "trigger": decision.trigger or "",
            "record": to_record(decision, library.version, now),
        },
    )
    mark_answered(connection, [heard.message_id for heard in situation.heard], decision_id)
    promise = _supersede(connection, decision, situation, now)
    contact = _change_contact(connection, decision, situation.contact, now)
    _remember(connection, decision, situation, now)
    for one in decision.escalations:
        open_escalation(connection, contact, one, now, decision_id=decision_id, promise=promise)
    if decision.tap:
        add_tap(connection, contact_id, decision.tap.message_id, decision.tap.option, decision.tap.how, now)
    # Whoever writes has opened the service window: nobody needs to ask for that any more.
    cancel_invitation(connection, contact_id, now)
    if decision.release:
        release_waiting(connection, contact_id, now)
    left = replace(_after(situation, decision), contact=contact)
    runs = draft(decision.replies, left, contact, decision.language, library, now)
    queue_runs(connection, runs, contact, decision_id, now)
    if decision.place:
        move_promised(connection, contact, library.policy, now, decision_id)
    replan(connection, contact_id, now)
    return decision_id


def _supersede(
    connection: Connection, decision: Decision, situation: Situation, now: datetime
) -> datetime | None:
    """Cancel what the decision replaces; returns the earliest promise among it."""
    contact_id, why = situation.contact.id, f"superseded: {decision.layer}"
    gone: list[Any] = []
    if decision.cancel:
        gone += cancel_queued(connection, contact_id, now, why)
        cancel_running(connection, contact_id, now)
    if decision.answer and decision.answer.anew:
        gone += cancel_queued(connection, contact_id, now, why, enrollment=decision.answer.enrollment)
    if decision.replaces:
        gone += cancel_queued(connection, contact_id, now, why, answers=decision.replaces)
        cancel_running(connection, contact_id, now, answers=decision.replaces)
    return first_promise(gone)


def _after(situation: Situation, decision: Decision) -> Situation:
    """The situation without what the decision has just cancelled."""
    if decision.answer and decision.answer.anew:
        situation = set_back(situation)
    planned, enrolled = situation.planned, dict(situation.enrolled)
    if decision.cancel:
        planned, enrolled = tuple(one for one in planned if one.status != "queued"), {}
    if decision.replaces:
        planned = tuple(one for one in planned if one.answers not in decision.replaces)
        enrolled = {name: one for name, one in enrolled.items() if one.answers not in decision.replaces}
    return replace(situation, planned=planned, enrolled=enrolled)


def _change_contact(connection: Connection, decision: Decision, contact: Contact, now: datetime) -> Contact:
    """What the decision teaches about the contact, written and returned."""
    values: dict[str, Any] = {}
    new = decision.language_sure and decision.language != contact.language
    if new and contact.language_source != "agent":
        values |= {"language": decision.language, "language_source": "message"}
    if decision.place:
        place = decision.place
        values |= {"zone": place.zone, "zone_source": "words", "country": place.country or contact.country}
    if decision.consent:
        values |= {"consent": decision.consent, "consent_source": decision.consent_source, "consent_at": now}
    if decision.answer and decision.answer.value is not None:
        values["attributes"] = {**contact.attributes, decision.answer.attribute: decision.answer.value}
    if decision.tap and decision.tap.tag:
        values["tags"] = sorted({*contact.tags, decision.tap.tag})
    change_contact(connection, contact.id, values)
    if decision.consent == Consent.IN:
        delete_tombstones(connection, contact.id)
    if "tags" in values:
        values["tags"] = frozenset(values["tags"])
    return replace(contact, **{key: value for key, value in values.items() if hasattr(contact, key)})


def _remember(connection: Connection, decision: Decision, situation: Situation, now: datetime) -> None:
    values: dict[str, Any] = {
        "misses": decision.misses,
        "away_until": decision.away_until,
        "late_on": decision.late_on,
        "stop_asked": decision.stop_asked,
        "clarified": decision.layer == "clarify",
        "disclosed": situation.conversation.disclosed or bool(decision.replies),
    }
    if decision.hand_back:
        values |= {"held_since": None, "agent": "", "last_agent_at": None}
        found = find_open(connection, situation.contact.id)
        if found is not None and found.claimed_by:
            close(connection, found, "answered", "", now)
        add_audit(connection, now, "handed_back", Doer(), contact_id=situation.contact.id)
    change_conversation(connection, situation.contact.id, values)
