"""Texts made comparable: one spelling for all the ways the same words are typed.

`normalise` is for matching only and loses what does not change the meaning; what a person
wrote is stored and shown as it came. Its one rule: applied twice it changes nothing more.
"""

import re
import unicodedata
from functools import lru_cache

from bot.core.hanzi import SIMPLIFIED

_SINGLE = {
    **SIMPLIFIED,
    **dict.fromkeys("'`´‘’‛ʻʼʹʽ′＇", "'"),  # Uzbek oʻ and gʻ are typed with any of these.
    **{"ı": "i", "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"},
    **{"\u115f": "", "\u1160": "", "\u2800": " "},  # Letters and signs that nobody sees.
    **{"ё": "е", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ٱ": "ا", "ہ": "ه", "ھ": "ه"},
    **{"ـ": "", "ँ": "ं", "়": "", "़": "", "؟": " ? ", "?": " ? ", "❓": " ? ", "❔": " ? ", "՞": " ? "},
    **{"+": "+", "#": "#", "%": "%", "&": "&", "@": "@", ".": ".", ",": ",", "٫": ".", "٬": ","},
    **dict.fromkeys("~^|<>=¨¯¸", " "),
}
_MARKS_TO_DROP = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F))
_MORE_MARKS = ((0x0670, 0x0670), (0x06D6, 0x06ED), (0x20D0, 0x20FF), (0xFE00, 0xFE0F))
_FOLDABLE = ((0x00C0, 0x03FF), (0x0622, 0x06FF), (0x1E00, 0x1FFF))
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_LOOSE_POINT = re.compile(r"(?<!\d)[.,]+|[.,]+(?!\d)")
_INNER_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'+(?=[^\W\d_])|(?<=[og])'+")
_STRETCHED = re.compile("([^\\W\\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1{2,}")
_POINTS = r"(?:[^\W\d_]\.)+[^\W\d_](?!\.?[^\W_])|(?:[^\W\d_]\. ){2,}[^\W\d_](?=\.|\s*$)"
_DOTTED = re.compile(rf"(?<![^\W_])(?:{_POINTS})")  # F.O.B., or f. o. b.
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){4,}[^\W\d_](?!\S)")
# Thai as it is typed: two signs that look like one, a tone mark twice, or before its vowel.
_THAI = re.compile("\u0e40{2}|([\u0e48-\u0e4b])\\1+|([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e3a\u0e4d])")
_REPEATED_MARK = re.compile(r"(\? )(?: ?\? )+")
# Signs that say something: what asks, calls for help, or was a character that cannot be kept.
_SAYING = frozenset("?？؟՞⁇⁈⁉❓❔\u037e🔟🆘\ufffd")
_SHORT = 100  # Characters: phrases and most messages are read several times over.
READ = 2_000  # So many characters of a text are read; a message may be thirty times as long.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _fold_letter(char: str) -> str:
    """A letter without its accents, in the scripts where people leave accents out."""
    if not _within(ord(char), _FOLDABLE):
        return char
    plain = "".join(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return "".join(_SINGLE.get(c, c) for c in plain)


def _fold_symbol(char: str) -> str:
    """Signs stay (currencies, ±, °); emoji become words of their own; skin tones go."""
    if 0x1F3FB <= ord(char) <= 0x1F3FF:
        return ""
    return f" {char} " if ord(char) >= 0x2190 else char


class _Table(dict[int, str]):
    """What every character becomes, worked out at its first appearance."""

    def __missing__(self, code: int) -> str:
        self[code] = found = fold_character(chr(code))
        return found


def fold_character(char: str) -> str:
    """What one small letter, mark or sign becomes; see `normalise`."""
    if char in _SINGLE:
        return _SINGLE[char]
    kind = unicodedata.category(char)
    if kind[0] == "M":
        return "" if _within(ord(char), _MARKS_TO_DROP + _MORE_MARKS) else char
    if kind[0] == "L":
        return _fold_letter(char)
    if kind[0] == "S":
        return _fold_symbol(char)
    if kind[0] == "N":
        return char
    return "" if kind in {"Cf", "Cs", "Cn"} else " "


_TABLE = _Table()


def fold_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9 and leave all else alone."""
    return _FOREIGN_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def storable(text: str) -> str:
    """Replace what no database or UTF-8 takes (NUL, lone surrogates) by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def opening(text: str) -> str:
    """The part of a text that is read for its meaning: all of it, unless it is very long."""
    return text[:READ]


def says_nothing(text: str) -> bool:
    """Does a text hold no letter, digit, question mark or call (👍, "...", an empty one)?"""
    return not any(char.isalnum() or char in _SAYING for char in text)


def _compose(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _as_spelled(found: re.Match[str]) -> str:
    if found[2]:
        return found[3] + found[2]
    return found[1] or "\u0e41"


def _without_points(found: re.Match[str]) -> str:
    return found[0].replace(".", "").replace(" ", "")


def _without_gaps(text: str) -> str:
    """Words that are stretched, or spelled out letter by letter, as they are read."""
    text = _STRETCHED.sub(r"\1", " ".join(text.split()))
    joined = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    return joined if joined == text else _STRETCHED.sub(r"\1", joined)


def normalise(text: str) -> str:
    """Return the text as words to compare, separated by single spaces.

    Case, width, accents, digits, apostrophes, punctuation, Chinese characters, stretched
    letters and letters spelled out one by one (`F.O.B.`, `p r i c e`) are made one; signs that
    carry meaning (`c++`, `?`, `±`, `5.5`) and emoji stay. Marks that make syllables (Thai,
    Devanagari) stay. Empty where nothing is left.
    """
    return _remembered(text) if len(text) <= _SHORT else _normalised(text)


def _normalised(text: str) -> str:
    folded = _compose(_compose(text).casefold()).translate(_TABLE)
    folded = _DOTTED.sub(_without_points, _THAI.sub(_as_spelled, folded))
    folded = _LOOSE_POINT.sub(" ", fold_digits(folded))
    folded = _INNER_APOSTROPHE.sub("", folded).replace("'", " ")
    return _without_gaps(_REPEATED_MARK.sub(r"\1", folded))


_remembered = lru_cache(1 << 15)(_normalised)


def is_spaceless(char: str) -> bool:
    """Is the character of a script written without spaces between words (Thai, Chinese, …)?"""
    return _SPACELESS.match(char) is not None


def _is_word(char: str) -> bool:
    return char.isalnum() or char in "+#" or unicodedata.category(char)[0] == "M"


def is_whole(text: str, start: int, end: int) -> bool:
    """Does `text[start:end]` begin and end where words do?

    In scripts without spaces a phrase may stand anywhere in running text, but never in the
    middle of a syllable.
    """
    return _is_edge(text, start) and _is_edge(text, end)


def stands_in(phrase: str, text: str) -> bool:
    """Does the text hold the phrase as whole words? Both normalised."""
    found = (match.start() for match in re.finditer(re.escape(phrase), text)) if phrase else iter(())
    return any(is_whole(text, start, start + len(phrase)) for start in found)


def _is_edge(text: str, at: int) -> bool:
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if unicodedata.category(after)[0] == "M":
        return False
    if is_spaceless(before) or is_spaceless(after):
        return True
    return not (_is_word(before) and _is_word(after))
