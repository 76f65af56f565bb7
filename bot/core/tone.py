"""How urgent and how negative is a text? Each 0 to 1, with its evidence."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """`urgent` and `negative` from 0 to 1; `evidence` names what was seen, in words."""

    urgent: float = 0.0
    negative: float = 0.0
    evidence: tuple[str, ...] = ()


class ToneReader:
    pass
