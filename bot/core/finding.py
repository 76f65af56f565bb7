"""Names made findable: whoever looks for "joao", "Muller" or "Mueller" means João and Müller.

Both sides are folded here, the name as it is stored and the words as they are typed, so its one
rule is that they stay in step: a change of what this returns, or of `fold_character`, needs a
migration that folds the stored names again.
"""

import unicodedata

from bot.core.text import fold_character, fold_digits

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_OF_LETTERS = {"Mn", "Cf"}  # accents, and what joins or separates letters and is not seen


def spellings(name: str) -> tuple[str, ...]:
    """The ways to type a name on any keyboard; none for a text that holds nothing to look for.

    One without its accents, and where there are umlauts one that spells them out.
    """
    # Unicode reads a bare accent as a blank; people type it as an apostrophe.
    composed = unicodedata.normalize("NFKC", name.replace("´", "'")).casefold()
    ways = (_folded(composed), _folded(composed.translate(_SPELLED_OUT)))
    return tuple(dict.fromkeys(way for way in ways if way))


def findable(name: str) -> str:
    """All spellings of a name, a line each: a spelling of a part of the name stands in it."""
    return "\n".join(spellings(name))


def _folded(text: str) -> str:
    plain = "".join(_plain(char) for char in unicodedata.normalize("NFKC", text))
    return " ".join(fold_digits(plain).split())


def _plain(char: str) -> str:
    """A letter as it is typed anywhere; signs stay, but for the apostrophes that people leave out."""
    of_letters = char.isalpha() or unicodedata.category(char) in _OF_LETTERS
    plain = fold_character(char)
    if plain == "'":
        return ""
    return plain if of_letters else char
