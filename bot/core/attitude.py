"""What the meaning of a text says about its tone: its likeness to sentences whose tone is known.

Kernel ridge regression over sentence vectors, fitted in closed form when a library is loaded:
a text leans the way of the seeds near it, whatever the words and the language. Its one rule:
a leaning is a probability, calibrated on seeds that the model was not shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from bot.core.meaning import Vector, unit

Floats = npt.NDArray[np.float64]

# What each kind of seed says: how urgent and how negative, from -1 (not at all) to 1.
KINDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "complaint": (-1.0, 1.0),
        "trouble": (-0.5, 1.0),
        "urgent": (1.0, -0.3),
        "person": (-1.0, 0.0),
        "hitch": (-1.0, -1.0),
        "question": (-1.0, -1.0),
        "request": (-1.0, -1.0),
        "answer": (-1.0, -1.0),
        "praise": (-1.0, -1.0),
        "chatter": (-1.0, -1.0),
        "notice": (-1.0, -1.0),
    }
)
_NEAR = 3.0  # How quickly likeness fades with the angle between two meanings.
_RIDGE = 0.2  # How little a single seed is trusted.
_CLEAR = 0.9  # A seed that says this much is an example to calibrate on.
# The share of urgent and of negative messages in life; the seeds have their own.
_SHARES = (0.17, 0.2)


@dataclass(frozen=True, slots=True)
class Seed:
    """A sentence whose tone is known; `kind` is one of KINDS."""

    text: str
    kind: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Leaning:
    """Probabilities, 0 to 1, and the seeds that say so most, empty where none does."""

    urgent: float = 0.0
    negative: float = 0.0
    like_urgent: str = ""
    like_negative: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Attitude:
    """The fitted model. Two columns everywhere: urgent, then negative.

    `seeds` are centred unit vectors (n, d); `weights` (n, 2); `slope`, `shift` (2,) turn a
    score into log odds.
    """

    texts: tuple[str, ...]
    centre: Vector
    seeds: Vector
    weights: Floats
    slope: Floats
    shift: Floats

    def read(self, vector: Vector) -> Leaning:
        """How a text leans, by its sentence vector of shape (d,)."""
        near = _likeness(unit(vector[None, :] - self.centre), self.seeds)[0]
        said = near[:, None] * self.weights
        odds = np.clip(self.slope * said.sum(axis=0) + self.shift, -30.0, 30.0)
        urgent, negative = (1 / (1 + np.exp(-odds))).tolist()
        most = said.argmax(axis=0)
        return Leaning(urgent, negative, self.texts[most[0]], self.texts[most[1]])


def fit_attitude(seeds: Sequence[Seed], vectors: Vector) -> Attitude | None:
    """The model that the seeds and their vectors, of shape (n, d), make.

    None where there is nothing to tell apart: both tones must be there, and their absence.
    """
    says = np.array([KINDS[seed.kind] for seed in seeds], np.float64).reshape(-1, 2)
    if not all((column >= _CLEAR).any() and (column <= -_CLEAR).any() for column in says.T):
        return None
    centre = vectors.mean(axis=0)
    placed = unit(vectors - centre)
    inverse = np.linalg.inv(_likeness(placed, placed) + _RIDGE * np.eye(len(seeds)))
    middle = says.mean(axis=0)
    weights = inverse @ (says - middle)
    # What the model says of each seed when that one is left out, without fitting it anew.
    unseen = says - weights / np.diag(inverse)[:, None]
    lines = [_odds(unseen[:, one], says[:, one], _SHARES[one]) for one in (0, 1)]
    slope, shift = np.array(lines).T
    texts = tuple(seed.text for seed in seeds)
    return Attitude(texts, centre, placed, weights, slope, shift + slope * middle)


def _likeness(some: Vector, others: Vector) -> Floats:
    """1 for the same direction, fading with the angle; shape (some, others)."""
    return np.asarray(np.exp(_NEAR * (some @ others.T - 1)), np.float64)


def _odds(scores: Floats, says: Floats, share: float) -> tuple[float, float]:
    """Slope and shift that turn centred scores into log odds (Platt 1999), for a share in life."""
    clear = np.abs(says) >= _CLEAR
    scores, positive = scores[clear], says[clear] > 0
    # Platt's targets: never quite certain, the less so the fewer examples there are.
    many, few = positive.sum(), (~positive).sum()
    target = np.where(positive, (many + 1) / (many + 2), 1 / (few + 2))
    line = np.array([1.0, 0.0])
    columns = np.column_stack([scores, np.ones(len(scores))])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(columns @ line, -30.0, 30.0)))
        pull = columns.T @ (target - chance)
        bend = columns.T @ (columns * (chance * (1 - chance))[:, None]) + 1e-6 * np.eye(2)
        line = line + np.linalg.solve(bend, pull)
    seen = many / len(positive)
    return float(line[0]), float(line[1] + np.log(share / (1 - share)) - np.log(seen / (1 - seen)))
