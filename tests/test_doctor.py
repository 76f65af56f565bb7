"""The doctor looks at everything, goes on after a finding, and says how to mend it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.actions.accounts import add_agent
from bot.cli import main
from bot.clock import SystemClock
from bot.content.files import version_of
from bot.core.agents import Agent
from bot.store.audit import Doer
from bot.store.conversations import mark_alive
from bot.store.database import Database
from tests.emulator import Emulator
from tests.processes import settings
from tests.scene import write_content
from tests.smtp import PostOffice


@pytest.fixture
def twilio() -> Iterator[Emulator]:
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(tmp_path / "content")


@pytest.fixture(autouse=True)
def _away_from_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _doctor(environment: dict[str, str]) -> Result:
    result = CliRunner().invoke(main, ["doctor"], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _ill(result: Result) -> dict[str, str]:
    """What is to be mended, by what was looked at."""
    findings = [line for line in result.stdout.splitlines() if line.startswith("MEND ")]
    return {line.split(":")[0].removeprefix("MEND ").strip(): line for line in findings}


def test_the_doctor_finds_a_running_installation_well(
    database: Database, database_url: str, content: Path, twilio: Emulator
) -> None:
    with database.transaction() as connection:
        mark_alive(connection, "worker-1", SystemClock().now(), version_of(content))
    environment = settings(database_url, content, TWILIO_API_URL=twilio.url)

    result = _doctor(environment)

    assert (_ill(result), result.exit_code) == ({}, 0)
    assert f"to {environment['BOT_PUBLIC_URL']}/webhooks/twilio#rc=5&rp=ct,rt,5xx" in result.stdout
    assert f"content: worker worker-1 runs version {version_of(content)[:8]}, as on disk" in result.stdout
    assert "nobody can answer those who need a person. Add somebody: bot agent add" in result.stdout
    assert "SMTP_URL is not set: supervisors are called in the console alone" in result.stdout


def test_the_doctor_tells_how_many_of_the_staff_can_answer(
    database: Database, database_url: str, content: Path, twilio: Emulator
) -> None:
    for agent in (Agent("mai", "agent"), Agent("sara", "supervisor"), Agent("olga", "ops")):
        add_agent(database, agent, "a very long password", Doer(), SystemClock().now())

    result = _doctor(settings(database_url, content, TWILIO_API_URL=twilio.url))

    assert "2 of your staff can answer at" in result.stdout


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (
            "version 12345678 is not used: 1 error. First: triggers/a.yaml:1:1: wrong.",
            "because version 12345678 is not used: 1 error. First: triggers/a.yaml:1:1: wrong. Mend it and",
        ),
        ("", "If they were saved this moment, ask again. Else it reads other files: bring the new ones to"),
    ],
    ids=["refused", "other files"],
)
def test_the_doctor_tells_which_worker_does_not_use_the_files_on_disk(
    database: Database, database_url: str, content: Path, twilio: Emulator, problem: str, told: str
) -> None:
    now, version = SystemClock().now(), version_of(content)
    with database.transaction() as connection:
        mark_alive(connection, "new", now, version)
        mark_alive(connection, "old", now, "fedcba9876543210", problem)
        mark_alive(connection, "dead", now - timedelta(minutes=5), "fedcba9876543210")

    result = _doctor(settings(database_url, content, TWILIO_API_URL=twilio.url))

    assert (list(_ill(result)), result.exit_code) == (["content"], 1)
    assert f"the files on disk are version {version[:8]}, worker old runs fedcba98" in _ill(result)["content"]
    assert told in _ill(result)["content"]
    assert "worker new runs version" in result.stdout
    assert "worker dead" not in result.stdout


def test_the_doctor_looks_on_after_what_is_ill(content: Path, twilio: Emulator) -> None:
    (content / "triggers" / "broken.yaml").write_text("broken: 1\n", "utf-8")
    environment = settings("sqlite:///empty.db", content, TWILIO_API_URL=twilio.url)

    result = _doctor(environment | {"TWILIO_AUTH_TOKEN": "wrong", "BOT_SECRET_KEY": ""})

    ill = _ill(result)
    assert result.exit_code == 1
    assert list(ill) == ["settings", "database", "content", "worker", "credentials"]
    assert "BOT_SECRET_KEY is not set" in ill["settings"]
    assert "Run: bot migrate" in ill["database"]
    assert "1 errors; see them all with: bot check. First: triggers/broken.yaml:1:9" in ill["content"]
    assert "Copy TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN anew" in ill["credentials"]


def test_the_doctor_tells_of_a_database_and_a_provider_that_cannot_be_reached(content: Path) -> None:
    dead = settings(
        "postgresql://bulbul:hidden@127.0.0.1:1/none", content, TWILIO_API_URL="http://127.0.0.1:1"
    )

    result = _doctor(dead)

    ill = _ill(result)
    assert result.exit_code == 1
    assert "does not answer" in ill["database"]
    assert "Twilio cannot be reached" in ill["credentials"]
    assert "hidden" not in result.output


def test_the_doctor_stops_at_settings_that_cannot_be_read() -> None:
    result = _doctor({"PORT": "many", "BOT_PUBLIC_URL": "bot.example.com"})

    assert result.exit_code == 1
    assert "BOT_PUBLIC_URL" in result.stdout
    assert "PORT" in result.stdout


@pytest.mark.parametrize(
    ("email", "told"),
    [
        ("sara@example.com", "127.0.0.1 answers; addresses that are called when nobody else comes: 1"),
        ("", "127.0.0.1 answers, but no supervisor or admin has an address. Give them one at"),
    ],
)
def test_the_doctor_tells_whether_anybody_is_called_by_mail(
    database: Database, database_url: str, content: Path, twilio: Emulator, email: str, told: str
) -> None:
    agent = Agent("sara", "supervisor", email=email)
    add_agent(database, agent, "a very long password", Doer(), SystemClock().now())

    with PostOffice() as office:
        result = _doctor(settings(database_url, content, TWILIO_API_URL=twilio.url, SMTP_URL=office.url))

    assert told in result.stdout
    assert "mail" not in _ill(result)
    assert office.taken == []


def test_the_doctor_tells_of_a_mail_server_that_does_not_answer(content: Path, twilio: Emulator) -> None:
    url = "smtp://u:hidden@127.0.0.1:1"

    result = _doctor(settings("sqlite:///empty.db", content, TWILIO_API_URL=twilio.url, SMTP_URL=url))

    told = "cannot be called by mail: 127.0.0.1:1 cannot be reached (Connection refused). Mend SMTP_URL"
    assert told in _ill(result)["mail"]
    assert "hidden" not in result.output


def test_the_doctor_knows_where_all_staff_seem_to_sit_at_one_address(
    database: Database, database_url: str, content: Path, twilio: Emulator
) -> None:
    add_agent(database, Agent("mai", "agent"), "a very long password", Doer(), SystemClock().now())
    there = settings(database_url, content, TWILIO_API_URL=twilio.url, RENDER="true")

    seen = [_ill(_doctor(there | {"BOT_TRUSTED_PROXIES": hops})).get("console", "") for hops in ("0", "1")]

    assert "Set BOT_TRUSTED_PROXIES" in seen[0]
    assert seen[1] == ""
