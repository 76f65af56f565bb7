"""`bot evaluate`: how well the match layer does on ops' own labelled messages.

Its one rule: the report is made of values, so that what a person reads and what a machine
reads is the same. `core/figures.py` counts, `core/mistakes.py` says what to mend.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.content.coverage import ENOUGH_PHRASES
from bot.content.labelled import Labelled
from bot.content.problems import did_you_mean, listed
from bot.core import mistakes
from bot.core.figures import Judged, by_language, by_trigger, figures
from bot.core.library import Library
from bot.core.triggers import Match
from bot.core.understanding import understand

FLOORS = ("accuracy", "acted", "false", "cover")
_DIGITS = 6  # Scores count as `bot match` prints them: what is equal there is a tie here.


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be, in percent; for `false` the most."""

    figure: str
    percent: float


def judge(messages: Iterable[Labelled], library: Library) -> Iterator[Judged]:
    """What the match layer makes of each message; its language is the written one, else as read."""
    for one in messages:
        reading = understand(one.text, library)
        language = one.language or reading.language.language
        yield Judged(one.text, one.trigger, as_told(reading.match), language, one.place)


def as_told(match: Match) -> Match:
    """The match with its candidates' scores as `bot match` prints them."""
    told = tuple(replace(one, score=round(one.score, _DIGITS)) for one in match.candidates)
    return replace(match, candidates=told)


def evaluate(
    judged: Sequence[Judged], library: Library, precision: float = 0.9, worst: int = 10
) -> dict[str, Any]:
    """The whole report as JSON: shares from 0 to 1, at most `worst` of each kind of mistake.

    The form is a promise to those who run it in CI.
    """
    triggers = library.triggers
    languages = by_language(judged, precision)
    return {
        "precision": precision,
        "figures": asdict(figures(judged, precision)),
        "known": sum(_is_known(one) for one in judged),
        "languages": [{"language": tag, **asdict(one)} for tag, one in languages.items()],
        "triggers": [asdict(one) for one in by_trigger(judged)],
        "confusions": [_confusion(one) for one in mistakes.confusions(judged)[:worst]],
        "phrases": [_phrase(one) for one in mistakes.worst_phrases(judged, triggers)[:worst]],
        "thin": [asdict(one) for one in mistakes.thin_triggers(judged, triggers, ENOUGH_PHRASES)[:worst]],
        "mistakes": [_message(one) for one in mistakes.worst_messages(judged)[:worst]],
    }


def _is_known(judged: Judged) -> bool:
    """Is the message a phrase of the library, as the bot reads it? It knows those by heart."""
    return any(one.exact for one in judged.match.candidates)


def _confusion(one: mistakes.Confusion) -> dict[str, Any]:
    counts = {"times": one.times, "acted": one.acted}
    return {"wanted": one.wanted, "taken": one.taken, **counts, "example": _example(one.example)}


def _phrase(one: mistakes.WorstPhrase) -> dict[str, Any]:
    counts = {"wrong": one.wrong, "acted": one.acted, "right": one.right}
    return {**asdict(one.phrase), **counts, "example": _example(one.example)}


def _message(one: mistakes.WorstMessage) -> dict[str, Any]:
    return {
        **_example(one.judged),
        "wanted": one.judged.wanted,
        "rank": one.rank,
        "score": one.score if one.rank else None,
        "taken": one.taken.trigger,
        "phrase": one.taken.phrase,
        "taken_score": round(one.taken.score, _DIGITS),
        "acted": one.judged.acted is not None,
    }


def _example(judged: Judged) -> dict[str, Any]:
    return {"place": judged.place, "text": judged.text}


def read_floor(text: str) -> Floor:
    """`accuracy=80` as a floor; ValueError says what to write instead."""
    figure, equals, number = (part.strip() for part in text.partition("="))
    if not equals:
        raise ValueError(f'"{text}" is no floor; write for instance accuracy=80')
    if figure not in FLOORS:
        hint = did_you_mean(figure, FLOORS) or f" Write {listed(FLOORS)}."
        raise ValueError(f'"{figure}" is no figure that has a floor.{hint}')
    percent = _number(number.removesuffix("%"))
    if not 0 <= percent <= 100:
        raise ValueError(f'"{number}" is no percentage; write a number from 0 to 100')
    return Floor(figure, percent)


def doubt_about(text: str) -> str:
    """A sentence where a floor that can be read looks like a share of 1; nothing where it does not.

    A sign of per cent says that it is meant so, and few false answers are what everybody wants.
    """
    floor = read_floor(text)
    usual = floor.figure == "false" and floor.percent == 1
    if usual or text.rstrip().endswith("%") or not 0 < floor.percent <= 1:
        return ""
    figure, percent = floor.figure, floor.percent
    return (
        f"--floor {figure}={percent:g} is {percent:g} %. Did you mean {100 * percent:g}? "
        f"If not, write {figure}={percent:g}%."
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def broken_floors(report: dict[str, Any], floors: Iterable[Floor]) -> list[str]:
    """A sentence for each figure of the report that is worse than its floor."""
    return [told for floor in floors if (told := _broken(report["figures"][floor.figure], floor))]


def _broken(share: float | None, floor: Floor) -> str:
    if share is None:
        kind = "out of" if floor.figure == "false" else "in"
        return f"{floor.figure}: the floor is {floor.percent:g} %, but no message is {kind} scope"
    # A share of 7 in 100 times 100 is a little more than 7.
    percent = round(100 * share, 6)
    if floor.figure == "false":
        return "" if percent <= floor.percent else f"false: {percent:g} % is over {floor.percent:g} %"
    return "" if percent >= floor.percent else f"{floor.figure}: {percent:g} % is under {floor.percent:g} %"
