"""Clocks that are named without a place: "PST", "9 am EST", "GMT+7", "по московскому времени".

Its one rule: letters count only beside an hour, the word for time or alone, for they are also
words and companies ("EST. 1999", "PT").
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from bot.core.clock_names import ENGLISH, LETTERS, PHRASES, RUSSIAN
from bot.core.phrases import PhraseFinder
from bot.core.place_cues import denies_clock
from bot.core.place_names import country_of
from bot.core.text import fold_digits, normalise

_OFFSET = re.compile(
    r"(?<![\w.])(GMT|UTC|ГМТ|МСК|MSK)\s?([+\-−–])\s?(\d{1,2}(?![\d:])|\d{1,2}(?=:)|"
    r"\d\d(?=\d\d))(?::?([0-5]\d))?(?![\d%]|\.\d|[A-Za-zА-Яа-я])",
    re.I,
)
_MOSCOW = 3
# Hours and a part: the zones that keep such a clock all year.
_PARTS = {
    (3, 30): "Asia/Tehran",
    (4, 30): "Asia/Kabul",
    (5, 30): "Asia/Kolkata",
    (5, 45): "Asia/Kathmandu",
    (6, 30): "Asia/Yangon",
    (9, 30): "Australia/Darwin",
}
_HOUR = (
    r"\d\s*(?:[ap]\.?m\.?|h|hrs?|hours?|oclock|o'clock|часов|часа|утра|вечера|дня|น\.?)?|"
    r"\b[ap]m|noon|midnight"
)
_BEFORE = re.compile(
    rf"(?:{_HOUR}|time\s?zone|\btime|\bclock|\bzone|\bwaktu|\bzona|\bpakai|\bsini|\bпо|\bвремени|\bвремя|"
    r"\bhorario|\bhora|\bgiờ|เวลา|\b(?:i am|i'm|im|we are|we're|it is|it's|its|saya|kami)(?: (?:here|"
    r"now|all|still))*)"
    r"\s*(?:is|=|:)?\s*(?:in|on|at|de|por)?\s*[(:]?\s*$",
    re.I,
)
_BARE = re.compile(r"(?:^|[.!?\n(])\s*$")
_AFTER = re.compile(
    r"\s*(?:$|[)(,.;!?/\n]|(?:time|timezone|zone|here|now|please|pls|today|tomorrow|or|and|works|is fine|"
    r"ya|kak|min|saja|ครับ|ค่ะ)\b)",
    re.I,
)
_BARE_AFTER = re.compile(r"\s*(?:$|[)!?\n]|\.(?=\s|$)|(?:time|timezone|zone|here|now)\b)", re.I)
_HOUR_BEFORE = re.compile(rf"(?:{_HOUR})\s*[(]?$|\bпо\s$", re.I)
_TIME_AFTER = re.compile(r"\s*(?:time|timezone)\b", re.I)
_YEAR = re.compile(r"[.,\s]*(?:in\s+|since\s+)?(?:1[5-9]|20)\d\d(?!\d)")
_READ_BEFORE = 60  # Letters of the text before, as many as may deny it.


def told_offsets(text: str) -> Iterator[tuple[str, str]]:
    """The zones of offsets a text names, with the words: `Etc/GMT-7` for "GMT+7"."""
    folded = fold_digits(unicodedata.normalize("NFKC", text))
    for found in _OFFSET.finditer(folded):
        if _is_denied(folded[: found.start()], folded[found.end() :]):
            continue
        if zone := _of_offset(found):
            yield zone, found[0]


def _of_offset(found: re.Match[str]) -> str:
    hours, minutes = int(found[3]), int(found[4] or 0)
    sign = 1 if found[2] == "+" else -1
    if minutes:
        return (
            _PARTS.get((hours, minutes), "") if sign > 0 and found[1].upper() in {"GMT", "UTC", "ГМТ"} else ""
        )
    hours = sign * hours + (_MOSCOW if found[1].upper() in {"МСК", "MSK"} else 0)
    if not -12 <= hours <= 14:
        return ""
    # The sign of these names is the other way round.
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


def _is_denied(before: str, after: str) -> bool:
    sentence = re.split(r"[.!?\n]\s", before[-_READ_BEFORE:])[-1]
    # In a question all that stands before is asked: "what time do you open, 9 am EST?"
    part = sentence if "?" in after[:3] else sentence.rpartition(",")[2]
    return denies_clock(normalise(part))


_WORD = re.compile(r"[^\W\d_]{2,4}")


@cache
def _letters() -> re.Pattern[str]:
    listed = "|".join(sorted(LETTERS, key=len, reverse=True))
    return re.compile(rf"(?<![\w+-])(?:{listed})(?![\w+&-]|\s?[+−–-]\s?\d)", re.I)


def told_letters(text: str, country: str) -> Iterator[tuple[str, str]]:
    """The zones of the letters (PST) a text names its clock by, with the words."""
    if not any(word.upper() in LETTERS for word in _WORD.findall(text)):
        return
    for found in _letters().finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _names_clock(found[0], before, after) and not _is_denied(before, after):
            zone = choose(LETTERS[found[0].upper()], country)
            yield from [(zone, found[0])] if zone else []


def _names_clock(letters: str, before: str, after: str) -> bool:
    if _YEAR.match(after):
        return False
    if letters != letters.upper():
        beside = _HOUR_BEFORE.search(before) or _TIME_AFTER.match(after)
        return bool(beside) and len(letters) > 2 and _AFTER.match(after) is not None
    if _BARE.search(before):
        return len(letters) > 2 and _BARE_AFTER.match(after) is not None
    return _BEFORE.search(before) is not None and _AFTER.match(after) is not None


@cache
def _phrases() -> tuple[PhraseFinder, dict[str, str]]:
    named = dict(PHRASES)
    for name, zones in ENGLISH.items():
        for kind in ("time", "standard time", "daylight time", "time zone", "timezone"):
            named[f"{name} {kind}"] = zones
    for stem, zone in RUSSIAN.items():
        for phrase in ("{}ому времени", "{}ое время", "{}ого времени", "время {}ое"):
            named[phrase.format(stem)] = zone
    return PhraseFinder(named), named


def clock_phrases(said: str, country: str) -> Iterator[tuple[str, int, int]]:
    """The zones of the clocks that a normalised text names in words, each with its place in it."""
    finder, named = _phrases()
    for found in finder.longest(said):
        if zone := choose(named[found.phrase], country):
            yield zone, found.start, found.end


def choose(listed: str, country: str) -> str:
    """The zone of a list that lies in the country, else the first, unless a dash forbids it."""
    zones = listed.removeprefix("-").split()
    own = [zone for zone in zones if country_of(zone) == country]
    return own[0] if own else "" if listed.startswith("-") and len(zones) > 1 else zones[0]
