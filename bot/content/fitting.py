"""Fits the matcher to the phrases that ops wrote, and remembers what was fitted.

Its one rule: the same phrases give the same matcher, fitted now or read from the cache.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from itertools import compress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from bot.config import cache_folder
from bot.content.consent import consent_phrases
from bot.content.meaning import Meaning
from bot.content.yaml_text import parse_yaml
from bot.core import features, linear, model, pieces, scoring, shortlist, text
from bot.core.matching import Matcher, asked_about, texts_of
from bot.core.meaning import Vector, unit
from bot.core.model import Weights
from bot.core.scoring import comparable
from bot.core.shortlist import GramIndex
from bot.core.triggers import Match, Trigger
from bot.log import get_logger

_ALIKE = 0.6  # An everyday sentence so like a phrase is a question to this business.
_KEPT = 20  # Fitted weights in the cache; those unused for longest go.
_WAY = (features, linear, model, pieces, scoring, shortlist, text)
_log = get_logger(__name__)

Chosen = npt.NDArray[np.bool_]


class _Fitted(NamedTuple):
    """What is kept of a fit: the weights, and which everyday sentences are about no trigger."""

    weights: Weights
    strange: Chosen


def fitted_matcher(triggers: Iterable[Trigger], folder: Path, meaning: Meaning | None = None) -> Matcher:
    """The matcher of the triggers; what is fitted is kept in the folder.

    With `meaning` it also understands texts by their vectors.
    """
    asked = asked_about(triggers)
    phrases = texts_of(asked)
    if not phrases:
        return Matcher(())
    everyday = _everyday()
    path = folder / f"{_key(asked, everyday, meaning.name if meaning else '')}.npz"
    known = _read(path, len(everyday))
    if known:
        return Matcher(asked, list(compress(everyday, known.strange)), weights=known.weights)
    vectors = meaning.vectors(phrases + everyday) if meaning else None
    strange = _strangers(phrases, everyday, vectors)
    if vectors is not None:
        vectors = vectors[np.append(np.ones(len(phrases), bool), strange)]
    matcher = Matcher(asked, list(compress(everyday, strange)), vectors)
    _write(path, _Fitted(matcher.weights, strange))
    return matcher


def play(triggers: Iterable[Trigger], meaning: Meaning | None) -> Callable[[str], Match]:
    """The matcher of the triggers as a function of a text, for phrases and what is made of them."""
    matcher = fitted_matcher(triggers, cache_folder(), meaning)
    if meaning is None:
        return matcher.match
    known = dict(zip(phrases := texts_of(triggers), meaning.vectors(phrases), strict=True))

    def match(text: str) -> Match:
        vector = known.get(text)
        return matcher.match(text, meaning.read(text) if vector is None else vector)

    return match


def _strangers(phrases: Sequence[str], everyday: Sequence[str], vectors: Vector | None) -> Chosen:
    """Which everyday sentences no phrase is like."""
    if vectors is None:
        index = GramIndex([comparable(text) for text in phrases])
        return np.array([index.cosines(comparable(text)).max() < _ALIKE for text in everyday])
    placed = unit(vectors - vectors[: len(phrases)].mean(axis=0))
    return np.asarray((placed[len(phrases) :] @ placed[: len(phrases)].T).max(axis=1) < _ALIKE)


@cache
def _everyday() -> list[str]:
    """Sentences in many languages that are no question to a business; consent is read elsewhere."""
    name = "everyday.yaml"
    written, _ = parse_yaml(files("bot.content").joinpath(name).read_text("utf-8"), name)
    return [sentence for spoken in written.data.values() for sentence in spoken] + consent_phrases()


def _key(triggers: Iterable[Trigger], everyday: Sequence[str], name: str) -> str:
    """A hash of everything that the weights depend on, the way of fitting included."""
    digest = hashlib.sha256(name.encode())
    for file in (*(str(module.__file__) for module in _WAY), __file__):
        digest.update(Path(file).read_bytes())
    for trigger in triggers:
        digest.update("\0".join((trigger.name, *(phrase.text for phrase in trigger.phrases), "\1")).encode())
    digest.update("\0".join(everyday).encode())
    return digest.hexdigest()[:32]


def _read(path: Path, everyday: int) -> _Fitted | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
        strange = arrays.pop("strange").astype(bool)
        if len(strange) != everyday:
            raise ValueError("it belongs to other sentences")
        _mark_used(path)
        return _Fitted(Weights(**arrays), strange)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile) as problem:
        _log.warning("fitted weights cannot be read; fitting anew", file=str(path), problem=str(problem))
        return None


def _write(path: Path, fitted: _Fitted) -> None:
    """Keep the weights, whole or not at all."""
    arrays = {name: getattr(fitted.weights, name) for name in fitted.weights.__slots__}
    arrays = {name: array for name, array in arrays.items() if array is not None}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            np.savez(file, strange=fitted.strange, **arrays)
        os.replace(file.name, path)
        _forget_unused(path.parent)
    except OSError as problem:
        _log.warning("fitted weights cannot be kept", folder=str(path.parent), problem=str(problem))


def _mark_used(path: Path) -> None:
    with suppress(OSError):  # a cache that is only read is no obstacle
        os.utime(path)


def _forget_unused(folder: Path) -> None:
    by_use = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)
    for path in by_use[:-_KEPT]:
        with suppress(FileNotFoundError):  # another process had the same thought
            path.unlink()
