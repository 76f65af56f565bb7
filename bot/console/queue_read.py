"""Reads the queue as one agent sees it, in one transaction.

Its one rule: who must be alerted is decided in `core/tending.py`; here is only shown who.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.console.queue_view import VIEWS, Choice, Mention, QueueRow, QueueView
from bot.console.who import flag_of, local_time, shown_name
from bot.core.agents import Agent
from bot.core.conversations import SERVICE_WINDOW
from bot.core.hours import is_open, when_open
from bot.core.policy import Policy
from bot.core.tending import calls_supervisors, rings
from bot.core.voice import at_home
from bot.store.agents import list_agents
from bot.store.conversations import SILENT_AFTER, last_heartbeat
from bot.store.escalations import list_cases, to_case
from bot.store.notes import list_unseen_mentions
from bot.store.presence import LOOKS, list_present
from bot.store.queue import count_unread, last_messages, list_opted_out

MOST = 100
"""Rows on a page: who is not among the first hundred is not answered next. All are counted."""
_MOST_RINGING = 20
_NUDGE, _NUDGES = timedelta(minutes=2), 2
"""Whoever has claimed and does not answer is reminded so often, so far apart."""
HERE = timedelta(seconds=60)
"""So long after the last look at any page an agent counts as being at the console."""
_GROUP = 10**11  # more than the seconds of any instant


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is asked for; what is empty does not matter."""

    view: str = "all"
    reason: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What all rows of one look have in common. `names` are the agents as colleagues know them."""

    viewer: Agent
    policy: Policy
    now: datetime
    names: Mapping[str, str]
    agents_here: bool
    lookers: Mapping[str, tuple[str, ...]]
    last: Mapping[str, Any]
    unread: Mapping[str, int]
    mentioned: frozenset[str]


def read_queue(
    connection: Connection, viewer: Agent, policy: Policy, wanted: Wanted, now: datetime
) -> QueueView:
    """Everything on the queue's page as it is now."""
    found, agents = list_cases(connection), list_agents(connection)
    mentions = list_unseen_mentions(connection, viewer.name)
    here = [row for row in agents if row.disabled_at is None and row.seen_at and now - row.seen_at < HERE]
    names = {row.name: row.full_name or row.name for row in agents}
    around = _Around(
        viewer=viewer,
        policy=policy,
        now=now,
        names=names,
        agents_here=any(row.role == "agent" for row in here),
        lookers=_lookers(connection, viewer, names, now),
        last=last_messages(connection, [row.contact_id for row in found]),
        unread=count_unread(connection),
        mentioned=frozenset(row.contact_id for row in mentions),
    )
    beat, hours = last_heartbeat(connection), (now, policy.staff_hours, at_home(policy))
    return QueueView(
        now=now,
        zone=policy.business.time_zone,
        **_shown(sorted((_row(row, around) for row in found), key=lambda row: row.rank), wanted),
        staffed=is_open(*hours),
        opens=when_open(*hours).at,
        present=tuple(names[row.name] for row in here if row.name != viewer.name),
        mentions=tuple(_mention(row, names) for row in mentions),
        worker_silent=beat is None or now - beat > SILENT_AFTER,
        opted_out=_opted_out(connection, now),
    )


def _shown(rows: Sequence[QueueRow], wanted: Wanted) -> dict[str, Any]:
    """What of the sorted rows is on the page: those that are asked for, and what all of them add up to."""
    fitting = [row for row in rows if _fits(row, wanted)]
    return {
        "rows": tuple(fitting[:MOST]),
        "hidden": max(len(fitting) - MOST, 0),
        "views": _views(rows, wanted),
        "reasons": _choices([row.reason for row in rows], wanted.reason),
        "languages": _choices([row.language for row in rows if row.language], wanted.language),
        "open": sum(row.state == "open" for row in rows),
        "urgent": sum(row.state == "open" and row.priority == "high" for row in rows),
        "ringing": tuple(sorted((row for row in rows if row.rings), key=_waits)[-_MOST_RINGING:]),
    }


def _opted_out(connection: Connection, now: datetime) -> tuple[Mention, ...]:
    """Who does not want to be written to, and wrote while the service window is open."""
    rows = list_opted_out(connection, now - SERVICE_WINDOW)
    return tuple(
        Mention(row.contact_id, shown_name(row.name, row.address), "", row.text, row.at) for row in rows
    )


def _lookers(
    connection: Connection, viewer: Agent, names: Mapping[str, str], now: datetime
) -> Mapping[str, tuple[str, ...]]:
    """Who else looks at each conversation."""
    found: dict[str, tuple[str, ...]] = {}
    for row in list_present(connection, now - LOOKS):
        if row.agent != viewer.name:
            found[row.contact_id] = (*found.get(row.contact_id, ()), names.get(row.agent, row.agent))
    return found


