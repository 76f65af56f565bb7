"""What agents do in a conversation: claim, answer, note, release, snooze, wake, resolve, hand back.

Its one rule: each is one action, which asks under the contact's lock whose conversation it is;
whoever came too late is told who was faster.
"""

from collections.abc import Callable
from datetime import datetime

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from bot.actions import handoff
from bot.actions.say import say
from bot.actions.wake import wake as end_snooze
from bot.console.answers import by_script, news, notice, said
from bot.console.claiming import shown_agent
from bot.console.conversation import key_field, look
from bot.console.door import needs, open_conversation, who, words
from bot.console.keys import page_token
from bot.console.tools import console, tools
from bot.console.writing import read_words
from bot.core.escalations import RESOLUTIONS
from bot.core.snoozing import snoozed_until
from bot.errors import HeldByAnotherError, NotHeldError, NotSnoozedError, UnansweredError


@console.post("/c/<contact_id>/claim")
@needs("claim")
def claim(contact_id: str) -> ResponseReturnValue:
    # A click in a list that is older than its conversation must not take it from the bot.
    called = request.form.get("called") == "1"

    def run(overrule: bool) -> None:
        handoff.take_over(tools().database, contact_id, who().name, _now(), overrule=overrule, called=called)

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
    zone = tools().shelf().policy.business.time_zone
    until = snoozed_until(request.form.get("until", ""), zone, _now())
    if until is None:
        return said(words().say("Choose until when."), _page(contact_id), 422)
    return act(
        contact_id,
        lambda overrule: handoff.snooze(
            tools().database, contact_id, who().name, until, _now(), overrule=overrule
        ),
    )


@console.post("/c/<contact_id>/wake")
@needs("answer")
def wake(contact_id: str) -> ResponseReturnValue:
    policy = tools().shelf().policy
    return act(
        contact_id,
        lambda overrule: end_snooze(
            tools().database, policy, contact_id, who().name, _now(), overrule=overrule
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
    """Give a conversation to the bot; where the contact waits for an answer, ask once before."""
    sure = request.form.get("sure") == "1"
    try:
        return act(
            contact_id,
            lambda overrule: handoff.hand_back(
                tools().database, contact_id, _now(), who().name, overrule=overrule, sure=sure
            ),
        )
    except UnansweredError:
        return _ask(contact_id)


def _ask(contact_id: str) -> ResponseReturnValue:
    """The button that hands back comes again and asks whether it is meant."""
    if not by_script():
        return redirect(url_for("console.conversation", contact_id=contact_id, sure="1"), 303)
    view, pieces = look(contact_id)
    button = render_template("console/hand_back.html", view=view, asks=True, csrf=page_token())
    return news(pieces, button, 409)


@console.post("/c/<contact_id>/reply")
@needs("answer")
def reply(contact_id: str) -> ResponseReturnValue:
    """Queue what the agent says; the new key that comes back is the receipt."""
    open_conversation(contact_id, "answer")
    said_words = read_words(contact_id)
    if isinstance(said_words, str):
        return said(said_words, _page(contact_id), 422)
    return act(
        contact_id,
        lambda overrule: say(tools().database, contact_id, who().name, said_words, _now(), overrule=overrule),
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
        trouble = words().say("%(name)s was faster, or holds it now.", name=shown_agent(error.holder))
    except NotHeldError:
        trouble = words().say("Nobody holds it any more. Claim it first.")
    except NotSnoozedError:
        trouble = words().say("It is not snoozed any more.")
    except IntegrityError:
        # The contact may have been erased a moment ago: then there is nothing here.
        open_conversation(contact_id)
        raise
    if not by_script():
        return said(trouble, _page(contact_id), 409) if trouble else redirect(_page(contact_id), 303)
    return _changed(contact_id, trouble, receipt=receipt)


def _changed(contact_id: str, trouble: str, *, receipt: bool) -> Response:
    more = notice(trouble)
    if receipt and not trouble:
        # As plain text: added as markup, it would escape the pieces before it.
        more += str(key_field(swap=True))
    return news(look(contact_id)[1], more, 409 if trouble else 200)


def _page(contact_id: str) -> str:
    return url_for("console.conversation", contact_id=contact_id)


def _now() -> datetime:
    return tools().clock.now()
