"""Multinomial logistic regression, fitted in seconds with numpy alone.

Accelerated gradient (Nesterov). Where rows are fewer than columns it works in the space of the
rows (the kernel trick); else a step is made long in the directions in which the rows differ
little, so that a tenth of the rounds comes as far.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from bot.core.meaning import Vector

_ROUNDS = 80
_HEAVIEST = 200.0  # A new trigger of three phrases stands beside old ones of hundreds.
_HEAVIEST_NONE = 3.0
_STILL = 2e-4  # Stop when a round changes the parameters by less than this share.
_DIRECTIONS = 64  # In so many the rows differ much.
_SPARE = 24  # Directions found beside them, so that they are found well.
_LOOKED_AT = 4000  # Rows that say well enough which directions these are.
_SEED = 20250101  # Any number; the same rows must give the same weights in every process.

Step = Callable[[Vector], Vector]


def fit(
    rows: Vector, owners: npt.NDArray[np.int64], classes: int, strength: float, none: float = 0.5
) -> Vector:
    """Weights of shape (columns, classes) that tell each row's owner.

    Every class counts the same, but the last one, which is none of them, `none` times as much
    as all others together. `strength` is that of the penalty on large weights (L2), where rows
    have about length 1.
    """
    balance = _balance(owners, classes, none)[:, None]
    wanted = np.eye(classes, dtype=np.float32)[owners]
    if len(rows) < rows.shape[1]:
        # The curvature is at most that.
        step = np.float32(1 / (_largest(np.sqrt(balance) * rows) ** 2 / 2 + strength))
        return rows.T @ _descend(
            rows @ rows.T, None, wanted, balance, strength, lambda slope: step * slope, _ROUNDS
        )
    leap, rounds = _leap(rows, balance, strength)
    return _descend(rows, rows.T, wanted, balance, strength, leap, rounds)


def spread_evenly(owners: npt.NDArray[np.int64], most: int) -> npt.NDArray[np.int64]:
    """At most so many rows, in order, all owners' but those with most rows give up some of theirs."""
    if len(owners) <= most:
        return np.arange(len(owners))
    counts = np.bincount(owners)
    caps = np.arange(1, counts.max() + 1)
    total = np.minimum(counts, caps[:, None]).sum(axis=1)
    cap = max(int(np.searchsorted(total, most, side="right")), 1)
    order = np.argsort(owners, kind="stable")
    ends = np.cumsum(counts)
    kept = [
        order[np.linspace(end - count, end - 1, min(count, cap)).astype(np.int64)]
        for count, end in zip(counts, ends, strict=True)
    ]
    return np.sort(np.concatenate(kept))


def _balance(owners: npt.NDArray[np.int64], classes: int, none: float) -> Vector:
    """What each row counts: 1 in a class of the usual size, more in a smaller one, within bounds.

    Without bounds one heavy row (a single text about nothing) would make every step tiny.
    """
    counts = np.bincount(owners, minlength=classes).astype(np.float64)
    asked = counts[:-1][counts[:-1] > 0]
    share = np.median(asked) / np.maximum(counts, 1) if len(asked) else np.ones(classes)
    share = np.minimum(share, _HEAVIEST)
    share[-1] = min(none * float((counts * share)[:-1].sum()) / max(counts[-1], 1), _HEAVIEST_NONE)
    return share[owners].astype(np.float32)


def _descend(
    forward: Vector,
    back: Vector | None,
    wanted: Vector,
    balance: Vector,
    strength: float,
    step: Step,
    rounds: int,
) -> Vector:
    """Parameters that make `forward @ parameters` tell what is wanted.

    `back` turns what is wrong with the rows into a gradient; None where parameters stand a row.
    """
    shape = (forward.shape[1], wanted.shape[1])
    now, ahead, pace = np.zeros(shape, np.float32), np.zeros(shape, np.float32), 1.0
    for _ in range(rounds):
        wrong = balance * (softmax(forward @ ahead) - wanted)
        gradient = (wrong if back is None else back @ wrong) + np.float32(strength) * ahead
        then = ahead - step(gradient)
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        moved = then - now
        ahead = then + np.float32((pace - 1) / faster) * moved
        now, pace = then, faster
        if np.linalg.norm(moved) < _STILL * np.linalg.norm(now):
            break
    return now


def _leap(rows: Vector, balance: Vector, strength: float) -> tuple[Step, int]:
    """A step fit for many rows, and in how many rounds it comes as far as plain steps would."""
    directions, curves, rest = _steep(rows, balance)
    flat = np.float32(rest / 2 + strength)
    gain = (1 / (curves / 2 + strength) - 1 / flat).astype(np.float32)[:, None]

    def bare(slope: Vector) -> Vector:
        return np.asarray(slope / flat + directions @ (gain * (directions.T @ slope)), np.float32)

    # The directions are those of a part of the rows: how much too long would a step be?
    vector, over = np.ones((rows.shape[1], 1), np.float32), 1.0
    for _ in range(8):
        longer = bare(rows.T @ (balance * (rows @ vector)) / 2 + np.float32(strength) * vector)
        over = float(np.linalg.norm(longer) / np.linalg.norm(vector))
        vector = longer / np.linalg.norm(longer)
    scale = np.float32(1 / max(1.05 * over, 1.0))
    rounds = max(int(_ROUNDS * np.sqrt(rest / curves[0])), 4)
    return (lambda slope: scale * bare(slope)), rounds


def _steep(rows: Vector, balance: Vector) -> tuple[Vector, Vector, float]:
    """The directions in which the rows differ most, their curvatures, and the most of the others'.

    By subspace iteration over an even part of the rows.
    """
    every = -(-len(rows) // _LOOKED_AT)
    part, share = rows[::every], balance[::every] * np.float32(every)
    width = min(_DIRECTIONS + _SPARE, *part.shape)
    chance = np.random.default_rng(_SEED).standard_normal((rows.shape[1], width), np.float32)
    basis, _ = np.linalg.qr(chance)
    for _ in range(3):
        basis, _ = np.linalg.qr(part.T @ (share * (part @ basis)))
    curves, turns = np.linalg.eigh(basis.T @ (part.T @ (share * (part @ basis))))
    kept = min(_DIRECTIONS, width - 1)
    found = (basis @ turns[:, ::-1])[:, :kept]
    curves = np.maximum(curves[::-1], 0)
    return found, curves[:kept], float(curves[kept])


def _largest(matrix: Vector) -> float:
    """The largest singular value, a little over (power iteration)."""
    vector = np.ones(matrix.shape[1], np.float32)
    for _ in range(20):
        vector = matrix.T @ (matrix @ vector)
        vector /= max(float(np.linalg.norm(vector)), 1e-12)
    return 1.05 * float(np.linalg.norm(matrix @ vector))


def softmax(logits: Vector) -> Vector:
    """Probabilities a row, along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)
