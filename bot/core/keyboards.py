"""Which keys lie beside each other? The layouts most used for the scripts that are typed letter by letter.

Its one rule: a letter is only ever mistaken for a letter, and a mark above or below for such a mark.
"""

import unicodedata
from collections.abc import Iterator, Sequence

# Each row begins about half a key to the right of the row above it; "·" is a key without a letter.
_LAYOUTS: tuple[tuple[str, ...], ...] = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤر·ىةوزظ"),
    ("ๅ··ภถุึคตจขช", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ"),
)


def _beside(rows: Sequence[str], row: int, at: int) -> Iterator[str]:
    """The key to the right and the two below; those to the left and above are found from there."""
    for line, places in ((row, (at + 1,)), (row + 1, (at - 1, at))):
        for place in places:
            if line < len(rows) and 0 <= place < len(rows[line]):
                yield rows[line][place]


def _is_alike(one: str, other: str) -> bool:
    return unicodedata.category(one)[0] == unicodedata.category(other)[0] and "·" not in (one, other)


def _neighbours() -> dict[str, str]:
    found: dict[str, str] = {}
    for rows in _LAYOUTS:
        for row, keys in enumerate(rows):
            for at, key in enumerate(keys):
                for other in _beside(rows, row, at):
                    if _is_alike(key, other):
                        found[key] = found.get(key, "") + other
                        found[other] = found.get(other, "") + key
    return found


_NEIGHBOURS = _neighbours()


def neighbours(letter: str) -> str:
    """The letters that a finger beside the key would type; empty where no layout here has it."""
    return _NEIGHBOURS.get(letter.lower(), "")
