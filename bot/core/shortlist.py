"""Which phrases look most like a text? Character 2- and 3-grams, weighted by rarity.

An inverted index in numpy: for each gram the phrases that hold it and its weight there, so
that a search touches only what shares a gram with the text. It knows rows, not triggers.
"""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def grams(text: str) -> Counter[str]:
    """Count the 2- and 3-grams of a normalised text, the edges of its words included."""
    padded = f" {text} "
    return Counter(padded[at : at + size] for size in (2, 3) for at in range(len(padded) - size + 1))


class GramIndex:
    """Rows of texts, compiled once, then only read."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        self._ids: dict[str, int] = {}
        rows, columns, counts = self._postings(texts)
        frequency = np.bincount(columns, minlength=len(self._ids))
        self._rarity: Floats = np.log((self._count + 1) / (frequency + 1)) + 1
        self._unseen = math.log(self._count + 1) + 1
        weights = (1 + np.log(counts)) * self._rarity[columns]
        norms = np.sqrt(np.bincount(rows, weights=weights**2, minlength=self._count))
        order = np.argsort(columns, kind="stable")
        self._rows = rows[order]
        self._weights: Floats = (weights / norms[rows])[order]
        self._starts = np.concatenate(([0], np.cumsum(frequency))).astype(np.int64)

    def _postings(self, texts: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Floats]:
        rows: list[int] = []
        columns: list[int] = []
        counts: list[int] = []
        for row, text in enumerate(texts):
            for gram, count in grams(text).items():
                rows.append(row)
                columns.append(self._ids.setdefault(gram, len(self._ids)))
                counts.append(count)
        return np.array(rows, np.int64), np.array(columns, np.int64), np.array(counts, np.float64)

    def _weigh(self, text: str) -> tuple[npt.NDArray[np.int64], Floats]:
        """The known grams of a text, and their weights after the text's own length is made 1."""
        counted = grams(text)
        known = [(self._ids[gram], count) for gram, count in counted.items() if gram in self._ids]
        columns = np.array([column for column, _ in known], np.int64)
        counts = np.array([count for _, count in known], np.float64)
        weights = (1 + np.log(counts)) * self._rarity[columns] if known else counts
        # Grams that no phrase holds say that the text speaks of something else; half weight,
        # because names and typos make them too.
        unseen = (len(counted) - len(known)) * (self._unseen / 2) ** 2
        return columns, weights / math.sqrt(float(weights @ weights) + unseen or 1.0)

    def cosines(self, text: str) -> Floats:
        """How much each row looks like the text, 0 to 1."""
        columns, weights = self._weigh(text)
        if not len(columns):
            return np.zeros(self._count)
        starts, lengths = self._starts[columns], self._starts[columns + 1] - self._starts[columns]
        places = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        places += np.arange(int(lengths.sum()))
        scores = self._weights[places] * np.repeat(weights, lengths)
        summed: Floats = np.bincount(self._rows[places], weights=scores, minlength=self._count).astype(
            np.float64
        )
        return summed
