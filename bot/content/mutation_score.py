"""Plays distorted phrases to the matcher: does the bot still know what they ask?

Its one rule: what is played is the same every time. Which phrases and kinds of distortion are
drawn is decided by hashes, so that another phrase changes its own trigger and language only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from bot.content.collisions import owners_of, read_alike
from bot.content.library import load_library
from bot.content.meaning import Meaning
from bot.core.mutations import KINDS, WRAPPINGS, Mutant, chance, mutate
from bot.core.text import normalise
from bot.core.triggers import Candidate, Match, Phrase, Trigger

SAMPLE = 40  # Mutants a trigger and language.
MOST = 24_000  # Mutants in all: a large library is drawn from more thinly.
LEAST = 12  # … but never more thinly than this.
Result = Literal["right", "asked", "lost", "false"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the bot made of one mutant of a phrase.

    right: it acts on the phrase's trigger. asked: it asks, and the trigger is among the options.
    false: it acts on another. lost: none of these. `winner` is what it acts on or ranks first;
    `same` says that the mutant reads exactly as the phrase does once it is normalised.
    """

    phrase: Phrase
    mutant: Mutant
    result: Result
    winner: Candidate | None
    same: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """How many mutants there were, and how many ended how."""

    played: int
    right: int
    asked: int
    false: int
    same: int

    def share(self, count: int) -> float:
        """A count in percent of the mutants; 0 where there are none."""
        return 100 * count / self.played if self.played else 0.0

    @property
    def recall(self) -> float:
        return self.share(self.right)

    @property
    def false_fires(self) -> float:
        return self.share(self.false)


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count outcomes."""
    outcomes = list(outcomes)
    ended = Counter(one.result for one in outcomes)
    same = sum(one.same for one in outcomes)
    return Tally(len(outcomes), ended["right"], ended["asked"], ended["false"], same)


def below_floor(outcomes: Iterable[Outcome], recall: float, false_fires: float) -> list[str]:
    """A sentence for each figure that is worse than its floor; all in percent."""
    counted, told = tally(outcomes), []
    if counted.played and counted.recall < recall:
        told.append(
            f"Recall of mutants is {counted.recall:.1f} %, under the floor of {recall:g} %. "
            "Add phrases where the table shows it low."
        )
    if counted.false_fires > false_fires:
        told.append(
            f"False fires of mutants are {counted.false_fires:.1f} %, over the floor of {false_fires:g} %. "
            "Make the phrases named as worst more different."
        )
    return told


def play_library(folder: Path, sample: int = SAMPLE, meaning: Meaning | None = None) -> list[Outcome]:
    """As `play_mutants`, with the triggers and the matcher of a content folder."""
    library = load_library(folder, meaning)

    def match(text: str) -> Match:
        return library.matcher.match(text, library.meaning(text))

    return play_mutants(library.triggers.values(), match, sample)


def play_mutants(
    triggers: Iterable[Trigger], match: Callable[[str], Match], sample: int = SAMPLE
) -> list[Outcome]:
    """Play at most `sample` mutants of each trigger and language, fewer where these are very many.

    Mutants that read like a phrase of another trigger are not played: nobody could tell them apart.
    """
    enabled = [trigger for trigger in triggers if trigger.enabled]
    groups = [(trigger, phrases) for trigger in enabled for phrases in _by_language(trigger).values()]
    sample = min(sample, max(LEAST, MOST // max(1, len(groups))))
    owners = owners_of(enabled)
    return [
        _outcome(phrase, mutant, match(mutant.text))
        for trigger, phrases in groups
        for phrase, mutant in islice(_fair_mutants(trigger, phrases, owners), sample)
    ]


def _by_language(trigger: Trigger) -> Mapping[str, list[Phrase]]:
    phrases: dict[str, list[Phrase]] = {}
    for phrase in trigger.phrases:
        phrases.setdefault(phrase.language, []).append(phrase)
    return phrases


def _fair_mutants(
    trigger: Trigger, phrases: Sequence[Phrase], owners: Mapping[str, set[str]]
) -> Iterator[tuple[Phrase, Mutant]]:
    """One mutant of every kind, then a second of every kind, and so on while there are phrases left."""
    for drawn in zip(*(_drawn(trigger, phrases, kind) for kind in _kinds(trigger, phrases[0])), strict=True):
        for phrase, mutant in drawn:
            if mutant and owners.get(read_alike(mutant.text), {trigger.name}) == {trigger.name}:
                yield phrase, mutant


def _kinds(trigger: Trigger, phrase: Phrase) -> list[str]:
    """The kinds in an order of this trigger and language, so that a small sample holds all kinds.

    Courtesies are not wrapped in further ones: thanks with a greeting is both, and nobody says
    "could you tell me goodbye".
    """
    kinds = [kind for kind in KINDS if not (trigger.courtesy and kind in WRAPPINGS)]
    return sorted(kinds, key=lambda kind: chance(trigger.name, phrase.language, kind))


def _drawn(trigger: Trigger, phrases: Sequence[Phrase], kind: str) -> list[tuple[Phrase, Mutant | None]]:
    """The phrases in an order of this kind, those first that it changes."""
    ordered = sorted(phrases, key=lambda phrase: chance(kind, phrase.text))
    mutated = [(phrase, mutate(phrase.text, phrase.language, kind)) for phrase in ordered]
    return sorted(mutated, key=lambda pair: pair[1] is None)


def _outcome(phrase: Phrase, mutant: Mutant, match: Match) -> Outcome:
    winner = match.best or next(iter(match.candidates), None)
    same = normalise(mutant.text) == normalise(phrase.text)
    return Outcome(phrase, mutant, _result(phrase.trigger, match), winner, same)


def _result(trigger: str, match: Match) -> Result:
    if match.best:
        return "right" if match.best.trigger == trigger else "false"
    return "asked" if any(one.trigger == trigger for one in match.close) else "lost"
