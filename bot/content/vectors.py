"""Vectors of phrases, worked out once and kept on disk, phrase by phrase.

Its one rule: the store is a convenience. Where it cannot be read or written, vectors are
worked out anew; any number of processes may share it.
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from bot.core.meaning import Embedder, Vector
from bot.log import get_logger

_BATCH = 128
_ASKED = 500  # Keys in one statement; SQLite takes 999 at least.
_PATIENCE = 10.0  # Seconds to wait for another process that writes.
_log = get_logger(__name__)


def kept_vectors(texts: Sequence[str], embedder: Embedder, folder: Path) -> Vector:
    """One row a text, shape (texts, dimensions), from the folder's store where they are in it."""
    keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16] for text in texts]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(folder / f"{embedder.name}.sqlite", _PATIENCE)) as store:
            store.execute(
                "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
            )
            rows = _complete(store, dict(zip(keys, texts, strict=True)), embedder)
    except (OSError, sqlite3.Error) as problem:
        _log.warning("vectors cannot be kept", folder=str(folder), problem=str(problem))
        return embedder.vectors(texts)
    return np.array([np.frombuffer(rows[key], np.float16) for key in keys]).astype(np.float32)


def _complete(
    store: sqlite3.Connection, wanted: Mapping[bytes, str], embedder: Embedder
) -> dict[bytes, bytes]:
    """The wanted rows by key; what is missing is worked out and kept, batch by batch."""
    rows = _known(store, list(wanted))
    missing = [key for key in wanted if key not in rows]
    for at in range(0, len(missing), _BATCH):
        batch = missing[at : at + _BATCH]
        vectors = embedder.vectors([wanted[key] for key in batch]).astype(np.float16)
        fresh = [(key, vector.tobytes()) for key, vector in zip(batch, vectors, strict=True)]
        with store:
            store.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", fresh)
        rows.update(fresh)
    return rows


def _known(store: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    rows: dict[bytes, bytes] = {}
    for at in range(0, len(keys), _ASKED):
        part = keys[at : at + _ASKED]
        # Only question marks are put into the statement.
        marks = ",".join("?" * len(part))
        rows.update(store.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part))  # noqa: S608  see above
    return rows
