"""What keeps web and worker from starting is told whole, once, and without a traceback."""

from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.schema import migrate
from tests.processes import content_copy, installed, settings


def _migrated(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()


_BROKEN = ["triggers/broken.yaml:1:19: ", "locales/th/LC_MESSAGES/replies.po:1:1: ", "2 errors: nothing was"]


@pytest.mark.parametrize(
    ("kind", "change", "told"),
    [
        ("worker", {}, _BROKEN),
        ("web", {}, _BROKEN),
        (
            "web",
            {"BOT_SECRET_KEY": "", "TWILIO_AUTH_TOKEN": ""},
            ["BOT_SECRET_KEY is", "TWILIO_AUTH_TOKEN is"],
        ),
        ("web", {"DATABASE_URL": "sqlite:///empty.db"}, ["Run: bot migrate"]),
        (
            "web",
            {"DATABASE_URL": "postgresql://bulbul@127.0.0.1:1/none"},
            ["does not answer", "DATABASE_URL"],
        ),
    ],
    ids=["worker: content", "web: content", "web: settings", "web: schema", "web: database"],
)
def test_a_process_that_cannot_start_says_why_and_ends(
    tmp_path: Path, kind: str, change: dict[str, str], told: list[str]
) -> None:
    content = content_copy(tmp_path / "content")
    (content / "triggers" / "broken.yaml").write_text("broken: {phrases: 1}\n", "utf-8")
    (content / "locales" / "th" / "LC_MESSAGES" / "replies.po").write_text('msgid "x\n', "utf-8")
    url = f"sqlite:///{tmp_path / 'bulbul.db'}"
    _migrated(url)
    with installed(tmp_path / "home", settings(url, content) | change) as bot:
        status, log = bot.run(kind)

    assert status != 0
    assert [part for part in told if part not in log] == []
    assert [part for part in told if log.count(part) > 1] == []
    assert "Traceback" not in log
