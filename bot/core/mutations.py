"""The ways people distort what they write, applied to a phrase on purpose.

Its one rule: the same text, language and kind give the same mutant for ever; what looks like
chance is a hash. A kind that would change nothing, or leave nothing to recognise, gives none.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from bot.core.hanzi import TRADITIONAL
from bot.core.small_talk import COURTESIES, POLITE, spoken_in
from bot.core.text import fold_digits, is_spaceless
from bot.core.typos import doubled, dropped, is_mark, mistyped, stretched, swapped

_JOINED = 4  # Words: nobody runs a longer sentence together.
_EMOJI = "🙏😊👍🙂😅✨🤔🔥"
_MARKS = ("!!", "???", "...", "?", " ..", "!")
_INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff"
_DIGITS = {"ar": 0x0660, "fa": 0x06F0, "ur": 0x06F0, "hi": 0x0966, "th": 0x0E50}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A distorted text, and the kind of distortion."""

    text: str
    kind: str


def chance(*parts: str) -> int:
    """A number that looks like chance and depends on the texts alone."""
    spelled = "\0".join(parts).encode("utf-8", "replace")
    return int.from_bytes(blake2b(spelled, digest_size=8).digest(), "big")


def mutate(text: str, language: str, kind: str) -> Mutant | None:
    """The mutant of one kind of `KINDS`; None where the kind does nothing to this text."""
    mutated = KINDS[kind](text, language, chance(kind, language, text))
    return Mutant(mutated, kind) if mutated != text else None


def _unaccented(text: str, language: str, number: int) -> str:
    """Accents and apostrophes left out; of the marks that Thai syllables need, only one."""
    tones = [at for at, char in enumerate(text) if "\u0e47" <= char <= "\u0e4c"]
    if tones:
        at = tones[number % len(tones)]
        return text[:at] + text[at + 1 :]
    return "".join(map(_plain, unicodedata.normalize("NFC", text)))


def _plain(char: str) -> str:
    if char in _OWN_LETTERS:
        return char
    parts = unicodedata.normalize("NFD", char)
    return "".join(_WITHOUT.get(part, part) for part in parts if not _is_accent(part))


def _is_accent(char: str) -> bool:
    return any(first <= char <= last for first, last in _ACCENTS)


def _other_letters(text: str, language: str, number: int) -> str:
    """Letters that stand for others where a keyboard lacks them, or a country writes them so."""
    if language.startswith("zh"):
        return text.translate(_FULL)
    return text.translate(_STAND_INS.get(language, {}))


def _joined(text: str, language: str, number: int) -> str:
    words = text.split()
    return "".join(words) if len(words) <= _JOINED or any(map(is_spaceless, text)) else text


def _space_lost(text: str, language: str, number: int) -> str:
    spaces = [at for at, char in enumerate(text) if char == " "]
    if len(spaces) < 2:  # The only space is what `_joined` takes.
        return text
    at = spaces[number % len(spaces)]
    return text[:at] + text[at + 1 :]


def _space_more(text: str, language: str, number: int) -> str:
    """A space within running text, in scripts that are written without them."""
    inner = range(2, len(text) - 1)
    places = [at for at in inner if all(map(is_spaceless, text[at - 1 : at + 1])) and _may_break(text, at)]
    if not places:
        return text
    at = places[number % len(places)]
    return f"{text[:at]} {text[at:]}"


def _may_break(text: str, at: int) -> bool:
    """Nobody breaks before a mark, before a vowel that follows, or after one that leads (Thai)."""
    return not is_mark(text, at) and text[at] not in "ะาำๅๆ" and text[at - 1] not in "เแโใไ"


def _upper(text: str, language: str, number: int) -> str:
    return text.upper()


def _spoken(text: str, language: str, number: int) -> str:
    """As a machine writes down what was dictated: no capitals, no marks between words."""
    heard = "".join(char for char in text.lower() if not _ends_clause(char))
    return " ".join(heard.split())


def _ends_clause(char: str) -> bool:
    return char in "?!,.;:؟،؛¿¡。，？！、।"


def _marked(text: str, language: str, number: int) -> str:
    return _bare(text) + _MARKS[number % len(_MARKS)]


def _bare(text: str) -> str:
    return text.rstrip("?!.؟。？！। ")


def _with_emoji(text: str, language: str, number: int) -> str:
    emoji = _EMOJI[number % len(_EMOJI)]
    written = (f"{text} {emoji}", f"{text}{emoji}", f"{emoji} {text}", f"{text} {emoji}{emoji}")
    return written[number // 97 % len(written)]


def _with_words(text: str, number: int, words: Sequence[str]) -> str:
    """The text in one of the frames that adds words that it does not hold already."""
    lowered = text.lower()
    fresh = [frame for frame in words if frame.replace("{}", "").strip(" ,，،!") not in lowered]
    return fresh[number % len(fresh)].replace("{}", _bare(text)) if fresh else text


def _polite(text: str, language: str, number: int) -> str:
    return _with_words(text, number, spoken_in(language, POLITE))


def _greeted(text: str, language: str, number: int) -> str:
    return _with_words(text, number, spoken_in(language, COURTESIES))


def _other_digits(text: str, language: str, number: int) -> str:
    """The digits of the language's own script, or ASCII ones where those are its own."""
    zero = _DIGITS.get(language.partition("-")[0])
    plain = fold_digits(text)
    if zero is None or plain != text or language.endswith("-Latn"):
        return plain
    return text.translate({ord("0") + n: zero + n for n in range(10)})


def _odd_characters(text: str, language: str, number: int) -> str:
    """Letters of full width, or one that nobody sees, as copied texts have them."""
    wide = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
    if number % 2 and text.isascii():
        return text.translate(wide)
    at = 1 + number % max(1, len(text) - 1)
    return text[:at] + _INVISIBLE[number // 97 % len(_INVISIBLE)] + text[at:]


_ACCENTS = (("\u0300", "\u036f"), ("\u064b", "\u0655"), ("\u093c", "\u093c"))
_OWN_LETTERS = "йЙўЎ"  # They only look accented.
_WITHOUT = {"đ": "d", "Đ": "D", "ı": "i", "ø": "o", "ł": "l"} | dict.fromkeys("'’ʻ‘ʼ`", "")
_FULL = str.maketrans(TRADITIONAL)
_STAND_INS: Mapping[str, dict[int, str] | dict[int, int] | dict[int, str | None]] = {
    "th": str.maketrans({"แ": "เเ"}),
    "ar": str.maketrans("ةىئ", "هيي"),
    "hi": str.maketrans({"ँ": "ं", "़": None}),
    "uz-Cyrl": str.maketrans("қғҳўҚҒҲЎ", "кгхуКГХУ"),
    "az": str.maketrans("əƏ", "eE"),
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}),
}
KINDS: Mapping[str, Callable[[str, str, int], str]] = {
    "letters swapped": lambda text, _, number: swapped(text, number),
    "letter dropped": lambda text, _, number: dropped(text, number),
    "letter doubled": lambda text, _, number: doubled(text, number),
    "neighbour key": lambda text, _, number: mistyped(text, number),
    "letter stretched": lambda text, _, number: stretched(text, number),
    "no accents": _unaccented,
    "other letters": _other_letters,
    "no spaces": _joined,
    "one space less": _space_lost,
    "one space more": _space_more,
    "upper case": _upper,
    "dictated": _spoken,
    "more marks": _marked,
    "emoji": _with_emoji,
    "polite words": _polite,
    "greeting, thanks": _greeted,
    "other digits": _other_digits,
    "odd characters": _odd_characters,
}
WRAPPINGS = ("polite words", "greeting, thanks")
