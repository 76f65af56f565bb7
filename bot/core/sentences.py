"""Cut a message into its sentences, and these into what "and" joins: each may be a question."""

import re

from bot.core.negation import clauses
from bot.core.text import opening

# A full stop ends a sentence only before a space: 5.5 kW and bulbul.example stay whole.
_END = re.compile(r"(?:[?!？！。؟۔।…]+|\.(?=\s|$)|[\r\n]+)\s*")
_MOST = 20


def split_sentences(text: str) -> list[str]:
    """The sentences of a text's opening that hold a letter or digit, at most 20, in order."""
    text = opening(text)
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        pieces.append(text[start : match.end()].strip())
        start = match.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if any(char.isalnum() for char in piece)][:_MOST]


# Between words; in scripts without spaces they stand anywhere, so only those that hardly stand inside a word.
_JOINT = re.compile(
    r"(?:^|(?<=\s))(?:and|also|plus|y|e|и|а также|va|ва|hamda|ve|ayrica|dan|serta|va|cung voi|و|और|aur|et|und"
    r"|&|\+|/)(?=\s|$)|และ|แล้วก็|还有|以及|另外|和"
)


def split_questions(text: str) -> list[str]:
    """The normalised parts of a text that punctuation and words like "and" join, at most 8, in order."""
    parts = (part for clause in clauses(text) for part in _JOINT.split(clause))
    return [part.strip() for part in parts if any(char.isalnum() for char in part)][:8]
