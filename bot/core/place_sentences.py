"""The sentences of a text, normalised so that places can be looked for in them.

Its one rule: commas stay, as `¦`, for they part what a writer says of the place from all else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.place_cues_east import ENDINGS, SPLITS
from bot.core.states import AMERICAN, CANADIAN
from bot.core.text import normalise

# A point ends a sentence unless it stands behind one letter ("г. Омск") or "St".
_SENTENCE = re.compile(r"(?<=[?؟？])|[!;\n…！；।]+|。|(?<![\s.(]\w)(?<!\bSt)(?<!^\w)\.(?=\s|$)")
_COMMA = re.compile(r"(?<!\d)[,،，、:()—–](?!\d)|\s-\s|(?<=\d), (?=\D)")
_SHORT_FORM = re.compile(r"\b(?:(i)['’´`ʼ]?m|(we|you|they)['’´`ʼ]re|(it)['’´`ʼ]s)\b", re.I)
_VERBS = {1: "am", 2: "are", 3: "is"}
_STATES = {code: name for code, (name, _) in (*AMERICAN.items(), *CANADIAN.items())}
_STATE = re.compile(rf"(?<=[A-Za-z])(,? )({'|'.join(_STATES)})(?![\w'’])")
_QUESTION_MARKS = "?؟？"


@dataclass(frozen=True, slots=True)
class Sentence:
    """`said` is normalised; `asks`: it ends in a question mark."""

    said: str
    asks: bool


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text as received, in order, without the empty ones."""
    for part in _SENTENCE.split(text):
        if part and (said := _said(part)):
            yield Sentence(said, part.rstrip().endswith(tuple(_QUESTION_MARKS)))


def _said(part: str) -> str:
    """The sentence with short forms and states in full ("I am", "Oregon")."""
    full = _SHORT_FORM.sub(
        lambda found: f"{found[found.lastindex or 0]} {_VERBS[found.lastindex or 1]}", part
    )
    if full.upper() != full:
        full = _STATE.sub(lambda found: f"{found[1]}{_STATES[found[2]]}", full)
    return _parted(normalise(_COMMA.sub(" ¦ ", full).rstrip(f"{_QUESTION_MARKS} ")))


def _parted(said: str) -> str:
    """The sentence with endings and prepositions that are written on a name parted from it."""
    if any(ending in said for ending in ENDINGS):
        for pattern, replacement in SPLITS:
            said = pattern.sub(replacement, said)
    return said
