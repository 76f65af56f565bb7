"""Does a text ask for a language? "English please", "ขอภาษาไทย", "на русском пожалуйста".

Its one rule: a clause must say nothing but the wish, or lead with it ("reply in English about …");
"is the manual in English?" asks for a manual.
"""

import re

from bot.core.language_names import POLITE, THINGS, VERBS, names
from bot.core.phrases import Found, PhraseFinder
from bot.core.text import is_spaceless, normalise

_READ = 300  # Letters; a wish stands in the first lines.
_SENTENCE = re.compile(r"[.!?;\n؛؟。！？；]+")
_CLAUSE = re.compile(r"[.!?;:,\n،؛؟。！？，；—–]+|\s-\s")


def _forms(listed: str) -> set[str]:
    return {normalise(word) for word in listed.split("|")}


# The last of equal names wins, so that a language's own name for itself is its own.
_TAG_OF = {normalise(name): tag for name, tag in names()}
_NAMES = PhraseFinder(_TAG_OF)
_VERBS = PhraseFinder(_forms(VERBS))
_AROUND = PhraseFinder(_forms(VERBS) | _forms(POLITE))
_POLITE = PhraseFinder(_forms(POLITE))
_THINGS = PhraseFinder(_forms(THINGS))


def wished_language(text: str) -> str:
    """The BCP 47 language a text asks to be answered in, or nothing."""
    read = text[:_READ]
    said = normalise(read)
    if not _NAMES.find(said):
        return ""
    if alone := _only_wish(said.replace("?", " ")):
        return alone
    if _THINGS.find(said):
        return ""
    wishes = {wish for clause in _clauses(read) if (wish := _of_clause(clause))}
    return wishes.pop() if len(wishes) == 1 else ""


def _clauses(text: str) -> list[str]:
    """The sentences of a text and their parts; where no spaces part the words, between those too."""
    parts = [normalise(part) for part in (*_SENTENCE.split(text), *_CLAUSE.split(text))]
    spaceless = [part for part in parts if any(map(is_spaceless, part))]
    return parts + [piece for part in spaceless for piece in part.split()]


def _only_wish(said: str) -> str:
    """The language, where nothing else is said but that."""
    named = _NAMES.longest(said)
    if len({_TAG_OF[one.phrase] for one in named}) != 1:
        return ""
    rest = _AROUND.without(_NAMES.without(said))
    return "" if rest else _TAG_OF[named[0].phrase]


def _of_clause(said: str) -> str:
    """The language that one clause among others asks for; its mere name asks for nothing."""
    named = _NAMES.longest(said)
    if len({_TAG_OF[one.phrase] for one in named}) != 1:
        return ""
    rest = _NAMES.without(said)
    if rest and not _AROUND.without(rest):
        return _TAG_OF[named[0].phrase]
    return _TAG_OF[named[0].phrase] if _leads(said, named[0]) else ""


def _leads(said: str, name: Found) -> bool:
    """Does the clause begin with a verb of speaking and the name, side by side?"""
    before, after = said[: name.start].strip(), said[name.end :].strip()
    if _AROUND.without(before):
        return False
    follows = _VERBS.longest(after)
    return _ends_with_verb(before) or bool(follows and not _POLITE.without(after[: follows[0].start]))


def _ends_with_verb(before: str) -> bool:
    """Is the last verb followed by no more than polite words: "please answer me in …"?"""
    verbs = _VERBS.longest(before)
    return bool(verbs) and not _POLITE.without(before[verbs[-1].end :])
