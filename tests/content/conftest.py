"""Content folders for the tests, written from texts, and what the check says of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.check import check

Write = Callable[[dict[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files, by their path in the content folder, and return the folder."""

    def written(files: dict[str, str]) -> Path:
        (tmp_path / "triggers").mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return written


ROLES = "away handing_over fallback clarify stopped started"
QUIET = "".join(f"{name}: {{steps: [{{say: Hello.}}]}}\n" for name in ROLES.split())


def told_by_check(write: Write, files: dict[str, str]) -> list[str]:
    """What the check says of these files, beside roles that all have their sequence."""
    folder = write({"replies/roles.yaml": QUIET, **files})
    return [f"{problem.severity} {problem}" for problem in check(folder)]


def trigger(name: str, reply: str, *phrases: str) -> str:
    return f"{name}: {{reply: {reply}, phrases: {{en: [{', '.join(phrases)}]}}}}\n"


GOOD = {"triggers/a.yaml": trigger("a", "a", "one way", "another path", "some third thing")}
