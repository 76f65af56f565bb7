"""One's own account: password, language, and the end of all sessions."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.actions.accounts import change_own_password, log_out_everywhere, set_email, set_language
from bot.actions.passwords import BusyError
from bot.console.door import HOME, begin_session, doer, end_session, needs, who, words
from bot.console.tools import console, tools
from bot.console.words import keep_language
from bot.errors import AccountError


@console.get("/account")
@needs()
def account() -> ResponseReturnValue:
    return render_template("console/account.html")


@console.post("/account/password")
@needs()
def change_password() -> ResponseReturnValue:
    """A new password by the current one: this session goes on, all others end."""
    form, say = request.form, words().say
    if form.get("password", "") != form.get("again", ""):
        return _again(say("The two new passwords differ. Type the same one twice."))
    try:
        stamp = change_own_password(
            tools().database,
            form.get("current", ""),
            form.get("password", ""),
            doer(),
            tools().clock.now(),
        )
    except AccountError as error:
        return _again(say(error.text, **error.values), 429 if isinstance(error, BusyError) else 422)
    begin_session(who(), stamp)
    flash(say("Your password is changed, and you are logged out everywhere else."))
    return redirect(url_for("console.account"), code=303)


@console.post("/account/language")
@needs()
def choose_language() -> ResponseReturnValue:
    wanted = request.form.get("language", "")
    response = make_response(redirect(url_for("console.account"), code=303))
    if wanted in tools().wordings:
        set_language(tools().database, wanted, doer(), tools().clock.now())
        # The log-in page in this browser speaks it too.
        keep_language(response, wanted)
    return response


@console.post("/account/email")
@needs("overrule")
def choose_email() -> ResponseReturnValue:
    """Where one is called by mail, for those who are called when nobody else comes."""
    say = words().say
    try:
        set_email(tools().database, who().name, request.form.get("email", ""), doer(), tools().clock.now())
    except AccountError as error:
        return _again(say(error.text, **error.values))
    flash(say("Your address is saved."))
    return redirect(url_for("console.account"), code=303)


@console.post("/account/log-out-everywhere")
@needs()
def leave_everywhere() -> ResponseReturnValue:
    log_out_everywhere(tools().database, who().name, doer(), tools().clock.now())
    end_session()
    return redirect(f"{HOME}/log-in", code=303)


def _again(error: str, status: int = 422) -> ResponseReturnValue:
    return render_template("console/account.html", error=error), status
