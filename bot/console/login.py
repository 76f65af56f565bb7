"""Logging in and out."""

from datetime import datetime, timedelta
from math import ceil

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bot.actions.log_in import LoggedIn, Refused, log_in, log_out
from bot.console.door import HOME, begin_session, doer, end_session, local, needs, words
from bot.console.tools import console, tools
from bot.console.words import keep_language

_LONGEST_NAME = 256


@console.get("/log-in")
def login() -> Response:
    return _page()


@console.post("/log-in")
def enter() -> ResponseReturnValue:
    """Come in, and go on to where one wanted to go."""
    now = tools().clock.now()
    name = request.form.get("name", "")[:_LONGEST_NAME]
    password = request.form.get("password", "")
    result = log_in(tools().database, name, password, request.remote_addr or "", now)
    if isinstance(result, LoggedIn):
        begin_session(result.agent, result.stamp)
        return redirect(local(request.values.get("next", "")) or HOME, code=303)
    return _refuse(result, now)


@console.post("/log-out")
@needs()
def logout() -> ResponseReturnValue:
    """Leave this browser; other browsers of the agent stay."""
    log_out(tools().database, doer(), tools().clock.now())
    end_session()
    return redirect(f"{HOME}/log-in", code=303)


def _refuse(refused: Refused, now: datetime) -> Response:
    """The page again; the same words for a wrong name and a wrong password."""
    say = words().say
    if refused.until is None:
        return _page(say("Name or password is wrong. Capital letters count in the password."), 401)
    wait = max(refused.until - now, timedelta(seconds=1))
    told = say("Too many attempts. You can try again %(when)s.", when=words().distance(wait))
    response = _page(told, 429)
    response.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return response


def _page(error: str = "", status: int = 200) -> Response:
    page = render_template(
        "console/login.html",
        error=error,
        name=request.form.get("name", "")[:_LONGEST_NAME],
        next=local(request.values.get("next", "")) or "",
    )
    response = make_response(page, status)
    keep_language(response, request.args.get("language", ""))
    return response
