"""Does a text say stop, start, help or erase me?

The whole sentence is read, not a word in it: "stop" must be all that is said, politeness apart,
or what shall stop must be named. Its one rule: only a clear wish is `sure`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.accents import Typed, agrees, typed_words
from bot.core.negation import clauses, is_negated
from bot.core.phrases import PhraseFinder
from bot.core.text import normalise

ConsentKind = Literal["stop", "start", "help", "erase"]
KINDS: tuple[ConsentKind, ...] = ("erase", "stop", "start", "help")


@dataclass(frozen=True, slots=True)
class ConsentReading:
    """What a text says about consent. A doubtful one (`sure` False) is asked about once."""

    kind: ConsentKind
    sure: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class ConsentPhrases:
    """The phrases of one kind in one language.

    `whole` must be all that is said, `within` may stand in a longer sentence, `doubtful` is
    all that is said and yet not sure.
    """

    kind: ConsentKind
    whole: Sequence[str] = ()
    within: Sequence[str] = ()
    doubtful: Sequence[str] = ()


class ConsentReader:
    """Compiled phrases of all languages; built once when a library is loaded, then only read."""

    def __init__(self, phrases: Iterable[ConsentPhrases], polite: Iterable[str] = ()) -> None:
        listed = list(phrases)
        self._whole = _kinds((one.kind, one.whole) for one in listed)
        self._within = _kinds((one.kind, one.within) for one in listed)
        self._doubtful = _kinds((one.kind, one.doubtful) for one in listed)
        self._spellings = _spellings(listed)
        self._finder = PhraseFinder(self._within)
        self._polite = PhraseFinder(normalise(phrase) for phrase in polite)

    def read(self, text: str) -> ConsentReading | None:
        """The clearest thing the text says about consent, or None where it says nothing."""
        typed, said = typed_words(text), clauses(text)
        parts = [bare for part in said if (bare := self._bare(part))]
        readings = (self._read_whole(parts), self._read_within(said, typed), self._read_doubtful(parts))
        return next((one for one in readings if one and self._is_meant(one.phrase, typed)), None)

    def _is_meant(self, phrase: str, typed: Typed) -> bool:
        """Do the typed accents leave it the phrase? They may make it another one."""
        return any(agrees(spelling, typed) for spelling in self._spellings[phrase])

    def _bare(self, part: str) -> str:
        """A clause without repetitions, question mark and politeness, unless it is a phrase as it is."""
        words = part.replace("?", " ").split()
        for said in (" ".join(words), " ".join(dict.fromkeys(words))):
            if said in self._whole or said in self._doubtful:
                return said
        return self._polite.without(" ".join(dict.fromkeys(words)))

    def _read_whole(self, parts: Sequence[str]) -> ConsentReading | None:
        """A text that says one thing and nothing else, however often."""
        said = set(parts)
        one = next(iter(said)) if len(said) == 1 else " ".join(parts)
        kind = self._whole.get(one)
        return ConsentReading(kind, True, one) if kind else None

    def _read_within(self, parts: Sequence[str], typed: Typed) -> ConsentReading | None:
        found = [(one, part) for part in parts for one in self._finder.find(part)]
        # "Do not unsubscribe me" wishes the contrary; "do not message me" holds its own negation.
        said = [(one, part) for one, part in found if self._is_meant(one.phrase, typed)]
        clear = [one for one, part in said if not is_negated(part, one)]
        kinds = {self._within[one.phrase]: one.phrase for one in clear}
        return next((ConsentReading(kind, True, kinds[kind]) for kind in KINDS if kind in kinds), None)

    def _read_doubtful(self, parts: Sequence[str]) -> ConsentReading | None:
        """A doubtful phrase alone, or a clear stop beside other things."""
        alone = " ".join(parts)
        if kind := self._doubtful.get(alone):
            return ConsentReading(kind, False, alone)
        stops = [part for part in parts if self._whole.get(part) in {"stop", "erase"}]
        return ConsentReading(self._whole[stops[0]], False, stops[0]) if stops else None


def _spellings(phrases: Iterable[ConsentPhrases]) -> Mapping[str, Sequence[str]]:
    """How each normalised phrase is written, with its accents."""
    spellings: dict[str, list[str]] = {}
    for one in phrases:
        for text in (*one.whole, *one.within, *one.doubtful):
            spellings.setdefault(_form(text), []).append(text)
    return spellings


def _form(text: str) -> str:
    return normalise(text).replace("?", " ").strip()


def _kinds(phrases: Iterable[tuple[ConsentKind, Sequence[str]]]) -> Mapping[str, ConsentKind]:
    """Each normalised phrase and its kind; an earlier phrase wins."""
    kinds: dict[str, ConsentKind] = {}
    for kind, texts in phrases:
        for text in texts:
            if form := _form(text):
                kinds.setdefault(form, kind)
    return kinds
