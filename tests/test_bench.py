"""The table of pace and size is there for whoever asks; the figures are not judged here."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_bench_prints_a_table_of_figures_with_their_targets() -> None:
    command = [sys.executable, "scripts/bench.py", "--short"]

    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)

    assert run.returncode == 0, run.stderr
    head, *lines = run.stdout.splitlines()
    assert head.split() == ["figure", "value", "at", "most"]
    names = [line[:44].strip() for line in lines]
    assert "a message, 1,000 phrases" in names
    assert "a message, 1,000 phrases, rapidfuzz over all" in names
    assert any(name.startswith("loading") and name.endswith("from the cache") for name in names)
    assert all(" ok" in line or " MISSED" in line for line in lines if line.startswith("loading"))
