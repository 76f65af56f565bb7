"""Vectors of phrases are worked out once; the store is a convenience, never an obstacle."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from bot.content.vectors import kept_vectors
from bot.core.meaning import Vector, unit


class Lengths:
    """An embedder that tells texts apart by their lengths, and remembers what it was asked."""

    name = "lengths"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def vectors(self, texts: Sequence[str]) -> Vector:
        self.asked += texts
        return unit(np.array([[len(text) + 1, 1, 3] for text in texts], np.float32).reshape(-1, 3))


TEXTS = ["unit price", "how much", "ราคาเท่าไหร่", "unit price", "\ud800", ""]


def test_a_vector_is_worked_out_once(tmp_path: Path) -> None:
    embedder = Lengths()

    first = kept_vectors(TEXTS, embedder, tmp_path)
    second = kept_vectors([*TEXTS, "a new one"], embedder, tmp_path)

    assert sorted(embedder.asked) == sorted({*TEXTS, "a new one"})
    assert np.array_equal(first, second[:-1])
    assert np.allclose(first, embedder.vectors(TEXTS), atol=1e-3)


def test_many_texts_come_back_in_their_order(tmp_path: Path) -> None:
    texts = ["x" * (n % 997) + str(n) for n in range(1_500)]
    kept_vectors(texts[::3], Lengths(), tmp_path)

    rows = kept_vectors(texts, Lengths(), tmp_path)

    assert np.allclose(rows, Lengths().vectors(texts), atol=1e-3)


def test_vectors_of_two_models_are_kept_apart(tmp_path: Path) -> None:
    kept_vectors(TEXTS, Lengths(), tmp_path)
    other = Lengths()
    other.name = "other"

    kept_vectors(TEXTS, other, tmp_path)

    assert other.asked


def test_two_may_share_a_store(tmp_path: Path) -> None:
    texts = [f"text {n}" * (n % 9) for n in range(400)]
    found: list[Vector] = []
    both = [Thread(target=lambda: found.append(kept_vectors(texts, Lengths(), tmp_path))) for _ in range(2)]

    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(found) == 2
    assert np.array_equal(*found)


@pytest.mark.parametrize("broken", ["file", "store"])
def test_a_store_that_cannot_be_used_is_no_obstacle(tmp_path: Path, broken: str) -> None:
    folder = tmp_path / "cache"
    if broken == "file":
        folder.write_text("a file stands where the folder belongs")
    else:
        folder.mkdir()
        (folder / "lengths.sqlite").write_bytes(b"this is no database" * 100)

    rows = kept_vectors(TEXTS, Lengths(), folder)

    assert np.allclose(rows, Lengths().vectors(TEXTS), atol=1e-3)


def test_a_store_that_another_holds_for_reading_is_read(tmp_path: Path) -> None:
    kept_vectors(TEXTS, Lengths(), tmp_path)
    reader = sqlite3.connect(tmp_path / "lengths.sqlite")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM vectors").fetchone()
    embedder = Lengths()

    kept_vectors(TEXTS, embedder, tmp_path)

    reader.close()
    assert embedder.asked == []
