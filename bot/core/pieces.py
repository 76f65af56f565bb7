"""Texts cut into grams, words and pairs of words: numbers instead of strings, all texts at once.

Its one rule: the same piece has the same key in every text and every process. Keys are 64 bits
of a rolling hash, so two pieces share one less often than once in a million libraries.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

SIZES = (1, 2, 3, 4)  # Of the grams that a model weighs.
INDEX_SIZES = (2, 3)  # Of those that find the likest phrases.

_SPACE = 32
_BASE = np.uint64(0x9E3779B97F4A7C15)
_UNDO = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_STIR = np.uint64(0xD6E8FEB86659FD93)
_WORD, _PAIR = np.uint64(0x5851F42D4C957F2D), np.uint64(0x14057B7EF767814F)
_HALF = np.uint64(32)
_SHORT = 512  # Letters: of so many the powers are remembered.


class Cut(NamedTuple):
    """Which text holds which piece: one entry an occurrence, text by text."""

    rows: Rows
    keys: Keys


class Read(NamedTuple):
    """The pieces of one text, each key once and in order, with how often it came."""

    grams: tuple[Keys, Places]
    every: tuple[Keys, Places]


class Tally(NamedTuple):
    """How often which text holds which piece: one entry a piece and text, by piece, then by text.

    `first` is where in the `Cut` the text has the piece first.
    """

    rows: Rows
    keys: Keys
    counts: npt.NDArray[np.int32]
    first: Places


def cut(forms: Sequence[str], sizes: Sequence[int], words: bool = False) -> Cut:
    """The grams of the sizes of each comparable text, edges of words included; with its words and pairs."""
    codes, rows = _letters(forms)
    spans = [_grams(rows, size) for size in sizes]
    if words:
        spans.append(_words(codes))
    starts, ends = (np.concatenate(edges) for edges in zip(*spans, strict=True))
    rolled = _rolled(codes)
    keys = (rolled[ends] - rolled[starts]) * _powers(_UNDO, len(codes))[starts]
    owners = rows[starts]
    if words:
        count = len(spans[-1][0])
        keys[len(keys) - count :] += _WORD
        pairs = _pairs(owners[len(keys) - count :], keys[len(keys) - count :])
        owners, keys = np.append(owners, pairs.rows), np.append(keys, pairs.keys)
    if len(forms) > 1:
        order = np.argsort(owners, kind="stable")
        owners, keys = owners[order], keys[order]
    return Cut(owners, _stirred(keys))


@lru_cache(256)
def read(form: str) -> Read:
    """A comparable text's pieces: those of `INDEX_SIZES`, and those of `SIZES` with words and pairs.

    One message is looked up in several indexes: it is cut once.
    """
    rest = [size for size in SIZES if size not in INDEX_SIZES]
    keys = cut([form], (*INDEX_SIZES, *rest), words=True).keys
    letters = len(form) + 2
    grams = sum(max(letters - size + 1, 0) for size in INDEX_SIZES)
    return Read(_counted(keys[:grams]), _counted(keys))


def tally(found: Cut) -> Tally:
    """Count the occurrences."""
    order = np.argsort(found.keys, kind="stable")
    keys, rows = found.keys[order], found.rows[order]
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    starts = np.flatnonzero(new)
    counts = np.diff(starts, append=len(keys)).astype(np.int32)
    return Tally(rows[starts], keys[starts], counts, order[starts])


def places(known: Keys, wanted: Keys) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Where in the sorted known keys the wanted ones stand, and which of them are known at all."""
    if not len(known):
        return np.zeros(len(wanted), np.int64), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return at, known[at] == wanted


def _counted(keys: Keys) -> tuple[Keys, Places]:
    keys = np.sort(keys)
    starts = _starts(keys)
    ends = np.empty_like(starts)
    ends[:-1], ends[-1:] = starts[1:], len(keys)
    return keys[starts], ends - starts


def _starts(keys: Keys) -> Places:
    """Where in sorted keys another one begins."""
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    return new.nonzero()[0]


def _letters(forms: Sequence[str]) -> tuple[npt.NDArray[np.uint32], Rows]:
    """The letters of all texts, each text between two spaces, and whose they are."""
    codes = np.frombuffer("".join(f" {form} " for form in forms).encode("utf-32-le"), np.uint32)
    lengths = [len(form) + 2 for form in forms]
    return codes, np.repeat(np.arange(len(forms), dtype=np.int32), lengths)


def _powers(of: np.uint64, count: int) -> Keys:
    if count <= _SHORT:
        return _first_powers(of)[:count]
    powers = np.full(count, of)
    powers[:1] = 1
    return np.multiply.accumulate(powers)


@cache
def _first_powers(of: np.uint64) -> Keys:
    return _powers(of, _SHORT + 1)


def _rolled(codes: npt.NDArray[np.uint32]) -> Keys:
    """Sums of which the difference of two, shifted back, is a hash of the letters between them."""
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(_stirred(codes.astype(np.uint64)) * _powers(_BASE, len(codes)), out=sums[1:])
    return sums


def _stirred(keys: Keys) -> Keys:
    """Every bit of a key made to depend on every other."""
    keys = (keys ^ (keys >> _HALF)) * _STIR
    return keys ^ (keys >> _HALF)


def _grams(rows: Rows, size: int) -> tuple[Places, Places]:
    """Where the grams of a size begin and end: none reaches into the next text."""
    starts = (rows[: len(rows) - size + 1] == rows[size - 1 :]).nonzero()[0]
    return starts, starts + size


def _words(codes: npt.NDArray[np.uint32]) -> tuple[Places, Places]:
    """Where words begin and end; every text begins and ends with a space."""
    apart = codes == _SPACE
    edges = (apart[1:] != apart[:-1]).nonzero()[0] + 1
    return edges[::2], edges[1::2]


def _pairs(rows: Rows, words: Keys) -> Cut:
    """The words that stand side by side in a text."""
    beside = (rows[1:] == rows[:-1]).nonzero()[0]
    return Cut(rows[beside], _stirred(words[beside]) * _PAIR + words[beside + 1])
