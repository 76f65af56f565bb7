"""How urgent and how negative is a text? Each 0 to 1, with its evidence.

Three witnesses, each as if alone: cues (the phrases of the triggers that escalate for these
reasons, and the shipped ones), how the text is typed, and, where its sentence vector is handed
in, its meaning. Its one rule: what is denied, supposed or asked about does not count.
"""

import math
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field

from bot.core.attitude import Attitude, Leaning
from bot.core.meaning import Vector
from bot.core.negation import clauses, is_negated, names_rules, supposes
from bot.core.overdue import waits_in_vain
from bot.core.tone_cues import Cue, CueFinder, Heard
from bot.core.tone_manner import signs_of
from bot.core.triggers import Trigger

_ASKED_ABOUT = 0.2  # What a cue is worth in a question about the rules of the house.
_IN_VAIN = 0.85  # "Still no answer": enough by itself.
_CALMED = 0.3  # What is left of urgency where the contact is in no hurry.
_PRAISED = 0.5  # What each word of praise leaves of hints of negativity.
_SAY = 1.4  # How much words move what meaning says.
_CALMEST = -1.65  # Log odds below which meaning does not go against a trigger's phrase.
_DOUBT = 2.5  # Log odds that a question about what has not happened takes away from meaning.
_TOLD = 0.3  # From here on the leaning of meaning is worth telling.


@dataclass(frozen=True, slots=True)
class Tone:
    """`urgent` and `negative` from 0 to 1; `evidence` names what was seen, in words."""

    urgent: float = 0.0
    negative: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(slots=True)
class _Findings:
    """What was found so far: chances that a text is *not* urgent or negative, and the reasons.

    `unmoved` by firm signs and `unhinted` by hints of negativity, which praise weakens.
    """

    unhurried: float = 1.0
    unmoved: float = 1.0
    unhinted: float = 1.0
    praised: float = 1.0
    in_no_hurry: bool = False
    denies: bool = False
    doubt: float = 0.0
    firm: set[str] = field(default_factory=set)
    evidence: dict[str, None] = field(default_factory=dict)


class ToneReader:
    """Compiled cues and a fitted model; built once when a library is loaded, then only read."""

    def __init__(
        self, triggers: Iterable[Trigger], cues: Iterable[Cue] = (), attitude: Attitude | None = None
    ) -> None:
        self.cues = tuple(cues)
        self._finder = CueFinder([*_of_triggers(triggers), *self.cues])
        self._attitude = attitude

    def with_meaning(self, attitude: Attitude | None) -> "ToneReader":
        """The same cues beside another model of meaning, or none."""
        other = copy(self)
        other._attitude = attitude
        return other

    def read(self, text: str, vector: Vector | None = None) -> Tone:
        """Weigh cues, manner and meaning; `vector` is the text's sentence vector, where there is one."""
        found = _Findings()
        for part in clauses(text):
            _hear(part, self._finder.find(part), found)
        for sign in signs_of(text):
            found.unhurried *= 1 - sign.urgent
            found.unhinted *= 1 - sign.negative
            found.evidence[sign.name] = None
        urgent = 1 - found.unhurried
        negative = 1 - found.unmoved * (1 - (1 - found.unhinted) * found.praised)
        if vector is not None and self._attitude is not None:
            leaning = self._attitude.read(vector)
            urgent = _agreed(leaning.urgent, urgent, found.doubt, firm="urgent" in found.firm)
            doubt = found.doubt + _denied(found, negative)
            negative = _agreed(leaning.negative, negative, doubt, firm="negative" in found.firm)
            _tell(leaning, found)
        urgent *= _CALMED if found.in_no_hurry else 1.0
        return Tone(round(urgent, 3), round(negative, 3), tuple(found.evidence))


def _of_triggers(triggers: Iterable[Trigger]) -> Iterable[Cue]:
    for trigger in triggers:
        if trigger.enabled and trigger.escalate:
            for phrase in trigger.phrases:
                if trigger.escalate.reason == "urgent":
                    yield Cue(phrase.text, "urgent", firm=True)
                elif trigger.escalate.reason == "negative":
                    yield Cue(phrase.text, "negative", firm=True)


def _hear(part: str, heard: list[Heard], found: _Findings) -> None:
    """Add what one clause says."""
    if waits_in_vain(part):
        found.unmoved *= 1 - _IN_VAIN
        found.evidence["negative: still waiting"] = None
    felt = any(one.cue.felt for one in heard)
    doubted = supposes(part) or (not felt and names_rules(part))
    if doubted:
        found.doubt = _DOUBT
    for one in heard:
        if is_negated(part, one.place):
            _take_back(one.cue, found)
        else:
            _count(one, one.weight * _ASKED_ABOUT if doubted else one.weight, found)


def _take_back(cue: Cue, found: _Findings) -> None:
    """What is denied says the contrary: no hurry, nothing wrong."""
    found.denies = True
    if cue.about == "urgent" and not cue.hint:
        found.in_no_hurry = True
    elif cue.about == "negative":
        found.praised *= _PRAISED


def _count(one: Heard, weight: float, found: _Findings) -> None:
    cue = one.cue
    told = f'{cue.about}: "{one.place.phrase}"'
    if told in found.evidence:
        return
    if one.cue.firm and weight >= 0.5:
        found.firm.add(cue.about)
    if cue.about == "calm":
        found.in_no_hurry = found.denies = True
    elif cue.about == "praise":
        found.praised *= _PRAISED
        return
    elif cue.about == "urgent":
        found.unhurried *= 1 - weight
        found.in_no_hurry = found.in_no_hurry and cue.hint  # The last word counts.
    elif cue.hint:
        found.unhinted *= 1 - weight
    else:
        found.unmoved *= 1 - weight
    found.evidence[told] = None


def _denied(found: _Findings, said: float) -> float:
    """Meaning hears "expensive" in "not expensive": what is denied, and nothing else said, is doubt."""
    return _DOUBT if found.denies and not said else 0.0


def _agreed(leaning: float, said: float, doubt: float, *, firm: bool) -> float:
    """What meaning and words come to together: log odds, moved by what the words say.

    However calm the meaning, it never outvotes a phrase of a trigger (`firm`).
    """
    odds = math.log(leaning / (1 - leaning)) - doubt
    if firm:
        odds = max(odds, _CALMEST)
    return 1 / (1 + math.exp(_SAY * math.log(1 - min(said, 0.999)) - odds))


def _tell(leaning: Leaning, found: _Findings) -> None:
    for about, value, like in (
        ("urgent", leaning.urgent, leaning.like_urgent),
        ("negative", leaning.negative, leaning.like_negative),
    ):
        if value >= _TOLD:
            found.evidence[f'{about}: sounds like "{like}" ({value:.2f})'] = None
