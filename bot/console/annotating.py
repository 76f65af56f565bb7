"""What agents write down about a contact: notes, tags, attributes, language and zone."""

from collections.abc import Callable

from flask import request, url_for
from flask.typing import ResponseReturnValue

from bot.actions import annotate
from bot.console.acts import act
from bot.console.answers import said
from bot.console.door import needs, open_conversation, who, words
from bot.console.keys import key_of
from bot.console.tools import console, tools
from bot.console.writing import written
from bot.core.policy import language_tag, zone_name
from bot.store.agents import list_agents

LONGEST_NOTE, LONGEST_TAG, LONGEST_VALUE = 4096, 64, 1000


@console.post("/c/<contact_id>/note")
@needs("note")
def note(contact_id: str) -> ResponseReturnValue:
    """Keep a private note; the new key that comes back is the receipt."""
    text = written("text")
    if not text:
        return _refuse(contact_id, words().say("There is nothing to keep."))
    if len(text) > LONGEST_NOTE:
        return _too_long(contact_id, LONGEST_NOTE)
    key = key_of(request.form.get("key", ""), text)
    now, database = tools().clock.now(), tools().database
    with database.reading() as connection:
        team = [row.name for row in list_agents(connection) if row.disabled_at is None]
    return act(
        contact_id,
        lambda _: annotate.note(database, contact_id, who().name, text, now, colleagues=team, submission=key),
        receipt=True,
    )


@console.post("/c/<contact_id>/tag")
@needs("note")
def tag(contact_id: str) -> ResponseReturnValue:
    add, remove = written("add"), written("remove")
    if not add and not remove:
        return _refuse(contact_id, words().say("Write the tag first."))
    if len(add) > LONGEST_TAG:
        return _too_long(contact_id, LONGEST_TAG)
    now = tools().clock.now()
    return act(
        contact_id,
        lambda _: annotate.tag(tools().database, contact_id, who().name, now, add=add, remove=remove),
    )


@console.post("/c/<contact_id>/attribute")
@needs("note")
def attribute(contact_id: str) -> ResponseReturnValue:
    name, value = written("name"), written("value")
    # Letters of many languages carry marks, which the pattern of a word does not count as letters.
    if not name.isidentifier() or len(name) > LONGEST_TAG:
        told = words().say("A name has letters, digits and underscores, and begins with a letter.")
        return _refuse(contact_id, told)
    if len(value) > LONGEST_VALUE:
        return _too_long(contact_id, LONGEST_VALUE)
    now = tools().clock.now()
    return act(
        contact_id,
        lambda _: annotate.set_attribute(tools().database, contact_id, who().name, name, value, now),
    )


@console.post("/c/<contact_id>/place")
@needs("note")
def place(contact_id: str) -> ResponseReturnValue:
    """Set language and zone; what is left empty stays as it is."""
    zone, language = _changed(contact_id, written("zone"), written("language"))
    if zone and not _holds(zone_name, zone):
        told = words().say("This is no time zone. Write one like Asia/Bangkok.")
        return _refuse(contact_id, told)
    if language and not _holds(language_tag, language):
        return _refuse(contact_id, words().say("This is no language. Write its code, like th or pt-BR."))
    policy, now = tools().shelf().policy, tools().clock.now()
    return act(
        contact_id,
        lambda _: annotate.set_place(
            tools().database, policy, contact_id, who().name, now, zone=zone, language=language
        ),
    )


def _changed(contact_id: str, zone: str, language: str) -> tuple[str, str]:
    """What the agent has changed: the form shows both as they are, and a guess that was only
    shown stays a guess. Who changes neither says that both are right."""
    _, contact = open_conversation(contact_id, "note")
    language = language.replace("_", "-")
    if (zone, language) == (contact.zone, contact.language):
        return zone, language
    return zone if zone != contact.zone else "", language if language != contact.language else ""


def _holds(check: Callable[[str], str], value: str) -> bool:
    try:
        check(value)
    except ValueError:
        return False
    return True


def _too_long(contact_id: str, most: int) -> ResponseReturnValue:
    say, number = words().say, words().number
    told = say("This is too long: at most %(most)s letters. Nothing was kept.", most=number(most, "#,##0"))
    return _refuse(contact_id, told)


def _refuse(contact_id: str, told: str) -> ResponseReturnValue:
    return said(told, url_for("console.conversation", contact_id=contact_id), 422)
