"""The record of a decision: what is stored, shown by `explain` and compared by conversation tests."""

from datetime import datetime
from typing import Any

from bot.core.decision import Decision, NewEscalation, Reply


def to_record(decision: Decision, library_version: str, now: datetime) -> dict[str, Any]:
    """A decision as JSON: `layer`, `trigger`, `language`, the reasons layer by layer, what follows."""
    return {
        "at": now.isoformat(),
        "layer": decision.layer,
        "why": decision.why,
        "trigger": decision.trigger,
        "language": decision.language,
        "language_why": decision.language_why,
        **decision.evidence,
        "layers": [{"layer": one.layer, "applies": one.applies, "why": one.why} for one in decision.lines],
        "replies": [_reply(one) for one in decision.replies],
        "escalations": [_escalation(one) for one in decision.escalations],
        "consent": decision.consent.value if decision.consent else None,
        "cancels": decision.cancel,
        "replaces": list(decision.replaces),
        "tap": {"option": decision.tap.option + 1, "how": decision.tap.how} if decision.tap else None,
        "stores": decision.answer.attribute
        if decision.answer and decision.answer.value is not None
        else None,
        "stores_anew": bool(decision.answer and decision.answer.anew),
        "misses": decision.misses,
        "releases": decision.release,
        "place": {"zone": decision.place.zone, "words": decision.place.words} if decision.place else None,
        "notes": list(decision.notes),
        "library": library_version,
    }


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "sequence": reply.sequence,
        "at": reply.at.isoformat(),
        "why": reply.why,
        "promise": reply.promise.isoformat() if reply.promise else None,
    }


def _escalation(escalation: NewEscalation) -> dict[str, Any]:
    return {
        "reason": escalation.reason,
        "priority": escalation.priority,
        "evidence": escalation.evidence,
        "trigger": escalation.trigger,
        "due": escalation.due.isoformat(),
    }
