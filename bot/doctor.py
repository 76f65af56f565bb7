"""Doctor: is the bot ready to serve? Each line says what was looked at, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.channels.twilio import check_account
from bot.clock import SystemClock
from bot.config import Settings, load_settings
from bot.content.check import check
from bot.content.problems import errors_of
from bot.errors import BulbulError
from bot.health import not_ready
from bot.store.database import Database
from bot.store.schema import require_current

WEBHOOK_OVERRIDES = "#rc=5&rp=ct,rt,5xx"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `told` says how it is, or what to do where it is not well."""

    what: str
    well: bool
    told: str


def examine() -> Iterator[Finding]:
    """Everything that must be right before messages are answered, in the order of mending."""
    try:
        settings = load_settings()
    except BulbulError as error:
        yield Finding("settings", False, str(error))
        return
    yield _settings(settings)
    database = Database(settings.database_url)
    yield _database(database)
    yield _content(settings)
    yield _worker(database)
    yield from _provider(settings)
    database.close()


def _settings(settings: Settings) -> Finding:
    try:
        settings.require_service()
    except BulbulError as error:
        return Finding("settings", False, str(error))
    return Finding("settings", True, "all that web and worker need is set")


def _database(database: Database) -> Finding:
    try:
        require_current(database)
    except BulbulError as error:
        return Finding("database", False, str(error))
    return Finding("database", True, f"{database.url.get_backend_name()}, schema current")


def _content(settings: Settings) -> Finding:
    problems = check(settings.content)
    errors = errors_of(problems)
    if errors:
        return Finding(
            "content", False, f"{len(errors)} errors; see them all with: bot check. First: {errors[0]}"
        )
    return Finding("content", True, f"no errors, {len(problems)} warnings (bot check shows them)")


def _worker(database: Database) -> Finding:
    try:
        trouble = not_ready(database, SystemClock())
    except BulbulError as error:
        trouble = str(error)
    return Finding("worker", not trouble, trouble or "heard less than a minute ago")


def _provider(settings: Settings) -> Iterator[Finding]:
    """Where the provider must post to, and whether it knows our credentials."""
    if not settings.public_url:
        return
    url = f"{settings.public_url}/webhooks/twilio"
    yield Finding("webhook", True, f"set it in Twilio's console, method POST, to {url}{WEBHOOK_OVERRIDES}")
    if settings.twilio_account_sid and settings.auth_tokens:
        trouble = _credentials(settings)
        yield Finding("credentials", not trouble, trouble or "Twilio knows the account and the token")


def _credentials(settings: Settings) -> str:
    return check_account(settings.twilio_account_sid, settings.auth_tokens[0], settings.twilio_api_url)
