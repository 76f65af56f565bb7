"""How the console answers a browser: what has changed on the page, and a sentence about what was done.

Its one rule: a browser with our JavaScript gets the pieces that differ, one without a redirect.
"""

from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from bot.console.tools import tools
from bot.web.pieces import SEEN, Piece, changes


def by_script() -> bool:
    """Did our JavaScript send this request, which swaps in what comes back?"""
    return "HX-Request" in request.headers


def news(pieces: Sequence[Piece], more: str = "", status: int = 200) -> Response:
    """The pieces that differ from what the browser shows, and `more` beside them; 204 for nothing."""
    html = changes(pieces, request.form.get(SEEN, "")) + more
    response = Response(html, status if html else 204, mimetype="text/html")
    # The browser counts down by this clock, not by its own.
    response.headers["X-Now"] = tools().clock.now().isoformat()
    return response


def notice(text: str) -> str:
    """A sentence for the page's own place for such sentences."""
    return render_template("console/notice.html", notice=text)


def said(text: str, back: str, status: int = 200) -> ResponseReturnValue:
    """One sentence, on the page that is open or on the one to go back to."""
    if by_script():
        return Response(notice(text), status, mimetype="text/html")
    flash(text, "error" if status >= 400 else "message")
    return redirect(back, code=303)
