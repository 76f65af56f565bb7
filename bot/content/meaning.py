"""The model of meaning as the library uses it: kept vectors for phrases, careful ones for messages.

Its one rule: whatever the model does, a message is understood, by spelling alone if need be.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from bot.content.embedding import bundled_embedder
from bot.content.vectors import kept_vectors
from bot.core.meaning import Embedder, Vector
from bot.log import get_logger

_RECENT = 512  # A message is read alone and again with its burst.
_log = get_logger(__name__)


class Meaning:
    """An embedder with its memory; one a process."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        self._embedder, self._folder = embedder, folder
        self.name = embedder.name
        self._recent = lru_cache(_RECENT)(self._vector)

    def vectors(self, texts: Sequence[str]) -> Vector:
        """One row a phrase; those worked out before come from disk."""
        return kept_vectors(texts, self._embedder, self._folder)

    def read(self, text: str) -> Vector | None:
        """The vector of a message; None where the model fails."""
        try:
            return self._recent(text)
        except Exception as problem:  # whatever it is, the contact gets an answer
            _log.warning("the model of meaning failed", problem=repr(problem))
            return None

    def _vector(self, text: str) -> Vector:
        row: Vector = self._embedder.vectors([text])[0]
        return row


def load_meaning(folder: Path) -> Meaning | None:
    """The bundled model, its vectors kept in the folder; None where the extra is not installed."""
    embedder = bundled_embedder()
    return Meaning(embedder, folder) if embedder else None
