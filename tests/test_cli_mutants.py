"""`bot check --mutants`: the table, the JSON, and an exit status that CI relies on."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.content.conftest import GOOD, QUIET

_CONTENT = {**GOOD, "replies/roles.yaml": QUIET, "replies/a.yaml": "a: {steps: [{say: First.}]}\n"}


def _folder(root: Path, files: dict[str, str] = _CONTENT) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(folder), *options])


def test_the_table_stands_before_the_count_of_problems(tmp_path: Path) -> None:
    result = _check(_folder(tmp_path), "--mutants", "--floor", "0", "--sample", "13")

    assert result.exit_code == 0
    assert result.stdout.startswith("13 mutants of 1 trigger, at most 13 of each language.\n")
    assert result.stdout.endswith("0 errors, 0 warnings\n")


def test_without_being_asked_no_mutant_is_played(tmp_path: Path) -> None:
    told = _check(_folder(tmp_path)).stdout.splitlines()

    assert [line for line in told if not line.startswith("advice: ")] == told[-1:]


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(("floor", "status"), [("1", 0), ("100", 1)])
def test_the_status_says_whether_the_floor_is_met(
    tmp_path: Path, floor: str, status: int, form: list[str]
) -> None:
    # One letter apart: a slip of the finger makes one of the other, so that not all are understood.
    alike = (
        "c: {reply: a, phrases: {en: [read, lead, bead]}}\nd: {reply: a, phrases: {en: [reed, load, bend]}}\n"
    )
    files = {**_CONTENT, "triggers/alike.yaml": alike}

    result = _check(_folder(tmp_path, files), "--mutants", "--floor", floor, "--false-floor", "100", *form)

    assert result.exit_code == status
    assert ("under the floor of 100 %" in result.stderr) is bool(status)


def test_machines_get_the_figures_beside_the_problems(tmp_path: Path) -> None:
    told = json.loads(_check(_folder(tmp_path), "--mutants", "--floor", "0", "--json").stdout)

    assert (told["errors"], told["mutants"]["played"] > 0) == (0, True)
    assert {"recall", "false", "kinds", "triggers", "worst"} < set(told["mutants"])


def test_content_with_errors_is_not_played(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {**_CONTENT, "replies/b.yaml": "b: {steps: []}\n"})

    result = _check(folder, "--mutants")

    assert result.exit_code == 1
    assert "mutants" not in result.stdout
    assert "nothing stands here" in result.stdout
