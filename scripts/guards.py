"""Proves that every guard matters: switches each off in turn and shows which test goes red.

`make mutants`. Its one rule: a guard whose absence no test notices fails the run. A guard is a
few exact words of the code; that they still stand there is checked by the test suite.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "scripts" / "guards.yaml"
_COPIED = ("bot", "tests", "scripts", "triggers", "replies", "locales", "docs")
_FILES = ("pyproject.toml", "README.md", "Makefile", "Procfile", ".env.example")


class Guard(NamedTuple):
    """What it guards, the file, the words that do so, what stands there instead, and who must notice."""

    name: str
    file: str
    words: str
    instead: str
    tests: str


def read_guards() -> list[Guard]:
    """The table, in the order written."""
    rows = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return [Guard(**row) for row in rows]


def misplaced(guard: Guard, root: Path = ROOT) -> str:
    """What is wrong with a guard's words, in a sentence; empty where they stand exactly once."""
    found = (root / guard.file).read_text(encoding="utf-8").count(guard.words)
    return "" if found == 1 else f'{guard.file}: "{guard.words}" stands there {found} times, not once'


def main() -> None:
    """Try every guard, or those whose name holds a given word, and print a table."""
    chosen = [guard for guard in read_guards() if all(word in guard.name for word in sys.argv[1:])]
    with TemporaryDirectory() as folder:
        copy = _copied(Path(folder))
        unnoticed = [guard.name for guard in chosen if not _tried(guard, copy)]
    print(f"{len(chosen)} guards, {len(unnoticed)} unnoticed")
    sys.exit(1 if unnoticed else 0)


def _copied(folder: Path) -> Path:
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in _FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def _tried(guard: Guard, copy: Path) -> bool:
    """Switch one guard off, run its tests, and put it back; is its absence noticed?"""
    if problem := misplaced(guard):
        print(f"WRONG      {guard.name}: {problem}")
        return False
    path = copy / guard.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(guard.words, guard.instead), encoding="utf-8")
    try:
        red = _first_red(guard.tests.split(), copy)
    finally:
        path.write_text(whole, encoding="utf-8")
    print(f"{'red' if red else 'UNNOTICED':10} {guard.name:58} {red}", flush=True)
    return bool(red)


def _first_red(tests: list[str], copy: Path) -> str:
    """The first test that fails, empty where all pass."""
    done = subprocess.run(  # noqa: S603  our own tests
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    if failed:
        return failed[1]
    # What cannot even be imported is no proof.
    return "" if done.returncode == 0 else f"?? pytest ended with {done.returncode}"


if __name__ == "__main__":
    main()
