"""The content that comes with the bot is sound, and understands its own phrases."""

import json
import subprocess

from bot.core.library import Library
from tests.processes import PROJECT, program


def _bot(*words: str, lines: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program("bot"), *words], input=lines, capture_output=True, encoding="utf-8", check=False, cwd=PROJECT
    )


def test_the_shipped_content_has_neither_errors_nor_warnings() -> None:
    checked = _bot("check", "--strict")

    assert (checked.stdout, checked.stderr, checked.returncode) == (
        f"{PROJECT}: 0 errors, 0 warnings\n",
        "",
        0,
    )


def test_every_shipped_phrase_is_answered_by_its_own_trigger(library: Library) -> None:
    phrases = [
        (phrase.text, trigger.name)
        for trigger in library.triggers.values()
        if trigger.enabled
        for phrase in trigger.phrases
    ]

    matched = _bot(
        "match",
        "--triggers",
        str(PROJECT / "triggers"),
        "--json",
        lines="\n".join(text for text, _ in phrases),
    )

    rows = [json.loads(line) for line in matched.stdout.splitlines()]
    assert (matched.returncode, matched.stderr) == (0, "")
    assert [row["text"] for row in rows] == [text for text, _ in phrases]
    wrong = [
        f"{text!r} of {name} is answered by {row['trigger']}"
        for (text, name), row in zip(phrases, rows, strict=True)
        if row["trigger"] != name
    ]
    assert wrong == []
