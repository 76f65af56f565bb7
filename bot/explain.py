"""Explain: what the bot would do about a text and why, layer by layer; or what it did."""

from contextlib import closing
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select

from bot.clock import VirtualClock
from bot.core.library import Library
from bot.errors import BulbulError
from bot.stage import Stage
from bot.store.database import Database
from bot.store.escalations import find_decision, list_decisions
from bot.store.messages import find_message
from bot.store.schema import require_current
from bot.store.tables import messages


def explain_text(library: Library, text: str, address: str, at: datetime) -> dict[str, Any]:
    """The record of the decision about a first message, with the messages it leads to."""
    clock = VirtualClock(at)
    stage = Stage(library, clock, address)
    try:
        stage.write(text)
        while not (decided := _decided(stage)) and (due := stage.due()) is not None:
            stage.work()
            clock.move_to(due)
        with stage.database.reading() as connection:
            rows = connection.execute(
                select(messages)
                .where(messages.c.origin == "bot")
                .order_by(messages.c.due_at, messages.c.position)
            ).all()
        record: dict[str, Any] = dict(decided[0].record) if decided else {}
        return {**record, "messages": [_message(row) for row in rows]}
    finally:
        stage.close()


def _decided(stage: Stage) -> list[Row[Any]]:
    contact_id = stage.contact_id()
    with stage.database.reading() as connection:
        return list(list_decisions(connection, contact_id))


def _message(row: Row[Any]) -> dict[str, Any]:
    return {
        "sequence": row.sequence,
        "step": row.step,
        "due": row.due_at.isoformat(),
        "language": row.language,
        "hours": row.hours,
        "text": row.text,
    }


def explain_stored(database: Database, message_id: str) -> dict[str, Any] | None:
    """The record behind a stored message, inbound or outbound; None where there is none."""
    with database.reading() as connection:
        message = find_message(connection, message_id)
        decision_id = (message.handled_by or message.decision_id) if message else None
        decision = find_decision(connection, decision_id) if decision_id else None
        if decision is None:
            return None
        rows = connection.execute(
            select(messages).where(messages.c.decision_id == decision.id).order_by(messages.c.position)
        ).all()
    return {**decision.record, "messages": [{**_message(row), "status": row.status} for row in rows]}


def find_record(url: str, message_id: str) -> dict[str, Any] | None:
    """`explain_stored` on the database at a URL; None where no message has this id.

    BulbulError where one has, and nothing is stored of a decision about it.
    """
    with closing(Database(url)) as database:
        require_current(database)
        record = explain_stored(database, message_id)
        if record is None:
            _refuse_undecided(database, message_id)
    return record


def _refuse_undecided(database: Database, message_id: str) -> None:
    with database.reading() as connection:
        if find_message(connection, message_id) is None:
            return
    raise BulbulError(f"There is no decision about message {message_id} in this database.")


def lines(record: dict[str, Any], zone: ZoneInfo) -> list[str]:
    """An explanation for a terminal, with its instants on the business's clock."""
    told = [
        f"{record['layer']}: {record['why']}",
        "",
        f"decided   {_on(zone, record['at'])}, on the business's clock ({zone})",
        f"language  {record['language']} ({record['language_why']})",
        f"tone      urgent {record['tone']['urgent']:.2f}, negative {record['tone']['negative']:.2f}"
        + (f" ({', '.join(record['tone']['evidence'])})" if record["tone"]["evidence"] else ""),
    ]
    told += [f"candidate {c['score']:.2f} {c['trigger']}: {c['phrase']}" for c in record["candidates"]]
    told += ["", "layers"]
    told += [f"  {'>' if one['applies'] else ' '} {one['layer']}: {one['why']}" for one in record["layers"]]
    told += [f"  note: {note}" for note in record["notes"]]
    for one in record["escalations"]:
        told += ["", f"a person is needed ({one['reason']}, {one['priority']}): {one['evidence']}"]
    told += ["", "messages"] if record["messages"] else ["", "no message"]
    for one in record["messages"]:
        told.append(f"  {_on(zone, one['due'])} {one['sequence']} step {one['step']} ({one['language']})")
        told += [f"    {line}" for line in one["text"].splitlines()]
    return told


def _on(zone: ZoneInfo, instant: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(zone):%Y-%m-%d %H:%M:%S}"
