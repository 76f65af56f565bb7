"""All contacts: found by a part of the name or of the number."""

from dataclasses import dataclass
from datetime import datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from bot.console.door import needs
from bot.console.tools import console, tools
from bot.console.who import flag_of, shown_name
from bot.core.text import storable
from bot.store.agents import list_agents
from bot.store.people import search_contacts
from bot.store.queue import last_messages


@dataclass(frozen=True, slots=True)
class Found:
    """One contact in the list; `holder` is who has claimed the conversation, if anybody has."""

    contact_id: str
    name: str
    address: str
    country: str
    flag: str
    language: str
    last_text: str
    last_at: datetime | None
    held: bool
    holder: str


@console.get("/contacts")
@needs("see")
def contacts() -> ResponseReturnValue:
    wanted = storable(request.args.get("q", "")).strip()[:100]
    return render_template(
        "console/contacts.html",
        q=wanted,
        rows=_find(wanted),
        zone=tools().shelf().policy.business.time_zone,
    )


def _find(wanted: str) -> list[Found]:
    with tools().database.reading() as connection:
        rows = search_contacts(connection, wanted)
        last = last_messages(connection, [row.id for row in rows])
        names = {row.name: row.full_name or row.name for row in list_agents(connection)}
    return [
        Found(
            contact_id=row.id,
            name=shown_name(row.name, row.address),
            address=row.address,
            country=row.country,
            flag=flag_of(row.country),
            language=row.language,
            last_text=last[row.id].text if row.id in last else "",
            last_at=last[row.id].created_at if row.id in last else None,
            held=row.held_since is not None,
            holder=names.get(row.claimed_by or "", row.claimed_by or ""),
        )
        for row in rows
    ]
