"""Which language is a text in? Script, telling words, statistics, the phrase that fits, the history.

Its one rule: each kind of evidence votes, none decides alone except the contact's explicit wish
and a script that only one language uses; and a conversation changes its language only for a
sentence (`switching.py`), never for a word, a name, a code or "ok".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from babel.core import get_global

from bot.core.romanised import ROMAN_URDU
from bot.core.scripts import SHARED, chinese, language_of_letters, writes
from bot.core.speech import Speech, hear
from bot.core.switching import is_name, switches
from bot.core.wishes import wished_language

_Vote = tuple[str, float, str]

_EXACT = 0.99  # From this score on the phrase stands in the text as it is written.
_SPOKEN = 0.6  # The least score at which the phrase says something of the language.
_FAINT = 0.25  # Less evidence than this is none.
_CHANCE = 0.2  # What statistics still weigh between languages that share the very phrase.
_WORDS_AT_MOST = 4.0
# Languages that understand each other in writing are no rivals: either is a sure guess.
_KIN = (("id", "ms"), ("da", "nb"), ("cs", "sk"), ("hr", "sr", "bs", "sl"))
_FAMILY = {tag: kin[0] for kin in _KIN for tag in kin}


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A BCP 47 language, how sure we are (0 to 1), and the evidence in words."""

    language: str
    confidence: float
    evidence: str


def guess_language(
    text: str,
    *,
    matched: tuple[str, ...] = (),
    matched_score: float = 0.0,
    previous: str = "",
    country: str = "",
    known: Collection[str] = (),
) -> LanguageGuess:
    """Weigh all there is; `known` are the policy's languages, a last resort and never a filter.

    `matched` are the languages that have the phrase that fits, `previous` is what the contact
    used before.
    """
    if wish := wished_language(text):
        return LanguageGuess(wish, 1.0, f"asks for {wish}")
    speech = hear(text)
    fitting = matched if matched_score >= _SPOKEN else ()
    guess = _heard(speech, fitting, matched_score, country, known, previous)
    if guess is None:
        return _without_evidence(previous, country, known)
    exact = fitting if matched_score >= _EXACT else ()
    if previous and guess.language != previous and not switches(speech, guess.language, previous, exact):
        return LanguageGuess(previous, 0.6, "conversation")
    return guess


def _heard(
    speech: Speech,
    fitting: tuple[str, ...],
    score: float,
    country: str,
    known: Collection[str],
    previous: str,
) -> LanguageGuess | None:
    """What the text says by itself and with the weak reasons, or None where it says nothing."""
    own = language_of_letters(speech.text, speech.script)
    if own and (speech.script != "LATIN" or len(speech.text) > 2):
        own = chinese(speech.text, known) if own == "zh" else own
        return LanguageGuess(own, 0.95, f"letters of {own}")
    phrase = _phrase_votes(speech.script, fitting, score)
    shared = len(phrase) > 1 and score >= _EXACT
    votes = phrase + _own_votes(speech, _CHANCE if shared else 1.0)
    if sum(weight for _, weight, _ in votes) < _FAINT and speech.script not in SHARED:
        return None
    if speech.script in SHARED:
        votes.append((SHARED[speech.script][0], 0.5, "script"))
    votes += _leanings(speech.script, previous, country, known)
    return _count(votes, country)


def _phrase_votes(script: str, fitting: tuple[str, ...], score: float) -> list[_Vote]:
    """The languages of the phrase that fits; a phrase that is only like the text says less.

    The same in other words may be a phrase of another language, so its script must fit.
    """
    if score >= _EXACT:
        return [(tag, 2.5 * score, "phrase") for tag in fitting if script == "LATIN" or writes(tag, script)]
    return [(tag, 1.2 * score, "phrase") for tag in fitting if writes(tag, script)]


def _own_votes(speech: Speech, trust: float) -> list[_Vote]:
    """What the words themselves say, and statistics as far as we `trust` them."""
    votes = [(tag, min(_WORDS_AT_MOST, weight), "words") for tag, weight in speech.told.items()]
    if not speech.told and is_name(speech):
        return votes
    # Telling words are sure, so that chance likenesses weigh little beside them.
    sure = max(speech.told.values(), default=0.0)
    trust *= 1 - min(0.6, 0.3 * sure)
    return votes + [(tag, weight * trust, "statistics") for tag, weight in speech.heard.items()]


def _leanings(script: str, previous: str, country: str, known: Collection[str]) -> list[_Vote]:
    """Weak reasons that decide only where the words leave it open."""
    votes = [(previous, 0.6, "conversation")] if previous else []
    votes += [(tag, 0.4 * share, "country") for tag, share in spoken_in(country)[:3]]
    votes += [(tag, 0.15, "policy") for tag in known]
    return [vote for vote in votes if writes(vote[0], script)]


def _count(votes: Iterable[_Vote], country: str) -> LanguageGuess:
    totals: dict[str, float] = {}
    kinds: dict[str, dict[str, None]] = {}
    for tag, weight, kind in votes:
        totals[tag] = totals.get(tag, 0.0) + weight
        kinds.setdefault(tag, {})[kind] = None
    best = max(totals, key=lambda tag: totals[tag])
    family = _FAMILY.get(best, best)
    rivals = (weight for tag, weight in totals.items() if _FAMILY.get(tag, tag) != family)
    rival = max(rivals, default=0.0)
    confidence = round(min(0.95, totals[best] / (totals[best] + rival + 0.3)), 2)
    language = "ur" if best == "hi-Latn" and country.upper() == ROMAN_URDU else best
    return LanguageGuess(language, confidence, ", ".join(kinds[best]))


@lru_cache(maxsize=512)
def spoken_in(country: str) -> tuple[tuple[str, float], ...]:
    """The languages of a country (ISO 3166-1), most spoken first, with their share 0 to 1."""
    languages = get_global("territory_languages").get(country.upper(), {})
    shares = [(tag, min(1.0, facts["population_percent"] / 100)) for tag, facts in languages.items()]
    ranked = sorted(shares, key=lambda one: -one[1])
    return tuple((tag.replace("_", "-"), share) for tag, share in ranked)


def _without_evidence(previous: str, country: str, known: Collection[str]) -> LanguageGuess:
    """The conversation's language, else the country's among the known, else the first known."""
    if previous:
        return LanguageGuess(previous, 0.6, "conversation")
    local = next((tag for tag, _ in spoken_in(country) if tag in known), "")
    if local:
        return LanguageGuess(local, 0.3, f"country {country}")
    return LanguageGuess(next(iter(known), "en"), 0.1, "nothing to go by")
