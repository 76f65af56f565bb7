"""An explanation holds the whole decision, and leaves nothing behind."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.actions.receive import receive
from bot.actions.respond import respond_next
from bot.clock import VirtualClock
from bot.core.library import Library
from bot.core.messages import Inbound
from bot.errors import BulbulError, DatabaseError
from bot.explain import explain_stored, explain_text, find_record, lines
from bot.store.database import Database
from bot.store.tables import messages

SOMCHAI = "whatsapp:+66812345678"
BANGKOK = ZoneInfo("Asia/Bangkok")
NOON, NIGHT = (
    datetime.fromisoformat("2026-11-23T12:00+07:00"),
    datetime.fromisoformat("2026-11-23T20:00+07:00"),
)


def test_an_explanation_names_every_layer_and_the_one_that_applies(library: Library) -> None:
    record = explain_text(library, "ราคาเท่าไหร่", SOMCHAI, NOON)

    layers = {one["layer"]: one["applies"] for one in record["layers"]}
    assert list(layers) == ["consent", "hold", "escalation", "answer", "trigger", "clarify", "fallback"]
    assert [layer for layer, applies in layers.items() if applies] == [record["layer"]] == ["trigger"]
    assert all(one["why"] for one in record["layers"])


@pytest.mark.parametrize(
    ("text", "at", "layer", "sequences"),
    [
        ("ราคาเท่าไหร่", NOON, "trigger", ["price", "price", "price"]),
        ("ราคาเท่าไหร่", NIGHT, "trigger", ["away", "price", "price", "price"]),
        ("I want to talk to a person", NOON, "escalation", ["handing_over"]),
        ("stop", NOON, "consent", ["stopped"]),
        ("qwrtzp xkcd vvv", NOON, "fallback", ["fallback"]),
        ("", NOON, "fallback", ["fallback"]),
    ],
)
def test_an_explanation_tells_the_layer_and_the_messages(
    library: Library, text: str, at: datetime, layer: str, sequences: list[str]
) -> None:
    record = explain_text(library, text, SOMCHAI, at)

    assert record["layer"] == layer
    assert [one["sequence"] for one in record["messages"]] == sequences
    assert lines(record, BANGKOK)[0].startswith(f"{layer}: ")


def test_an_explanation_for_a_terminal_shows_the_person_who_is_called(library: Library) -> None:
    told = lines(explain_text(library, "this is urgent, we need it today!", SOMCHAI, NOON), BANGKOK)

    assert [line for line in told if line.startswith("a person is needed (urgent, high): ")]


def test_an_answer_that_waits_is_shown_with_its_due_time(library: Library) -> None:
    record = explain_text(library, "ราคาเท่าไหร่", SOMCHAI, NIGHT)

    due = [datetime.fromisoformat(one["due"]) for one in record["messages"]]
    assert due[0] < NIGHT + timedelta(seconds=10)
    assert due[1] == datetime.fromisoformat("2026-11-24T08:45+07:00")


def test_an_explanation_is_told_on_one_clock_that_is_named_once(library: Library) -> None:
    told = lines(explain_text(library, "ราคาเท่าไหร่", SOMCHAI, NIGHT), BANGKOK)

    assert [line for line in told if "clock" in line] == [
        "decided   2026-11-23 20:00:02, on the business's clock (Asia/Bangkok)"
    ]
    assert "  2026-11-23 20:00:02 away step 1 (th)" in told
    assert "  2026-11-24 08:45:00 price step 1 (th)" in told
    assert [line for line in told if "+00:00" in line] == []


@pytest.mark.parametrize("text", ["\x00", "\u202eevil\u2066", "x" * 20_000, "\ud800", "%s {model} {0}"])
def test_an_explanation_of_odd_text_is_an_explanation(library: Library, text: str) -> None:
    assert explain_text(library, text, SOMCHAI, NOON)["layer"]


def test_a_stored_message_leads_to_its_decision(
    database: Database, database_url: str, library: Library, clock: VirtualClock
) -> None:
    inbound = Inbound(provider_id="SM1", channel="whatsapp", address=SOMCHAI, text="ราคาเท่าไหร่")
    receive(database, inbound, clock.now())
    respond_next(database, library, "test", clock.now() + timedelta(seconds=3))
    with database.reading() as connection:
        ids = connection.execute(select(messages.c.id).order_by(messages.c.position)).scalars().all()

    records = [explain_stored(database, message_id) for message_id in ids]

    assert len(records) == 4
    assert [record["trigger"] for record in records if record] == ["price"] * 4
    assert find_record(database_url, ids[0]) == records[0]
    assert find_record(database_url, "0" * 32) is None


def test_a_message_that_waits_to_be_read_has_no_decision(
    database: Database, database_url: str, clock: VirtualClock
) -> None:
    receive(
        database,
        Inbound(provider_id="SM1", channel="whatsapp", address=SOMCHAI, text="ราคาเท่าไหร่"),
        clock.now(),
    )
    with database.reading() as connection:
        message_id = connection.execute(select(messages.c.id)).scalar_one()

    with pytest.raises(BulbulError, match=f"no decision about message {message_id}"):
        find_record(database_url, message_id)


def test_a_database_without_a_schema_says_what_to_do() -> None:
    with pytest.raises(DatabaseError, match="Run: bot migrate"):
        find_record("sqlite://", "0" * 32)
