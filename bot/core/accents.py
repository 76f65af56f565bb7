"""Do the accents that somebody typed contradict those of a phrase?

`normalise` takes accents away, and mostly nothing is lost. Its one rule: where a word is another
word with other accents (Vietnamese "dừng", stop; "đúng", right), what was typed is looked at again.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from bot.core.text import normalise

Typed = Mapping[str, frozenset[str]]
_WORD = re.compile(r"[^\W\d_]+")
_VIETNAMESE = re.compile("[đơư\u1ea0-\u1ef9]")
_SYLLABLE = 4  # Letters: so short a word without its accents is as likely another one.


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def typed_words(text: str) -> Typed:
    """The words of a text as typed, by what they are without accents."""
    words: dict[str, frozenset[str]] = {}
    for word in _words(text):
        if not word.isascii():
            form = normalise(word)
            words[form] = words.get(form, frozenset()) | {word}
    return words


@lru_cache(maxsize=4096)
def _is_marked(letter: str) -> bool:
    return normalise(letter) != letter


def _contradicts(typed: str, word: str) -> bool:
    """Does a typed letter bear an accent that the word has otherwise? A missing one says nothing."""
    if len(typed) != len(word):
        return False
    return any(mine != own and _is_marked(mine) for mine, own in zip(typed, word, strict=True))


def agrees(phrase: str, typed: Typed) -> bool:
    """May the text mean this phrase, which stands in it but for the accents?

    Accents are compared in Vietnamese and in phrases of one word; a very short word needs all
    of its own.
    """
    words = _words(phrase)
    if len(words) == 1 and len(words[0]) <= _SYLLABLE and normalise(words[0]) != words[0]:
        return words[0] in typed.get(normalise(words[0]), ())
    if len(words) > 1 and not any(map(_VIETNAMESE.search, words)):
        return True
    return all(_is_typed(word, typed.get(normalise(word), frozenset())) for word in words)


def _is_typed(word: str, spellings: frozenset[str]) -> bool:
    return not spellings or any(not _contradicts(typed, word) for typed in spellings)
