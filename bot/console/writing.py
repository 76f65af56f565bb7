"""What an agent has written into a form, judged before anything is done with it.

Its one rule: what cannot be sent is refused here, while the text still stands before its writer.
"""

from dataclasses import replace

from flask import request

from bot.actions.say import Words
from bot.console.door import open_conversation, words
from bot.console.keys import key_of
from bot.console.offering import read_template
from bot.console.tools import tools
from bot.core.limits import TEXT_LIMIT
from bot.core.text import storable
from bot.store.conversations import find_conversation, to_conversation
from bot.store.messages import find_submission
from bot.web.pieces import SEEN


def read_words(contact_id: str) -> Words | str:
    """What the form says, or in a sentence why it cannot be sent."""
    text, key = written("text"), request.form.get("key", "")
    if request.form.get("template"):
        agent, contact = open_conversation(contact_id, "answer")
        found = read_template(contact, agent.shown, key)
        return found if isinstance(found, str) else replace(found, seen=_seen())
    return _free_words(contact_id, text, key_of(key, text))


def _free_words(contact_id: str, text: str, key: str | None) -> Words | str:
    say = words().say
    if not text:
        return say("There is nothing to send.")
    if len(text) > TEXT_LIMIT:
        most = words().number(TEXT_LIMIT, "#,##0")
        return say("A message has at most %(most)s letters. Send it in two.", most=most)
    if not _may_speak_freely(contact_id, key):
        return say("The service window is closed. Choose a template.")
    return Words(text, key, seen=_seen())


def _seen() -> frozenset[str] | None:
    """The messages that the page showed as it was sent; None for a page that does not tell."""
    marks = request.form.get(SEEN, "").split()
    shown = (mark.rpartition(".")[0] for mark in marks)
    return frozenset(one.removeprefix("e-") for one in shown if one.startswith("e-")) if marks else None


def _may_speak_freely(contact_id: str, key: str | None) -> bool:
    """Is the service window open, or was this taken already, while it was?"""
    with tools().database.reading() as connection:
        row = find_conversation(connection, contact_id)
        known = key and find_submission(connection, contact_id, key)
    closes = to_conversation(row).window_closes if row else None
    return bool(known) or (closes is not None and tools().clock.now() <= closes)


def written(field: str) -> str:
    """What was written into a field. Forms end their lines with CRLF where JavaScript does not."""
    return storable(request.form.get(field, "")).replace("\r\n", "\n").strip()
