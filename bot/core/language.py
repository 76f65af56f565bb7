"""Which language is a text in? Script, statistics, the matched phrase, the contact's own history.

Its one rule: each kind of evidence votes, none decides alone except the contact's explicit wish
and a script that only one language uses; what says nothing ("ok", "380 V", "MX-55") never
switches a conversation.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import pycld2
from babel.core import get_global

from bot.core.scripts import SHARED, language_of_letters, main_script, script_counts
from bot.core.text import normalise
from bot.core.wishes import wished_language

# Both begin only where a word does, or a long run of letters would be searched from each of them.
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+", re.I)
# Only runs of ASCII: in Thai or Chinese the whole sentence would be one run with the digit in it.
_CODE = re.compile(r"(?<![!-~])[!-~]*\d[!-~]*")
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that people of all languages type; they tell nothing about the language of the rest.
_EVERYWHERE = _listed(
    "ok okay okey k hi hello hey bye yes no thx thanks tks lol wow pls plz asap hmm ha haha oh ah super "
    "fob cif cfr exw ddp dap moq oem odm ce ul iso rohs usd eur pdf whatsapp email mail rfq "
    "pi tt lc kw hp v w "
    "mm cm kg pcs pc set nema ip info stop start help menu sir madam bro"
)
_WORDS = {
    "en": "the is are what how much many do does you your can have need price please want "
    "when where i we for of and",
    "uz": "qancha narxi narx necha nechi nechta qanday bormi kerak salom rahmat iltimos uchun bilan "
    "yetkazib boladi bolsa qachon qayerda menga sizda som pul emas yoq tez shoshilinch assalomu alaykum",
    "es": "el los las cuanto cuesta precio hola gracias para quiero tiene tienen como una "
    "por donde cuando y usted un manda favor",
    "pt": "os quanto custa preco ola obrigado obrigada para quero voce voces tem uma por "
    "onde quando e nao qual do da um manda favor",
    "id": "berapa harga harganya apa ada yang untuk saya bisa terima kasih dengan ini itu "
    "tidak dan kapan gimana ga gak brp kak pak dong sih aja udah yg dgn ya kalau",
    "vi": "bao nhieu gia cho toi cua khong la co duoc xin chao cam on san pham minh ban hang the nao",
    "tr": "ne kadar fiyat fiyati var mi mu icin merhaba tesekkurler bir ve nasil istiyorum lutfen nerede",
    "fr": "le les est combien prix bonjour merci je vous pour avez une des quel quelle et dans",
    "de": "der die das ist wie viel preis hallo danke ich sie haben bitte fur und ein eine kostet",
    "it": "il quanto costa prezzo ciao grazie per avete una sono vorrei come e che",
}
_CHANCE = 0.2  # What statistics still weigh between languages that share the very phrase.
_SPEAKERS = [(tag, _listed(words)) for tag, words in _WORDS.items()]
_FROM_CLD = {"zh-Hant": "zh", "iw": "he", "in": "id", "jw": "jv", "no": "nb", "tl": "fil", "un": ""}


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
    words = _telling_text(text)
    script = main_script(script_counts(words))
    own = language_of_letters(words, script)
    if own and (script != "LATIN" or len(words) > 2):
        return LanguageGuess(own, 0.95, f"letters of {own}")
    if not script and previous:
        return LanguageGuess(previous, 0.6, "conversation")
    spoken = [tag for tag in matched if matched_score >= 0.6 and _writes(tag, script)]
    votes = [(tag, 2.5 * matched_score, "phrase") for tag in spoken]
    undecided = len(spoken) > 1 and matched_score >= 1
    votes += _votes(words, script, _CHANCE if undecided else 1.0)
    if not votes and (script in {"", "LATIN"} or (previous and _writes(previous, script))):
        return _without_evidence(previous, country, known)
    votes += _leanings(script, previous, country, known)
    return _count(votes, SHARED.get(script, ("en",))[0])


def _telling_text(text: str) -> str:
    """The text without what is the same in all languages: addresses, codes, numbers, loan words."""
    plain = _CODE.sub(" ", _ADDRESS.sub(" ", _UNREADABLE.sub(" ", text)))
    words = plain.split()
    return " ".join(word for word in words if normalise(word) not in _EVERYWHERE)


def _votes(words: str, script: str, trust: float) -> list[tuple[str, float, str]]:
    """What the words themselves say: telling words, and statistics as far as we `trust` them."""
    votes: list[tuple[str, float, str]] = []
    if script == "LATIN":
        spoken = normalise(words).split()
        shared = ((tag, sum(word in telling for word in spoken)) for tag, telling in _SPEAKERS)
        votes += [(tag, min(2.5, 0.8 * count), "words") for tag, count in shared if count]
    if detected := _statistics(words, script):
        votes.append((detected[0], detected[1] * trust, "statistics"))
    return votes


def _statistics(words: str, script: str) -> tuple[str, float] | None:
    letters = sum(char.isalpha() for char in words)
    if letters < 4:
        return None
    reliable, _, details = pycld2.detect(words.encode("utf-8"), isPlainText=True, bestEffort=True)
    tag = details[0][1]
    tag = _FROM_CLD.get(tag, tag)
    if tag == "uz" and script == "CYRILLIC":
        tag = "uz-Cyrl"
    if not tag or not _writes(tag, script):
        return None
    return tag, (0.6 + min(1.6, letters / 12)) if reliable else 0.5


def _writes(language: str, script: str) -> bool:
    """Can the language be written in this script? Only shared scripts are doubtful."""
    if script in SHARED:
        return language in SHARED[script]
    return not any(language in shared for shared in SHARED.values())


def _leanings(
    script: str, previous: str, country: str, known: Collection[str]
) -> list[tuple[str, float, str]]:
    """Weak reasons that decide only where the words leave it open."""
    votes = [(previous, 1.0, "conversation")] if previous else []
    votes += [(tag, 0.4 * share, "country") for tag, share in spoken_in(country)[:3]]
    votes += [(tag, 0.15, "policy") for tag in known]
    return [vote for vote in votes if _writes(vote[0], script)]


def _count(votes: list[tuple[str, float, str]], default: str) -> LanguageGuess:
    totals: dict[str, float] = {}
    for tag, weight, _ in votes:
        totals[tag] = totals.get(tag, 0.0) + weight
    if not totals:
        return LanguageGuess(default, 0.4, "script")
    best = max(totals, key=lambda tag: totals[tag])
    kinds = dict.fromkeys(kind for tag, _, kind in votes if tag == best)
    confidence = totals[best] / (sum(totals.values()) + 0.3)
    return LanguageGuess(best, round(min(0.95, confidence), 2), ", ".join(kinds))


def spoken_in(country: str) -> list[tuple[str, float]]:
    """The languages of a country (ISO 3166-1), most spoken first, with their share 0 to 1."""
    languages = get_global("territory_languages").get(country.upper(), {})
    shares = [(tag, min(1.0, facts["population_percent"] / 100)) for tag, facts in languages.items()]
    return [(tag.replace("_", "-"), share) for tag, share in sorted(shares, key=lambda one: -one[1])]


def _without_evidence(previous: str, country: str, known: Collection[str]) -> LanguageGuess:
    """The conversation's language, else the country's among the known, else the first known."""
    if previous:
        return LanguageGuess(previous, 0.6, "conversation")
    local = next((tag for tag, _ in spoken_in(country) if tag in known), "")
    if local:
        return LanguageGuess(local, 0.3, f"country {country}")
    return LanguageGuess(next(iter(known), "en"), 0.1, "nothing to go by")
