"""A text as numbers that a linear model can weigh: which grams, words and pairs of words it holds.

Grams are weighted by rarity and spread over a fixed number of columns (feature hashing with
signs: Weinberger et al., 2009), so that a model's size does not grow with the phrases.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.meaning import Vector
from bot.core.pieces import SIZES, Cut, cut, places, read, tally

COLUMNS = 8192
MANY = 4096  # From so many phrases on half the columns do: fitting has to stay in seconds.
_RARITY_POWER = 0.8  # Under 1: with few phrases a rare gram is often only chance.
_SEED = 20250101  # Any number; the same phrases must give the same columns in every process.
_AT_ONCE = 512  # Texts.


def _pieces(forms: Sequence[str]) -> Cut:
    return cut(forms, SIZES, words=True)


class Features:
    """The pieces of a library's phrases with their rarity; compiled once, then only read."""

    def __init__(self, forms: Sequence[str]) -> None:
        held = tally(_pieces(forms))
        self._keys, starts, frequency = np.unique(held.keys, return_index=True, return_counts=True)
        rarity = (np.log((len(forms) + 1) / (frequency + 1)) + 1) ** _RARITY_POWER
        self._rarity = rarity.astype(np.float32)
        self.columns = COLUMNS if len(forms) < MANY else COLUMNS // 2
        # Chance is dealt out in the order in which the pieces come up first.
        dealt = np.argsort(np.argsort(held.first[starts]))
        chance = np.random.default_rng(_SEED)
        self._column = chance.integers(0, self.columns, len(dealt))[dealt].astype(np.int16)
        self._sign = chance.choice(np.array([-1, 1], np.int8), len(dealt))[dealt]

    def sparse(self, form: str) -> tuple[npt.NDArray[np.int16], Vector]:
        """The columns of a text's known pieces, repeats among them, and the values to add there."""
        keys, counts = read(form).every
        at, known = places(self._keys, keys)
        at = at[known]
        values = (1 + np.log(counts[known])) * self._rarity[at]
        length = np.linalg.norm(values) or 1.0
        return self._column[at], (values * self._sign[at] / length).astype(np.float32)

    def dense(self, forms: Sequence[str]) -> Vector:
        """The same as rows, shape (forms, columns)."""
        rows = np.empty((len(forms), self.columns), np.float32)
        self.fill(rows, forms)
        return rows

    def fill(self, rows: Vector, forms: Sequence[str]) -> None:
        """Write the same into rows at hand, shape (forms, columns)."""
        for start in range(0, len(forms), _AT_ONCE):
            rows[start : start + _AT_ONCE] = self._dense(forms[start : start + _AT_ONCE])

    def _dense(self, forms: Sequence[str]) -> Vector:
        held = tally(_pieces(forms))
        at, known = places(self._keys, held.keys)
        at, owners = at[known], held.rows[known]
        values = (1 + np.log(held.counts[known])) * self._rarity[at]
        lengths = np.sqrt(np.bincount(owners, values**2, len(forms)))
        values *= self._sign[at] / lengths[owners]
        cells = owners.astype(np.int64) * self.columns + self._column[at]
        summed = np.bincount(cells, values, len(forms) * self.columns)
        return summed.reshape(len(forms), -1).astype(np.float32)
