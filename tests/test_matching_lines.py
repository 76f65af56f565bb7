"""`bot match`: one line in, one line out, whatever stands on it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main

PROJECT = Path(__file__).resolve().parent.parent


def _match(lines: bytes, *words: str, folder: Path = PROJECT / "triggers") -> list[str]:
    result = CliRunner().invoke(main, ["match", "--triggers", str(folder), *words], input=lines)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode().split("\n")[:-1]


def _rows(lines: bytes, folder: Path = PROJECT / "triggers") -> list[dict[str, Any]]:
    return [json.loads(line) for line in _match(lines, "--json", folder=folder)]


def test_match_tells_language_trigger_candidates_and_tone() -> None:
    (row,) = _rows("ราคาเท่าไหร่\n".encode())

    assert set(row) == {"text", "language", "trigger", "candidates", "tone"}
    assert (row["text"], row["language"], row["trigger"]) == ("ราคาเท่าไหร่", "th", "price")
    assert set(row["candidates"][0]) == {"trigger", "phrase", "score"}
    assert set(row["tone"]) == {"urgent", "negative", "escalate"}
    assert row["tone"]["escalate"] is False


@pytest.mark.parametrize(
    "text", ["how much is it", "xyzzy", "ขอบคุณ", "?", "🙂", "we need it today, urgent!!!"]
)
def test_match_names_five_different_triggers_best_first(text: str) -> None:
    (row,) = _rows(f"{text}\n".encode())

    names = [one["trigger"] for one in row["candidates"]]
    scores = [one["score"] for one in row["candidates"]]
    assert len(names) == len(set(names)) >= 5
    assert scores == sorted(scores, reverse=True)


def test_match_names_no_trigger_where_the_bot_would_not_act() -> None:
    (row,) = _rows(b"the weather in Paris is lovely\n")

    assert row["trigger"] is None


def test_match_says_when_a_person_is_called() -> None:
    (row,) = _rows(b"I need it today, this is urgent!\n")

    assert row["tone"]["escalate"] is True


def test_match_answers_every_line_whatever_it_holds() -> None:
    lines = [
        b"",
        b"   ",
        b"\xff\xfe price",
        b"\x00",
        "a\u2028b\x0bc\x85".encode(),
        b"price\r",
        b"no line end",
    ]

    rows = _rows(b"\n".join(lines))

    assert len(rows) == len(lines)
    assert [row["text"] for row in rows[:3]] == ["", "   ", "\ufffd\ufffd price"]
    assert rows[5]["text"] == "price"


def test_match_says_nothing_about_nothing() -> None:
    assert _match(b"", "--json") == []


def test_match_takes_a_thousand_lines() -> None:
    assert len(_rows("ราคาเท่าไหร่\nhow much\n".encode() * 500)) == 1000


def test_match_reads_no_reply(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        "one: {reply: nowhere, phrases: {en: [red fish, blue fish]}}\n", "utf-8"
    )

    (row,) = _rows(b"red fish\n", tmp_path)

    assert row["trigger"] == "one"
    assert [one["trigger"] for one in row["candidates"]] == ["one"]


def test_match_tells_a_person_on_one_line() -> None:
    (line,) = _match("ราคาเท่าไหร่\n".encode())

    assert line.split("\t") == ["price", "th", '1.00 price ("ราคาเท่าไหร่")', "ราคาเท่าไหร่"]
