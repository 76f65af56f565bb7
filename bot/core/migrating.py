"""An enrollment whose sequence ops have changed: where does it stand in the new steps?

Its one rule: nothing that was said is said again, and no person is left uncalled; where that
cannot be had, the contact goes on with the steps as they were when it began.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.fuzz import ratio

from bot.core.conversations import Enrolled, Situation
from bot.core.library import Library
from bot.core.sequences import Ask, EscalateStep, Offer, Say, StartSequence, Step, Wait, words
from bot.core.sequences import Sequence as Written

_SAME, _EDITED, _KIND = 100, 30, 1
_ALIKE = 60.0
"""From this likeness of 100 on, two texts are one that was edited."""
Pairs = dict[int, int]


def moved_on(situation: Situation, library: Library) -> Situation:
    """The situation with its enrollments on the steps that the policy wants them to go on with."""
    if library.policy.running != "migrate":
        return situation
    moved = {name: migrated(one, library.sequences) for name, one in situation.enrolled.items()}
    back = situation.set_back and migrated(situation.set_back, library.sequences)
    return replace(situation, enrolled=moved, set_back=back)


def migrated(enrolled: Enrolled, sequences: Mapping[str, Written]) -> Enrolled:
    """The enrollment on the steps of its sequence as they are written now.

    Unchanged where the sequence is as it was, was deleted, or cannot be mapped. Where it waits
    at an ask that is gone, it no longer asks and stands at what comes next.
    """
    sequence = sequences.get(enrolled.sequence)
    if sequence is None or sequence.steps == enrolled.steps:
        return enrolled
    place = position_in(sequence.steps, enrolled.steps, enrolled.position, asking=enrolled.asking)
    if place is None:
        return enrolled
    position, asking = place
    return replace(enrolled, steps=sequence.steps, position=position, asking=asking)


def position_in(
    new: Sequence[Step], old: Sequence[Step], position: int, *, asking: bool = False
) -> tuple[int, bool] | None:
    """Map a position from old steps to new ones; None where it cannot be done.

    The position counts from 0: the step that comes next, or while `asking` the ask that waits,
    which stays the same ask where the new steps store the same attribute.
    """
    pairs = _aligned(old, new)
    if not any(_likeness(old[a], new[b]) >= _EDITED for a, b in pairs.items()):
        return None
    if asking and position in pairs:
        found, asks = pairs[position], True
    else:
        found, asks = _behind_what_was_said(pairs, position + asking, len(new)), False
    ending = next((n for n in range(found) if isinstance(new[n], StartSequence | EscalateStep)), None)
    if ending is not None:
        # Its way has never come past such a step, so it is still to be taken.
        return ending, False
    again = _says_again(old, position + asking, new, found + asks, pairs)
    return None if again else (found, asks)


def _behind_what_was_said(pairs: Pairs, passed: int, end: int) -> int:
    """The step behind the last one that was passed, else the first that is still to come."""
    done = [b for a, b in pairs.items() if a < passed]
    return done[-1] + 1 if done else min(pairs.values(), default=end)


def _says_again(old: Sequence[Step], passed: int, new: Sequence[Step], found: int, pairs: Pairs) -> bool:
    """Would a step that is still to come repeat what was said, and was not to be said twice anyway?"""
    planned = {b for a, b in pairs.items() if a >= passed and _said(old[a]) == _said(new[b])}
    spoken = {_said(step) for step in old[:passed]} - {""}
    return any(_said(new[n]) in spoken for n in range(found, len(new)) if n not in planned)


def _aligned(old: Sequence[Step], new: Sequence[Step]) -> Pairs:
    """The alignment in order that keeps most: equal steps before edited ones, by old position."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            likeness = _likeness(old[a], new[b])
            joined = likeness + best[a + 1][b + 1] if likeness else 0
            best[a][b] = max(best[a + 1][b], best[a][b + 1], joined)
    pairs: Pairs = {}
    a = b = 0
    while a < len(old) and b < len(new):
        likeness = _likeness(old[a], new[b])
        if likeness and best[a][b] == likeness + best[a + 1][b + 1]:
            pairs[a] = b
            a, b = a + 1, b + 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            a += 1
    return pairs


def _likeness(old: Step, new: Step) -> int:
    """How surely two steps are one: equal, edited, or at least of one kind (0: they are not)."""
    if old == new:
        return _SAME
    rules: tuple[tuple[type | tuple[type, ...], Callable[[Step, Step], int]], ...] = (
        (Ask, _asks_alike),
        ((Say, Offer), _words_alike),
        (Wait, lambda old, new: _EDITED // 2),
    )
    return next(
        (rule(old, new) for kind, rule in rules if isinstance(old, kind) and isinstance(new, kind)), 0
    )


def _asks_alike(old: Step, new: Step) -> int:
    return _EDITED if isinstance(old, Ask) and isinstance(new, Ask) and old.store == new.store else 0


def _words_alike(old: Step, new: Step) -> int:
    return _EDITED if ratio(_said(old), _said(new)) >= _ALIKE else _KIND


def _said(step: Step) -> str:
    """What a step says, of an ask what it wants to know; empty where it says nothing."""
    if isinstance(step, Ask):
        return f"{{contact.{step.store}}}"
    return words(step) if isinstance(step, Say | Offer) else ""
