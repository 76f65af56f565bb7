"""Settings are read once; whatever is wrong is told at once, with what to do."""

from pathlib import Path

import pytest

from bot.config import load_settings
from bot.errors import SettingsError

COMPLETE = {
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "new, old",
    "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
    "BOT_PUBLIC_URL": "https://bot.example.com",
    "BOT_SECRET_KEY": "a long secret key",
}


def test_the_bot_needs_no_setting_for_the_demo() -> None:
    settings = load_settings({})

    assert settings.database_url == "sqlite:///var/bulbul.db"
    assert (settings.port, settings.trusted_proxies, settings.public_url) == (8000, 0, "")
    assert (settings.content / "replies").is_dir()


def test_the_bot_starts_with_a_complete_set_up() -> None:
    settings = load_settings(COMPLETE)

    settings.require_service()

    assert settings.auth_tokens == ("new", "old")


def test_the_bot_may_send_by_a_messaging_service_instead() -> None:
    given = COMPLETE | {"TWILIO_WHATSAPP_FROM": "", "TWILIO_MESSAGING_SERVICE_SID": "MG" + "0" * 32}

    load_settings(given).require_service()


def test_the_bot_lists_all_that_is_missing_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings({}).require_service()

    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in lines] == list(COMPLETE)
    assert all("is not set." in line for line in lines)


def test_the_bot_lists_all_that_is_wrong_at_once_and_shows_no_secret() -> None:
    wrong = {
        "DATABASE_URL": "mysql://bulbul:hidden@host/name",
        "BOT_PUBLIC_URL": "http://bot.example.com",
        "BOT_TRUSTED_PROXIES": "many",
        "TWILIO_ACCOUNT_SID": "SK-hidden",
        "TWILIO_MESSAGING_SERVICE_SID": "XX",
        "TWILIO_WHATSAPP_FROM": "our number",
        "TWILIO_API_URL": "localhost:4010",
        "SMTP_URL": "user:hidden@mail",
        "SMTP_FROM": "Bulbul",
        "PORT": "0",
    }

    with pytest.raises(SettingsError) as caught:
        load_settings(wrong)

    text = str(caught.value)
    assert {line.split()[0] for line in text.splitlines()} == set(wrong)
    assert "hidden" not in text


def test_the_bot_shows_no_secret_where_settings_are_printed() -> None:
    given = {
        "DATABASE_URL": "postgres://u:hidden@h/n",
        "TWILIO_AUTH_TOKEN": "hidden",
        "BOT_SECRET_KEY": "hidden",
    }

    assert "hidden" not in repr(load_settings(given | {"SMTP_URL": "smtp://u:hidden@h:587"}))


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgres://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
        ("postgresql://u:p@h:5432/n?sslmode=require", "postgresql+psycopg://u:p@h:5432/n?sslmode=require"),
        ("postgresql+psycopg://h/n", "postgresql+psycopg://h/n"),
        ("sqlite:////srv/bulbul.db", "sqlite:////srv/bulbul.db"),
    ],
)
def test_the_bot_understands_the_database_urls_that_platforms_give(given: str, url: str) -> None:
    assert load_settings({"DATABASE_URL": given}).database_url == url


@pytest.mark.parametrize("mark", ["DYNO", "RENDER", "FLY_APP_NAME", "RAILWAY_ENVIRONMENT"])
def test_the_bot_refuses_sqlite_where_web_and_worker_share_no_disk(mark: str) -> None:
    settings = load_settings(COMPLETE | {mark: "1"})

    with pytest.raises(SettingsError, match="share no disk"):
        settings.require_service()

    load_settings(COMPLETE | {mark: "1", "DATABASE_URL": "postgres://h/n"}).require_service()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://bot.example.com/", "https://bot.example.com"),
        ("https://bot.example.com:8443", "https://bot.example.com:8443"),
        ("http://localhost:5000/", "http://localhost:5000"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
    ],
)
def test_the_bot_takes_a_public_address_down_to_its_host(given: str, url: str) -> None:
    assert load_settings({"BOT_PUBLIC_URL": given}).public_url == url


@pytest.mark.parametrize(
    "given",
    [
        "bot.example.com",
        "ftp://bot.example.com",
        "http://bot.example.com",
        "http://localhost.example.com",
        "https://my_bot.example.com",
        "https://bot.example.com/webhooks/twilio",
        "https://bot.example.com?x=1",
        "https://user@bot.example.com",
        "https://[bot",
    ],
)
def test_the_bot_refuses_a_public_address_that_twilio_cannot_use(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^BOT_PUBLIC_URL "):
        load_settings({"BOT_PUBLIC_URL": given})


@pytest.mark.parametrize("given", ["+14155238886", "whatsapp:+1 (415) 523-8886", " whatsapp:+14155238886 "])
def test_the_bot_writes_the_sender_as_twilio_wants_it(given: str) -> None:
    assert load_settings({"TWILIO_WHATSAPP_FROM": given}).twilio_whatsapp_from == "whatsapp:+14155238886"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("PORT=9001\nBOT_TRUSTED_PROXIES=2\nNOT_OURS=1\nSMTP_URL=\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORT", "9002")

    settings = load_settings()

    assert (settings.port, settings.trusted_proxies) == (9002, 2)


def test_the_example_file_names_every_setting_and_is_valid() -> None:
    text = (Path(__file__).parent.parent / ".env.example").read_text("utf-8")
    pairs = dict(line.split("=", 1) for line in text.splitlines() if line and not line.startswith("#"))

    settings = load_settings(pairs)

    assert set(pairs) == {field.alias for field in type(settings).model_fields.values()}


@pytest.mark.parametrize(
    "given",
    [
        "smtp://mail.example.com",
        "smtp://u:p@mail.example.com:587",
        "smtps://u%40example.com:p%2Fq@mail.example.com:465/",
    ],
)
def test_the_bot_takes_a_mail_server(given: str) -> None:
    assert load_settings({"SMTP_URL": given}).smtp_url.get_secret_value() == given


@pytest.mark.parametrize(
    "given",
    [
        "mail.example.com:587",
        "http://mail.example.com",
        "smtp://",
        "smtp://:587",
        "smtp://u:hid#den@mail.example.com",
        "smtp://u:hid/den@mail.example.com",
        "smtp://u:p@mail.example.com:many",
        "smtp://u:p@mail.example.com/folder",
    ],
)
def test_the_bot_refuses_what_is_no_mail_server_and_says_how_to_write_a_password(given: str) -> None:
    with pytest.raises(SettingsError, match=r"^SMTP_URL is no mail server.* # as %23") as caught:
        load_settings({"SMTP_URL": given})

    assert "hid" not in str(caught.value)
