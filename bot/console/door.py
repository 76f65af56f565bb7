"""The door: who is there, what they may do, and the one way to a conversation.

Its one rule: it is shut. A page without `@needs` opens for nobody, and one with it only for an
agent who is logged in, whose account is as it was then, and whose role has the right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from flask import Response, abort, current_app, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf import CSRFProtect

from bot.console.tools import console, tools
from bot.console.words import words_for
from bot.core.agents import Agent, Right
from bot.core.contacts import Contact
from bot.store.agents import change_agent, find_agent, to_agent
from bot.store.audit import Doer
from bot.store.contacts import find_contact
from bot.web.wording import Wording

HOME = "/console"
IDLE = timedelta(hours=12)
"""How long a session lasts without a request: a working day, and never a night and a day."""
_RENEWED = timedelta(minutes=10)
_LOOK = timedelta(seconds=20)
_PUBLIC = frozenset({"console.static", "console.login", "console.enter"})
_AT = "at"
_needed: dict[Callable[..., Any], Right | None] = {}
_View = TypeVar("_View", bound=Callable[..., Any])

csrf = CSRFProtect()


@dataclass(frozen=True, slots=True)
class Visitor(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """Who is logged in. `stamp` is the account's at that moment: another one ends the session."""

    agent: Agent
    stamp: str

    def get_id(self) -> str:
        return f"{self.agent.name}:{self.stamp}"


def needs(right: Right | None = None) -> Callable[[_View], _View]:
    """Open a page to agents with a right; to all who are logged in without one."""

    def mark(view: _View) -> _View:
        _needed[view] = right
        return view

    return mark


def who() -> Agent:
    """The agent who asks."""
    found = visitor()
    return found.agent if found else abort(403)


def doer() -> Doer:
    """The agent who asks, as the audit log wants to know."""
    return Doer(who().name, request.remote_addr or "")


def visitor() -> Visitor | None:
    return cast(Visitor, current_user._get_current_object()) if current_user.is_authenticated else None


def words() -> Wording:
    found = visitor()
    return words_for(found.agent if found else None)


def open_conversation(contact_id: str, right: Right = "see") -> tuple[Agent, Contact]:
    """The one way to a conversation: 403 without the right, 404 where there is no such contact.

    Whose conversation it is may change at any moment, so that is asked under the contact's lock.
    """
    agent = who()
    if not agent.may(right):
        abort(403)
    if not contact_id.isalnum():
        abort(404)
    with tools().database.reading() as connection:
        contact = find_contact(connection, contact_id)
    return agent, contact or abort(404)


def begin_session(agent: Agent, stamp: str) -> None:
    """Log in with a session of its own: nothing that was in the browser before is trusted."""
    session.clear()
    session.permanent = True
    session[_AT] = int(tools().clock.now().timestamp())
    login_user(Visitor(agent, stamp))


def end_session() -> None:
    logout_user()
    session.clear()


def keep_out(login: LoginManager) -> None:
    """Tell Flask-Login whom a session belongs to."""
    # A phone changes its network all day long, so a session is bound to no address.
    login.session_protection = None
    login.user_loader(_find_visitor)


def _find_visitor(token: str) -> Visitor | None:
    name, _, stamp = token.partition(":")
    now = tools().clock.now()
    with tools().database.reading() as connection:
        row = find_agent(connection, name)
    if row is None or row.disabled_at or row.stamp != stamp:
        return None
    if row.seen_at is None or now - row.seen_at >= _LOOK:
        _mark_seen(name, now)
    return Visitor(to_agent(row), stamp)


def _mark_seen(name: str, now: datetime) -> None:
    with tools().database.transaction() as connection:
        change_agent(connection, name, {"seen_at": now})


@console.before_request
def guard() -> ResponseReturnValue | None:
    """Let in whom the page is for; everything that changes something needs the page's token."""
    if request.endpoint == "console.static":
        return None
    refuse_other_sites()
    found, public = visitor(), request.endpoint in _PUBLIC
    if found is None and not public:
        return _to_login()
    if found and public:
        # Another tab has logged in meanwhile.
        return redirect(local(request.values.get("next", "")) or HOME, code=303)
    csrf.protect()
    if found:
        _require_right(found.agent)
        _renew()
    return None


def refuse_other_sites() -> None:
    """Refuse what another site's page makes this browser send.

    Our pages send no referrer, and therefore `Origin: null` with a form: browsers say where a
    request comes from in Sec-Fetch-Site. Where they say neither, the token alone decides.
    """
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin", "null")
    foreign = origin != "null" and origin.partition("://")[2] != request.host
    if site not in {None, "same-origin", "none"} or (site is None and foreign):
        abort(403)


def _require_right(agent: Agent) -> None:
    view = current_app.view_functions[str(request.endpoint)]
    right = _needed[view] if view in _needed else abort(403)
    if right is not None and not agent.may(right):
        abort(403)


def _renew() -> None:
    """Begin the session's time anew, but not with each request: an answer that is still under way
    when somebody logs out must not bring the session back."""
    now = int(tools().clock.now().timestamp())
    if abs(now - session.get(_AT, 0)) >= _RENEWED.total_seconds():
        session[_AT] = now


def _to_login() -> Response:
    """To the log-in page, and back from there to where one wanted to go."""
    if "HX-Request" in request.headers:
        # What the browser shows, and not the piece it asked for.
        shown = request.headers.get("HX-Current-URL", "").partition("://")[2].partition("/")[2]
        page = make_response("", 401)
        page.headers["HX-Redirect"] = url_for("console.login", next=local(f"/{shown}"))
        return page
    wanted = request.full_path.removesuffix("?") if request.method == "GET" else ""
    return cast(Response, redirect(url_for("console.login", next=local(wanted)), code=303))


def local(target: str) -> str | None:
    """A path below /console as it is, None for all else: nobody is sent to another site from here."""
    path = target.partition("?")[0].partition("#")[0]
    plain = target.isprintable() and "\\" not in target and ".." not in path.split("/")
    return target if plain and (path == HOME or path.startswith(f"{HOME}/")) else None
