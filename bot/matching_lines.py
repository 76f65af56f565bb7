"""What `bot match` says about one message: the match layer alone, replies are not read."""

from typing import Any

from bot.core.library import Library
from bot.core.understanding import understand


def understood(text: str, library: Library) -> dict[str, Any]:
    """Language, trigger (None where the bot would not act by itself), candidates and tone."""
    reading = understand(text, library)
    best, tone, policy = reading.match.best, reading.tone, library.policy.tone
    trigger = library.triggers.get(best.trigger) if best else None
    calls = trigger is not None and trigger.escalate is not None
    return {
        "text": text,
        "language": reading.language.language,
        "trigger": best.trigger if best else None,
        "candidates": [
            {"trigger": one.trigger, "phrase": one.phrase, "score": round(one.score, 6)}
            for one in reading.match.candidates
        ],
        "tone": {
            "urgent": round(tone.urgent, 4),
            "negative": round(tone.negative, 4),
            "escalate": bool(calls or tone.urgent >= policy.urgent or tone.negative >= policy.negative),
        },
    }


def told(row: dict[str, Any]) -> str:
    """The same for a person, on one line."""
    best = row["candidates"][0] if row["candidates"] else None
    nearest = f'{best["score"]:.2f} {best["trigger"]} ("{best["phrase"]}")' if best else "no candidate"
    return f"{row['trigger'] or '-'}\t{row['language']}\t{nearest}\t{row['text']}"
