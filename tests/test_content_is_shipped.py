"""The content that comes with the bot is sound, and understands its own phrases."""

import subprocess

from bot.config import cache_folder
from bot.content.fitting import play
from bot.content.meaning import load_meaning
from bot.core.library import Library
from tests.processes import PROJECT, program


def _bot(*words: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program("bot"), *words], input=lines, capture_output=True, encoding="utf-8", check=False, cwd=PROJECT
    )


def test_the_shipped_content_has_neither_errors_nor_warnings() -> None:
    checked = _bot("check", "--strict")
    *told, counted = checked.stdout.splitlines()

    assert (counted, checked.stderr, checked.returncode) == (f"{PROJECT}: 0 errors, 0 warnings", "", 0)
    # Only a business knows when its people are there, and the ids of its templates.
    assert [line.split()[0] for line in told] == ["advice:", "advice:"]


def test_every_shipped_phrase_is_answered_by_its_own_trigger(library: Library) -> None:
    match = play(library.triggers.values(), load_meaning(cache_folder()))
    phrases = [phrase for one in library.triggers.values() if one.enabled for phrase in one.phrases]

    bests = [match(phrase.text).best for phrase in phrases]

    wrong = [
        f"{phrase.text!r} of {phrase.trigger} is answered by {best and best.trigger}"
        for phrase, best in zip(phrases, bests, strict=True)
        if best is None or best.trigger != phrase.trigger
    ]
    assert wrong == []
