"""The model of meaning, on vectors small enough to follow by hand."""

import numpy as np
import pytest

from bot.core.attitude import KINDS, Attitude, Seed, fit_attitude
from bot.core.meaning import Vector, unit

# Three directions of meaning: hurry, complaint, and everything calm.
_DIRECTIONS = {"urgent": (1, 0, 0), "complaint": (0, 1, 0), "question": (0, 0, 1)}


def _near(kind: str, nudge: float) -> list[float]:
    return [*_DIRECTIONS[kind], nudge]


def _seeds() -> tuple[list[Seed], Vector]:
    kinds = [kind for kind in _DIRECTIONS for _ in range(8)]
    seeds = [Seed(f"{kind} {number}", kind) for number, kind in enumerate(kinds)]
    rows = [_near(kind, 0.1 * (number % 8 - 4)) for number, kind in enumerate(kinds)]
    return seeds, unit(np.array(rows, np.float32))


def _fitted() -> Attitude:
    attitude = fit_attitude(*_seeds())
    assert attitude is not None
    return attitude


def _vector(kind: str) -> Vector:
    return unit(np.array(_near(kind, 0.05), np.float32))


def test_a_meaning_near_hurry_is_urgent_and_one_near_a_complaint_negative() -> None:
    hurry, complaint = _fitted().read(_vector("urgent")), _fitted().read(_vector("complaint"))

    assert hurry.urgent > 0.5 > complaint.urgent
    assert complaint.negative > 0.5 > hurry.negative


def test_a_calm_meaning_is_neither() -> None:
    calm = _fitted().read(_vector("question"))

    assert max(calm.urgent, calm.negative) < 0.2


def test_the_leaning_names_a_seed_that_speaks_for_it() -> None:
    assert _fitted().read(_vector("urgent")).like_urgent.startswith("urgent")
    assert _fitted().read(_vector("complaint")).like_negative.startswith("complaint")


@pytest.mark.parametrize("vector", [np.zeros(4, np.float32), np.full(4, 1e9, np.float32), -_vector("urgent")])
def test_any_vector_gives_probabilities(vector: Vector) -> None:
    leaning = _fitted().read(vector)

    assert 0 < leaning.urgent < 1
    assert 0 < leaning.negative < 1


@pytest.mark.parametrize("kinds", [(), ("question",), ("question", "urgent"), ("urgent", "complaint")])
def test_without_both_tones_and_their_absence_there_is_no_model(kinds: tuple[str, ...]) -> None:
    seeds = [Seed(kind, kind) for kind in kinds]
    vectors = np.ones((len(kinds), 4), np.float32)

    attitude = fit_attitude(seeds, vectors)

    assert (attitude is None) is ("question" not in kinds or len(kinds) < 3)


def test_what_a_kind_says_lies_between_not_at_all_and_surely() -> None:
    assert all(-1 <= one <= 1 for says in KINDS.values() for one in says)
