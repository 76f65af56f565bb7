"""Which phrases look most like a text? Character 2- and 3-grams, weighted by rarity.

An inverted index in numpy: for each gram the phrases that hold it and its weight there, so
that a search touches only what shares a gram with the text. It knows rows, not triggers.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.pieces import INDEX_SIZES, Places, cut, places, read, tally

Floats = npt.NDArray[np.float64]


class GramIndex:
    """Rows of comparable texts, compiled once, then only read."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._count = len(forms)
        held = tally(cut(forms, INDEX_SIZES))
        self._keys, starts, grams = np.unique(held.keys, return_index=True, return_inverse=True)
        self._starts = np.append(starts, len(held.keys))
        frequency = np.diff(self._starts)
        self._rarity = (np.log((self._count + 1) / (frequency + 1)) + 1).astype(np.float32)
        self._unseen = math.log(self._count + 1) + 1
        weights = (1 + np.log(held.counts)) * self._rarity[grams]
        norms = np.sqrt(np.bincount(held.rows, weights=weights**2, minlength=self._count))
        self._rows = held.rows
        self._weights = (weights / norms[held.rows]).astype(np.float32)

    def _weigh(self, form: str) -> tuple[Places, Floats]:
        """The known grams of a text, and their weights after the text's own length is made 1."""
        keys, counts = read(form).grams
        at, known = places(self._keys, keys)
        at = at[known]
        weights = np.asarray((1 + np.log(counts[known])) * self._rarity[at], np.float64)
        # Grams that no phrase holds say that the text speaks of something else; half weight,
        # because names and typos make them too.
        unseen = (len(keys) - len(at)) * (self._unseen / 2) ** 2
        return at, weights / math.sqrt(float(weights @ weights) + unseen or 1.0)

    def cosines(self, form: str) -> Floats:
        """How much each row looks like the text, 0 to 1."""
        grams, weights = self._weigh(form)
        if not len(grams):
            return np.zeros(self._count)
        starts, ends = self._starts[grams], self._starts[grams + 1]
        spans = [slice(*span) for span in zip(starts.tolist(), ends.tolist(), strict=True)]
        rows = np.concatenate([self._rows[span] for span in spans])
        scores = np.concatenate([self._weights[span] for span in spans])
        scores *= np.repeat(weights.astype(np.float32), ends - starts)
        return np.bincount(rows, scores, self._count).astype(np.float64, copy=False)