def _row(row: Row[Any], around: _Around) -> QueueRow:
    now, viewer, rules = around.now, around.viewer, around.policy.escalation
    local, asleep = local_time(now, row.zone)
    mine, last = row.claimed_by == viewer.name, around.last.get(row.contact_id)
    case = to_case(row)
    ready = row.state != "open" or (row.rings_from is not None and row.rings_from <= now)
    return QueueRow(
        contact_id=row.contact_id,
        name=shown_name(row.name, row.address),
        address=row.address,
        country=row.country,
        flag=flag_of(row.country),
        local=local,
        asleep=asleep,
        language=row.speaks or row.language,
        reason=row.reason,
        priority=row.priority,
        task=row.task,
        trigger=row.trigger,
        state=row.state,
        holder=around.names.get(row.claimed_by, row.claimed_by),
        mine=mine,
        last_text=last.text if last else "",
        last_origin=last.origin if last else "",
        last_at=(last.sent_at or last.created_at) if last else None,
        last_media=bool(last and (last.media or last.location)),
        unread=around.unread.get(row.contact_id, 0),
        waits_since=row.waits_since,
        due_at=row.due_at if row.waits_since and row.replied_at is None else None,
        promise_at=row.promise_at,
        snoozed_until=row.snoozed_until,
        reminders=row.reminders if row.state == "open" else 0,
        supervisors=row.state == "open" and calls_supervisors(row.reminders, rules) and bool(rules.remind),
        rings=ready and rings(case, viewer.role, mine=mine, agents_here=around.agents_here, rules=rules),
        ring=_ring(row, now),
        lookers=around.lookers.get(row.contact_id, ()),
        mentioned=row.contact_id in around.mentioned,
        rank=_rank(row, viewer),
    )


def _waits(row: QueueRow) -> float:
    """Who came last must not be left out where many ring."""
    return row.waits_since.timestamp() if row.waits_since else 0.0


def _ring(row: Row[Any], now: datetime) -> str:
    """What changes whenever a viewer must be alerted anew: a reason, a reminder, a word of the contact.

    Whoever has claimed it is reminded too, before it goes back.
    """
    since = row.rings_from if row.state == "open" else row.waits_since
    waited = (now - row.waits_since) // _NUDGE if row.state == "claimed" and row.waits_since else 0
    told = f"{row.reason}-{row.reminders}-{min(waited, _NUDGES)}"
    return f"{row.id[:8]}-{told}-{int(since.timestamp()) if since else 0}"


def _rank(row: Row[Any], viewer: Agent) -> int:
    """Priority first, then how long somebody waits; what waits for nobody, and colleagues', last."""
    others = bool(row.claimed_by) and row.claimed_by != viewer.name
    group: int = 4 * (row.state == "snoozed") + 2 * (row.waits_since is None) + others
    since: datetime = row.due_at if row.task else row.waits_since or row.opened_at
    return int(2 * group + (row.priority != "high")) * _GROUP + int(since.timestamp())


def _fits(row: QueueRow, wanted: Wanted) -> bool:
    reason, language = wanted.reason in ("", row.reason), wanted.language in ("", row.language)
    return reason and language and row in _of(wanted.view, (row,))


def _of(view: str, rows: Iterable[QueueRow]) -> list[QueueRow]:
    """The rows of a view; what is snoozed has one of its own."""
    return [row for row in rows if _TESTS[view](row)]


_TESTS: Mapping[str, Callable[[QueueRow], bool]] = {
    "all": lambda row: row.state != "snoozed",
    "unclaimed": lambda row: row.state == "open",
    "mine": lambda row: row.mine and row.state != "snoozed",
    "others": lambda row: bool(row.holder) and not row.mine and row.state != "snoozed",
    "snoozed": lambda row: row.state == "snoozed",
}


def _views(rows: Sequence[QueueRow], wanted: Wanted) -> tuple[Choice, ...]:
    return tuple(Choice(view, len(_of(view, rows)), view == wanted.view) for view in VIEWS)


def _choices(values: Iterable[str], chosen: str) -> tuple[Choice, ...]:
    counts = Counter(values)
    if chosen:
        counts.setdefault(chosen, 0)
    return tuple(Choice(value, count, value == chosen) for value, count in sorted(counts.items()))


def _mention(row: Row[Any], names: Mapping[str, str]) -> Mention:
    return Mention(
        contact_id=row.contact_id,
        name=shown_name(row.name, row.address),
        author=names.get(row.agent, row.agent),
        text=row.text,
        at=row.created_at,
    )
