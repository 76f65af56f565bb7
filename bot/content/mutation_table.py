"""What playing mutants showed, as tables for a terminal of 80 columns and as JSON.

Its one rule: the worst stands first, and every example says where its phrase is written.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from bot.content.mutation_score import Outcome, Tally, tally
from bot.content.problems import shortened

Key = TypeVar("Key")
EXAMPLES = 12
_NAME = 19  # Columns: of a trigger, and of a figure.
_CELL = 4
_ACROSS = 14  # Languages side by side; further ones stand in a table below.
_BADNESS = {"false": 0, "lost": 1, "asked": 2}
_ENDED = {
    "false": "acts on",
    "lost": "is not sure; likeliest",
    "asked": "asks; likeliest",
}


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Tables by kind of distortion and by trigger and language, then the worst examples; none of nothing."""
    if not outcomes:
        return
    yield from _summary(outcomes)
    yield from _kinds(outcomes)
    languages = _grouped(outcomes, lambda one: one.phrase.language)
    for first in range(0, len(languages), _ACROSS):
        across = list(languages)[first : first + _ACROSS]
        yield from _matrix("recall %", outcomes, across, _recall)
        if any(one.result == "false" for one in outcomes):
            yield from _matrix("false fires %", outcomes, across, _false_fires)
    yield from _examples(worst(outcomes))


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The same as JSON: figures in percent, rounded to a tenth."""
    return {
        **_figures(outcomes),
        "kinds": {kind: _figures(some) for kind, some in _grouped(outcomes, _kind).items()},
        "triggers": [
            {"trigger": some[0].phrase.trigger, "language": some[0].phrase.language, **_figures(some)}
            for some in _grouped(outcomes, lambda one: (one.phrase.trigger, one.phrase.language)).values()
        ],
        "worst": [_example(one) for one in worst(outcomes)],
    }


def worst(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Examples of what went wrong: false fires first, one of a trigger and kind, then one of each kind."""
    wrong = [one for one in outcomes if one.result != "right"]
    ordered = sorted(wrong, key=lambda one: (_BADNESS[one.result], one.phrase.trigger, one.phrase.language))
    seen: dict[tuple[str, ...], Outcome] = {}
    for one in ordered:
        trigger = one.phrase.trigger if one.result == "false" else ""
        seen.setdefault((one.result, one.mutant.kind, trigger), one)
    return list(seen.values())[:EXAMPLES]


def _grouped(outcomes: Iterable[Outcome], key: Callable[[Outcome], Key]) -> dict[Key, list[Outcome]]:
    """The outcomes by key, the group of the least recall first."""
    groups: dict[Key, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(key(one), []).append(one)
    return dict(sorted(groups.items(), key=lambda item: tally(item[1]).recall))


def _kind(outcome: Outcome) -> str:
    return outcome.mutant.kind


def _summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    counted, changed = tally(outcomes), tally(one for one in outcomes if not one.same)
    triggers = {one.phrase.trigger for one in outcomes}
    most = max(Counter((one.phrase.trigger, one.phrase.language) for one in outcomes).values(), default=0)
    many = "1 trigger" if len(triggers) == 1 else f"{len(triggers)} triggers"
    yield f"{counted.played:,} mutants of {many}, at most {most} of each language."
    yield f"{counted.recall:6.1f} %  the bot acts on the right trigger (recall)"
    yield f"{counted.share(counted.asked):6.1f} %  it asks, and the right one is among the options"
    yield f"{counted.false_fires:6.1f} %  it acts on another trigger (false fires)"
    yield f"{counted.share(counted.same):6.1f} %  read like their phrase without case, accents and marks"
    yield f"Of the others {changed.recall:.1f} % are right, and {changed.false_fires:.1f} % are false fires."


def _kinds(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"\n{'kind of distortion':<{_NAME}} mutants  recall %   asked %   false %  same %"
    for kind, some in _grouped(outcomes, _kind).items():
        counted = tally(some)
        shares = (counted.recall, counted.share(counted.asked), counted.false_fires)
        cells = "".join(f"{share:>10.1f}" for share in shares)
        yield f"{kind:<{_NAME}}{counted.played:>8}{cells}{counted.share(counted.same):>8.0f}"


def _recall(counted: Tally) -> float:
    return counted.recall


def _false_fires(counted: Tally) -> float:
    return counted.false_fires


def _matrix(
    title: str, outcomes: Sequence[Outcome], languages: Sequence[str], figure: Callable[[Tally], float]
) -> Iterator[str]:
    """Triggers down, languages across, a language's script or region below it.

    Of false fires only the triggers that have some are shown.
    """
    rows = list(_grouped(outcomes, lambda one: one.phrase.trigger).items())
    if figure is _false_fires:
        firing = [(name, some) for name, some in rows if figure(tally(some))]
        rows = sorted(firing, key=lambda row: -figure(tally(row[1])))
    parts = [language.partition("-") for language in languages]
    yield f"\n{title:<{_NAME}}" + _row([*(first for first, _, _ in parts), "all"])
    yield f"{'':<{_NAME}}{_row(rest[: _CELL - 1] for _, _, rest in parts)}".rstrip()
    for name, some in [*rows, ("all", outcomes)]:
        cells = _grouped(some, lambda one: one.phrase.language)
        shown = _row([*(_cell(cells.get(language), figure) for language in languages), _cell(some, figure)])
        yield f"{shortened(name, _NAME - 1):<{_NAME}}{shown}"


def _row(cells: Iterable[str]) -> str:
    return "".join(f"{cell:>{_CELL}}" for cell in cells)


def _cell(outcomes: Sequence[Outcome] | None, figure: Callable[[Tally], float]) -> str:
    """A figure without its point, a dot where it is nothing, a dash where nothing was played."""
    if not outcomes:
        return "-"
    found = figure(tally(outcomes))
    return f"{found:.0f}" if found else "·"


def _examples(outcomes: Sequence[Outcome]) -> Iterator[str]:
    if outcomes:
        yield "\nThe worst:"
    for one in outcomes:
        yield f'{one.phrase.place}: "{shortened(one.mutant.text, 40)}"'
        yield f'  {one.mutant.kind}, of "{one.phrase.trigger}" in {one.phrase.language}'
        won = f'"{one.winner.trigger}" through "{shortened(one.winner.phrase, 30)}"' if one.winner else "none"
        yield f"  {_ENDED[one.result]} {won}"


def _example(outcome: Outcome) -> dict[str, Any]:
    return {
        "place": outcome.phrase.place,
        "phrase": asdict(outcome.phrase),
        "mutant": outcome.mutant.text,
        "kind": outcome.mutant.kind,
        "result": outcome.result,
        "winner": asdict(outcome.winner) if outcome.winner else None,
    }


def _figures(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    counted = tally(outcomes)
    return {
        "played": counted.played,
        "recall": round(counted.recall, 1),
        "asked": round(counted.share(counted.asked), 1),
        "false": round(counted.false_fires, 1),
        "same": round(counted.share(counted.same), 1),
    }
