"""The language of a page: the agent's own, else the browser's last choice, else what it asks for."""

from flask import Response, current_app, request

from bot.console.tools import tools
from bot.core.agents import Agent
from bot.web.wording import SOURCE, Wording

_COOKIE = "bulbul_language"
_A_YEAR = 365 * 24 * 3600


def words_for(agent: Agent | None) -> Wording:
    """`?language=` counts for those who have not logged in; an agent chooses on the account page."""
    wordings = tools().wordings
    asked = "" if agent else request.args.get("language", "")
    chosen = [agent.language if agent else "", asked, request.cookies.get(_COOKIE, "")]
    # A reader of ar-EG reads ar rather than the next language of the list.
    read = [one for tag in request.accept_languages.values() for one in (tag, tag.partition("-")[0])]
    return wordings[next((one for one in [*chosen, *read] if one in wordings), SOURCE)]


def keep_language(response: Response, language: str) -> None:
    """Let the browser remember a language that was chosen."""
    if language in tools().wordings:
        response.set_cookie(
            _COOKIE,
            language,
            max_age=_A_YEAR,
            path="/console",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
