"""What must be true of the database when every traffic has come to rest.

Its one rule: each invariant returns its complaints in words; nothing may be left without a reason.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, select

from bot.core.contacts import Consent
from bot.core.messages import IN_FLIGHT, Status
from bot.store.tables import contacts, decisions, enrollments, escalations, messages
from tests.properties.traffic_events import STARTS, STOPS, URGENT
from tests.properties.traffic_requests import arrived
from tests.properties.traffic_world import World

_FINE = timedelta(seconds=10)


def _rows(world: World, table: Table) -> Sequence[Row[Any]]:
    with world.database.reading() as connection:
        return connection.execute(select(table)).all()


def a_stop_is_obeyed(world: World) -> list[str]:
    """Where the last word about consent is stop, nobody hears more than one confirmation of it."""
    rows = _rows(world, messages)
    handled = {row.provider_id: row.handled_by for row in rows if row.provider_id}
    status = {row.id: row.status for row in rows}
    decided = {row.id: row for row in _rows(world, decisions)}
    complaints = []
    for row in _rows(world, contacts):
        words = [one for one in world.heard if one.contact_id == row.id and one.text in (*STOPS, *STARTS)]
        if not words or words[-1].text not in STOPS:
            continue
        decision = decided.get(handled[words[-1].provider_id])
        if row.consent != Consent.OUT:
            complaints.append(f"said {words[-1].text!r} at {words[-1].at}, and is {row.consent}")
        after = [
            one
            for one in arrived(world)
            if decision is not None and one.automated and one.contact.id == row.id and one.at > decision.at
        ]
        confirmed = [one for one in after if status.get(one.message.id) != Status.FAILED]
        if [one for one in after if one.message.sequence != "stopped"] or len(confirmed) > 1:
            complaints.append(f"after {words[-1].text!r}: {[one.name for one in after]}")
    return complaints


def every_inbound_is_answered_for(world: World) -> list[str]:
    rows = [row for row in _rows(world, messages) if row.origin == "contact"]
    lost = [f"nobody decided about {row.text!r} of {row.created_at}" for row in rows if not row.handled_by]
    same = len(rows) == len(world.heard)
    return lost + ([] if same else [f"{len(world.heard)} were posted, {len(rows)} recorded"])


def urgent_calls_a_person(world: World) -> list[str]:
    decided = {row.id: row.layer for row in _rows(world, decisions)}
    return [
        f"{row.text!r} was decided by {decided.get(row.handled_by)}"
        for row in _rows(world, messages)
        if row.text in URGENT and decided.get(row.handled_by) not in ("escalation", "hold", "consent")
    ]


def everything_ends(world: World) -> list[str]:
    rows = [row for row in _rows(world, messages) if row.origin != "contact"]
    open_still = {Status.QUEUED, *IN_FLIGHT}
    stuck = [f"still {row.status}: {_of(row)}" for row in rows if row.status in open_still]
    ended = [row for row in rows if row.status in (Status.CANCELLED, Status.EXPIRED, Status.FAILED)]
    silent = [f"{row.status} without a reason: {_of(row)}" for row in ended if not _why(row)]
    late = [
        row for row in _rows(world, enrollments) if row.state == "waiting" and row.due_at < world.clock.now()
    ]
    return stuck + silent + [f"{row.sequence} waits since {row.due_at}" for row in late]


def _why(row: Row[Any]) -> str:
    return row.error_detail or str(row.error_code or "")


def _of(row: Row[Any]) -> str:
    return f"{row.sequence or 'agent'} step {row.step} due {row.due_at:%m-%d %H:%M:%S}: {_why(row)}"


def what_cannot_go_is_for_a_person(world: World) -> list[str]:
    rows = _rows(world, messages)
    # One that was put into the outbox anew under another id is judged there.
    last = {_same(row): row.position for row in sorted(rows, key=lambda row: row.position)}
    return [
        f"{row.status}, nobody called: {_of(row)}"
        for row in rows
        if row.origin == "bot"
        and row.status in (Status.EXPIRED, Status.FAILED)
        and last[_same(row)] == row.position
        and not _called(world, row, row.ended_at)
    ]


def _same(row: Row[Any]) -> tuple[Any, ...]:
    """What a message has in common with the copies that took its place."""
    return (row.contact_id, row.enrollment_id, row.sequence, row.step, row.created_at)


def _called(world: World, row: Row[Any], by: datetime) -> bool:
    """Is there an escalation, open since that instant at the latest and not resolved before the message?"""
    return any(
        one.contact_id == row.contact_id
        and one.opened_at <= by
        and (one.resolved_at is None or one.resolved_at >= row.created_at)
        for one in _rows(world, escalations)
    )


def promises_are_kept_or_passed_on(world: World) -> list[str]:
    left = {one.message.id: one.at for one in arrived(world)}
    return [
        f"promised for {promise:%m-%d %H:%M} {row.status}: {_of(row)}"
        for row in _rows(world, messages)
        if (promise := world.promises.get(row.id)) is not None
        and not (row.id in left and left[row.id] <= promise)
        and not _excused(row)
        and not _called(world, row, promise + _FINE)
    ]


def _excused(row: Row[Any]) -> bool:
    """The contact has said stop, or an agent has taken it on, or it was said to somebody faster."""
    excuses = ("the contact has opted out", "superseded", "taken over", "people hold")
    return row.status == Status.CANCELLED and row.error_detail.startswith(excuses)


def nothing_broke(world: World) -> list[str]:
    return [row.evidence for row in _rows(world, escalations) if "could not answer" in row.evidence]
