"""Turns what is stored of a conversation into the entries of its thread, in the order in which it happened.

Its one rule: what the contact has seen is shown as they saw it, and what they have not as what it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row

from bot.console.conversation_view import Entry, File
from bot.core.agents import Agent
from bot.core.messages import Status
from bot.store.escalations import list_escalations
from bot.store.notes import list_notes
from bot.store.thread import list_done, list_reasons, list_thread

_OURS = frozenset({"api.twilio.com"})
"""Whose files an agent may open: an address that came with a message may lead anywhere."""
_UNTOLD = frozenset({"noted"})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads, under which names colleagues are known, and which decisions can still be looked up."""

    viewer: Agent
    names: Mapping[str, str]
    kept: frozenset[str]

    def shown(self, name: str) -> str:
        return self.names.get(name, name)


def read_entries(
    connection: Connection, contact_id: str, viewer: Agent, names: Mapping[str, str]
) -> tuple[Entry, ...]:
    """The thread, oldest first; what is still to leave comes last."""
    reader = _Reader(viewer, names, list_reasons(connection, contact_id))
    entries = [
        *(_message(row, reader) for row in list_thread(connection, contact_id)),
        *(_note(row, reader) for row in list_notes(connection, contact_id)),
        *(_done(row, reader) for row in list_done(connection, contact_id) if row.verb not in _UNTOLD),
        *(_opened(row) for row in list_escalations(connection, contact_id) if row.reason != "taken"),
    ]
    return tuple(sorted(entries, key=_order))


def _order(entry: Entry) -> tuple[bool, datetime, str]:
    planned = entry.tick == Status.QUEUED and entry.origin == "bot"
    return (planned, entry.at, entry.kind)


def _message(row: Row[Any], reader: _Reader) -> Entry:
    inbound = row.origin == "contact"
    why = (row.handled_by if inbound else row.decision_id) or ""
    return Entry(
        id=row.id,
        kind="message",
        at=_instant(row),
        origin=row.origin,
        author=reader.shown(row.agent),
        mine=row.origin == "agent" and row.agent == reader.viewer.name,
        text=row.text,
        language=row.language,
        tick="" if inbound else row.status,
        error=_error(row),
        due=None if inbound else row.retry_at or row.due_at,
        why=why if why in reader.kept else "",
        template=row.sent_template,
        files=tuple(_files(row)),
        options=tuple(one["say"] for one in (row.question or {}).get("options", ())),
        tapped=bool(row.button),
    )


def _instant(row: Row[Any]) -> datetime:
    """When a message came in or was written, and when one of the bot began to leave; of one that
    never left, when it ended or is due.

    It must not change once a message has left: what stands in the thread stays where it is.
    """
    at: datetime = row.created_at
    if row.origin == "bot":
        planned = row.retry_at or row.due_at if row.status == Status.QUEUED else None
        at = planned or row.sending_at or row.sent_at or row.ended_at or row.created_at
    return at


def _error(row: Row[Any]) -> str:
    if row.status not in {Status.FAILED, Status.EXPIRED, Status.CANCELLED, Status.UNKNOWN}:
        return ""
    code = f"{row.error_code}: " if row.error_code else ""
    return f"{code}{row.error_detail}"


def _files(row: Row[Any]) -> Iterator[File]:
    for one in row.media or ():
        url, kind = one.get("url", ""), one.get("content_type", "").partition(";")[0]
        yield File(kind or "file", *_named(url))
    if row.location:
        place = row.location
        told = f"{place.get('label') or ''} {place['latitude']:.5f}, {place['longitude']:.5f}".strip()
        yield File("location", told)


def _named(url: str) -> tuple[str, str]:
    """The name of a file and the link to it, empty where it must not be opened or is no address."""
    try:
        parts = urlsplit(url)
        trusted = parts.scheme == "https" and parts.hostname in _OURS and parts.port in (None, 443)
    except ValueError:
        return "", ""
    return parts.path.rpartition("/")[2], url if trusted else ""


def _note(row: Row[Any], reader: _Reader) -> Entry:
    return Entry(
        id=f"n{row.id}",
        kind="note",
        at=row.created_at,
        author=reader.shown(row.agent),
        mine=row.agent == reader.viewer.name,
        text=row.text,
    )


def _done(row: Row[Any], reader: _Reader) -> Entry:
    detail = dict(row.detail)
    if "from" in detail:
        detail["from"] = reader.shown(detail["from"])
    if "until" in detail:
        detail["until"] = datetime.fromisoformat(detail["until"])
    return Entry(
        id=f"a{row.id}", kind="event", at=row.at, author=reader.shown(row.agent), text=row.verb, detail=detail
    )


def _opened(row: Row[Any]) -> Entry:
    return Entry(
        id=f"o{row.id}", kind="event", at=row.opened_at, text="opened", detail={"reason": row.reason}
    )
