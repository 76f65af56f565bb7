"""Makes the table of all figures in docs/understanding.md: how well the bot understands.

It runs a scorer of labelled messages that is kept outside the project, because the messages are
other people's: `make figures SCORE=path/to/score.py`. The scorer prints JSON (`--json`) and takes
set names, `--shots`, `--library`, `--bot`. Beside it stand the mutants of the shipped library.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "understanding.md"
BEGIN, END = "<!-- figures: made by `make figures` -->", "<!-- end of figures -->"


def main() -> None:
    """Run everything, a quarter of an hour where vectors are new, and write the page."""
    scorer = Path(sys.argv[1])
    bot = str(Path(sys.executable).parent / "bot")
    plain = f"{sys.executable} {Path(__file__).parent / 'spelling_only.py'}"
    sets, tones = _sets(scorer, "intents", "-test"), _sets(scorer, "tone", "")
    other = [name for name in sets if name.startswith("massive") and not name.startswith("massive-en")]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        score = partial(_scored, pool, scorer)
        with_meaning, alone = score(bot, [*sets, *tones]), score(plain, [*sets, *tones])
        across = score(bot, other, "--shots", "10", "--library", "massive-en+ho")
    mutants = _run(bot, "check", "--mutants", "--sample", "8", "--json")["mutants"]
    told = _table(with_meaning, alone, across, mutants)
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{told}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    print(told)


def _sets(scorer: Path, kind: str, ending: str) -> list[str]:
    """The names of the scorer's sets of a kind, as it finds them itself."""
    files = scorer.parent.joinpath(kind).glob(f"*{ending}.jsonl")
    return sorted(file.name.removesuffix(f"{ending}.jsonl") for file in files)


def _scored(pool: Executor, scorer: Path, bot: str, sets: Sequence[str], *more: str) -> Any:
    """What the scorer says of each set, as one report: a process a set, as many as there are processors."""
    command = (sys.executable, str(scorer), "--bot", bot, "--json", *more)
    reports = list(pool.map(lambda name: _run(*command, name), sets))
    rows = {kind: [row for one in reports for row in one.get(kind, ())] for kind in ("intents", "tone")}
    means = {
        f"mean_{shots}": _mean(row for row in rows["intents"] if row["shots"] == shots) for shots in (3, 10)
    }
    return rows | means


def _mean(rows: Iterable[Any]) -> dict[str, float]:
    """The mean over sets, each counting the same, as the scorer makes it."""
    found = list(rows)
    keys = ("accuracy", "acted", "false", "cover90")
    return {key: sum(row[key] or 0 for row in found) / max(len(found), 1) for key in keys}


def _run(*command: str) -> Any:
    # Threads that wait for one another beside other processes take five times as long as one alone.
    alone = {**os.environ, "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=alone, check=False)  # noqa: S603  our own
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def _table(with_meaning: Any, alone: Any, across: Any, mutants: Any) -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607  whichever git is there
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    ).stdout.strip()
    lines = [f"{datetime.now(UTC):%Y-%m-%d}, commit {commit}. Percent.", ""]  # noqa: TID251  a page has a date
    lines += ["| set | phrases | accuracy | acted | false | cover@90 | spelling alone |", "| --- " * 7 + "|"]
    plain = {(row["set"], row["shots"]): row for row in alone["intents"]}
    for row in with_meaning["intents"]:
        other = plain[row["set"], row["shots"]]
        lines.append(_line(row["set"], row["shots"], row, other))
    for shots in (3, 10):
        lines.append(_line("**mean**", shots, with_meaning[f"mean_{shots}"], alone[f"mean_{shots}"]))
    lines += [
        "",
        f"English phrases, messages in ten other languages: {_pc(across['mean_10']['accuracy'])} right.",
    ]
    lines += ["", "| tone | AP | precision | recall | F1 | alarms | AP by words alone |", "| --- " * 7 + "|"]
    for row, other in zip(with_meaning["tone"], alone["tone"], strict=True):
        cells = (row["set"], *(_pc(row[key]) for key in ("AP", "P", "R", "F1", "alarms")), _pc(other["AP"]))
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", f"Mutants of the shipped library: {mutants['recall']} % right, {mutants['false']} % false."]
    return "\n".join(lines)


def _line(name: str, shots: int, row: Any, other: Any) -> str:
    cells = (_pc(row[key]) for key in ("accuracy", "acted", "false", "cover90"))
    return f"| {name} | {shots} | {' | '.join(cells)} | {_pc(other['accuracy'])} / {_pc(other['cover90'])} |"


def _pc(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


if __name__ == "__main__":
    main()
