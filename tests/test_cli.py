"""The command line: what each command prints, and the exit status that scripts rely on."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.actions.receive import receive
from bot.actions.respond import respond_next
from bot.cli import main
from bot.clock import VirtualClock
from bot.core.library import Library
from bot.core.messages import Inbound
from bot.log import set_up
from bot.store.database import Database
from bot.store.tables import messages
from tests.processes import settings
from tests.scene import write_content

PROJECT = Path(__file__).resolve().parent.parent
NIGHT = "2026-11-23T20:00+07:00"
SOMCHAI = "whatsapp:+66812345678"


@pytest.fixture(autouse=True)
def _away_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands run in another folder; logs go back to where they went before."""
    monkeypatch.chdir(tmp_path)
    yield
    set_up(quiet=True)


def _bot(*words: str, **environment: str) -> Result:
    result = CliRunner().invoke(main, words, env={"BOT_CONTENT": str(PROJECT)} | environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = write_content(tmp_path / "broken")
    (folder / "triggers" / "broken.yaml").write_text(
        "broken: {reply: prise, phrases: {en: [a b c]}}\n", "utf-8"
    )
    return folder


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    """Content with nothing but a warning: two phrases are few."""
    folder = write_content(tmp_path / "doubtful")
    more = "zebra: {reply: price, phrases: {en: [striped zebra horses, black white zebra]}}\n"
    (folder / "triggers" / "few.yaml").write_text(more, "utf-8")
    return folder


def test_check_finds_nothing_wrong_in_sound_content(tmp_path: Path) -> None:
    result = _bot("check", "--strict", BOT_CONTENT=str(write_content(tmp_path / "sound")))

    assert result.exit_code == 0
    assert result.stdout.endswith("0 errors, 0 warnings\n")


def test_check_fails_for_errors_and_says_where(broken: Path) -> None:
    result = _bot("check", str(broken))

    assert result.exit_code == 1
    assert 'error: triggers/broken.yaml:1:17: trigger "broken" names sequence "prise"' in result.stdout


def test_check_fails_for_warnings_only_when_it_is_strict(doubtful: Path) -> None:
    assert _bot("check", BOT_CONTENT=str(doubtful)).exit_code == 0
    assert "warning: triggers/few.yaml:" in _bot("check", BOT_CONTENT=str(doubtful)).stdout
    assert _bot("check", "--strict", BOT_CONTENT=str(doubtful)).exit_code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("match",),
        ("explain", "price"),
        ("test", str(PROJECT / "tests/conversations/price.yaml")),
        ("chat",),
        ("demo",),
    ],
    ids=lambda words: words[0],
)
def test_a_command_that_reads_broken_content_tells_every_error_and_stops(
    broken: Path, words: tuple[str, ...]
) -> None:
    (broken / "triggers" / "worse.yaml").write_text(
        "worse: 1\nworst: {phrases: {en: [x y]}, replay: x}\n", "utf-8"
    )

    result = _bot(*words, BOT_CONTENT=str(broken))

    assert result.exit_code == 1
    assert result.stderr.count("triggers/worse.yaml:") == 2
    assert "errors: nothing was loaded." in result.stderr


@pytest.mark.parametrize("words", [("check", "nowhere"), ("check",), ("match", "--triggers", "nowhere")])
def test_a_folder_that_is_not_there_is_an_error(words: tuple[str, ...]) -> None:
    result = _bot(*words, BOT_CONTENT="nowhere")

    assert result.exit_code == 1
    assert "no" in result.output


def test_explain_shows_the_layers_and_the_messages() -> None:
    result = _bot("explain", "ราคาเท่าไหร่", "--at", NIGHT, "--from", SOMCHAI)

    assert result.exit_code == 0
    first, *_ = result.stdout.splitlines()
    assert first.startswith("trigger: ")
    assert "> trigger: " in result.stdout
    assert "away step 1 (th)" in result.stdout


def test_explain_gives_the_whole_record_as_json() -> None:
    record = json.loads(_bot("explain", "ราคาเท่าไหร่", "--at", NIGHT, "--from", SOMCHAI, "--json").stdout)

    assert (record["layer"], record["trigger"], record["language"]) == ("trigger", "price", "th")
    assert [(one["sequence"], one["step"]) for one in record["messages"]][:2] == [("away", 1), ("price", 1)]


@pytest.mark.parametrize("at", ["2026-11-23T20:00", "2026-11-23T20:00+07:00", "2026-11-23T13:00Z"])
def test_explain_takes_an_instant_without_a_zone_on_the_clock_of_the_business(
    at: str, tmp_path: Path
) -> None:
    content = write_content(tmp_path / "content")

    told = _bot("explain", "how much is it", "--at", at, BOT_CONTENT=str(content)).stdout

    assert "decided   2026-11-23 20:00:02, on the business's clock (Asia/Bangkok)\n" in told


