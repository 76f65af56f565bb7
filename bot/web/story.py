"""A stored decision in a few plain sentences: what was heard, what it was taken for, what was done.

For agents, in their own language. Its one rule: it goes by the fields of the record alone. What
stands there in English prose is for the details below, and is never taken apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.core.contacts import Consent
from bot.core.policy import Roles
from bot.store.outcomes import Sent
from bot.web.story_end import what_left
from bot.web.story_reasons import reason_told
from bot.web.wording import Wording

_UNSAID: Mapping[str, Any] = {
    "trigger": None,
    "consent": None,
    "tap": None,
    "stores": None,
    "stores_anew": False,
    "releases": False,
    "place": None,
    "candidates": [],
    "replies": [],
    "escalations": [],
}
"""What a record that was stored by an earlier version may lack."""
_ALMOST_CERTAIN, _QUITE_SURE, _SURE_ENOUGH = 0.9, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Happened:
    """What a story is told of. `roles` are the business's today, `zone` is its clock; `opted_out`:
    whether the contact is opted out now."""

    record: Mapping[str, Any]
    heard: Sequence[str]
    sent: Sequence[Sent]
    roles: Roles
    zone: str
    opted_out: bool = False


def story(words: Wording, of: Happened) -> list[Markup]:
    """The sentences in the order in which a reader asks: what came, what it was taken for, what the
    bot did, what of it left."""
    of = replace(of, record={**_UNSAID, **of.record})
    heard = [] if any(of.heard) or not of.heard else [words.say("A message without words came in.")]
    took = _TOOK.get(of.record["layer"], _took_trigger)(words, of)
    return [*heard, *took, *_place(words, of.record), *_did(words, of), *what_left(words, of.sent, of.zone)]


def _took_consent(words: Wording, of: Happened) -> list[Markup]:
    said = of.record["consent"]
    if said == Consent.OUT and of.record["escalations"]:
        return [words.say("The contact asks that everything about them be erased.")]
    if said == Consent.OUT:
        return [words.say("The contact does not want to be written to any more.")]
    if said == Consent.IN:
        return [words.say("The contact wants to be written to again.")]
    return [_about_consent(words, of)]


def _about_consent(words: Wording, of: Happened) -> Markup:
    """What changed nothing: a doubt, a wish for help, a word of somebody who has opted out."""
    asks = [one["sequence"] for one in of.record["replies"]]
    if of.roles.doubtful_stop in asks:
        return words.say("This may mean that the contact wants no more messages.")
    if asks:
        return words.say("The contact asked for help with these messages.")
    if of.opted_out:
        return words.say("The contact has opted out, so the bot must not answer. You may.")
    return words.say("This is about whether we may write at all.")


def _took_hold(words: Wording, of: Happened) -> list[Markup]:
    return [words.say("People were looking after this conversation already."), *_reasons(words, of)]


def _took_escalation(words: Wording, of: Happened) -> list[Markup]:
    return [*_took_trigger(words, of), *_reasons(words, of)]


def _took_answer(words: Wording, of: Happened) -> list[Markup]:
    record = of.record
    if record["tap"]:
        number = words.number(record["tap"]["option"], "0")
        told = words.say("The contact chose option %(number)s of what the bot had offered.", number=number)
    elif record["stores"] and record["stores_anew"]:
        told = words.say("The contact corrected an earlier answer (“%(name)s”).", name=record["stores"])
    elif record["stores"]:
        told = words.say(
            "The contact answered what the bot had asked (“%(name)s”), and the answer was kept.",
            name=record["stores"],
        )
    elif record["releases"] and not record["replies"]:
        told = words.say("The contact wrote again, so what had waited for that may leave.")
    else:
        told = words.say("This does not answer what the bot had asked.")
    return [told, *_reasons(words, of)]


def _took_trigger(words: Wording, of: Happened) -> list[Markup]:
    """What it was taken for, and how surely. Stored is how likely that is of the whole: where that is
    not likely, a sentence in it was."""
    name = of.record["trigger"]
    if not name:
        return []
    score = _scores(of.record).get(name, 0.0)
    if score >= _ALMOST_CERTAIN:
        return [words.say("The bot took it for “%(name)s” and was almost certain.", name=name)]
    if score >= _QUITE_SURE:
        return [words.say("The bot took it for “%(name)s” and was quite sure.", name=name)]
    if score >= _SURE_ENOUGH:
        return [words.say("The bot took it for “%(name)s” and was just sure enough.", name=name)]
    return [words.say("The bot took a part of it for “%(name)s”.", name=name)]


def _took_clarify(words: Wording, of: Happened) -> list[Markup]:
    return [words.say("It could mean several things, and the bot was not sure which.")]


def _took_fallback(words: Wording, of: Happened) -> list[Markup]:
    if of.record["escalations"]:
        return _reasons(words, of)
    if not of.record["replies"]:
        return [words.say("It asks nothing that needs an answer.")]
    scores = _scores(of.record)
    if not scores:
        return [words.say("Nothing that the bot knows fits.")]
    nearest = max(scores, key=lambda one: scores[one])
    return [
        words.say(
            "Nothing that the bot knows fits. Nearest was “%(name)s”, but the bot was not sure of it.",
            name=nearest,
        )
    ]


_TOOK = {
    "consent": _took_consent,
    "hold": _took_hold,
    "escalation": _took_escalation,
    "answer": _took_answer,
    "trigger": _took_trigger,
    "clarify": _took_clarify,
    "fallback": _took_fallback,
}


def _scores(record: Mapping[str, Any]) -> dict[str, float]:
    return {one["trigger"]: one["score"] for one in record["candidates"]}


def _reasons(words: Wording, of: Happened) -> list[Markup]:
    return [reason_told(words, one["reason"]) for one in of.record["escalations"]]


def _place(words: Wording, record: Mapping[str, Any]) -> list[Markup]:
    place = record["place"]
    if not place:
        return []
    return [
        words.say(
            "The contact said where they are; the bot goes by the clock of %(zone)s from now on.",
            zone=place["zone"],
        )
    ]


def _did(words: Wording, of: Happened) -> list[Markup]:
    record, wrote = of.record, len(of.sent)
    if record["layer"] == "hold":
        called = [words.say("Those who look after it were told.")] if record["escalations"] else []
        return [*called, words.say("The bot said nothing.")]
    if record["escalations"] and not wrote:
        return [words.say("The bot called a person and said nothing itself.")]
    late = _promised(words, of)
    if record["escalations"]:
        return [words.say("The bot called a person and wrote so to the contact."), *late]
    return [*late, _wrote(words, record, wrote)]


def _promised(words: Wording, of: Happened) -> list[Markup]:
    """The earliest promise that was made; it is kept as an instant in ISO 8601."""
    kept = [one["promise"] for one in of.record["replies"] if one.get("promise")]
    if not kept:
        return []
    time = words.at(min(map(datetime.fromisoformat, kept)), of.zone, "EEE d MMM HH:mm")
    return [
        words.say(
            "It is outside opening hours for this contact: an answer was promised for %(time)s.", time=time
        )
    ]


def _wrote(words: Wording, record: Mapping[str, Any], wrote: int) -> Markup:
    if not wrote and record["layer"] == "trigger" and not record["replies"]:
        return words.say("The answer was on its way already, so the bot said nothing more.")
    if not wrote:
        return words.say("The bot said nothing.")
    if record["layer"] == "clarify":
        return words.say("The bot asked the contact which one is meant.")
    if record["layer"] == "fallback":
        return words.say("The bot said that it did not understand.")
    if wrote == 1:
        return words.say("The bot wrote one message in answer.")
    return words.say("The bot wrote %(number)s messages in answer.", number=words.number(wrote, "0"))
