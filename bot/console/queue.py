"""The queue: who needs a person. Its page, its news, and the claim of whoever waits most."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bot.console.answers import news, said
from bot.console.claiming import try_claim
from bot.console.door import needs, who, words
from bot.console.drawing import listed, standing
from bot.console.queue_read import Wanted, read_queue
from bot.console.queue_view import VIEWS, QueueView
from bot.console.tools import console, tools
from bot.web.pieces import Piece, all_seen, seen_field

_STANDING = ("tabs", "state", "alarm")


@console.get("")
@needs("see")
def queue() -> ResponseReturnValue:
    view = look()
    pieces = _pieces(view)
    return render_template(
        "console/queue.html",
        view=view,
        pieces=pieces,
        by_id={piece.id: piece.html for piece in pieces},
        seen=seen_field(all_seen(pieces)),
    )


@console.post("/news")
@needs("see")
def queue_news() -> Response:
    """What has changed since the browser looked, however long ago that was; 204 where nothing has."""
    view = look()
    if request.args.get("part") == "alarm":
        # A page that is about something else, where one must hear all the same.
        return news([standing("alarm", view=view)])
    return news(_pieces(view))


@console.post("/next")
@needs("claim")
def claim_next() -> ResponseReturnValue:
    """Claim whoever waits most, and open the conversation."""
    view = look(Wanted("unclaimed"))
    for row in view.rows:
        # A task that is due tomorrow is left to the bot until then, unless somebody chooses it.
        due = not row.task or row.due_at is None or row.due_at <= view.now
        if due and try_claim(row.contact_id):
            return redirect(url_for("console.conversation", contact_id=row.contact_id), code=303)
    return said(words().say("Nobody waits at this moment."), url_for("console.queue"))


def look(wanted: Wanted | None = None) -> QueueView:
    """The queue as the agent who asks sees it, by the filter of the page unless another is given."""
    console_tools = tools()
    with console_tools.database.reading() as connection:
        return read_queue(
            connection,
            who(),
            console_tools.shelf().policy,
            wanted or _wanted(),
            console_tools.clock.now(),
        )


def _wanted() -> Wanted:
    view = request.args.get("view", "")
    return Wanted(
        view=view if view in VIEWS else "all",
        reason=request.args.get("reason", "")[:16],
        language=request.args.get("language", "")[:35],
    )


def _pieces(view: QueueView) -> list[Piece]:
    rows = ((f"q-{row.contact_id}", "beforeend:#queue", {"row": row, "zone": view.zone}) for row in view.rows)
    return [*(standing(name, view=view) for name in _STANDING), *listed("queue_row", rows)]
