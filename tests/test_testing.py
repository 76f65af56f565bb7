"""`bot test`: which scripts it plays, what it prints, and how it ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.log import set_up

PROJECT = Path(__file__).resolve().parent.parent
HEAD = 'contact: {address: "whatsapp:+66812345678"}\nstart: "2026-11-23T10:00+07:00"\n'
GOOD = f"name: good\n{HEAD}turns: [{{contact: ขอบคุณ, bot: [{{sequence: thanks}}]}}]\n"
BAD = f"name: bad\n{HEAD}turns: [{{contact: ขอบคุณ, bot: []}}]\n"


@pytest.fixture(autouse=True)
def _logs_go_back() -> Iterator[None]:
    yield
    set_up(quiet=True)


def _test(*paths: Path) -> Result:
    result = CliRunner().invoke(main, ["test", *map(str, paths)], env={"BOT_CONTENT": str(PROJECT)})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_scripts_that_pass_are_named_and_counted(tmp_path: Path) -> None:
    path = _file(tmp_path, "good.yaml", GOOD)

    result = _test(path)

    assert (result.exit_code, result.stdout) == (0, f"ok   {path}: good\n1 passed, 0 failed\n")


def test_one_failing_script_fails_the_run_and_hides_no_other(tmp_path: Path) -> None:
    _file(tmp_path, "a.yaml", BAD)
    _file(tmp_path, "deep/b.yaml", GOOD)

    result = _test(tmp_path)

    assert result.exit_code == 1
    assert f"FAIL {tmp_path / 'a.yaml'}: bad\n" in result.stdout
    assert "message 1: not expected: thanks step 1 at +2s" in result.stdout
    assert "> trigger: " in result.stdout
    assert f"ok   {tmp_path / 'deep/b.yaml'}: good\n" in result.stdout
    assert result.stdout.endswith("1 passed, 1 failed\n")


def test_a_script_may_bring_its_own_content(tmp_path: Path) -> None:
    trigger = "zebra: {reply: zebra, phrases: {en: [striped horses, black white horses, zebras]}}\n"
    _file(tmp_path, "own/triggers/zebra.yaml", trigger)
    replies = "zebra: {steps: [{say: A zebra.}]}\n" + "".join(
        f"{name}: {{steps: [{{say: {name}}}]}}\n"
        for name in ("away", "handing_over", "fallback", "clarify", "stopped", "started")
    )
    _file(tmp_path, "own/replies/zebra.yaml", replies)
    script = _file(
        tmp_path,
        "zebra.yaml",
        f"name: own\n{HEAD}content: own\nturns: [{{contact: zebras, bot: [{{text: A zebra.}}]}}]\n",
    )

    result = _test(script)

    assert (result.exit_code, result.stdout) == (0, f"ok   {script}: own\n1 passed, 0 failed\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: x\n", "start"),
        (GOOD.replace("turns", "turnes"), "turnes"),
        (f"{GOOD}content: nowhere\n", "nothing was loaded"),
    ],
)
def test_a_script_that_cannot_be_played_is_told(tmp_path: Path, text: str, told: str) -> None:
    result = _test(_file(tmp_path, "wrong.yaml", text))

    assert result.exit_code == 1
    assert told in result.stderr


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = _test(tmp_path / "nowhere")

    assert result.exit_code == 1
    assert "there is no such file or folder" in result.stderr
