"""Short messages of 38 languages, most of two to four words, each read by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.core.language import guess_language

SAMPLES: dict[str, list[str]] = yaml.load(
    (Path(__file__).parent / "language_samples.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,
)
OVERALL = 0.96  # The share that must be right of all, and of each language, which has few samples.
OF_EACH = 0.75


def _misread(heading: str) -> Iterator[str]:
    language = heading.removesuffix("-romanised")
    for text in SAMPLES[heading]:
        if (guess := guess_language(text)).language != language:
            yield f"{text!r} reads as {guess.language} ({guess.evidence})"


@pytest.mark.parametrize("heading", SAMPLES)
def test_the_bot_reads_nearly_every_short_message_of_a_language(heading: str) -> None:
    misread = list(_misread(heading))
    assert len(misread) <= (1 - OF_EACH) * len(SAMPLES[heading]), misread


def test_the_bot_reads_nearly_every_short_message_of_all_languages() -> None:
    total = sum(map(len, SAMPLES.values()))
    misread = [line for heading in SAMPLES for line in _misread(heading)]
    assert total >= 300
    assert len(misread) <= (1 - OVERALL) * total, misread
