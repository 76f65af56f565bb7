"""The commands of those who write content: check, schemas, locales."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from tests.content.conftest import GOOD, QUIET

_CONTENT = {
    **GOOD,
    "replies/roles.yaml": QUIET,
    "replies/a.yaml": "a: {steps: [{say: First.}]}\n",
    "replies/policy.yaml": "languages: [en, th]\n",
}


def _folder(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def _run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(one) for one in arguments])
    return result.exit_code, result.output


def test_check_tells_machines_the_same_as_people(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _CONTENT)

    people, machines = _run("check", folder), _run("check", "--json", folder)

    told = json.loads(machines[1])
    problem, other = told["problems"]
    counted = {"folder": str(folder), "errors": 0, "warnings": 2}
    assert told == {**counted, "problems": [problem, other], "advice": told["advice"]}
    assert set(problem) == {"severity", "file", "line", "column", "text"}
    assert (problem["file"], problem["line"], problem["column"]) == ("replies/a.yaml", 1, 19)
    assert people[1].startswith(f"warning: replies/a.yaml:1:19: {problem['text']}\n")
    assert people[1].endswith(f"{folder}: 0 errors, 2 warnings\n")


def test_check_gives_advice_that_even_a_strict_check_lets_pass(tmp_path: Path) -> None:
    (tmp_path / "triggers").mkdir()
    folder = _folder(tmp_path, {"replies/roles.yaml": QUIET})

    people, machines = _run("check", "--strict", folder), _run("check", "--strict", "--json", folder)

    assert (people[0], machines[0]) == (0, 0)
    assert people[1].startswith("advice: replies/policy.yaml:1:1: staff_hours is empty")
    assert people[1].endswith(f"{folder}: 0 errors, 0 warnings\n")
    told = json.loads(machines[1])
    assert (told["errors"], told["warnings"], told["problems"]) == (0, 0, [])
    assert [one["severity"] for one in told["advice"]] == ["advice", "advice"]


def test_check_gives_no_advice_while_anything_cannot_be_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {**_CONTENT, "replies/policy.yaml": "langauges: [en]\n"})

    status, said = _run("check", folder)

    assert (status, "advice: " in said) == (1, False)


@pytest.mark.parametrize("form", [[], ["--json"]])
@pytest.mark.parametrize(
    ("extra", "strict", "status"),
    [({}, [], 0), ({}, ["--strict"], 1), ({"replies/b.yaml": "b: {steps: []}\n"}, [], 1)],
)
def test_check_exits_as_strictly_as_asked(
    tmp_path: Path, extra: dict[str, str], strict: list[str], form: list[str], status: int
) -> None:
    folder = _folder(tmp_path, {**_CONTENT, **extra})

    assert _run("check", folder, *strict, *form)[0] == status


def test_a_language_is_added_translated_and_counted(tmp_path: Path) -> None:
    folder = _folder(tmp_path, _CONTENT)

    before = _run("locales", "status", folder)
    created = _run("locales", "update", "th", "--content", folder)
    after = _run("locales", "update", "--content", folder)

    path = folder / "locales" / "th" / "LC_MESSAGES" / "replies.po"
    assert before[1].splitlines()[1].split() == ["th", "2", "0", "0", "2", "0"]
    assert created == (0, f"created: {path}\n")
    assert after == (0, f"unchanged: {path}\n")


def test_a_broken_reply_stops_an_update_with_its_place(tmp_path: Path) -> None:
    folder = _folder(tmp_path, {**_CONTENT, "replies/a.yaml": "a: {steps: [{sya: First.}]}\n"})

    status, said = _run("locales", "update", "--content", folder)

    assert status == 1
    assert "replies/a.yaml:1:13: no step begins so." in said
    assert not (folder / "locales").exists()


def test_the_schemas_are_written_where_asked(tmp_path: Path) -> None:
    status, said = _run("schemas", tmp_path / "new")

    assert status == 0
    assert sorted(said.splitlines()) == sorted(str(path) for path in (tmp_path / "new").iterdir())
