"""Reads one conversation as one agent sees it, in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from bot.console.conversation_view import ConversationView, HandOver, Present, Who
from bot.console.offering import offers
from bot.console.thread_read import read_entries
from bot.console.who import flag_of, local_time, shown_name
from bot.core.agents import Agent
from bot.core.contacts import Contact
from bot.core.messages import IN_FLIGHT, Status
from bot.core.shelf import Shelf
from bot.store.agents import list_agents
from bot.store.contacts import find_contact
from bot.store.conversations import find_conversation, to_conversation
from bot.store.escalations import find_open
from bot.store.inbound import list_answered
from bot.store.messages import list_open
from bot.store.presence import LOOKS, TYPES, list_present
from bot.store.tables import contacts
from bot.store.thread import list_done


def read_conversation(
    connection: Connection, contact_id: str, viewer: Agent, shelf: Shelf, now: datetime
) -> ConversationView | None:
    """Everything on a conversation's page as it is now; None for a contact that is gone."""
    contact, row = find_contact(connection, contact_id), find_conversation(connection, contact_id)
    if contact is None or row is None:
        return None
    agents, found = list_agents(connection), find_open(connection, contact_id)
    names = {one.name: one.full_name or one.name for one in agents}
    holder = found.claimed_by if found is not None else ""
    gone = {one.name for one in agents if one.disabled_at is not None}
    free = holder in ("", viewer.name) or holder in gone or viewer.may("overrule")
    closes = to_conversation(row).window_closes
    waiting = list_open(connection, contact_id)
    return ConversationView(
        now=now,
        zone=shelf.policy.business.time_zone,
        who=_who(connection, contact, now),
        entries=read_entries(connection, contact_id, viewer, names),
        hand_over=_hand_over(connection, found) if found is not None else None,
        held=row.held_since is not None,
        holder=holder,
        holder_shown=names.get(holder, holder),
        mine=holder == viewer.name,
        may_claim=viewer.may("claim") and free and holder != viewer.name,
        may_answer=viewer.may("answer") and free,
        may_note=viewer.may("note"),
        window=max(closes - now, timedelta()) if closes else timedelta(),
        window_closes=closes,
        leaving=_leaving(connection, contact_id, holder, waiting),
        planned=sum(one.origin == "bot" and one.status == Status.QUEUED for one in waiting),
        present=_present(connection, contact_id, viewer, names, now),
        offers=offers(shelf.policy, contact, viewer.shown),
        colleagues=tuple(
            (one.name, names[one.name])
            for one in agents
            if one.disabled_at is None and one.name != viewer.name
        ),
    )


def _who(connection: Connection, contact: Contact, now: datetime) -> Who:
    local, asleep = local_time(now, contact.zone)
    since = connection.execute(
        contacts.select().with_only_columns(contacts.c.created_at).where(contacts.c.id == contact.id)
    ).scalar_one()
    return Who(
        contact_id=contact.id,
        name=shown_name(contact.name, contact.address),
        address=contact.address,
        channel=contact.channel,
        country=contact.country,
        flag=flag_of(contact.country),
        local=local,
        asleep=asleep,
        zone=contact.zone,
        zone_source=contact.zone_source,
        language=contact.language,
        language_source=contact.language_source,
        consent=str(contact.consent),
        since=since,
        tags=tuple(sorted(contact.tags)),
        attributes=dict(sorted(contact.attributes.items())),
    )


def _hand_over(connection: Connection, found: Row[Any]) -> HandOver:
    return HandOver(
        reason=found.reason,
        priority=found.priority,
        task=found.task,
        state=found.state,
        evidence=tuple(line for line in found.evidence.split("\n") if line),
        asked=tuple(list_answered(connection, found.contact_id, found.decision_id or "")),
        trigger=found.trigger,
        opened_at=found.opened_at,
        due_at=found.due_at if found.replied_at is None and found.waits_since else None,
        promise_at=found.promise_at,
        waits_since=found.waits_since,
        snoozed_until=found.snoozed_until,
    )


def _leaving(connection: Connection, contact_id: str, holder: str, waiting: Sequence[Row[Any]]) -> int:
    """How many messages of the bot were on their way when the holder took over, and still are."""
    if not holder:
        return 0
    claims = [row for row in list_done(connection, contact_id) if row.verb == "claimed"]
    then = claims[-1].detail.get("leaving", []) if claims else []
    flying = {row.id for row in waiting if row.status in IN_FLIGHT}
    return len(flying.intersection(then))


def _present(
    connection: Connection, contact_id: str, viewer: Agent, names: Mapping[str, str], now: datetime
) -> tuple[Present, ...]:
    return tuple(
        Present(names.get(row.agent, row.agent), bool(row.typing_at and now - row.typing_at < TYPES))
        for row in list_present(connection, now - LOOKS, contact_id)
        if row.agent != viewer.name
    )
