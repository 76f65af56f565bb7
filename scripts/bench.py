"""Prints how fast and how large the understanding of messages is, in one table.

Everything is measured in one run beside rapidfuzz over the same phrases, because another
machine has another pace: `python scripts/bench.py`, or `--short` for a look in seconds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from bench_phrases import library, messages, spoken
from rapidfuzz import fuzz, process

from bot.content.embedding import bundled_embedder
from bot.core.matching import Matcher, texts_of
from bot.core.meaning import Vector, unit
from bot.core.scoring import comparable
from bot.core.triggers import Trigger

ROOT = Path(__file__).parent.parent
SIZES = {1_000: (30, 0.3), 10_000: (120, 0.7), 100_000: (300, 3.0)}  # Phrases: triggers, milliseconds.
_MEANING = 12.0  # Milliseconds more with a vector.
_WIDTH = 384


class Figure(NamedTuple):
    """One line of the table; `target` is the most that is well, None where there is none."""

    name: str
    value: float
    unit: str
    target: float | None = None
    note: str = ""

    def __str__(self) -> str:
        verdict = "" if self.target is None else "ok" if self.value <= self.target else "MISSED"
        target = "" if self.target is None else f"{self.target:g}"
        return f"{self.name:44} {self.value:9.2f} {self.unit:3} {target:>7}  {verdict:7} {self.note}".rstrip()


def main() -> None:
    """Measure, and print a line as soon as it is known."""
    parser = argparse.ArgumentParser(description="Measure speed and memory.")
    parser.add_argument("--short", action="store_true", help="the smallest size alone, in seconds")
    short = parser.parse_args().short
    print(f"{'figure':44} {'value':>9} {'':3} {'at most':>7}")
    for figure in figures(short):
        print(figure, flush=True)


def figures(short: bool) -> Iterator[Figure]:
    """All figures, one after the other."""
    words = spoken()
    for size, (triggers, target) in SIZES.items():
        if size == min(SIZES) or not short:
            yield from message_figures(library(words, size, triggers), target)
    yield from embedding_figures()
    with tempfile.TemporaryDirectory() as folder:
        # Loaded in processes of their own: what a process has read once it remembers.
        size = (300, 20) if short else (10_000, 120)
        yield from load_figures(library(words, *size), Path(folder))
        if not short:
            yield from memory_figures(Path(folder))


def milliseconds(do: Callable[[str], object], texts: Sequence[str]) -> float:
    """The median over the texts."""
    taken = []
    for text in texts:
        start = time.perf_counter()
        do(text)
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def message_figures(triggers: list[Trigger], target: float) -> Iterator[Figure]:
    """One message, matched by spelling, with a vector at hand, and by rapidfuzz over all phrases."""
    texts = texts_of(triggers)
    forms, owners = list(map(comparable, texts)), [n for n, one in enumerate(triggers) for _ in one.phrases]
    vectors = _vectors(owners)
    matcher = Matcher(triggers, (), vectors)
    asked = messages(texts, 200)
    brute = milliseconds(
        lambda text: process.extractOne(comparable(text), forms, scorer=fuzz.token_set_ratio),
        asked[: max(1_000_000 // len(texts), 10)][:100],
    )
    plain = milliseconds(matcher.match, asked)
    meant = milliseconds(lambda text: matcher.match(text, vectors[0]), asked)
    name = f"a message, {len(texts):,} phrases"
    yield Figure(f"{name}, rapidfuzz over all", brute, "ms")
    yield Figure(name, plain, "ms", target, f"{brute / plain:.1f} times as fast as rapidfuzz")
    yield Figure(f"{name}, its vector given", meant, "ms", target + _MEANING)


def _vectors(owners: Sequence[int]) -> Vector:
    """Made up: near one another where a trigger is the same."""
    chance = np.random.default_rng(1)
    topics = chance.standard_normal((max(owners) + 1, _WIDTH), np.float32)
    return unit(topics[list(owners)] + chance.standard_normal((len(owners), _WIDTH), np.float32))


def embedding_figures() -> Iterator[Figure]:
    """The model of meaning, for messages as long as phrases."""
    embedder = bundled_embedder()
    if embedder is None:
        print("a message's vector: skipped, the extra `semantic` is not installed")
        return
    asked = messages([text for texts in spoken().values() for text in texts], 40)
    yield Figure(
        "a message's vector", milliseconds(lambda text: embedder.vectors([text]), asked), "ms", _MEANING
    )


_LOAD = """
import json, sys, time
from pathlib import Path
from bot.content.library import load_matching
start = time.perf_counter()
load_matching(Path(sys.argv[1]))
print(json.dumps(time.perf_counter() - start))
"""
_SIZE = """
import json, os, sys
from pathlib import Path
from bot.app import create_app, create_tools
from bot.config import load_settings
kept = create_app() if sys.argv[1] == "web" else create_tools(load_settings())
if sys.argv[1] == "meaning":
    kept = kept.learn(kept.library)
pages = int(Path("/proc/self/statm").read_text().split()[1])
print(json.dumps(pages * os.sysconf("SC_PAGE_SIZE") / 2**20))
"""


def _told(program: str, argument: str, **settings: str) -> float:
    """What a new process prints last."""
    run = subprocess.run(  # noqa: S603  the programs are the ones written above
        [sys.executable, "-c", program, argument],
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return float(json.loads(run.stdout.splitlines()[-1]))


def load_figures(triggers: list[Trigger], folder: Path) -> Iterator[Figure]:
    """Triggers read from YAML and fitted, for the first time and again."""
    written = folder / "triggers"
    written.mkdir()
    for trigger in triggers:
        phrases: dict[str, list[str]] = {}
        for phrase in trigger.phrases:
            phrases.setdefault(phrase.language, []).append(phrase.text)
        entry = {trigger.name: {"reply": "any", "phrases": phrases}}
        (written / f"{trigger.name}.yaml").write_text(yaml.safe_dump(entry, allow_unicode=True), "utf-8")
    count = len(texts_of(triggers))
    for name, target in (("cold", 5.0), ("from the cache", 0.5)):
        taken = _told(_LOAD, str(written), BOT_CACHE=str(folder / "cache"))
        yield Figure(f"loading {count:,} phrases, {name}", taken, "s", target)


def memory_figures(folder: Path) -> Iterator[Figure]:
    """What processes with the shipped library hold once it is loaded from the cache."""
    if not Path("/proc/self/statm").exists():
        print("memory: skipped, this system does not tell it")
        return
    settings = {
        "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "BOT_PUBLIC_URL": "http://localhost:8000",
        "BOT_SECRET_KEY": "x" * 40,
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "x" * 32,
        "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
        "BOT_CONTENT": str(ROOT),
    }
    _told("from bot.cli import main; main(['migrate'], standalone_mode=False); print(0)", "", **settings)
    wanted = [("web", "the web process", 120.0), ("worker", "a worker, by spelling", 200.0)]
    if bundled_embedder():
        wanted.append(("meaning", "a worker, with meaning", 320.0))
    for kind, name, target in wanted:
        yield Figure(f"memory of {name}", _told(_SIZE, kind, **settings), "MB", target)


if __name__ == "__main__":
    main()
