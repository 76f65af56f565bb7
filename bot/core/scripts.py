"""Which language do a text's letters give away? Scripts, and letters only one language has.

Its one rule: a script that several languages share answers only where a telling letter stands.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

_OF_SCRIPT = {
    "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "CJK": "zh", "HEBREW": "he", "GREEK": "el", "ARMENIAN": "hy", "GEORGIAN": "ka",
    "TAMIL": "ta", "TELUGU": "te", "BENGALI": "bn", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn",
    "MALAYALAM": "ml", "SINHALA": "si", "ETHIOPIC": "am", "TIBETAN": "bo", "THAANA": "dv", "ORIYA": "or",
    "MONGOLIAN": "mn", "DEVANAGARI": "", "ARABIC": "", "CYRILLIC": "", "LATIN": "",
}  # fmt: skip
SHARED = {
    "DEVANAGARI": ("hi", "mr", "ne"),
    "ARABIC": ("ar", "fa", "ur", "ps", "ckb", "ug", "sd"),
    "CYRILLIC": ("ru", "uk", "uz-Cyrl", "kk", "ky", "bg", "sr", "be", "tg", "mn", "mk", "tt"),
}
_TELLING = {
    "ARABIC": (("ٹڈڑےں", "ur"),),
    "CYRILLIC": (("ҷӣӯ", "tg"), ("әұ", "kk"), ("їєґ", "uk"), ("ђћ", "sr")),
}
# Each Chinese way of writing, as the tags that a business may have texts in, most telling first.
_CHINESE = (
    (frozenset("嘅咗喺唔冇啲嘢哋乜嚟"), ("yue", "zh-HK", "zh-Hant", "zh-TW")),
    (
        frozenset("請問這個錢嗎貨價們說會來時發賣買單樣號幾該機電開關麼與還沒後寫語歡謝點現"),
        ("zh-Hant", "zh-TW", "zh-HK"),
    ),
)
# The letter after o or g is the apostrophe of Latin Uzbek, as typed on any keyboard; the words
# of other languages that look alike (o'clock, O'Brien, Jo's) go on with other letters.
_UZBEK_LATIN = re.compile(
    r"g['`´‘’ʻʼ](?!s\b|day\b)[a-z'`´‘’ʻʼ]|\b[a-z]{0,2}o['`´‘’ʻʼ](?!(clock|brien|s|neil|connor|re|ve|ll|d)\b)[a-z]",
    re.I,
)
_ELSEWHERE = frozenset(tag for tags in SHARED.values() for tag in tags) | set(_OF_SCRIPT.values())
_FOREIGN_SHARE = 0.25


def script_counts(text: str) -> Counter[str]:
    """How many letters of each script a text holds, by the first word of Unicode's names."""
    counts = Counter(filter(str.isalpha, text))
    scripts: Counter[str] = Counter()
    for letter, count in counts.items():
        if script := _script(letter):
            scripts[script] += count
    return scripts


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    name = unicodedata.name(letter, "").split(" ")[0]
    return name if name in _OF_SCRIPT else ""


def main_script(counts: Counter[str]) -> str:
    """The script a text is written in; Latin words (brands, units) in another script are guests."""
    foreign = Counter({name: count for name, count in counts.items() if name != "LATIN"})
    if foreign and sum(foreign.values()) >= _FOREIGN_SHARE * sum(counts.values()):
        kana = foreign["HIRAGANA"] + foreign["KATAKANA"]
        return "HIRAGANA" if kana and kana * 8 >= foreign["CJK"] else foreign.most_common(1)[0][0]
    return "LATIN" if counts["LATIN"] else ""


def language_of_letters(text: str, script: str) -> str:
    """The language that script and letters alone give away, or nothing."""
    if own := _OF_SCRIPT.get(script, ""):
        return own
    if script == "LATIN":
        return "uz" if _UZBEK_LATIN.search(text) else ""
    lowered = text.lower()
    telling = _TELLING.get(script, ())
    return next((language for letters, language in telling if any(char in lowered for char in letters)), "")


def writes(language: str, script: str) -> bool:
    """Is the language usually written in this script? Only shared scripts are doubtful."""
    if script in SHARED:
        return language in SHARED[script]
    if script in {"", "LATIN"}:
        return language not in _ELSEWHERE
    return _OF_SCRIPT.get(script) == language.partition("-")[0]


def chinese(text: str, known: Collection[str]) -> str:
    """Which Chinese a text is written in, of those the business has texts in; else plain `zh`."""
    for letters, tags in _CHINESE:
        if not letters.isdisjoint(text):
            return next((tag for tag in tags if tag in known), "zh")
    return "zh"
