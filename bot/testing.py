"""`bot test`: find the scripts, play them, tell how they went."""

from collections.abc import Callable, Iterable
from pathlib import Path

from bot.content.library import load_library
from bot.content.meaning import Meaning
from bot.core.library import Library
from bot.rehearsal import rehearse
from bot.script import Script, find_scripts, read_scripts


def play(
    paths: Iterable[Path], content: Path, tell: Callable[[str], None], meaning: Meaning | None = None
) -> int:
    """Play all scripts of files and folders; returns how many failed."""
    libraries: dict[Path, Library] = {}
    failed = played = 0
    for path in find_scripts(paths):
        for script in read_scripts(path):
            folder = folder_of(script, path, content)
            if folder not in libraries:
                libraries[folder] = load_library(folder, meaning)
            failures = rehearse(script, libraries[folder]).failures
            played += 1
            failed += bool(failures)
            tell(f"{'FAIL' if failures else 'ok  '} {path}: {script.name}")
            for failure in failures:
                tell("  " + failure.replace("\n", "\n  "))
    tell(f"{played - failed} passed, {failed} failed")
    return failed


def folder_of(script: Script, path: Path, content: Path) -> Path:
    """The content a script is played on: its own, else the project's."""
    return (path.parent / script.content).resolve() if script.content else content
