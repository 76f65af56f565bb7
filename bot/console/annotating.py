"""What agents write down about a contact: notes, tags, attributes, language and zone."""

import re
from collections.abc import Callable

from flask import request, url_for
from flask.typing import ResponseReturnValue

from bot.actions import annotate
from bot.console.acts import act
from bot.console.answers import said
from bot.console.door import needs, who, words
from bot.console.keys import key_of
from bot.console.tools import console, tools
from bot.core.policy import language_tag, zone_name
from bot.core.text import storable
from bot.store.agents import list_agents

LONGEST_NOTE, LONGEST_TAG, LONGEST_VALUE = 4096, 64, 1000
_NAME = re.compile(r"[^\W\d]\w{0,63}")


@console.post("/c/<contact_id>/note")
@needs("note")
def note(contact_id: str) -> ResponseReturnValue:
    """Keep a private note; the new key that comes back is the receipt."""
    text = _given("text", LONGEST_NOTE)
    if not text:
        return _refuse(contact_id, words().say("There is nothing to keep."))
    key = key_of(request.form.get("key", ""))
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
    add, remove = _given("add", LONGEST_TAG), _given("remove", LONGEST_TAG)
    if not add and not remove:
        return _refuse(contact_id, words().say("Write the tag first."))
    now = tools().clock.now()
    return act(
        contact_id,
        lambda _: annotate.tag(tools().database, contact_id, who().name, now, add=add, remove=remove),
    )


@console.post("/c/<contact_id>/attribute")
@needs("note")
def attribute(contact_id: str) -> ResponseReturnValue:
    name, value = _given("name", LONGEST_TAG), _given("value", LONGEST_VALUE)
    if not _NAME.fullmatch(name):
        told = words().say("A name has letters, digits and underscores, and begins with a letter.")
        return _refuse(contact_id, told)
    now = tools().clock.now()
    return act(
        contact_id,
        lambda _: annotate.set_attribute(tools().database, contact_id, who().name, name, value, now),
    )


@console.post("/c/<contact_id>/place")
@needs("note")
def place(contact_id: str) -> ResponseReturnValue:
    """Set language and zone; what is left empty stays as it is."""
    zone, language = _given("zone", LONGEST_TAG), _given("language", 35)
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


def _given(field: str, most: int) -> str:
    return storable(request.form.get(field, "")).strip()[:most]


def _holds(check: Callable[[str], str], value: str) -> bool:
    try:
        check(value)
    except ValueError:
        return False
    return True


def _refuse(contact_id: str, told: str) -> ResponseReturnValue:
    return said(told, url_for("console.conversation", contact_id=contact_id), 422)
