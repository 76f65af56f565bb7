"""May this message go out now? Asked again at the moment of sending.

The gates run in the order written: consent, hold, not_after, hours, the contact's night,
budget, service window. The first that says no decides; each says what to do instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from bot.core.contacts import Consent, Contact
from bot.core.conversations import Conversation, Spent
from bot.core.decision import Gate
from bot.core.hours import when_open
from bot.core.library import Library
from bot.core.plan import Draft
from bot.core.translations import fallbacks
from bot.core.unprompted import unprompted_until
from bot.core.voice import whereabouts

TEXT_LIMIT = 1600  # Twilio refuses a longer body with 21617.
RUN = timedelta(minutes=1)
"""So soon after the message before it a message belongs to the same run of a sequence."""
INVITED = timedelta(hours=24)
"""So long what could not be said waits for the contact to reopen the service window."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says. `send` may carry the content id of a template to send instead.

    `invite` wants the policy's template first, which asks the contact to reopen the service
    window; `wait` names the instant to ask again, and with `reopens` ends as soon as the contact
    writes. `cancelled`, `expired` and `failed` end the message, and `escalate` names the reason
    for which a person must take it over.
    """

    act: Literal["send", "invite", "wait", "cancelled", "expired", "failed"]
    why: str = ""
    until: datetime | None = None
    template: str = ""
    reopens: bool = False
    escalate: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """An outbound message at the moment of sending.

    `unprompted`: it answers nothing that was just written. `follows` is when the message before
    it in its sequence left.
    """

    automated: bool
    language: str
    hours: str = "any"
    not_after: datetime | None = None
    template: Mapping[str, str] | None = None
    passes: tuple[Gate, ...] = ()
    unprompted: bool = False
    follows: datetime | None = None


def may_leave(
    message: Leaving,
    contact: Contact,
    conversation: Conversation,
    spent: Spent,
    library: Library,
    now: datetime,
) -> Verdict:
    """Ask every gate; the verdict of the first that objects, else `send`."""
    if not message.automated:
        return _window(message, conversation, library, now) or Verdict("send")
    return (
        _consent(message, contact)
        or _hold(message, conversation)
        or _too_late(message, now)
        or _hours(message, contact, library, now)
        or _night(message, contact, library, now)
        or _budget(message, contact, conversation, spent, library, now)
        or _window(message, conversation, library, now)
        or Verdict("send", "every gate is open")
    )


def _consent(message: Leaving, contact: Contact) -> Verdict | None:
    if contact.consent != Consent.OUT or "consent" in message.passes:
        return None
    return Verdict("cancelled", "the contact has opted out")


def _hold(message: Leaving, conversation: Conversation) -> Verdict | None:
    if conversation.held_since is None:
        return None
    if "hold" in message.passes and not conversation.claimed:
        return None
    return Verdict("cancelled", "people hold the conversation")


def _too_late(message: Leaving, now: datetime) -> Verdict | None:
    if message.not_after is None or now <= message.not_after:
        return None
    return Verdict("expired", "it would come later than its step allows (not_after)")


def _hours(message: Leaving, contact: Contact, library: Library, now: datetime) -> Verdict | None:
    if message.hours == "any":
        return None
    if _has_begun(message, now):
        return None
    opening = when_open(now, library.policy.hours, whereabouts(contact, library.policy))
    if opening.at is None:
        return Verdict("expired", opening.reason, escalate="window")
    return Verdict("wait", opening.reason, until=opening.at) if opening.at > now else None


def _has_begun(message: Leaving, now: datetime) -> bool:
    """An answer that has begun is not torn in two by the closing of the office."""
    return message.follows is not None and now - message.follows <= RUN


def _night(message: Leaving, contact: Contact, library: Library, now: datetime) -> Verdict | None:
    if not message.unprompted:
        return None
    hours = "any" if _has_begun(message, now) else message.hours
    chance = unprompted_until(now, contact, library, hours=hours)
    if chance.at is None:
        return Verdict("expired", chance.why, escalate="window")
    return Verdict("wait", chance.why, until=chance.at) if chance.at > now else None


def _budget(
    message: Leaving,
    contact: Contact,
    conversation: Conversation,
    spent: Spent,
    library: Library,
    now: datetime,
) -> Verdict | None:
    limits = library.policy.limits
    if spent.counted(now, limits) < limits.automated:
        return None
    why = f"{limits.automated} automated messages have gone out already"
    if message.passes:
        return Verdict("cancelled", f"{why}, and what is said at once does not wait")
    frees = _opens(spent.frees(now, limits), message, contact, library)
    closes = conversation.window_closes
    if message.not_after is not None and frees > message.not_after:
        return Verdict("expired", f"{why}, and it may not wait so long", escalate="budget")
    if closes is not None and frees > closes and not message.template:
        return Verdict("expired", f"{why}, and the service window closes first", escalate="budget")
    return Verdict("wait", why, until=frees)


def _opens(at: datetime, message: Leaving, contact: Contact, library: Library) -> datetime:
    """The first instant from one on at which the message's hours hold."""
    if message.hours == "any":
        return at
    return when_open(at, library.policy.hours, whereabouts(contact, library.policy)).at or at


