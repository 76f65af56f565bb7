"""Put the console together: its pages, its session cookie, and the headers of every answer.

Its one rule: what is set here holds for the console alone; webhooks and simulator do not notice.
"""

from typing import Any

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import Forbidden, NotFound

from bot.console import account, accounts, acts, annotating, contacts, conversation, log, login, queue, start
from bot.console.door import HOME, IDLE, csrf, keep_out, visitor, words
from bot.console.tools import Tools, console, tools
from bot.web.assets import HEADERS

PAGES = (login, queue, conversation, acts, annotating, contacts, start, account, accounts, log)
"""To import a page puts its addresses on the blueprint; a new page is one more name in this line."""
_A_YEAR = 365 * 24 * 3600


def add_console(app: Flask, tools: Tools, *, secure: bool) -> None:
    """Add the console to an application; `secure`: the world reaches it by https alone."""
    app.extensions["console"] = tools
    app.config.update(
        SESSION_COOKIE_NAME="bulbul",
        SESSION_COOKIE_PATH=HOME,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        PERMANENT_SESSION_LIFETIME=IDLE,
        # The door renews a session itself, and says why.
        SESSION_REFRESH_EACH_REQUEST=False,
        # Webhooks are signed in another way, and an open console may be older than an hour.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # It asks for a referrer, which our pages do not send; the door asks the browser instead.
        WTF_CSRF_SSL_STRICT=False,
    )
    csrf.init_app(app)
    manager = LoginManager()
    keep_out(manager)
    manager.init_app(app, add_context_processor=False)
    app.register_blueprint(console)


@console.context_processor
def furnish() -> dict[str, Any]:
    """What every template of the console may use."""
    found, wording = visitor(), words()
    return {
        "agent": found.agent if found else None,
        "words": wording,
        "_": wording.say,
        "wordings": tools().wordings.values(),
        "csrf": generate_csrf(),
        "business": tools().shelf().policy.business.name,
    }


@console.after_request
def protect(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_A_YEAR}"
    # Of its files a browser asks whether they have changed: a page and its script are of one version.
    if request.endpoint != "console.static":
        response.headers["Cache-Control"] = "no-store"
    return response


@console.errorhandler(CSRFError)
def outdated(_: CSRFError) -> ResponseReturnValue:
    say = words().say
    title = say("This page is too old")
    return _refusal(title, say("Nothing was changed. Load the page again and repeat what you did."), 400)


@console.errorhandler(Forbidden)
def forbidden(_: Forbidden) -> ResponseReturnValue:
    say = words().say
    title = say("Not for your account")
    return _refusal(title, say("Your role has no right to this. Ask an admin if you need it."), 403)


@console.errorhandler(NotFound)
def missing(_: NotFound) -> ResponseReturnValue:
    say = words().say
    title = say("There is nothing here")
    return _refusal(title, say("The contact may have been erased, or the address is wrong."), 404)


def _refusal(title: str, text: str, status: int) -> ResponseReturnValue:
    """A page; for a piece of a page, the sentence alone."""
    if "HX-Request" in request.headers:
        return Response(text, status, mimetype="text/plain")
    return render_template("console/refused.html", title=title, text=text), status
