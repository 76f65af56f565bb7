"""May a conversation change its language for this text?

Its one rule: a word, a name or a code never changes it, a sentence does; a text in two languages
stays in the conversation's own where that is one of them.
"""

import re
from collections.abc import Collection

from bot.core.scripts import SHARED, script_counts, writes
from bot.core.speech import EVERYDAY, Speech, listed, telling_words
from bot.core.text import is_spaceless

_A_SENTENCE = 1.2  # What telling words must weigh together.
_OWN_SHARE = 0.17  # Of the other language's own words; from so many on a text is in two languages.
_LIKELY, _SURE = 0.7, 2.5  # The least evidence of all kinds, from three words on and of two words.
_TOLD_SHARE = 0.6  # Of the words of a text; from so many on it speaks, though in capitals: "Guten Tag".
_COURTEOUS = listed(
    "thank thanks you very so good morning afternoon evening night day dear friend my yes sure great "
    "nice perfect welcome all fine noted got well done and mr mrs ms best regards team again"
)
_PARTICLES = listed("de la del van von di da do dos das el al bin ibn and y e")
# Where no spaces part the words: bits that stand in sentences rather than in names.
_SPOKEN = re.compile(
    "ครับ|คะ|ค่ะ|ไหม|มั้ย|เท่าไ|ราคา|ขอ|มี|ได้|ส่ง|ไม่|อะไร|กี่|อยาก|ต้อง|ซื้อ|ให้|เป็น|สินค้า|อยู่|นี้|"
    "[吗嗎多请請我你有的是什怎价價发發要可呢了在这這不几幾]|[\u3041-\u309f]"
)
_SHORT_HAN, _SHORT = 3, 8  # Letters: a name or a single word is as long.
_LONG = 20


def switches(speech: Speech, language: str, previous: str, exact: Collection[str] = ()) -> bool:
    """Is this text enough to leave the `previous` language? `exact`: languages of its very phrase."""
    if _base(language) == _base(previous):
        return True
    if is_name(speech) or _holds(speech, previous, language):
        return False
    if any(map(is_spaceless, speech.text)):
        return language in exact or _is_spaceless_sentence(speech)
    return len(speech.words) > 1 and _is_sentence(speech, language, exact)


def is_name(speech: Speech) -> bool:
    """Up to four words, each with a capital and few of them telling: "Anna Petrova", "São Paulo"."""
    words = speech.text.split()
    names = [word for word in words if word.lower() not in _PARTICLES]
    titled = all(word[:1].isupper() and word[1:].islower() for word in names)
    if not titled or not 0 < len(words) <= 4:
        return False
    return all(len(telling_words(speech.words, tag)) < _TOLD_SHARE * len(words) for tag in speech.told)


def _is_sentence(speech: Speech, language: str, exact: Collection[str]) -> bool:
    if language == "en" and len(set(speech.words) - EVERYDAY - _COURTEOUS) < 2:
        # "unit price" and "thank you very much" are said in every language.
        return False
    if speech.script != "LATIN" and speech.script not in SHARED:
        # No table has words in these letters; a first and a last name are mostly as short.
        return sum(map(str.isalpha, speech.text)) >= _SHORT
    told = sum(telling_words(speech.words, language).values())
    if told >= _A_SENTENCE or language in exact:
        return True
    evidence = speech.told.get(language, 0.0) + 0.5 * speech.heard.get(language, 0.0)
    return evidence >= (_LIKELY if len(speech.words) > 2 else _SURE)


def _is_spaceless_sentence(speech: Speech) -> bool:
    letters = sum(is_spaceless(char) and char.isalpha() for char in speech.text)
    short = _SHORT_HAN if speech.script in {"CJK", "HIRAGANA"} else _SHORT
    return letters > _LONG or (letters > short and _SPOKEN.search(speech.text) is not None)


def _holds(speech: Speech, previous: str, language: str) -> bool:
    """Does the text hold words of the conversation's language that the new one lacks?"""
    words = [word for word in speech.words if word not in EVERYDAY]
    mine, theirs = telling_words(words, previous), telling_words(words, language)
    own = sum(worth for word, worth in mine.items() if word not in theirs)
    foreign = sum(worth for word, worth in theirs.items() if word not in mine)
    if not mine:
        return writes(language, "LATIN") and _has_letters_of(speech, previous)
    if not writes(language, "LATIN") and writes(previous, "LATIN"):
        # English words are guests in other scripts; a text in two languages has more of them.
        return own >= 1.5
    return own >= 0.7 and own >= _OWN_SHARE * foreign


def _has_letters_of(speech: Speech, language: str) -> bool:
    """Does the text hold a word in the language's own script?"""
    scripts = script_counts(speech.text).items()
    return not writes(language, "LATIN") and any(n > 1 and writes(language, script) for script, n in scripts)


def _base(language: str) -> str:
    return language.partition("-")[0]
