"""The forms in which Russian sentences hold the name of a place: "в Новосибирске", "по Москве".

Its one rule: never the accusative, for "в Москву" says where something goes, not where it is.
"""

import re

_CYRILLIC = re.compile("[а-я -]+")
_ENDINGS = (
    ("ия", ("ии",)),
    ("ая", ("ой",)),
    ("ка", ("ке", "ки")),
    ("га", ("ге", "ги")),
    ("ха", ("хе", "хи")),
    ("а", ("е", "ы")),
    ("я", ("е", "и")),
    ("ь", ("и", "е", "я", "ю")),
    ("й", ("е", "я", "ю")),
    ("ы", ("ах", "ам")),
)
_VOWELS = "аеиоуыэюя"
_FIRST_WORDS = {"ая": "ой", "ий": "ом", "ый": "ом", "ой": "ом", "ие": "их", "ые": "ых"}
_ADJECTIVE = re.compile(rf"(?:{'|'.join(_FIRST_WORDS)})\b")


def forms(name: str) -> list[str]:
    """A normalised name and its locative, dative and genitive; the name alone if it is not Cyrillic."""
    if not _CYRILLIC.fullmatch(name):
        return [name]
    if match := re.fullmatch(r"(\S+) (на \S+)", name):  # Ростов на Дону
        return [f"{form} {match[2]}" for form in _of_word(match[1])]
    first, space, last = name.rpartition(" ")
    return [name, *(f"{start}{space}{form}" for form in _of_word(last) for start in _firsts(first))]


def _firsts(words: str) -> list[str]:
    """The words before the last as they are, and as adjectives beside it."""
    bent = _ADJECTIVE.sub(lambda found: _FIRST_WORDS[found[0]], words)
    soft = re.sub(r"ний\b", "нем", words)
    return list(dict.fromkeys([words, bent, soft]))


def _of_word(word: str) -> list[str]:
    if len(word) < 3:
        return [word]
    for ending, others in _ENDINGS:
        if word.endswith(ending):
            return [word, *(word[: -len(ending)] + other for other in others)]
    return [word] if word[-1] in _VOWELS else [word, f"{word}е", f"{word}а", f"{word}у"]
