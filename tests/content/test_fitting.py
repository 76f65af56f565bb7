"""What is fitted to the phrases is kept, and found again; a broken or missing cache is no obstacle."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.content.fitting import fitted_matcher
from bot.content.meaning import Meaning
from bot.core.matching import Matcher
from bot.core.meaning import Vector, unit
from bot.core.triggers import Phrase, Trigger


def _trigger(name: str, *texts: str) -> Trigger:
    return Trigger(name, tuple(Phrase(text, "en", name) for text in texts), reply=name)


TRIGGERS = [
    _trigger("price", "unit price", "how much is it", "FOB price"),
    _trigger("delivery", "delivery time", "when do you ship", "how many days"),
    _trigger("sample", "free sample", "can I have a sample", "send me a sample"),
]
ASKED = ["unit price", "what's the prise", "how many days until you ship", "samples", "good night", "x"]


class Hashed:
    """An embedder whose vectors are made of the words' hashes; it counts what it is asked."""

    name = "hashed"

    def __init__(self) -> None:
        self.asked = 0

    def vectors(self, texts: Sequence[str]) -> Vector:
        self.asked += len(texts)
        return unit(np.array([sum(map(self._word, text.split()), np.ones(16) / 4) for text in texts]))

    def _word(self, word: str) -> np.ndarray:
        return np.frombuffer(hashlib.sha256(word.encode()).digest()[:16], np.uint8) / 128 - 1


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the weights of the triggers, to copy from."""
    folder = tmp_path_factory.mktemp("fitted")
    fitted_matcher(TRIGGERS, folder)
    return folder


@pytest.fixture
def kept(fitted: Path, tmp_path: Path) -> Path:
    """The one file of a folder in which the triggers were fitted before; the folder is `tmp_path`."""
    (file,) = fitted.glob("*.npz")
    return Path(shutil.copy(file, tmp_path))


@pytest.fixture(scope="module")
def answers(fitted: Path) -> list[object]:
    return _answers(fitted_matcher(TRIGGERS, fitted))


def _answers(matcher: Matcher) -> list[object]:
    return [matcher.match(text) for text in ASKED]


def test_what_was_fitted_is_read_again_and_decides_the_same(tmp_path: Path) -> None:
    fresh = fitted_matcher(TRIGGERS, tmp_path)
    (kept,) = tmp_path.glob("*.npz")
    written = kept.stat().st_ino

    again = fitted_matcher(TRIGGERS, tmp_path)

    assert _answers(again) == _answers(fresh)
    assert again.weights is not fresh.weights
    assert kept.stat().st_ino == written


def test_with_meaning_the_cache_spares_every_vector(tmp_path: Path) -> None:
    embedder = Hashed()
    fresh = fitted_matcher(TRIGGERS, tmp_path / "weights", Meaning(embedder, tmp_path / "one"))
    asked = embedder.asked

    again = fitted_matcher(TRIGGERS, tmp_path / "weights", Meaning(embedder, tmp_path / "two"))

    assert asked > 0
    assert embedder.asked == asked
    vector = embedder.vectors(["free sample please"])[0]
    assert again.match("gratis", vector) == fresh.match("gratis", vector)


def test_the_same_phrases_give_the_same_weights_in_two_processes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.content.test_fitting import TRIGGERS\n"
        "from bot.content.fitting import fitted_matcher\n"
        "matcher = fitted_matcher(TRIGGERS, Path(sys.argv[1]))\n"
        "import hashlib; print(hashlib.sha256(matcher.weights.spelling.tobytes()).hexdigest())"
    )

    def told(folder: str) -> str:
        command = [sys.executable, "-c", program, str(tmp_path / folder)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert told("one") == told("two")


@pytest.mark.parametrize("broken", [b"", b"nothing of the kind", b"PK\x03\x04 cut short"])
def test_a_broken_cache_file_is_fitted_anew(kept: Path, answers: list[object], broken: bytes) -> None:
    kept.write_bytes(broken)

    again = fitted_matcher(TRIGGERS, kept.parent)

    assert _answers(again) == answers
    assert len(kept.read_bytes()) > len(broken)


def test_a_cache_file_that_lost_a_part_is_fitted_anew(kept: Path, answers: list[object]) -> None:
    with np.load(kept) as whole:
        spelling = whole["spelling"]
    np.savez(kept, spelling=spelling)

    assert _answers(fitted_matcher(TRIGGERS, kept.parent)) == answers


def test_a_folder_that_cannot_be_written_to_is_no_obstacle(tmp_path: Path, answers: list[object]) -> None:
    (tmp_path / "file").write_text("a file stands where the folder belongs")

    matcher = fitted_matcher(TRIGGERS, tmp_path / "file")

    assert _answers(matcher) == answers


def test_other_phrases_are_fitted_apart(kept: Path) -> None:
    fitted_matcher([*TRIGGERS, _trigger("oem", "do you make OEM", "your own brand")], kept.parent)

    assert len(list(kept.parent.glob("*.npz"))) == 2


def test_the_weights_that_were_not_used_for_longest_are_forgotten(kept: Path, tmp_path: Path) -> None:
    for number in range(30):
        other = tmp_path / f"{number}.npz"
        other.write_bytes(b"")
        os.utime(other, (number, number))
    os.utime(kept, (0, 0))

    fitted_matcher(TRIGGERS, tmp_path)
    fitted_matcher(TRIGGERS[1:], tmp_path)

    left = list(tmp_path.glob("*.npz"))
    assert len(left) == 20
    assert kept in left
    assert tmp_path / "29.npz" in left
    assert tmp_path / "0.npz" not in left


def test_a_library_without_phrases_matches_nothing(tmp_path: Path) -> None:
    assert fitted_matcher([], tmp_path).match("unit price").candidates == ()
