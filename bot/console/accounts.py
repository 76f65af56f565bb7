"""All accounts, for admins: add one, change what it may do, shut it out, let it in again."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.actions import accounts as change
from bot.console.door import doer, needs, who, words
from bot.console.tools import console, tools
from bot.core.agents import RIGHTS, ROLES, Agent, Role
from bot.errors import AccountError
from bot.store.agents import list_agents
from bot.store.audit import Doer
from bot.store.database import Database

_Act = Callable[[Database, str, Doer, datetime], None]
_ACTS: dict[str, tuple[_Act, str]] = {
    "disable": (change.disable, "%(name)s is disabled and logged out everywhere."),
    "enable": (change.enable, "%(name)s can log in again."),
    "log-out": (change.log_out_everywhere, "%(name)s is logged out everywhere."),
}
OWN = "Change your own password on your account page, where your current one is asked for."


@console.get("/accounts")
@needs("accounts")
def accounts() -> ResponseReturnValue:
    return _page()


@console.post("/accounts")
@needs("accounts")
def add_account() -> ResponseReturnValue:
    form = request.form
    agent = Agent(
        name=form.get("name", "").strip(),
        role=cast(Role, form.get("role", "")),
        full_name=form.get("full_name", ""),
        language=form.get("language", "") if form.get("language") in tools().wordings else "",
        email=form.get("email", ""),
    )
    try:
        change.add_agent(tools().database, agent, form.get("password", ""), doer(), _now())
    except AccountError as error:
        return _page(error, agent), 422
    return _done("%(name)s can log in now.", agent.name)


@console.post("/accounts/<name>/role")
@needs("accounts")
def change_role(name: str) -> ResponseReturnValue:
    try:
        change.set_role(tools().database, name, request.form.get("role", ""), doer(), _now())
    except AccountError as error:
        return _page(error), 422
    return _done("%(name)s has another role, and must log in again.", name)


@console.post("/accounts/<name>/email")
@needs("accounts")
def change_email(name: str) -> ResponseReturnValue:
    try:
        change.set_email(tools().database, name, request.form.get("email", ""), doer(), _now())
    except AccountError as error:
        return _page(error), 422
    return _done("The address of %(name)s is saved.", name)


@console.post("/accounts/<name>/password")
@needs("accounts")
def give_password(name: str) -> ResponseReturnValue:
    try:
        if name == who().name:
            raise AccountError(OWN)
        change.set_password(tools().database, name, request.form.get("password", ""), doer(), _now())
    except AccountError as error:
        return _page(error), 422
    return _done("%(name)s has a new password, and is logged out everywhere.", name)


@console.post("/accounts/<name>/<any(disable, enable, 'log-out'):act>")
@needs("accounts")
def change_account(name: str, act: str) -> ResponseReturnValue:
    run, told = _ACTS[act]
    try:
        run(tools().database, name, doer(), _now())
    except AccountError as error:
        return _page(error), 422
    return _done(told, name)


def _now() -> datetime:
    return tools().clock.now()


def _done(text: str, name: str) -> ResponseReturnValue:
    flash(words().say(text, name=name))
    return redirect(url_for("console.accounts"), code=303)


def _page(error: AccountError | None = None, typed: Agent | None = None) -> str:
    """`typed` is what stays in the form after an error."""
    with tools().database.reading() as connection:
        rows = list_agents(connection)
    return render_template(
        "console/accounts.html",
        rows=rows,
        roles=ROLES,
        called=[role for role in ROLES if "overrule" in RIGHTS[role]],
        typed=typed or Agent("", "agent"),
        error=words().say(error.text, **error.values) if error else "",
        zone=tools().shelf().policy.business.time_zone,
    )
