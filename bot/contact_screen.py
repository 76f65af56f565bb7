"""One screen about a contact, for a terminal: who it is, what may be sent, what is going on.

Its one rule: what a contact wrote cannot steer the terminal; only printable characters get out.
All times are on the contact's clock.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from babel.dates import format_datetime, get_timezone

from bot.core.conversations import SERVICE_WINDOW
from bot.core.escalations import OPEN_STATES
from bot.core.messages import IN_FLIGHT, Status
from bot.store.portraits import Portrait

LAST = 10
"""How many messages are shown."""
_LONGEST = 200
_NOT_LEFT = frozenset({Status.QUEUED, *IN_FLIGHT})
# Joiners are invisible, and Hindi, Persian and emoji cannot be written without them.
_JOINERS = frozenset("\u200c\u200d")

_Values = Mapping[str, Any]


def screen(portrait: Portrait, now: datetime) -> list[str]:
    """The lines about one person; a person who is known as two contacts gets one block for each."""
    told: list[str] = []
    for contact in portrait["contacts"]:
        told += [""] * bool(told) + list(_block(contact, portrait, now))
    return told


def _block(contact: _Values, portrait: Portrait, now: datetime) -> Iterator[str]:
    def own(table: str) -> list[dict[str, Any]]:
        return [row for row in portrait[table] if row["contact_id"] == contact["id"]]

    zone, (conversation,), messages = contact["zone"], own("conversations"), own("messages")
    held, window = _held(conversation, zone), _window(conversation, zone, now)
    for name, told in [*_person(contact, now), ("held by", held), ("window", window)]:
        yield f"{name:<12}{printable(told)}"
    open_ones = [row for row in own("escalations") if row["state"] in OPEN_STATES]
    yield from _list("escalation", [_escalation(row, zone) for row in open_ones])
    waiting = sorted((row for row in messages if row["status"] in _NOT_LEFT), key=lambda row: row["due_at"])
    yield from _list("queued", [_queued(row, zone) for row in waiting])
    gone = [row for row in messages if row["status"] not in _NOT_LEFT]
    yield from _list("last messages", [_message(row, zone) for row in gone[-LAST:]])


def _person(contact: _Values, now: datetime) -> Iterator[tuple[str, str]]:
    zone = contact["zone"]
    yield "name", contact["name"] or "unknown"
    others = {contact["external_id"]} - {"", contact["address"]}
    yield "address", ", also ".join([contact["address"], *others])
    source = f" ({contact['language_source']})" if contact["language_source"] else ""
    yield "language", f"{contact['language'] or 'unknown'}{source}"
    yield "country", contact["country"] or "unknown"
    yield "zone", f"{zone} ({contact['zone_source']}), now {_at(now, zone)}"
    yield "consent", _consent(contact)
    yield "attributes", ", ".join(f"{key}: {told}" for key, told in contact["attributes"].items()) or "none"
    yield "tags", ", ".join(contact["tags"]) or "none"


def _consent(contact: _Values) -> str:
    source, at = contact["consent_source"], contact["consent_at"]
    since = f" since {_at(at, contact['zone'])}" if at else ""
    return f"{contact['consent']}{since}{f' ({source})' if source else ''}"


def _held(conversation: _Values, zone: str) -> str:
    since = conversation["held_since"]
    if since is None:
        return "the bot"
    return f"{conversation['agent'] or 'people, nobody has claimed it,'} since {_at(since, zone)}"


def _window(conversation: _Values, zone: str, now: datetime) -> str:
    last = conversation["last_inbound_at"]
    if last is None:
        return "never opened: templates only"
    closes = last + SERVICE_WINDOW
    if now < closes:
        return f"open until {_at(closes, zone)}"
    return f"closed since {_at(closes, zone)}: templates only"


def _list(name: str, entries: list[str]) -> Iterator[str]:
    yield f"{name}{'' if entries else ': none'}"
    yield from (f"  {printable(entry)}" for entry in entries)


def _escalation(row: _Values, zone: str) -> str:
    claimed = f", claimed by {row['claimed_by']}" if row["claimed_by"] else ""
    what = f"{row['reason']}, {row['priority']}, {row['state']}{claimed}"
    return f"{_at(row['opened_at'], zone)} {what}, due {_at(row['due_at'], zone)}: {row['evidence']}"


def _queued(row: _Values, zone: str) -> str:
    return f"{_at(row['due_at'], zone)} {_author(row)}: {row['text']}"


def _message(row: _Values, zone: str) -> str:
    at = row["sent_at"] or row["created_at"]
    return f"{_at(at, zone)} {_author(row)}: {row['text'] or _without_words(row)}"


def _author(row: _Values) -> str:
    if row["origin"] == "contact":
        return "contact"
    step = f"{row['sequence']} {row['step']}, " if row["sequence"] else ""
    return f"{row['origin']} ({step}{row['status']})"


def _without_words(row: _Values) -> str:
    return "(a file)" if row["media"] else "(a place)" if row["location"] else "(no text)"


def _at(instant: datetime, zone: str) -> str:
    return format_datetime(instant, "yyyy-MM-dd HH:mm", tzinfo=get_timezone(zone), locale="en")


def printable(text: str) -> str:
    """A text on one line, cut where it is very long, without control and direction characters."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return "".join(char if char.isprintable() or char in _JOINERS else "\ufffd" for char in line)
