"""Doctor: is the bot ready to serve? Each line says what was looked at, and how to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from bot.channels.mail import MailServer, check_server, read_server
from bot.channels.twilio import check_account
from bot.clock import SystemClock
from bot.config import Settings, load_settings
from bot.content.check import check
from bot.content.files import version_of
from bot.content.problems import errors_of
from bot.core.mailing import who_is_called
from bot.errors import BulbulError
from bot.health import not_ready, workers_heard
from bot.store.agents import list_agents, to_agent
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
    found = _database(database)
    yield found
    if found.well and settings.public_url:
        yield _accounts(database, settings)
    yield _content(settings)
    yield from _workers(settings, database)
    yield from _provider(settings)
    yield _mail(settings, database, known=found.well)
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


def _accounts(database: Database, settings: Settings) -> Finding:
    """Can anybody answer whom the bot hands over? A bot without staff is not ill, but should know it."""
    with database.reading() as connection:
        active = [to_agent(row) for row in list_agents(connection) if row.disabled_at is None]
    if settings.platform and not settings.trusted_proxies:
        told = (
            f"on {settings.platform} all your staff seem to sit at one address, where the wrong passwords of "
            "strangers keep them out too. Set BOT_TRUSTED_PROXIES to the proxies before the bot, mostly 1."
        )
        return Finding("console", False, told)
    answering = [agent.name for agent in active if agent.may("answer")]
    if not answering:
        told = "nobody can answer those who need a person. Add somebody: bot agent add NAME --role admin"
        return Finding("console", True, told)
    return Finding(
        "console", True, f"{len(answering)} of your staff can answer at {settings.public_url}/console"
    )


def _content(settings: Settings) -> Finding:
    problems = check(settings.content)
    errors = errors_of(problems)
    if errors:
        return Finding(
            "content", False, f"{len(errors)} errors; see them all with: bot check. First: {errors[0]}"
        )
    version = version_of(settings.content)[:8]
    return Finding(
        "content", True, f"version {version}, no errors, {len(problems)} warnings (bot check shows them)"
    )


def _workers(settings: Settings, database: Database) -> Iterator[Finding]:
    """Is any worker heard, and does each of those use the content on disk?"""
    clock = SystemClock()
    trouble = not_ready(database, clock)
    yield Finding("worker", not trouble, trouble or "heard less than a minute ago")
    if not trouble:
        version = version_of(settings.content)
        yield from (_used(row, version, settings) for row in workers_heard(database, clock))


def _used(row: Row[Any], version: str, settings: Settings) -> Finding:
    """Whether a worker uses the files that this command sees, and what to do where it does not."""
    runs = f"the files on disk are version {version[:8]}, worker {row.worker} runs {row.library[:8]}"
    if row.library == version:
        return Finding("content", True, f"worker {row.worker} runs version {version[:8]}, as on disk")
    if row.problem:
        mend = "Mend it and save: it is used within two seconds. bot check shows every error."
        return Finding("content", False, f"{runs}, because {row.problem} {mend}")
    mend = (
        "If they were saved this moment, ask again. Else it reads other files: bring the new ones to its "
        f"machine, where BOT_CONTENT must name their folder (here it is {settings.content})."
    )
    return Finding("content", False, f"{runs}. {mend}")


def _provider(settings: Settings) -> Iterator[Finding]:
    """Where the provider must post to, and whether it knows our credentials."""
    if not settings.public_url:
        return
    url = f"{settings.public_url}/webhooks/twilio"
    yield Finding("webhook", True, f"set it in Twilio's console, method POST, to {url}{WEBHOOK_OVERRIDES}")
    if settings.twilio_account_sid and settings.auth_tokens:
        trouble = _credentials(settings)
        yield Finding("credentials", not trouble, trouble or "Twilio knows the account and the token")


def _mail(settings: Settings, database: Database, *, known: bool) -> Finding:
    """Does the mail server answer, and is there anybody to call? `known`: the database can be asked."""
    url = settings.smtp_url.get_secret_value()
    if not url:
        return Finding("mail", True, "SMTP_URL is not set: supervisors are called in the console alone")
    server = read_server(url, settings.smtp_from, settings.public_url)
    trouble = check_server(server)
    if trouble:
        told = f"supervisors cannot be called by mail: {trouble.rstrip('.')}. Mend SMTP_URL, or leave it out."
        return Finding("mail", False, told)
    return Finding("mail", True, _called(server, database) if known else f"{server.host} answers")


def _called(server: MailServer, database: Database) -> str:
    with database.reading() as connection:
        active = [to_agent(row) for row in list_agents(connection) if row.disabled_at is None]
    number = len(who_is_called(active))
    if not number:
        return (
            f"{server.host} answers, but no supervisor or admin has an address. Give them one at "
            "/console/accounts, or with: bot agent add NAME --role supervisor --email ADDRESS"
        )
    return f"{server.host} answers; addresses that are called when nobody else comes: {number}"


def _credentials(settings: Settings) -> str:
    return check_account(settings.twilio_account_sid, settings.auth_tokens[0], settings.twilio_api_url)
