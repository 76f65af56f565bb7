"""The composition root: which addresses there are, and what each says when all is well or not."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import request
from flask.testing import FlaskClient

from bot.actions.receive import receive
from bot.actions.respond import respond_next
from bot.app import NEVER_STARTS, build_app, create_app, create_tools
from bot.clock import VirtualClock
from bot.config import Settings, load_settings
from bot.core.agents import Agent
from bot.core.library import Library
from bot.core.mailing import Waiting
from bot.core.messages import Inbound
from bot.core.shelf import shelf_of
from bot.errors import SettingsError
from bot.log import set_up
from bot.media import MediaFiles
from bot.store.contacts import find_by_address
from bot.store.conversations import mark_alive
from bot.store.database import Database
from bot.store.schema import migrate
from tests.emulator_rules import sign
from tests.processes import settings
from tests.scene import write_content
from tests.smtp import PostOffice

SECRET = settings("sqlite://")["BOT_SECRET_KEY"]


@pytest.fixture(autouse=True)
def _quiet_again() -> Iterator[None]:
    yield
    set_up(quiet=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Content with one file that replies could send, and one beside it."""
    folder = write_content(tmp_path / "content")
    (folder / "replies" / "files").mkdir(exist_ok=True)
    (folder / "replies" / "files" / "data sheet.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.fixture
def configured(content: Path) -> Settings:
    return load_settings(settings("sqlite://", content))


@pytest.fixture
def web(configured: Settings, library: Library, clock: VirtualClock) -> Iterator[FlaskClient]:
    """The application on a database in memory."""
    database = Database("sqlite://")
    migrate(database)
    yield build_app(configured, database, lambda: shelf_of(library), clock).test_client()
    database.close()


def test_the_bot_is_alive_without_asking_anything(
    configured: Settings, library: Library, clock: VirtualClock
) -> None:
    nowhere = Database("postgresql+psycopg://bulbul@127.0.0.1:1/none")
    web = build_app(configured, nowhere, lambda: shelf_of(library), clock).test_client()

    assert (web.get("/healthz").status_code, web.get("/healthz").text) == (200, "ok")
    assert web.get("/readyz").status_code == 503
    assert "does not answer" in web.get("/readyz").text
    nowhere.close()


def test_the_bot_is_ready_only_while_a_worker_is_heard(
    configured: Settings, database: Database, library: Library, clock: VirtualClock
) -> None:
    web = build_app(configured, database, lambda: shelf_of(library), clock).test_client()
    before = web.get("/readyz")
    with database.transaction() as connection:
        mark_alive(connection, "worker-1", clock.now(), "version")
    heard = web.get("/readyz")
    clock.move_to(clock.now() + timedelta(seconds=46))
    silent = web.get("/readyz")

    assert [one.status_code for one in (before, heard, silent)] == [503, 200, 503]
    assert before.text == "No worker has ever reported. Start one: bot worker"
    assert silent.text == "The last worker was heard 46 s ago. Start one: bot worker"


def test_the_bot_is_not_ready_on_a_schema_of_another_version(
    configured: Settings, library: Library, clock: VirtualClock
) -> None:
    empty = Database("sqlite://")

    answer = build_app(configured, empty, lambda: shelf_of(library), clock).test_client().get("/readyz")

    empty.close()
    assert answer.status_code == 503
    assert "Run: bot migrate" in answer.text


def test_the_bot_shows_metrics_as_prometheus_reads_them(web: FlaskClient) -> None:
    answer = web.get("/metrics")

    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=")
    assert "bulbul_worker_silent_seconds 0.0" in answer.text
    assert 'bulbul_outbox_messages{status="queued"} 0.0' in answer.text


def test_content_that_cannot_be_used_is_told_and_keeps_nobody_from_being_answered(
    configured: Settings, database: Database, library: Library, clock: VirtualClock
) -> None:
    app = build_app(configured, database, lambda: shelf_of(library), clock, lambda: "version b is not used")
    refused = "version c is not used: 1 error. First: triggers/a.yaml:1:1: wrong."
    with database.transaction() as connection:
        mark_alive(connection, "gone", clock.now() - timedelta(minutes=1), "old", refused)
        mark_alive(connection, "one", clock.now(), "0123456789abcdef")
        mark_alive(connection, "two", clock.now(), "fedcba9876543210", refused)

    ready, metrics = app.test_client().get("/readyz"), app.test_client().get("/metrics").text

    assert ready.status_code == 200
    assert ready.text.splitlines() == [
        "ok",
        "content: this web process: version b is not used",
        f"content: worker two goes on with version fedcba98: {refused}",
    ]
    assert 'bulbul_workers{library="0123456789abcdef"} 1.0' in metrics
    assert 'bulbul_workers{library="fedcba9876543210"} 1.0' in metrics
    assert "bulbul_content_refused 1.0" in metrics
    assert 'library="old"' not in metrics


def test_a_message_is_received_under_the_policy_that_was_saved_last(tmp_path: Path, content: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    migrated = Database(url)
    migrate(migrated)
    configured = load_settings(settings(url, content))
    web = create_app(configured).test_client()
    policy = content / "replies" / "policy.yaml"
    written = policy.read_text("utf-8")
    assert "time_zone: Asia/Bangkok" in written
    policy.write_text(written.replace("time_zone: Asia/Bangkok", "time_zone: Asia/Tokyo"), "utf-8")

    form = {"MessageSid": "SM1", "From": "messenger:1", "Body": "hello"}
    target = f"{configured.public_url}/webhooks/twilio"
    signature = sign(configured.auth_tokens[0], target, form.items())
    answer = web.post("/webhooks/twilio", data=form, headers={"X-Twilio-Signature": signature})

    with migrated.reading() as connection:
        contact = find_by_address(connection, "messenger", "messenger:1")
    migrated.close()
    assert answer.status_code == 200
    assert contact is not None
    assert contact.zone == "Asia/Tokyo"


def test_the_metrics_tell_what_waits(
    configured: Settings, database: Database, clock: VirtualClock, library: Library
) -> None:
    web = build_app(configured, database, lambda: shelf_of(library), clock).test_client()
    inbound = Inbound("SM1", "whatsapp", "whatsapp:+15550100", text="asap")
    receive(database, inbound, clock.now())
    clock.move_to(clock.now() + timedelta(seconds=7))
    late = web.get("/metrics").text
    respond_next(database, library, "worker", clock.now())

    answered = web.get("/metrics").text

    assert "bulbul_answer_waiting_seconds 7.0" in late
    assert "bulbul_answer_waiting_seconds 0.0" in answered
    assert 'bulbul_outbox_messages{status="queued"} 1.0' in answered
    assert 'bulbul_escalations_open{priority="high"} 1.0' in answered


def test_a_file_is_served_under_its_own_address_and_no_other(web: FlaskClient, content: Path) -> None:
    files = MediaFiles(content / "replies" / "files", "", SECRET)
    right = files.link("data sheet.pdf")
    token = right.split("/")[2]

    found = web.get(right)
    assert (found.status_code, found.data, found.content_type) == (200, b"%PDF-1.7", "application/pdf")
    found.close()
    assert web.get(f"/media/{'0' * 32}/data sheet.pdf").status_code == 404
    assert web.get(f"/media/{token}x/data sheet.pdf").status_code == 404
    assert web.get(f"/media/{token}/policy.yaml").status_code == 404
    assert web.get("/media/é🙂/data sheet.pdf").status_code == 404


@pytest.mark.parametrize(
    "name", ["../policy.yaml", "x/../../policy.yaml", "..", "%2e%2e/policy.yaml", "a\0b", "é🙂", "x" * 5000]
)
def test_no_signed_name_leads_out_of_the_folder(web: FlaskClient, content: Path, name: str) -> None:
    files = MediaFiles(content / "replies" / "files", "", SECRET)

    assert web.get(files.link(name).replace("..", "%2e%2e")).status_code in {404, 308}
    assert web.get(files.link(name)).status_code in {404, 308}


def test_there_is_no_other_address(web: FlaskClient) -> None:
    rules = {rule.rule for rule in web.application.url_map.iter_rules()}

    # Who may open which of the console's is told, cell by cell, in tests/console/test_door.py.
    assert {rule for rule in rules if not rule.startswith("/console")} == {
        "/webhooks/twilio",
        "/webhooks/twilio/status/<message_id>",
        "/media/<token>/<path:name>",
        "/healthz",
        "/readyz",
        "/metrics",
        "/assets/<path:filename>",
    }
    assert [web.get(path).status_code for path in ("/", "/static/x", "/simulator")] == [404] * 3


def test_the_application_is_made_of_settings(tmp_path: Path, content: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    migrated = Database(url)
    migrate(migrated)
    app = create_app(load_settings(settings(url, content)))

    answers = [app.test_client().get(path).status_code for path in ("/healthz", "/readyz")]

    migrated.close()
    assert answers == [200, 503]


def test_the_application_that_cannot_start_says_why_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        create_app(load_settings({}))

    assert ended.value.code == NEVER_STARTS
    assert "BOT_SECRET_KEY is not set." in capsys.readouterr().err


def test_a_worker_is_given_what_it_works_with(tmp_path: Path, content: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    migrated = Database(url)
    migrate(migrated)
    migrated.close()
    configured = load_settings(settings(url, content))

    one, other = create_tools(configured), create_tools(configured)

    for tools in (one, other):
        tools.database.close()
    assert type(one.channel).__name__ == "TwilioChannel"
    assert one.media("data sheet.pdf").startswith(f"{configured.public_url}/media/")
    assert one.media("https://example.com/a.pdf") == "https://example.com/a.pdf"
    assert one.owner != other.owner
    assert one.mail is None, "there is no mail server"


def test_a_worker_calls_supervisors_by_mail_in_their_language(tmp_path: Path, clock: VirtualClock) -> None:
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    migrated = Database(url)
    migrate(migrated)
    migrated.close()
    with PostOffice() as office:
        configured = load_settings(settings(url, SMTP_URL=office.url, SMTP_FROM="bot@example.com"))
        tools = create_tools(configured)
        tools.database.close()
        assert tools.mail is not None
        waiting = [Waiting("c0ffee", "urgent", "th", clock.now())]
        agents = [
            Agent("sara", "supervisor", language=tongue, email="sara@example.com") for tongue in ("th", "")
        ]
        letters = [tools.mail.write(agent, waiting, "Asia/Bangkok") for agent in agents]

        posted = tools.mail.post(letters, clock.now())

    assert [one.taken for one in posted] == [True, True]
    assert [one["Content-Language"] for one in office.taken] == ["th", "en"]
    assert [one["From"] for one in office.taken] == ["Bulbul <bot@example.com>"] * 2
    assert all(f"{configured.public_url}/console/c/c0ffee" in text for text in office.texts)


def test_a_worker_needs_all_settings_of_the_service() -> None:
    with pytest.raises(SettingsError, match="TWILIO_ACCOUNT_SID is not set"):
        create_tools(load_settings({}))


@pytest.mark.parametrize(("hops", "seen"), [("0", "http://localhost/"), ("1", "https://bot.example.com/")])
def test_forwarded_headers_count_only_behind_trusted_proxies(
    content: Path, library: Library, clock: VirtualClock, hops: str, seen: str
) -> None:
    configured = load_settings(settings("sqlite://", content, BOT_TRUSTED_PROXIES=hops))
    unused = Database("sqlite://")
    app = build_app(configured, unused, lambda: shelf_of(library), clock)
    app.add_url_rule("/seen", view_func=lambda: request.host_url)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "bot.example.com"}

    answer = app.test_client().get("/seen", headers=forwarded)

    unused.close()
    assert answer.text == seen
