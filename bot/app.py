"""The composition root: settings in, a web application or a worker's tools out.

Nothing else in the house reads settings or knows which database, provider or clock is used.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from flask import Flask, Response, send_file
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.channels.mail import post, read_server
from bot.channels.signature import SignatureCheck
from bot.clock import Clock, SystemClock
from bot.config import Settings, cache_folder, load_settings
from bot.console.create import add_console
from bot.console.tools import Tools as ConsoleTools
from bot.content.library import load_library, load_shelf, with_meaning
from bot.content.meaning import Meaning, load_meaning
from bot.content.watching import Live, Watch
from bot.core.agents import Agent
from bot.core.library import Library
from bot.core.mailing import Letter, Mail, Waiting
from bot.core.sending import Channel
from bot.core.shelf import Shelf
from bot.errors import BulbulError
from bot.health import create_health
from bot.log import set_up
from bot.media import MediaFiles
from bot.store.database import Database
from bot.store.schema import require_current
from bot.web.assets import create_assets
from bot.web.letters import write_call
from bot.web.wording import SOURCE, load_wordings
from bot.webhooks import create_webhooks

if TYPE_CHECKING:
    from bot.worker import Tools

NEVER_STARTS = 4
"""How gunicorn knows that a worker's application cannot be loaded: it stops, and does not try again."""


def create_app(settings: Settings | None = None, clock: Clock | None = None) -> Flask:
    """The web application; where it is not ready to serve, it says why and ends the process."""
    set_up()
    try:
        return _app_of(settings or load_settings(), clock or SystemClock())
    except BulbulError as error:
        # Raised, it would reach the reader under the web server's own traceback.
        sys.stderr.write(f"{error}\n")
        raise SystemExit(NEVER_STARTS) from error


def _app_of(settings: Settings, clock: Clock) -> Flask:
    settings.require_service()
    database = Database(settings.database_url)
    require_current(database)
    shelf = Live(settings.content, load_shelf)
    # A server may load the application before it forks, and processes cannot share a connection.
    database.close()
    return build_app(settings, database, shelf, clock, shelf.problem)


def build_app(
    settings: Settings,
    database: Database,
    shelf: Callable[[], Shelf],
    clock: Clock,
    problem: Callable[[], str] = str,
) -> Flask:
    """The web application on what is ready; `shelf` is asked anew at each use.

    `problem` says why this process does not use the content on disk, empty where it does.
    """
    app = Flask("bot", static_folder=None)
    app.secret_key = settings.secret_key.get_secret_value()
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        # Flask documents wsgi_app as the place for middleware; its type knows only the method.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    signature = SignatureCheck(settings.auth_tokens, settings.public_url)
    app.register_blueprint(create_webhooks(database, clock, signature, lambda: shelf().policy.business))
    _add_media(app, _media(settings))
    app.register_blueprint(create_health(database, clock, problem))
    app.register_blueprint(create_assets())
    wordings = load_wordings(settings.content / "locales")
    add_console(app, ConsoleTools(database, clock, shelf, wordings), secure=settings.secure)
    return app


def create_tools(settings: Settings, channel: Channel | None = None, clock: Clock | None = None) -> "Tools":
    """What a worker works with; BulbulError where settings, database or content are not ready."""
    from bot.worker import Tools, name_worker  # noqa: PLC0415  the web process schedules nothing

    settings.require_service()
    database = Database(settings.database_url)
    require_current(database)
    watch = Watch(settings.content, load_library)
    return Tools(
        database=database,
        library=watch.begin(),
        channel=channel or _twilio(settings),
        clock=clock or SystemClock(),
        media=_media(settings).link,
        owner=name_worker(),
        learn=_learn,
        watch=watch,
        mail=_mail(settings),
    )


def _learn(library: Library) -> Library | None:
    """The library with the model of meaning; None where the extra is not installed."""
    meaning = _meaning()
    return with_meaning(library, meaning) if meaning else None


@cache
def _meaning() -> Meaning | None:
    """The model of meaning, loaded once: each new library is learned with the same one."""
    return load_meaning(cache_folder())


def _media(settings: Settings) -> MediaFiles:
    folder = settings.content / "replies" / "files"
    return MediaFiles(folder, settings.public_url, settings.secret_key.get_secret_value())


def _mail(settings: Settings) -> Mail | None:
    """How supervisors are called by mail; None where there is no mail server."""
    if not settings.smtp_url.get_secret_value():
        return None
    server = read_server(settings.smtp_url.get_secret_value(), settings.smtp_from, settings.public_url)
    wordings = load_wordings(settings.content / "locales")

    def write(agent: Agent, waiting: Sequence[Waiting], zone: str) -> Letter:
        wording = wordings.get(agent.language, wordings[SOURCE])
        return write_call(wording, agent, waiting, zone, settings.public_url)

    return Mail(write, partial(post, server))


def _twilio(settings: Settings) -> Channel:
    # Imported here: the client costs a third of a second and is needed by the worker alone.
    from bot.channels.twilio import TwilioAccount, TwilioChannel  # noqa: PLC0415  see above

    account = TwilioAccount(
        account_sid=settings.twilio_account_sid,
        auth_token=settings.auth_tokens[0],
        sender=settings.twilio_whatsapp_from,
        messaging_service_sid=settings.twilio_messaging_service_sid,
        api_url=settings.twilio_api_url,
    )
    return TwilioChannel(account, settings.public_url)


def _add_media(app: Flask, files: MediaFiles) -> None:
    @app.get("/media/<token>/<path:name>")
    def media(token: str, name: str) -> Response:
        path = files.find(token, name)
        if path is None:
            return Response("Not found", status=404, mimetype="text/plain")
        return send_file(path.resolve(), max_age=86_400)
