import numpy as np
import pytest

from bot.core.linear import fit, softmax, spread_evenly
from bot.core.meaning import Vector, unit

STRENGTH = 0.03


def _clouds(classes: int, each: int, columns: int) -> tuple[Vector, np.ndarray]:
    """Rows near their class's own direction; the last class has none and stands near zero."""
    chance = np.random.default_rng(7)
    centres = unit(chance.standard_normal((classes, columns), np.float32)) * 3
    centres[-1] = 0
    owners = np.repeat(np.arange(classes), each)
    return unit(centres[owners] + chance.standard_normal((len(owners), columns), np.float32) / 4), owners


def _told(rows: Vector, weights: Vector) -> np.ndarray:
    return (rows @ weights).argmax(axis=1)


@pytest.mark.parametrize("columns", [20, 400])
def test_classes_that_stand_apart_are_told_apart(columns: int) -> None:
    rows, owners = _clouds(5, 30, columns)

    weights = fit(rows, owners, 5, STRENGTH)

    assert weights.shape == (columns, 5)
    assert (_told(rows, weights) == owners)[owners < 4].mean() > 0.95


@pytest.mark.parametrize("columns", [20, 400])
def test_weights_do_not_depend_on_the_order_of_rows(columns: int) -> None:
    rows, owners = _clouds(4, 20, columns)
    order = np.random.default_rng(1).permutation(len(rows))

    one, other = fit(rows, owners, 4, STRENGTH), fit(rows[order], owners[order], 4, STRENGTH)

    assert np.allclose(one, other, atol=0.02 * np.abs(one).max())


@pytest.mark.parametrize("columns", [20, 400])
def test_the_same_rows_give_the_same_weights(columns: int) -> None:
    rows, owners = _clouds(4, 20, columns)

    assert np.array_equal(fit(rows, owners, 4, STRENGTH), fit(rows, owners, 4, STRENGTH))


def test_a_class_of_one_phrase_does_not_drown() -> None:
    rows, owners = _clouds(4, 60, 400)
    kept = (owners != 1) | (np.cumsum(owners == 1) == 1)

    weights = fit(rows[kept], owners[kept], 4, STRENGTH)

    assert _told(rows[owners == 1], weights).tolist().count(1) > 50


def test_a_class_without_rows_is_never_told() -> None:
    rows, owners = _clouds(4, 20, 400)
    kept = owners != 2

    assert 2 not in _told(rows[kept], fit(rows[kept], owners[kept], 4, STRENGTH))


def test_a_stronger_penalty_makes_weights_smaller() -> None:
    rows, owners = _clouds(4, 20, 400)

    mild, strong = (np.linalg.norm(fit(rows, owners, 4, strength)) for strength in (0.03, 3.0))

    assert strong < mild / 2


def test_softmax_sums_to_one_whatever_the_logits() -> None:
    shares = softmax(np.array([[0, 1, 2], [1e4, -1e4, 0], [-1e4, -1e4, -1e4]], np.float32))

    assert shares.sum(axis=1) == pytest.approx([1, 1, 1])
    assert shares[0].argmax() == 2


@pytest.mark.parametrize("most", [6, 20, 37, 100])
def test_of_many_rows_an_even_part_is_chosen_and_small_classes_stay_whole(most: int) -> None:
    owners = np.repeat([0, 1, 2], [3, 50, 20])

    chosen = spread_evenly(owners, most)

    assert len(chosen) <= most
    assert chosen.tolist() == sorted(set(chosen.tolist()))
    counts = np.bincount(owners[chosen], minlength=3)
    assert counts[0] == min(3, most // 3)
    assert counts[1] >= counts[2] >= counts[0]
