"""Multinomial logistic regression, fitted in seconds with numpy alone.

Accelerated gradient (Nesterov), in the space of the rows where they are fewer than the columns
(the kernel trick) and in that of the columns otherwise; both give the same weights.
"""

import numpy as np
import numpy.typing as npt

from bot.core.meaning import Vector

_ROUNDS = 80
_HEAVIEST = 3.0
_STILL = 2e-4  # Stop when a round changes the parameters by less than this share.


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
    step = 1 / (_largest(np.sqrt(balance) * rows) ** 2 / 2 + strength)  # The curvature is at most that.
    if len(rows) < rows.shape[1]:
        return rows.T @ _descend(rows @ rows.T, None, wanted, balance, strength, step)
    return _descend(rows, rows.T, wanted, balance, strength, step)


def _balance(owners: npt.NDArray[np.int64], classes: int, none: float) -> Vector:
    """What each row counts, about 1; no row counts many times another: it would make every step tiny."""
    counts = np.bincount(owners, minlength=classes).astype(np.float64)
    asked = counts[:-1][counts[:-1] > 0]
    share = np.median(asked) / np.maximum(counts, 1) if len(asked) else np.ones(classes)
    share[-1] = none * float((counts * share)[:-1].sum()) / max(counts[-1], 1)
    return np.minimum(share, _HEAVIEST)[owners].astype(np.float32)


def _descend(
    forward: Vector, back: Vector | None, wanted: Vector, balance: Vector, strength: float, step: float
) -> Vector:
    """Parameters that make `forward @ parameters` tell what is wanted.

    `back` turns what is wrong with the rows into a gradient; None where parameters stand a row.
    """
    shape = (forward.shape[1], wanted.shape[1])
    now, ahead, pace = np.zeros(shape, np.float32), np.zeros(shape, np.float32), 1.0
    for _ in range(_ROUNDS):
        wrong = balance * (softmax(forward @ ahead) - wanted)
        gradient = (wrong if back is None else back @ wrong) + strength * ahead
        then = ahead - np.float32(step) * gradient
        faster = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        moved = then - now
        ahead = then + np.float32((pace - 1) / faster) * moved
        now, pace = then, faster
        if np.linalg.norm(moved) < _STILL * np.linalg.norm(now):
            break
    return now


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
