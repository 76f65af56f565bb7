"""One conversation: its page, its news, and why the bot said what it said."""

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from bot.actions.attend import attend
from bot.console.answers import news
from bot.console.conversation_read import read_conversation
from bot.console.conversation_view import ConversationView
from bot.console.door import needs, open_conversation, who, words
from bot.console.drawing import listed, standing
from bot.console.keys import fresh_key
from bot.console.queue_read import Wanted, read_queue
from bot.console.queue_view import QueueView
from bot.console.tools import console, tools
from bot.core.canned import CannedReply, canned_for
from bot.core.contacts import Consent
from bot.store.escalations import find_decision
from bot.store.outcomes import read_outcome
from bot.web.pieces import Piece, all_seen, seen_field
from bot.web.story import Happened, story

_STANDING = ("head", "card", "others", "window", "side", "strip", "alarm")


@console.get("/c/<contact_id>")
@needs("see")
def conversation(contact_id: str) -> ResponseReturnValue:
    _attend(contact_id)
    view, pieces = look(contact_id)
    by_id = {piece.id: piece.html for piece in pieces} | {"key": key_field()}
    return render_template(
        "console/conversation.html",
        view=view,
        pieces=pieces,
        by_id=by_id,
        seen=seen_field(all_seen(pieces)),
        note_key=fresh_key(),
        canned=_canned(contact_id),
    )


@console.post("/c/<contact_id>/news")
@needs("see")
def conversation_news(contact_id: str) -> Response:
    """What has changed since the browser looked; colleagues see that somebody does."""
    if request.form.get("hidden") != "1":
        _attend(contact_id, typing=request.form.get("typing") == "1")
    return news(look(contact_id)[1])


@console.get("/c/<contact_id>/why/<decision_id>")
@needs("see")
def why(contact_id: str, decision_id: str) -> ResponseReturnValue:
    """What the bot understood, weighed and did, as it was written down then."""
    _, contact = open_conversation(contact_id)
    if not decision_id.isalnum():
        abort(404)
    with tools().database.reading() as connection:
        found = find_decision(connection, decision_id)
        if found is None or found.contact_id != contact_id:
            abort(404)
        heard, sent = read_outcome(connection, contact_id, decision_id)
    policy = tools().shelf().policy
    # On the contact's clock, as the messages say it that are quoted beside it.
    opted_out = contact.consent == Consent.OUT
    happened = Happened(found.record, heard, sent, policy.sequences, contact.zone, opted_out)
    return render_template(
        "console/why.html",
        story=story(words(), happened),
        record=found.record,
        at=found.at,
        heard=heard,
        sent=sent,
        zone=contact.zone,
        contact_id=contact_id,
    )


def look(contact_id: str) -> tuple[ConversationView, list[Piece]]:
    """The conversation as the agent who asks sees it, and the pieces of its page."""
    agent, _ = open_conversation(contact_id)
    shelf, now = tools().shelf(), tools().clock.now()
    with tools().database.reading() as connection:
        view = read_conversation(connection, contact_id, agent, shelf, now)
        queue = read_queue(connection, agent, shelf.policy, Wanted(), now)
    if view is None:
        abort(404)
    return view, _pieces(view, queue)


def _canned(contact_id: str) -> tuple[CannedReply, ...]:
    """What the agent may pick: only the whole page has the list."""
    agent, contact = open_conversation(contact_id)
    return canned_for(tools().shelf(), contact, agent.shown, tools().clock.now(), words().language)


def key_field(*, swap: bool = False) -> Markup:
    """The hidden key under which the next reply is sent: the server takes each key once."""
    attribute = Markup(' hx-swap-oob="true"') if swap else Markup("")
    return Markup('<input type="hidden" id="key" name="key" value="{}" autocomplete="off"{}>').format(
        fresh_key(), attribute
    )


def _attend(contact_id: str, *, typing: bool = False) -> None:
    open_conversation(contact_id)
    attend(tools().database, contact_id, who().name, tools().clock.now(), typing=typing)


def _pieces(view: ConversationView, queue: QueueView) -> list[Piece]:
    entries = listed("entry", _entries(view))
    return [*(standing(name, view=view, queue=queue) for name in _STANDING), *entries]


def _entries(view: ConversationView) -> Iterator[tuple[str, str, dict[str, object]]]:
    # What is new comes behind what it follows, and not behind what is planned.
    day, zone, place = date.min, ZoneInfo(view.zone), "afterbegin:#thread"
    about = {"zone": view.zone, "contact_id": view.who.contact_id}
    for entry in view.entries:
        local = entry.at.astimezone(zone).date()
        yield f"e-{entry.id}", place, {**about, "entry": entry, "new_day": local != day}
        day, place = local, f"afterend:#e-{entry.id}"
