"""How a text is typed, whatever it says: emoji, capitals, stretched letters, repeated marks.

Its one rule: manner alone (emoji apart) never reaches one half, however many signs come together.
"""

import re
from dataclasses import dataclass

_SLIGHT = 0.12  # Five of these together stay below one half.
_STRETCHED = re.compile(r"([^\W\d_])\1{3,}")
_EXCLAIMED = re.compile(r"[!！]{2,}")
_ASKED = re.compile(r"[?？؟]")
_ASKED_HARD = re.compile(r"[?？؟]{3,}")
_SENTENCE = re.compile(r"[^?？؟!！.。\n]+[?？؟]")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something seen in the typing: what it adds to each tone, 0 to 1, and its name."""

    name: str
    urgent: float = _SLIGHT
    negative: float = _SLIGHT


_EMOJI = (
    ("😡🤬😠👎💩🤮😤👿🖕🤢😾", Sign("angry emoji", 0.0, 0.5)),
    ("😭😢😞😔😩😫💔😒🙄😓😖😣☹🙁😟", Sign("sad emoji", 0.0, 0.25)),
    ("🚨🆘⏰🔥⚠⏱⌛⏳", Sign("alarm emoji", 0.4, 0.0)),
)


def signs_of(text: str) -> list[Sign]:
    """What the typing of a text as received gives away."""
    seen = (
        (_is_shouted(text), "shouting"),
        (_EXCLAIMED.search(text) is not None, "exclamation marks"),
        (_ASKED_HARD.search(text) is not None, "question marks"),
        (_STRETCHED.search(text) is not None, "stretched letters"),
        (_asks_again(text), "the same question again"),
    )
    typed = [Sign(name) for is_seen, name in seen if is_seen]
    return typed if text.isascii() else [*_emoji(text), *typed]


def _emoji(text: str) -> list[Sign]:
    return [sign for characters, sign in _EMOJI if any(char in text for char in characters)]


def _is_shouted(text: str) -> bool:
    capitals = sum(map(str.isupper, text))
    return capitals >= 8 and capitals > 4 * sum(map(str.islower, text))


def _asks_again(text: str) -> bool:
    """Is the same thing asked twice ("hello? anyone? hello?"), or much asked in few words?"""
    if len(_ASKED.findall(text)) < 2:
        return False
    asked = [found.group().strip(" ?？؟").casefold() for found in _SENTENCE.finditer(text)]
    short = [one for one in asked if len(one) <= 20]
    return len(set(asked)) < len(asked) or len(short) >= 3
