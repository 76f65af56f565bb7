"""What an agent has written into a form, judged before anything is done with it.

Its one rule: what cannot be sent is refused here, while the text still stands before its writer.
"""

from flask import request

from bot.actions.say import Words
from bot.console.door import words
from bot.console.keys import key_of
from bot.console.tools import tools
from bot.core.limits import TEXT_LIMIT
from bot.core.text import storable
from bot.store.conversations import find_conversation, to_conversation
from bot.store.messages import find_submission
from bot.web.pieces import SEEN


def read_words(contact_id: str) -> Words | str:
    """What the form says, or in a sentence why it cannot be sent."""
    form, say = request.form, words().say
    text, key = written("text"), form.get("key", "")
    if template := form.get("template", ""):
        language = form.get("language", "")
        found = tools().shelf().policy.templates.get(template, {}).get(language)
        if not found:
            return say("This template is not in the policy any more. Load the page again.")
        return Words(f"[{template}]", key_of(key, f"{template} {language}"), {language: found}, _seen())
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
