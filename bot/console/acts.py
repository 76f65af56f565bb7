"""What agents do in a conversation: claim, answer, note, release, snooze, resolve, hand back.

Its one rule: each is one action, which asks under the contact's lock whose conversation it is;
whoever came too late is told who was faster.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bot.actions import handoff
from bot.console.answers import by_script, news, notice, said
from bot.console.conversation import key_field, look
from bot.console.door import needs, open_conversation, who, words
from bot.console.keys import key_of
from bot.console.tools import console, tools
from bot.core.escalations import RESOLUTIONS
from bot.core.limits import TEXT_LIMIT
from bot.core.policy import Policy
from bot.core.text import storable
from bot.core.zones import local_instant
from bot.errors import HeldByAnotherError, NotHeldError
from bot.store.agents import find_agent

_MORNING = 9 * 60  # minutes after midnight
_MONDAY = 0


@console.post("/c/<contact_id>/claim")
@needs("claim")
def claim(contact_id: str) -> ResponseReturnValue:
    def run(overrule: bool) -> None:
        handoff.take_over(tools().database, contact_id, who().name, _now(), overrule=overrule)

    # A colleague's conversation is not taken over from the queue, by a click that came too late.
    return act(contact_id, run, overrule=who().may("overrule") and request.form.get("take") == "over")


@console.post("/c/<contact_id>/release")
@needs("answer")
def release(contact_id: str) -> ResponseReturnValue:
    return act(
        contact_id,
        lambda overrule: handoff.release(tools().database, contact_id, who().name, _now(), overrule=overrule),
    )


@console.post("/c/<contact_id>/snooze")
@needs("answer")
def snooze(contact_id: str) -> ResponseReturnValue:
    until = snoozed_until(request.form.get("until", ""), tools().shelf().policy, _now())
    if until is None:
        return said(words().say("Choose until when."), _page(contact_id), 422)
    return act(
        contact_id,
        lambda overrule: handoff.snooze(
            tools().database, contact_id, who().name, until, _now(), overrule=overrule
        ),
    )


@console.post("/c/<contact_id>/resolve")
@needs("answer")
def resolve(contact_id: str) -> ResponseReturnValue:
    how = request.form.get("resolution", "")
    if how not in RESOLUTIONS:
        return said(words().say("Choose how it ended."), _page(contact_id), 422)
    return act(
        contact_id,
        lambda overrule: handoff.resolve(
            tools().database, contact_id, how, _now(), who().name, overrule=overrule
        ),
    )


@console.post("/c/<contact_id>/hand-back")
@needs("answer")
def hand_back(contact_id: str) -> ResponseReturnValue:
    return act(
        contact_id,
        lambda overrule: handoff.hand_back(
            tools().database, contact_id, _now(), who().name, overrule=overrule
        ),
    )


@console.post("/c/<contact_id>/reply")
@needs("answer")
def reply(contact_id: str) -> ResponseReturnValue:
    """Queue what the agent says; the new key that comes back is the receipt."""
    said_words = _words()
    if isinstance(said_words, str):
        return said(said_words, _page(contact_id), 422)
    return act(
        contact_id,
        lambda overrule: handoff.say(
            tools().database, contact_id, who().name, said_words, _now(), overrule=overrule
        ),
        receipt=True,
    )


def act(
    contact_id: str,
    run: Callable[[bool], object],
    *,
    overrule: bool | None = None,
    receipt: bool = False,
) -> ResponseReturnValue:
    """Do one thing, and answer with what has changed, or with why it could not be done.

    `receipt` sends a new key for the next text along.
    """
    agent, _ = open_conversation(contact_id, "note")
    trouble = ""
    try:
        run(agent.may("overrule") if overrule is None else overrule)
    except HeldByAnotherError as error:
        trouble = words().say("%(name)s was faster, or holds it now.", name=_shown(error.holder))
    except NotHeldError:
        trouble = words().say("Nobody holds it any more. Claim it first.")
    if not by_script():
        return said(trouble, _page(contact_id), 409) if trouble else redirect(_page(contact_id), 303)
    return _changed(contact_id, trouble, receipt=receipt)


def _changed(contact_id: str, trouble: str, *, receipt: bool) -> Response:
    more = notice(trouble)
    if receipt and not trouble:
        more += key_field(swap=True)
    return news(look(contact_id)[1], more, 409 if trouble else 200)


def snoozed_until(choice: str, policy: Policy, now: datetime) -> datetime | None:
    """The instant that a choice means, mornings on the business's clock; None for no choice.

    `1h`, `3h`, `tomorrow` and `monday` (the next one after today), at 9:00.
    """
    zone = policy.business.time_zone
    today = now.astimezone(ZoneInfo(zone)).date()
    to_monday = (_MONDAY - today.weekday()) % 7 or 7
    return {
        "1h": now + timedelta(hours=1),
        "3h": now + timedelta(hours=3),
        "tomorrow": local_instant(today + timedelta(days=1), _MORNING, zone),
        "monday": local_instant(today + timedelta(days=to_monday), _MORNING, zone),
    }.get(choice)


def _words() -> handoff.Words | str:
    """What the form says, or in a sentence why it cannot be sent."""
    form, say = request.form, words().say
    key, template = key_of(form.get("key", "")), form.get("template", "")
    if template:
        found = tools().shelf().policy.templates.get(template, {}).get(form.get("language", ""))
        if not found:
            return say("This template is not in the policy any more. Load the page again.")
        language = form["language"]
        return handoff.Words(f"[{template}]", key, {language: found})
    text = storable(form.get("text", "")).strip()
    if not text:
        return say("There is nothing to send.")
    if len(text) > TEXT_LIMIT:
        most = words().number(TEXT_LIMIT, "#,##0")
        return say("A message has at most %(most)s letters. Send it in two.", most=most)
    return handoff.Words(text, key)


def _shown(name: str) -> str:
    with tools().database.reading() as connection:
        found = find_agent(connection, name)
    return found.full_name or found.name if found else name


def _page(contact_id: str) -> str:
    return url_for("console.conversation", contact_id=contact_id)


def _now() -> datetime:
    return tools().clock.now()
