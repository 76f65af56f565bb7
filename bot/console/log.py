"""The audit log: who changed what, the newest first.

Its one rule: it is read and never written here; the action that changes something adds the row.
"""

from datetime import UTC, datetime
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, Row

from bot.console.door import needs
from bot.console.log_told import details_of
from bot.console.tools import console, tools
from bot.store.agents import list_agents
from bot.store.audit import Wanted, list_audit, list_verbs
from bot.store.portraits import list_linked

MOST = 50
"""Rows of one page."""
_NOBODY = "-"


@console.get("/log")
@needs("log")
def log() -> ResponseReturnValue:
    asked = {key: request.args.get(key, "").strip() for key in ("agent", "verb", "contact")}
    with tools().database.reading() as connection:
        wanted = Wanted(
            agent=_plain(asked["agent"]),
            verb=_plain(asked["verb"]),
            contact_id=_contact_id(connection, _plain(asked["contact"])),
            before=_place(request.args.get("before", "")),
        )
        rows = list_audit(connection, wanted, MOST + 1)
        names = {row.name: row.full_name or row.name for row in list_agents(connection)}
        verbs = list_verbs(connection)
    return render_template(
        "console/log.html",
        rows=rows[:MOST],
        older=_older(rows, asked),
        asked=asked,
        names=names,
        details_of=details_of,
        verbs=verbs,
        zone=tools().shelf().policy.business.time_zone,
    )


def _contact_id(connection: Connection, text: str) -> str:
    """The id of a contact by its address; the text itself may be the id, also of one that is erased."""
    if ":" not in text and not text.startswith("+"):
        return text
    address = text if ":" in text else f"whatsapp:{text}"
    found = list_linked(connection, address)
    return found[0].id if found else _NOBODY


def _older(rows: Any, asked: dict[str, str]) -> str:
    """Where the list goes on, empty at its end."""
    if len(rows) <= MOST:
        return ""
    last: Row[Any] = rows[MOST - 1]
    filters: dict[str, Any] = {key: value for key, value in asked.items() if value}
    return url_for("console.log", before=f"{last.at.isoformat()}~{last.id}", **filters)


def _place(text: str) -> tuple[datetime, str] | None:
    instant, _, audit_id = _plain(text).partition("~")
    try:
        at = datetime.fromisoformat(instant)
        return (at.astimezone(UTC), audit_id) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """No database takes a zero byte."""
    return text.replace("\0", "")
