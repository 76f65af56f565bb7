"""Which language do a text's letters give away? Scripts, and letters only one language has.

Its one rule: a script that several languages share answers only where a telling letter stands.
"""

import re
import unicodedata
from collections import Counter

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
    "ARABIC": (("ٹڈڑےں", "ur"), ("پچژگ", "fa")),
    "CYRILLIC": (
        ("ҷӣӯ", "tg"),
        ("әұ", "kk"),
        ("їєґ", "uk"),
        ("ђћџљњј", "sr"),
        ("ң", "ky"),
        ("қғҳў", "uz-Cyrl"),
    ),
}
# The letter after o or g is the apostrophe of Latin Uzbek, as typed on any keyboard; the words
# of other languages that look alike (o'clock, O'Brien, Jo's) go on with other letters.
_UZBEK_LATIN = re.compile(
    r"g['`´‘’ʻʼ](?=[aeiou'`´‘’ʻʼ]|[a-z])|\b[a-z]*o['`´‘’ʻʼ](?!clock|brien|s\b|neil|connor)[a-z]", re.I
)
_FOREIGN_SHARE = 0.25


def script_counts(text: str) -> Counter[str]:
    """How many letters of each script a text holds, by the first word of Unicode's names."""
    names = (unicodedata.name(char, "").split(" ")[0] for char in text if char.isalpha())
    return Counter(name for name in names if name in _OF_SCRIPT)


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
