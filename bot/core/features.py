"""A text as numbers that a linear model can weigh: which grams, words and pairs of words it holds.

Grams are weighted by rarity and spread over a fixed number of columns (feature hashing with
signs: Weinberger et al., 2009), so that a model's size does not grow with the phrases.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from bot.core.meaning import Vector

COLUMNS = 8192
MANY = 4096  # From so many phrases on half the columns do: fitting has to stay in seconds.
_LONGEST = 4
_RARITY_POWER = 0.8  # Under 1: with few phrases a rare gram is often only chance.
_SEED = 20250101  # Any number; the same phrases must give the same columns in every process.


def pieces(form: str) -> Counter[str]:
    """The grams of 1 to 4 letters, the words and the pairs of words of a comparable text."""
    padded = f" {form} "
    found = Counter(
        padded[at : at + size] for size in range(1, _LONGEST + 1) for at in range(len(padded) - size + 1)
    )
    words = form.split()
    found.update(f"\t{word}" for word in words)
    found.update(f"\t{one} {two}" for one, two in zip(words, words[1:], strict=False))
    return found


class Features:
    """The pieces of a library's phrases with their rarity; compiled once, then only read."""

    def __init__(self, forms: Sequence[str]) -> None:
        frequency: Counter[str] = Counter()
        for form in forms:
            frequency.update(pieces(form).keys())
        self._ids = {piece: at for at, piece in enumerate(frequency)}
        counts = np.fromiter(frequency.values(), np.float64, len(frequency))
        self._rarity = (np.log((len(forms) + 1) / (counts + 1)) + 1) ** _RARITY_POWER
        self.columns = COLUMNS if len(forms) < MANY else COLUMNS // 2
        chance = np.random.default_rng(_SEED)
        self._column = chance.integers(0, self.columns, len(frequency))
        self._sign = chance.choice(np.array([-1.0, 1.0]), len(frequency))

    def sparse(self, form: str) -> tuple[npt.NDArray[np.int64], Vector]:
        """The columns of a text's known pieces, repeats among them, and the values to add there."""
        known = [(self._ids[piece], count) for piece, count in pieces(form).items() if piece in self._ids]
        if not known:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        ids, counts = np.array(known).T
        values = (1 + np.log(counts)) * self._rarity[ids]
        return self._column[ids], (values * self._sign[ids] / np.linalg.norm(values)).astype(np.float32)

    def dense(self, forms: Iterable[str]) -> Vector:
        """The same as rows, shape (forms, columns)."""
        rows = []
        for form in forms:
            columns, values = self.sparse(form)
            rows.append(np.bincount(columns, values, self.columns).astype(np.float32))
        return np.array(rows, np.float32).reshape(-1, self.columns)