def _window(message: Leaving, conversation: Conversation, library: Library, now: datetime) -> Verdict | None:
    first = library.policy.languages[0]
    own = template_for(message.template or {}, message.language, first)
    if own and not message.automated:
        # A person has chosen it, and its text is only what stands in the thread.
        return Verdict("send", "the template that was chosen", template=own)
    closes = conversation.window_closes
    if closes is not None and now <= closes:
        return None
    if own:
        return Verdict("send", "outside the service window: its template", template=own)
    reopen = template_for(library.policy.contents("reopen"), message.language, first)
    if message.automated and reopen:
        return _invitation(conversation, reopen, now)
    escalate = "window" if message.automated else ""
    return Verdict("expired" if escalate else "failed", "the service window is closed", escalate=escalate)


def _invitation(conversation: Conversation, template: str, now: datetime) -> Verdict:
    """The text waits until the contact has tapped the template, or has not for a day."""
    invited = conversation.invited_at
    if invited is None:
        return Verdict("invite", "outside the service window: asked to reopen it", template=template)
    until = invited + INVITED
    if now < until:
        return Verdict("wait", "the contact was asked to reopen the service window", until, reopens=True)
    return Verdict("expired", "nobody answered the template that reopens the window", escalate="window")


def template_for(templates: Mapping[str, str], language: str, first: str) -> str:
    """The content id for a language, a wider one, or the policy's first; empty where there is none."""
    tags = (*fallbacks(language), first)
    return next((templates[tag] for tag in tags if tag in templates), "")


def fit(drafts: Sequence[Draft], room: int) -> tuple[Draft, ...]:
    """Merge drafts so that at most `room` leave: the first unchanged, the rest joined.

    Joins only neighbours that may be joined: never media, templates or asks, and at most
    1,600 characters. Returns more than `room` where that is not possible.
    """
    kept = list(drafts)
    while len(kept) > max(room, 1):
        at = next((n for n in range(len(kept) - 1, 0, -1) if _joinable(kept[n - 1], kept[n])), None)
        if at is None:
            break
        kept[at - 1 : at + 1] = [_join(kept[at - 1], kept[at])]
    return tuple(kept)


def _joinable(one: Draft, other: Draft) -> bool:
    plain = not (one.media or other.media or one.template or other.template or one.question)
    ask = bool(other.question and "ask" in other.question)
    same = one.sequence == other.sequence and one.hours == other.hours and other.due - one.due <= RUN
    return plain and not ask and same and len(one.text) + len(other.text) + 2 <= TEXT_LIMIT


def _join(one: Draft, other: Draft) -> Draft:
    limits = [at for at in (one.not_after, other.not_after) if at is not None]
    text = f"{one.text}\n\n{other.text}"
    return replace(one, text=text, question=other.question, not_after=min(limits, default=None))
