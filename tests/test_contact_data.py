"""One contact's data: shown on one screen, handed out whole, erased."""

import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from bot.actions.erase import erase
from bot.cli import main
from bot.clock import VirtualClock
from bot.contact_data import FORMAT, about_to_erase, erase_all, export
from bot.errors import BulbulError
from bot.log import set_up
from bot.store.audit import Wanted, list_audit
from bot.store.database import Database
from bot.store.portraits import BELONGING
from bot.store.tables import messages
from tests.furnished import SECRET, furnished
from tests.scene import SOMCHAI, Scene

USER = "whatsapp:TH.1234567890"


@pytest.fixture
def scene(database: Database, clock: VirtualClock) -> Scene:
    return Scene(database, clock)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    set_up(quiet=True)


def _bot(scene: Scene, *words: str, **options: Any) -> Result:
    url = scene.database.url.render_as_string(hide_password=False)
    environment = {"DATABASE_URL": url.replace("+psycopg", "")}
    result = CliRunner().invoke(main, ["contact", *words], env=environment, **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _logged(scene: Scene) -> list[tuple[str, str, str]]:
    """What was done, to whom, and where, the oldest first."""
    with scene.database.reading() as connection:
        rows = list_audit(connection, Wanted(), 100)
    return [(row.verb, row.contact_id, row.address) for row in reversed(rows)]


def test_everything_that_is_stored_is_exported_in_every_table(scene: Scene) -> None:
    contact_id = furnished(scene)
    furnished(scene, "whatsapp:+66800000000")

    told = json.loads(json.dumps(export(scene.database, SOMCHAI, scene.clock.now())))

    assert (told["format"], told["address"]) == (FORMAT, SOMCHAI)
    assert set(told) == {"format", "exported_at", "address"} | {table.name for table in BELONGING}
    for table in BELONGING:
        assert told[table.name], table.name
        for row in told[table.name]:
            assert set(row) == {column.name for column in table.columns}
            assert row.get("contact_id", contact_id) == contact_id


def test_every_instant_of_an_export_has_a_zone(scene: Scene) -> None:
    furnished(scene)

    told = export(scene.database, SOMCHAI, scene.clock.now())

    assert told["exported_at"] == "2026-11-23T05:00:00+00:00"
    instants = [
        row[key] for table in BELONGING for row in told[table.name] for key in row if key.endswith("_at")
    ]
    assert {datetime.fromisoformat(at).tzinfo for at in instants if at is not None} == {UTC}


def test_an_export_is_in_order_and_the_same_each_time(scene: Scene) -> None:
    scene.write("how much is it")
    for _ in range(6):
        scene.after(2)

    told = export(scene.database, SOMCHAI, scene.clock.now())

    assert [row["text"] for row in told["messages"]] == ["how much is it", "one", "two", "three"]
    assert [row["record"]["trigger"] for row in told["decisions"]] == ["price"]
    again = export(scene.database, SOMCHAI, scene.clock.now())
    assert json.dumps({**told, "audit": []}) == json.dumps({**again, "audit": []})


def test_the_log_keeps_that_somebodys_data_were_handed_out_and_who_it_was_about(scene: Scene) -> None:
    contact_id = scene.contact()

    assert export(scene.database, SOMCHAI, scene.clock.now())["audit"] == []

    assert _logged(scene) == [("contact_exported", contact_id, "command line")]
    (row,) = export(scene.database, SOMCHAI, scene.clock.now())["audit"]
    kept = {key: row[key] for key in ("verb", "agent", "address", "subject", "detail")}
    assert kept == {
        "verb": "contact_exported",
        "agent": "",
        "address": "command line",
        "subject": "",
        "detail": {},
    }


def test_a_person_who_is_known_as_two_contacts_is_exported_and_erased_whole(scene: Scene) -> None:
    scene.write("hidden", USER, external_id=USER)
    scene.after(60)
    scene.write("shown", SOMCHAI)
    scene.after(60)
    scene.write("linked", SOMCHAI, external_id=USER)

    told = export(scene.database, USER, scene.clock.now())
    heard = [row["text"] for row in told["messages"] if row["origin"] == "contact"]
    assert heard == ["hidden", "shown", "linked"]

    assert "2 contacts" in erase_all(scene.database, USER, scene.clock.now())
    done = [("contact_erased", row["id"], "command line") for row in told["contacts"]]
    assert sorted(_logged(scene)) == sorted(done)
    for address in (SOMCHAI, USER):
        with pytest.raises(BulbulError, match="There is no contact"):
            export(scene.database, address, scene.clock.now())


@pytest.mark.parametrize("word", ["show", "export", "erase"])
def test_an_unknown_address_is_told_with_the_one_that_may_be_meant(scene: Scene, word: str) -> None:
    scene.contact()

    result = _bot(scene, word, "+66812345678")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"There is no contact with the address +66812345678 in this database. Did you mean {SOMCHAI}?\n"
    )
    nobody = _bot(scene, word, "+66812345679").stderr
    assert "mean" not in nobody
    assert "begins with its channel" in nobody
    assert "begins with its channel" not in _bot(scene, word, "whatsapp:+66812345679").stderr


