"""How urgent and how negative is a text? Each 0 to 1, with its evidence.

The cues are the phrases of the triggers that escalate for these reasons; how a text is typed
adds to them. Its one rule: manner alone (capitals, exclamation marks) never reaches one half.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.negation import asks_about_rules, clauses, is_negated
from bot.core.phrases import PhraseFinder
from bot.core.scoring import comparable, is_telling
from bot.core.triggers import Trigger

_CUE = 0.7
_TELLING_CUE = 0.85
_ASKED_ABOUT = 0.2  # What a cue is worth in a question about the rules of the house.
_ANGRY = "😡🤬😠👎💩🤮😤👿🖕"
_SAD = "😭😢😞😔😩😫💔😒🙄"
_ALARM = "🚨🆘⏰🔥⚠⏱⌛"
_STRETCHED = re.compile(r"([^\W\d_])\1{3,}")


@dataclass(frozen=True, slots=True)
class Tone:
    """`urgent` and `negative` from 0 to 1; `evidence` names what was seen, in words."""

    urgent: float = 0.0
    negative: float = 0.0
    evidence: tuple[str, ...] = ()


Signal = tuple[float, float, str]


class ToneReader:
    """Compiled cues; built once when a library is loaded, then only read."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        enabled = [one for one in triggers if one.enabled and one.escalate]
        self._urgent = _cues(enabled, "urgent")
        self._negative = _cues(enabled, "negative")

    def read(self, text: str) -> Tone:
        """Weigh cues and manner; a negated cue, or one in a question about policy, does not count."""
        parts = clauses(text)
        urgent = [(weight, 0.0, f'urgent: "{cue}"') for cue, weight in _found(self._urgent, parts)]
        negative = [(0.0, weight, f'negative: "{cue}"') for cue, weight in _found(self._negative, parts)]
        signals: list[Signal] = [*urgent, *negative, *_emoji(text), *_manner(text)]
        return Tone(
            _together(signal[0] for signal in signals),
            _together(signal[1] for signal in signals),
            tuple(signal[2] for signal in signals),
        )


def _cues(triggers: Iterable[Trigger], reason: str) -> PhraseFinder:
    wanted = [one for one in triggers if one.escalate and one.escalate.reason == reason]
    return PhraseFinder(comparable(phrase.text) for one in wanted for phrase in one.phrases)


def _found(cues: PhraseFinder, parts: list[str]) -> list[tuple[str, float]]:
    """The cues that count, each once, with what it is worth."""
    found: dict[str, float] = {}
    for part in parts:
        about_rules = asks_about_rules(part)
        for one in cues.longest(part):
            if not is_negated(part, one):
                weight = _TELLING_CUE if is_telling(one.phrase) else _CUE
                found[one.phrase] = max(found.get(one.phrase, 0.0), _ASKED_ABOUT if about_rules else weight)
    return list(found.items())


def _emoji(text: str) -> list[Signal]:
    kinds = (
        (_ANGRY, 0.0, 0.5, "angry emoji"),
        (_SAD, 0.0, 0.25, "sad emoji"),
        (_ALARM, 0.4, 0.0, "alarm emoji"),
    )
    return [
        (urgent, negative, name) for chars, urgent, negative, name in kinds if any(c in text for c in chars)
    ]


def _manner(text: str) -> list[Signal]:
    """Shouting, repeated punctuation, stretched letters: all together below one half."""
    letters = [char for char in text if char.isalpha() and char.lower() != char.upper()]
    shouting = len(letters) >= 8 and sum(char.isupper() for char in letters) > 0.8 * len(letters)
    seen = (
        (shouting, "shouting"),
        (re.search(r"[!！]{2,}", text) is not None, "exclamation marks"),
        (re.search(r"[?？؟]{3,}", text) is not None, "question marks"),
        (_STRETCHED.search(text) is not None, "stretched letters"),
    )
    return [(0.12, 0.12, name) for is_seen, name in seen if is_seen]


def _together(weights: Iterable[float]) -> float:
    """Independent reasons add up without ever passing 1."""
    left = 1.0
    for weight in weights:
        left *= 1 - weight
    return round(1 - left, 3)
