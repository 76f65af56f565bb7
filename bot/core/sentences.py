"""Cut a message into its sentences, so that two questions in one message are both read."""

import re

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