def test_the_command_shows_and_exports(scene: Scene, tmp_path: Path) -> None:
    furnished(scene)
    out = tmp_path / "data.json"
    out.touch(mode=0o644)

    assert f"address     {SOMCHAI}\n" in _bot(scene, "show", SOMCHAI).stdout
    printed = json.loads(_bot(scene, "export", SOMCHAI).stdout)
    assert _bot(scene, "export", SOMCHAI, "--out", str(out)).stdout == f"written: {out}\n"

    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["audit"][0]["verb"] == "contact_exported"
    assert {**written, "exported_at": "", "audit": 0} == {**printed, "exported_at": "", "audit": 0}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert _bot(scene, "export", SOMCHAI, "--out", str(tmp_path / "no" / "where")).exit_code == 1


def test_the_command_erases_only_when_it_is_told_to(scene: Scene) -> None:
    contact_id = scene.write("hello", name="Som\x1bchai")

    no = _bot(scene, "erase", SOMCHAI, input="n\n")
    assert no.exit_code == 1
    assert f"{SOMCHAI} (Som\ufffdchai): 1 contact, 1 conversation, 1 message. Erase it for ever?" in no.stdout
    assert _bot(scene, "erase", SOMCHAI, input="").exit_code == 1
    assert scene.messages(contact_id, "contact")

    yes = _bot(scene, "erase", SOMCHAI, "--yes")
    assert (yes.exit_code, yes.stdout) == (0, "erased: 1 contact, 1 conversation, 1 message\n")
    again = _bot(scene, "erase", SOMCHAI, "--yes")
    assert again.exit_code == 1
    assert " is opted out." in again.stderr


def test_an_erasure_waits_for_a_message_that_is_being_sent(scene: Scene) -> None:
    contact_id = scene.contact()
    scene.queue(contact_id, "on its way")
    soon = scene.clock.now() + timedelta(seconds=30)
    with scene.database.transaction() as connection:
        connection.execute(
            update(messages).where(messages.c.origin == "bot").values(status="sending", lease_until=soon)
        )

    with pytest.raises(BulbulError, match=r"being sent at this moment.*Try again in two minutes"):
        erase_all(scene.database, SOMCHAI, scene.clock.now())

    assert len(scene.messages(contact_id)) == 1


def test_a_contact_who_is_gone_when_the_erasure_begins_is_told(scene: Scene) -> None:
    contact_id = furnished(scene)
    assert SECRET in about_to_erase(scene.database, SOMCHAI)
    erase(scene.database, contact_id, scene.clock.now())

    with pytest.raises(BulbulError, match=r"It was erased on 2026-11-23 and is opted out\."):
        erase_all(scene.database, SOMCHAI, scene.clock.now())
