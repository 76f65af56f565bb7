"""What a text by itself says of its language: script, telling words, letters, endings, statistics.

Its one rule: only the text is asked; who wrote it, and what was said before, is for language.py.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pycld2

from bot.core.romanised import ROMANISED
from bot.core.scripts import main_script, script_counts, writes
from bot.core.telling_letters import ending_weights, letter_votes
from bot.core.telling_native import ARABIC, CYRILLIC, DEVANAGARI
from bot.core.telling_words import UNLIKE, WORDS, weights
from bot.core.text import normalise

# Both begin only where a word does, or a long run of letters would be searched from each of them.
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+", re.I)
# Only runs of ASCII: in Thai or Chinese the whole sentence would be one run with the digit in it.
_CODE = re.compile(r"(?<![!-~])[!-~]*\d[!-~]*")
# Arabic in Latin letters writes 2, 3, 5 and 7 for sounds: se3r is a word, MX-55 is none.
_SOUND = re.compile(r"[A-Za-z]?[a-z']*[a-z][2357][a-z2357']*|[37][a-z]{3,}[a-z2357]*")
_INNER_SOUND = re.compile(r"[a-z]+[2357][a-z]{2,}|[a-z]{2,}[2357][a-z]+")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def listed(words: str) -> frozenset[str]:
    """A readable row of words, as a set."""
    return frozenset(words.split())


# Words that people of all languages type; they tell nothing about the language of the rest.
EVERYWHERE = listed(
    "ok okay okey okk k kk hi hii hello helo hallo hey bye yes yep no thx thanks tks lol wow pls plz asap "
    "hmm ha haha hahaha oh ah super sorry stop start help menu sir madam bro boss ок окей "
    "fob cif cfr exw ddp dap dpu fca fas cpt cip moq oem odm ce ul iso rohs etc usd eur cny pdf whatsapp "
    "email mail rfq pi tt lc kw hp v w mm cm kg pcs pc set nema ip info "
    "google facebook instagram youtube twitter alibaba"
)
# English trade words that stand in messages of all languages; beside others they tell little.
EVERYDAY = listed(
    "price prices please send delivery quote quotation discount available need sample catalog catalogue "
    "unit list video model stock order cost rate"
)
_MARKS = ".,!?;:()\"'…،؟。！？"
_READ = 60

_TELLING = weights(WORDS, CYRILLIC, ARABIC, DEVANAGARI, ROMANISED)
_UNLIKE = {tag: frozenset(said.split()) for tag, said in UNLIKE.items()}
_FROM_CLD = {"zh-Hant": "zh", "iw": "he", "in": "id", "jw": "jv", "no": "nb", "nn": "nb", "tl": "fil"}
# Languages that statistics hear in short texts of their neighbours.
_KIN: Mapping[str, Mapping[str, float]] = {
    "sco": {"en": 1.0},
    "gl": {"es": 0.6, "pt": 0.4},
    "ca": {"ca": 0.5, "es": 0.4},
    "oc": {"es": 0.3, "ca": 0.2, "fr": 0.2},
    "ms": {"ms": 0.55, "id": 0.6},
    "jv": {"id": 0.5},
    "su": {"id": 0.5},
    "fy": {"nl": 0.6},
    "af": {"nl": 0.5, "af": 0.5},
    "lb": {"de": 0.6},
    "mk": {"mk": 0.4, "ru": 0.4, "bg": 0.3},
    "sr": {"sr": 0.5, "ru": 0.4},
    "bg": {"bg": 0.7, "ru": 0.4},
    "uk": {"uk": 0.7, "ru": 0.4},
    "be": {"be": 0.4, "ru": 0.5},
    "tt": {"tt": 0.5, "ru": 0.4},
    "ky": {"ky": 0.7, "ru": 0.3},
    "sd": {"sd": 0.3, "ar": 0.6},
    "ur": {"ur": 0.7, "ar": 0.4},
    "fa": {"fa": 0.7, "ar": 0.4},
    "mr": {"mr": 0.6, "hi": 0.5},
    "ne": {"ne": 0.5, "hi": 0.5},
    "bh": {"hi": 0.7},
    "sk": {"sk": 0.7, "cs": 0.3},
}
_EXPECTED = {*WORDS, *ARABIC, *CYRILLIC, *DEVANAGARI, *_KIN}
_NOBODYS = frozenset({"", "un", "la", "ie", "ia", "eo", "vo", "xx"})


@dataclass(frozen=True, slots=True)
class Speech:
    """One text, listened to.

    `words` are comparable, without what all languages share; `told` weighs what each language's
    own words, letters and endings say, `heard` what the statistics say.
    """

    text: str
    script: str
    words: tuple[str, ...]
    told: Mapping[str, float] = field(default_factory=dict)
    heard: Mapping[str, float] = field(default_factory=dict)


def hear(text: str) -> Speech:
    """Listen to one text; of a long one to its first words."""
    said = telling_text(text)
    script = main_script(script_counts(said))
    words = tuple(normalise(said).split()[:_READ])
    told = _told(words, script)
    for tag, weight in letter_votes(said.lower()):
        if writes(tag, script):
            told[tag] = told.get(tag, 0.0) + weight
    heard = {tag: weight * _belief(tag, words, told) for tag, weight in _statistics(said, script).items()}
    return Speech(said, script, words, told, heard)


def telling_text(text: str) -> str:
    """The text without what is the same in all languages: addresses, codes, numbers, loan words."""
    plain = _ADDRESS.sub(" ", _UNREADABLE.sub(" ", text))
    plain = _CODE.sub(lambda code: code.group() if _SOUND.fullmatch(code.group()) else " ", plain)
    return " ".join(word for word in plain.split() if word.strip(_MARKS).casefold() not in EVERYWHERE)


def _told(words: tuple[str, ...], script: str) -> dict[str, float]:
    told: dict[str, float] = {}
    for word in dict.fromkeys(words):
        if script != "LATIN" and word.isascii():
            continue
        if script == "LATIN" and _INNER_SOUND.fullmatch(word):
            told["ar"] = told.get("ar", 0.0) + 0.7
        less = 0.4 if word in EVERYDAY else 1.0
        for tag, worth in _TELLING.get(word, {}).items():
            told[tag] = told.get(tag, 0.0) + worth * less
        if script == "LATIN" and len(word) > 4:
            for tag, worth in ending_weights(word).items():
                told[tag] = told.get(tag, 0.0) + worth
    return told


def telling_words(words: Iterable[str], tag: str) -> dict[str, float]:
    """Those of the words that stand in the table of a language, and what each is worth there."""
    held = ((word, _TELLING.get(word, {}).get(tag, 0.0)) for word in words)
    return {word: worth for word, worth in held if worth}


def _statistics(text: str, script: str) -> dict[str, float]:
    letters = sum(map(str.isalpha, text))
    if letters < 4:
        return {}
    _, _, details = pycld2.detect(text.lower().encode("utf-8"), isPlainText=True, bestEffort=True)
    _, code, _, density = details[0]
    tag = _FROM_CLD.get(code, code)
    if tag == "uz" and script == "CYRILLIC":
        tag = "uz-Cyrl"
    weight = _trust(tag, density, letters)
    shares = {} if tag in _NOBODYS else _KIN.get(tag, {tag: 1.0})
    return {kin: share * weight for kin, share in shares.items() if writes(kin, script)}


def _belief(tag: str, words: tuple[str, ...], told: Mapping[str, float]) -> float:
    """A language of which a whole sentence holds no small word, or a relative's, was misheard."""
    belief: float = 0.6 ** len(_UNLIKE.get(tag, frozenset()).intersection(words))
    if tag in WORDS and len(words) > 2 and told.get(tag, 0.0) < 0.3:
        belief *= 0.6
    return belief


def _trust(tag: str, density: float, letters: int) -> float:
    """How sure the statistics are, 0 to 1.8: by how much each letter told them, and how many there were.

    Languages that nobody expects are mostly heard by chance, in names and half sentences.
    """
    told = max(0.0, min(1.0, (density - 150) / 900)) * min(1.0, 0.4 + letters / 40)
    return (1.8 if tag in _EXPECTED else 0.7) * told
