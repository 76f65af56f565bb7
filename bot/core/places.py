"""Where is a contact, or which clock is meant? Read from the contact's own words.

Its one rule: a wrong zone is worse than none, for it is a message at three in the morning. What is
asked, supposed, denied, past or said of others tells nothing, and neither do two places at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.clock_names import CALLED_AFTER, MANY_COUNTRIES
from bot.core.clocks_told import clock_phrases, told_letters, told_offsets
from bot.core.phrases import Found
from bot.core.place_cues import Surroundings
from bot.core.place_names import Spot, country_of, find_names, resolve, spots_of
from bot.core.place_sentences import Sentence, sentences

_READ = 600  # Letters; who tells a place does so early.
_EVIDENCE = 100  # Letters of the sentence that are kept as evidence.
_MANY_NAMES = 12  # So many places in one sentence are a list.
_BESIDE = frozenset({"", " ", " ¦ ", " in ", " ¦ in "})
_OTHER_PLACE = re.compile(
    r" ?(?:¦ )?(?:and|or|to|y|e|o|ou|и|или|و|او|dan|atau|va|yoki|ve|veya|hoac|"
    r"hay|和|或|跟|และ|หรือ|กับ|और|या|&|/|\+)"
    r" ?(?:in |en |em |в |في |di |o |ที่|在)?"
)
# Countries where some live by another clock: who carries a number of theirs may be one of them.
_TWO_CLOCKS = frozenset({"CL", "EC", "ES", "NZ", "PT"})


@dataclass(frozen=True, slots=True)
class ToldPlace:
    """`zone` is an IANA name, `country` the ISO code of the country it lies in (empty where a clock of
    many countries names none), `words` the evidence."""

    zone: str
    country: str
    words: str


def told_place(text: str, language: str, country: str) -> ToldPlace | None:
    """Return the place or the clock that a contact of `country` tells, or None if that is not sure.

    `text` is as received, `language` its BCP 47 tag. Names that several places share mean the one
    in the country.
    """
    read = text[:_READ]
    told = [one for sentence in sentences(read) for one in _of_sentence(sentence, language, country)]
    told += [_of_letters(zone, words, country) for zone, words in told_letters(read, country)]
    told = told or [ToldPlace(zone, "", words) for zone, words in told_offsets(read)]
    return told[0] if len({one.zone for one in told}) == 1 else None


def _of_letters(zone: str, words: str, country: str) -> ToldPlace:
    lies_in = country_of(zone)
    many = words.upper() in MANY_COUNTRIES
    return ToldPlace(zone, "" if many and lies_in != country else lies_in, words)


def _of_sentence(sentence: Sentence, language: str, country: str) -> Iterator[ToldPlace]:
    said = sentence.said
    for zone, start, end in clock_phrases(said, country):
        if Surroundings(said[:start], "", said[end:], sentence.asks).allows_clock():
            yield ToldPlace(zone, country_of(zone), said[start:end])
    names = find_names(said, language)
    if not 0 < len(names) <= _MANY_NAMES:
        return
    for chain in _chains(said, names):
        if told := _of_chain(sentence, chain, language, country):
            yield told


def _chains(said: str, names: list[Found]) -> Iterator[list[Found]]:
    """The names, those side by side together: "Houston, Texas, USA"."""
    chain = names[:1]
    for one in names[1:]:
        if said[chain[-1].end : one.start] in _BESIDE:
            chain.append(one)
            continue
        yield chain
        chain = [one]
    yield chain


def _of_chain(sentence: Sentence, chain: list[Found], language: str, country: str) -> ToldPlace | None:
    said = sentence.said
    start, end = chain[0].start, chain[-1].end
    around = Surroundings(said[:start], chain[0].phrase, said[end:], sentence.asks)
    here = around.told_here()
    if not (here or around.told_clock()) or _names_another(said[end:], language):
        return None
    spot = resolve([spots_of(one.phrase, language) for one in chain], country)
    if here is None and spot is None:
        spot = _called_after(chain, language)
    if spot is None or _says_nothing_new(spot, country, here is not None and here.origin):
        return None
    part = said[:start].rpartition("¦")[2] + said[start:end] + said[end:].partition("¦")[0]
    return ToldPlace(spot.zone, spot.country, part.strip()[:_EVIDENCE])


def _called_after(chain: list[Found], language: str) -> Spot | None:
    """The country's clock where people name it after the whole country."""
    spots = spots_of(chain[0].phrase, language)
    zone = CALLED_AFTER.get(spots[0].country, "") if len(chain) == 1 and spots else ""
    return Spot(spots[0].country, zone) if zone else None


def _says_nothing_new(spot: Spot, country: str, origin: bool) -> bool:
    if origin:
        return spot.country != country
    return spot.whole and spot.country == country and country in _TWO_CLOCKS


def _names_another(after: str, language: str) -> bool:
    """Does a further place follow: "Chicago and Dubai"?"""
    joined = _OTHER_PLACE.match(after)
    return joined is not None and any(one.start <= 1 for one in find_names(after[joined.end() :], language))
