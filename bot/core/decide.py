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
from bot.core.schedule import release
from bot.core.view import View

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
    view = View(situation, library, now)
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
    return _complete(decided, view, tuple(lines))


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
        away_until=decided.away_until or view.conversation.away_until,
        late_on=decided.late_on or view.conversation.late_on,
    )
