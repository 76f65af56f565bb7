"""Decide what the bot does about a burst of inbound messages.

This is the heart of the bot, and it is pure: a Situation goes in, a Decision comes out,
nothing is sent or saved. `actions/respond.py` carries it out.

The layers run in the order of `LAYERS`, and the first that applies wins. A layer returns a
Decision, or a sentence that says why it does not apply; every sentence is kept, so that
`explain` can always say why.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.core import asking, consenting, escalating, matched
from bot.core.contacts import Consent
from bot.core.conversations import Heard, Situation
from bot.core.decision import Decision, Layer, Line
from bot.core.library import Library
from bot.core.places import ToldPlace, told_place
from bot.core.schedule import release
from bot.core.text import normalise
from bot.core.view import View

_COURTESY = 12  # Letters beside a place that ask nothing: "hello", "by the way".
REMEMBERED = 0.5
"""The least confidence at which a language becomes the contact's; "ok" from Bangkok is no Thai."""

LAYERS: tuple[tuple[Layer, Callable[[View], Decision | str]], ...] = (
    ("consent", consenting.consent),
    ("hold", escalating.hold),
    ("escalation", escalating.escalation),
    ("answer", asking.answer),
    ("trigger", matched.trigger),
    ("clarify", matched.clarify),
    ("fallback", matched.fallback),
)


def decide(situation: Situation, library: Library, now: datetime) -> Decision:
    """Run the layers over one snapshot; `situation.heard` holds at least one message."""
    place = _told_place(situation)
    view = View(_placed(situation, place), library, now)
    lines: list[Line] = []
    decided: Decision | None = None
    for layer, rule in LAYERS:
        if decided is not None:
            lines.append(Line(layer, False, f"not reached: {decided.layer} decided"))
            continue
        said = rule(view)
        if isinstance(said, str):
            lines.append(Line(layer, False, said))
        else:
            decided = said
            lines.append(Line(layer, True, said.why))
    if decided is None:
        raise AssertionError("the fallback layer always applies")
    if place is not None and decided.layer in ("clarify", "fallback") and _is_all(place, view):
        decided = Decision("fallback", f'only says where they are: "{place.words}"', misses=view.misses)
        lines = [replace(one, applies=False, why="nothing is asked") for one in lines[:-1]]
        lines.append(Line("fallback", True, decided.why))
    return replace(_complete(decided, view, tuple(lines)), place=place)


def _told_place(situation: Situation) -> ToldPlace | None:
    """Where the contact says to be, if that is news; what an agent has set is not overruled."""
    contact = situation.contact
    if contact.zone_source == "agent":
        return None
    language = (situation.joined or situation.heard[-1].whole).language.language
    told = (told_place(heard.text, language, contact.country) for heard in reversed(situation.heard))
    place = next((one for one in told if one is not None), None)
    known = place is not None and (contact.zone, contact.zone_source) == (place.zone, "words")
    return None if known else place


def _is_all(place: ToldPlace, view: View) -> bool:
    """Is the place all that was said, but for a word of courtesy?"""
    return len(normalise(view.text)) <= len(place.words) + _COURTESY


def _placed(situation: Situation, place: ToldPlace | None) -> Situation:
    """The situation on the clock that the contact has just told."""
    if place is None:
        return situation
    contact = situation.contact
    country = place.country or contact.country
    told = replace(contact, zone=place.zone, country=country, zone_source="words")
    return replace(situation, contact=told)


def acts_at_once(heard: Heard, library: Library) -> bool:
    """Consent and urgency do not wait for the settle time."""
    if heard.opt_out or (heard.whole.consent is not None and heard.whole.consent.sure):
        return True
    return escalating.is_urgent(heard, library)


def _complete(decided: Decision, view: View, lines: tuple[Line, ...]) -> Decision:
    """What every decision carries: the language, the hold's end, the evidence, the lines."""
    if view.hold_ended:
        apology = view.library.policy.sequences.apology
        answers = decided.replies and decided.consent != Consent.OUT
        if answers and not view.conversation.claimed:
            decided = replace(decided, replies=release(decided.replies, apology))
        decided = replace(decided, hand_back=True)
    return replace(
        decided,
        language=view.language,
        language_sure=view.whole.language.confidence >= REMEMBERED,
        language_why=view.language_why,
        lines=lines,
        evidence=view.evidence(),
        # Whoever has clearly said stop or start may be asked again about a later doubt.
        stop_asked=decided.stop_asked or (view.conversation.stop_asked and decided.consent is None),
        release=_reopened(decided, view),
        away_until=decided.away_until or view.conversation.away_until,
        late_on=decided.late_on or view.conversation.late_on,
    )


def _reopened(decided: Decision, view: View) -> bool:
    """Whoever writes opens the service window, and what waited for that may go, unless it is stopped."""
    stopped = decided.cancel or view.held or Consent.OUT in (decided.consent, view.contact.consent)
    return not stopped and view.waiting
