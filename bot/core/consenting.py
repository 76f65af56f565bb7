"""The first layer: stop, start, help and erase-me. Opt-out is immediate and total."""

from dataclasses import replace

from bot.core.asking import chosen
from bot.core.consent import ConsentReading
from bot.core.contacts import Consent
from bot.core.conversations import OpenOption
from bot.core.decision import Decision, Gate, NewEscalation, Reply
from bot.core.escalating import needs_of
from bot.core.escalations import priority_of
from bot.core.sequences import Offer
from bot.core.view import View


def consent(view: View) -> Decision | str:
    """What the contact says about being written to; silence while it is withdrawn."""
    said = _said(view)
    if said is not None:
        return _act(view, *said)
    if view.contact.consent == Consent.OUT:
        return Decision("consent", "the contact has opted out: the bot is silent, staff may answer")
    return _doubtful(view)


def _said(view: View) -> tuple[str, str, bool] | None:
    """The kind, the words, and whether the provider has already confirmed it; the last counts.

    Each message is read whole: "Help!" or "Stop!" beside other sentences is no command.
    """
    stopped = view.library.policy.sequences.stopped
    tapped = chosen(view)
    if tapped is not None and tapped.option.then == stopped:
        return "stop", f'the option "{tapped.option.say}"', False
    for heard in reversed(view.situation.heard):
        if heard.opt_out:
            return heard.opt_out, heard.text, True
        reading = heard.whole.consent
        if reading is not None and (reading.sure or _repeats(view, reading)):
            return reading.kind, reading.phrase, False
    return None


def _repeats(view: View, reading: ConsentReading) -> bool:
    """A doubtful stop is clear where it answers the question whether it was one."""
    newest = next(iter(view.situation.unanswered), None)
    stopped = view.library.policy.sequences.stopped
    asks = newest is not None and any(option.then == stopped for option in newest.options)
    return asks and reading.kind == "stop"


def _act(view: View, kind: str, words: str, confirmed: bool) -> Decision:
    roles = view.library.policy.sequences
    sequence = {"stop": roles.stopped, "start": roles.started, "erase": roles.erased}.get(kind, roles.help)
    silent = confirmed or view.held
    # The erasure is a person's work, and the hold that it begins must not swallow its confirmation.
    passes: tuple[Gate, ...] = ("consent", "hours", "hold") if kind == "erase" else ("consent", "hours")
    reply = Reply(sequence, at=view.now, why=f'the contact said {kind} ("{words}")', passes=passes)
    decision = Decision(
        "consent",
        f'{kind}: "{words}"' + (", already confirmed by the provider" if confirmed else ""),
        replies=() if silent else (reply,),
        consent_source=f"message: {words}"[:64],
    )
    return _effect(decision, view, kind)


def _effect(decision: Decision, view: View, kind: str) -> Decision:
    if kind == "start":
        return replace(decision, consent=Consent.IN)
    if kind == "stop":
        return replace(decision, consent=Consent.OUT, cancel=True)
    if kind == "erase":
        due = view.now + view.library.policy.escalation.first_reply_within
        wish = NewEscalation("person", priority_of("person"), "asks for the erasure of all data", due)
        return replace(decision, consent=Consent.OUT, cancel=True, erase=True, escalations=(wish,))
    return decision


def _doubtful(view: View) -> Decision | str:
    doubtful = _doubtful_reading(view)
    if doubtful is None:
        return "says nothing about consent"
    if view.conversation.stop_asked:
        return f'"{doubtful.phrase}" may mean stop, but that was asked before'
    if view.held:
        return f'"{doubtful.phrase}" may mean stop, but people hold the conversation'
    if view.clear_question or needs_of(view):
        return f'"{doubtful.phrase}" may mean stop, but something else is clear'
    roles = view.library.policy.sequences
    options = () if _asks_itself(view, roles.doubtful_stop) else (OpenOption("STOP", roles.stopped),)
    reply = Reply(
        roles.doubtful_stop,
        at=view.now,
        why=f'"{doubtful.phrase}" may mean stop',
        options=options,
        passes=("hours",),
    )
    return Decision(
        "consent", f'"{doubtful.phrase}" may mean stop: asked once', replies=(reply,), stop_asked=True
    )


def _doubtful_reading(view: View) -> ConsentReading | None:
    readings = (heard.whole.consent for heard in view.situation.heard)
    return next((one for one in readings if one and not one.sure and one.kind in ("stop", "erase")), None)


def _asks_itself(view: View, name: str) -> bool:
    sequence = view.library.sequences.get(name)
    return sequence is not None and any(isinstance(step, Offer) for step in sequence.steps)
