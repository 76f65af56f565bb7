"""The second and third layer: people hold the conversation, or a person is needed."""

from datetime import datetime

from bot.core.conversations import Heard
from bot.core.decision import Decision, Layer, NewEscalation, Reply
from bot.core.escalations import REASONS, priority_of
from bot.core.hours import is_open, when_open
from bot.core.library import Library
from bot.core.loops import find_loop
from bot.core.policy import ToneLimits
from bot.core.text import says_nothing
from bot.core.tone import Tone
from bot.core.triggers import Priority
from bot.core.understanding import Understanding
from bot.core.view import View
from bot.core.voice import whereabouts

Need = tuple[str, Priority, str, str]
"""A reason, its priority, the evidence in words, and the trigger or nothing."""


def hold(view: View) -> Decision | str:
    """Silence from the moment an escalation opens until people hand the conversation back.

    What is new and pressing is told to them all the same.
    """
    if view.held:
        why = "people hold the conversation: recorded, shown to them, the bot is silent"
        needs = needs_of(view)
        return Decision("hold", why, escalations=(_wanted(view, _first(needs)),) if needs else ())
    if view.hold_ended:
        return "people held the conversation, but nobody acted for hand_back_after"
    return "the bot holds the conversation"


def escalation(view: View) -> Decision | str:
    """A person is needed: say so, fall silent."""
    needs = needs_of(view)
    if not needs:
        return "nothing calls for a person"
    return call_person(view, _first(needs))


def _first(needs: list[Need]) -> Need:
    """The most pressing; a matched trigger knows its own priority, a tone only that of its reason."""
    return min(needs, key=lambda need: (REASONS.index(need[0]), not need[3]))


def _wanted(view: View, need: Need) -> NewEscalation:
    reason, priority, evidence, trigger = need
    return NewEscalation(reason, priority, evidence, _due(view), trigger)


def needs_of(view: View) -> list[Need]:
    """Every reason for which the burst needs a person, message by message and as a whole."""
    needs = [need for heard in view.situation.heard for need in _needs(heard, view.library)]
    joined = view.situation.joined
    needs += _reading_needs(joined, view.library) if joined is not None else []
    loop = find_loop(view.situation)
    return [*needs, ("loop", priority_of("loop"), loop.why, "")] if loop else needs


def call_person(view: View, need: Need, layer: Layer = "escalation") -> Decision:
    """Open an escalation, acknowledge it, and cancel what is queued."""
    reason, _, evidence, trigger = need
    loop = find_loop(view.situation)
    # Another machine would answer the acknowledgement too.
    replies = () if loop and loop.surely else (_acknowledgement(view, reason),)
    return Decision(
        layer,
        f"{reason}: {evidence}",
        trigger=trigger or None,
        replies=replies,
        escalations=(_wanted(view, need),),
        cancel=True,
    )


def _due(view: View) -> datetime:
    """When the first reply of a person is due: in some minutes, or when staff is there again."""
    policy = view.library.policy
    opening = when_open(view.now, policy.staff_hours, whereabouts(view.contact, view.library.policy))
    closed = opening.at is not None and opening.at > view.now
    return opening.at if closed and opening.at else view.now + policy.escalation.first_reply_within


def is_urgent(heard: Heard, library: Library) -> bool:
    """Whether a message calls for a person for reason of urgency."""
    return any(need[0] == "urgent" for need in _needs(heard, library))


def _acknowledgement(view: View, reason: str) -> Reply:
    policy = view.library.policy
    why = f"a person is needed ({reason})"
    where = whereabouts(view.contact, view.library.policy)
    if is_open(view.now, policy.staff_hours, where):
        return Reply(policy.sequences.handing_over, at=view.now, why=why, passes=("hold", "hours"))
    opening = when_open(view.now, policy.staff_hours, where)
    return Reply(
        policy.sequences.handing_over_closed,
        at=view.now,
        why=f"{why}; nobody is there: {opening.reason}",
        promise=opening.at,
        passes=("hold", "hours"),
    )


def _needs(heard: Heard, library: Library) -> list[Need]:
    """Every reason for which one message needs a person."""
    if heard.media and says_nothing(heard.text):
        evidence = "a file or place without words, which the bot cannot read"
        return [("media", priority_of("media"), evidence, "")]
    readings = dict.fromkeys((heard.whole, *heard.parts))
    return [need for reading in readings for need in _reading_needs(reading, library)]


def _reading_needs(reading: Understanding, library: Library) -> list[Need]:
    needs: list[Need] = []
    best = reading.match.best
    trigger = library.triggers.get(best.trigger) if best else None
    if best and trigger and trigger.escalate:
        reason = trigger.escalate.reason
        evidence = f'trigger "{trigger.name}", phrase "{best.phrase}", score {best.score:.2f}'
        needs.append((reason, trigger.escalate.priority or priority_of(reason), evidence, trigger.name))
    return needs + _tone_needs(reading.tone, library.policy.tone)


def _tone_needs(tone: Tone, limits: ToneLimits) -> list[Need]:
    """What the tone alone calls for: of urgent and negative the one that is said more clearly."""
    heard = {"urgent": (tone.urgent, limits.urgent), "negative": (tone.negative, limits.negative)}
    said = {reason: value for reason, (value, limit) in heard.items() if value >= limit}
    if not said:
        return []
    reason = max(said, key=lambda one: said[one])
    return [(reason, priority_of(reason), f"tone {said[reason]:.2f}: {', '.join(tone.evidence)}", "")]