def test_explain_says_how_an_instant_is_written() -> None:
    result = _bot("explain", "price", "--at", "tonight")

    assert result.exit_code == 2
    assert "2026-11-23T20:00, on the clock of Asia/Bangkok, or as 2026-11-23T20:00+07:00" in result.stderr


def test_explain_says_that_no_message_has_an_id_and_reads_it_as_a_text(
    database_url: str, tmp_path: Path
) -> None:
    content = write_content(tmp_path / "content")

    result = _bot(
        "explain", "0123456789abcdef" * 2, "--json", BOT_CONTENT=str(content), DATABASE_URL=database_url
    )

    assert result.exit_code == 0
    assert [one for one in json.loads(result.stdout)["layers"] if one["applies"]] != []
    assert result.stderr == (
        "No message has this id; the text is explained as if a contact had written it.\n"
    )


def _decided(database: Database, library: Library, clock: VirtualClock) -> list[str]:
    """A question that the bot has answered; returns the ids of its messages in their order."""
    receive(
        database,
        Inbound(provider_id="SM1", channel="whatsapp", address=SOMCHAI, text="ราคาเท่าไหร่"),
        clock.now(),
    )
    respond_next(database, library, "test", clock.now() + timedelta(seconds=3))
    with database.reading() as connection:
        return list(connection.execute(select(messages.c.id).order_by(messages.c.position)).scalars())


def test_a_stored_message_is_explained_while_the_content_is_broken(
    database: Database, database_url: str, library: Library, clock: VirtualClock, broken: Path
) -> None:
    message_id = _decided(database, library, clock)[0]

    result = _bot("explain", message_id, BOT_CONTENT=str(broken), DATABASE_URL=database_url)

    assert result.exit_code == 0
    assert "price step 1" in result.stdout


def test_explain_shows_what_was_decided_about_a_stored_message(
    database: Database, database_url: str, library: Library, clock: VirtualClock
) -> None:
    ids = _decided(database, library, clock)

    for message_id in (ids[0], ids[-1]):
        record = json.loads(_bot("explain", message_id, "--json", DATABASE_URL=database_url).stdout)
        assert (record["trigger"], len(record["messages"])) == ("price", 3)
        assert "price step 1" in _bot("explain", message_id, DATABASE_URL=database_url).stdout


def test_migrate_may_run_again_and_shows_no_password() -> None:
    for _ in range(2):
        result = _bot("migrate", DATABASE_URL="sqlite:///deep/down/bulbul.db")
        assert (result.exit_code, result.stdout) == (0, "sqlite:///deep/down/bulbul.db: schema current\n")

    result = _bot("migrate", DATABASE_URL="postgresql://bulbul:hidden@127.0.0.1:1/none")

    assert result.exit_code == 1
    assert "does not answer" in result.stderr
    assert "hidden" not in result.output


def test_migrate_says_where_it_cannot_write() -> None:
    Path("file").touch()

    result = _bot("migrate", DATABASE_URL="sqlite:///file/bulbul.db")

    assert result.exit_code == 1
    assert "file" in result.stderr


@pytest.mark.parametrize("words", [("worker",), ("migrate",)])
def test_a_wrong_setting_is_named(words: tuple[str, ...]) -> None:
    result = _bot(*words, DATABASE_URL="mysql://host/name", PORT="many")

    assert result.exit_code == 1
    assert [line.split()[0] for line in result.stderr.splitlines()] == ["DATABASE_URL", "PORT"]


def test_the_worker_does_not_start_on_an_old_schema() -> None:
    result = _bot("worker", **settings("sqlite:///empty.db"))

    assert result.exit_code == 1
    assert "Run: bot migrate" in result.stderr


@pytest.mark.parametrize(
    "words", [("chek",), ("check", "--strickt"), ("explain",), ("test",), ("demo", "--port", "x")]
)
def test_a_mistyped_command_is_refused_with_its_usage(words: tuple[str, ...]) -> None:
    result = _bot(*words)

    assert result.exit_code == 2
    assert "Usage: " in result.stderr


def test_no_command_pays_for_what_another_needs() -> None:
    program = "import sys, bot.cli; print(*sys.modules)"

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    ours = {name for name in run.stdout.split() if name.partition(".")[0] == "bot"}
    assert {name for name in ours if not name.startswith("bot.commands")} == {"bot", "bot.cli", "bot.errors"}
    assert {"flask", "numpy", "pydantic", "rich", "sqlalchemy"} & {*run.stdout.split()} == set()


def test_every_command_says_what_it_does() -> None:
    told = _bot("--help").stdout

    assert [name for name in main.commands if f"  {name} " not in told] == []
    assert [name for name in main.commands if _bot(name, "-h").exit_code != 0] == []
