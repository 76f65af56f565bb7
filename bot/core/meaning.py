"""What a text means, as a vector: the contract of the optional model of meaning.

Its one rule: the core never loads a model. It is handed vectors, and decides without them
where there are none.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
READ = 300  # Letters of a text that are embedded: what a message is about stands at its beginning.


class Embedder(Protocol):
    """Turns texts into vectors of which near ones mean the same, whatever the language."""

    @property
    def name(self) -> str:
        """Model and version: vectors of different names are never compared."""

    def vectors(self, texts: Sequence[str]) -> Vector:
        """One row of unit length a text, shape (texts, dimensions); raises what the model raises."""


def unit(rows: Vector) -> Vector:
    """The rows at length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
