"""Which trigger is a text about? A linear model fitted to the library's own phrases.

Its one rule: it decides between the triggers and "none of them", and says how probable each
is; the nearest phrase and the rules of `matching.py` are other witnesses.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.features import Features
from bot.core.linear import fit, softmax, spread_evenly
from bot.core.meaning import Vector, unit
from bot.core.shortlist import Floats

_BIAS = np.float32(np.sqrt(0.1))
_SHARE = np.float32(np.sqrt(2.5))  # What meaning counts beside spelling.
_STRENGTH = 0.03
_NONE = 0.5  # What texts about nothing in the library count beside all that are about it.
_SHARPER = 2  # Without meaning the logits stay too close together.
# How odds come true: slope, and what log(triggers / 50), log(phrases a trigger / 10) and 1 add. Fitted on
# four families of labelled messages with a third of them about nothing in the library.
_SPELLING = (0.72, 0.25, -0.40, -0.86)
_BOTH = (1.35, 0.58, -1.05, 0.64)
_TRIGGERS, _PHRASES = (30, 150), (3, 12)  # What was fitted on; beyond, the nearest serves.
_MOST = 16_000  # Phrases that are fitted to; of more, an even part.
_FEW = 50  # With fewer phrases their mean says little about what all texts have in common.


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted; shapes (columns, triggers + 1), the last for none of them.

    `spelling` serves where a text has no vector, `both` where it has one; `centre` is what
    the vectors of all phrases have in common.
    """

    spelling: Vector
    both: Vector | None = None
    centre: Vector | None = None


def fit_weights(
    features: Features,
    forms: Sequence[str],
    owners: npt.NDArray[np.int64],
    triggers: int,
    vectors: Vector | None = None,
) -> Weights:
    """Fit to comparable texts; an owner of `triggers` means that the text is about none of them."""
    chosen = spread_evenly(owners, _MOST)
    forms, owners = [forms[at] for at in chosen], owners[chosen]
    vectors = None if vectors is None else vectors[chosen]
    # A text that shares nothing with any phrase is about none: that is one more row of zeros.
    owners = np.append(owners, triggers)
    spelled = features.columns + 1
    rows = np.zeros((len(owners), spelled + (0 if vectors is None else vectors.shape[1])), np.float32)
    features.fill(rows[:-1, : features.columns], forms)
    rows[:, features.columns] = _BIAS
    alone = fit(rows[:, :spelled], owners, triggers + 1, _STRENGTH, _NONE)
    if vectors is None:
        return Weights(alone)
    centre = vectors.mean(axis=0) * np.float32(len(vectors) / (len(vectors) + _FEW))
    rows[:-1, spelled:] = _SHARE * unit(vectors - centre)
    both = fit(rows, owners, triggers + 1, 2 * _STRENGTH, _NONE)
    return Weights(alone, both, centre)


class Model:
    """Fitted weights and what they weigh; built once, then only read."""

    def __init__(self, features: Features, weights: Weights, owners: npt.NDArray[np.int64]) -> None:
        self._features, self._weights = features, weights
        counts = np.bincount(owners) if len(owners) else np.ones(1)
        self._size = float(np.log(np.clip(len(counts), *_TRIGGERS) / 50))
        self._depth = np.log(np.clip(counts, *_PHRASES) / 10)

    def probabilities(self, form: str, vector: Vector | None = None) -> Floats:
        """How probable each trigger is for a comparable text, one a trigger; they need not add up to 1."""
        if vector is None or self._weights.both is None:
            return self._calibrated(self._by_spelling(form), _SPELLING)
        return self._calibrated(self._by_both(form, vector), _BOTH)

    def _by_spelling(self, form: str) -> Vector:
        if not any(map(str.isalnum, form)):
            return np.zeros(self._weights.spelling.shape[1], np.float32)
        columns, values = self._features.sparse(form)
        weights = self._weights.spelling
        return softmax(_SHARPER * (values @ weights[columns] + _BIAS * weights[-1]))

    def _by_both(self, form: str, vector: Vector) -> Vector:
        weights, centre = self._weights.both, self._weights.centre
        assert weights is not None
        assert centre is not None
        columns, values = self._features.sparse(form)
        bias, *_ = rest = weights[self._features.columns :]
        logits = values @ weights[columns] + _BIAS * bias + _SHARE * unit(vector - centre) @ rest[1:]
        return softmax(logits)

    def _calibrated(self, shares: Vector, line: tuple[float, float, float, float]) -> Floats:
        """What the shares have come true for: few phrases make them too low, few triggers too high."""
        slope, size, depth, shift = line
        sure = np.clip(shares[:-1].astype(np.float64), 1e-9, 1 - 1e-9)
        odds = slope * np.log(sure / (1 - sure)) + size * self._size + depth * self._depth + shift
        return np.asarray(1 / (1 + np.exp(-odds)))
