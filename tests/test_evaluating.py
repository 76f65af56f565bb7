"""`bot evaluate`: the figures of ops' own messages, what to mend, and the exit status for CI."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.core.triggers import Candidate, Match
from bot.evaluating import Floor, as_told, broken_floors, doubt_about, read_floor

PROJECT = Path(__file__).resolve().parent.parent
TRIGGERS = """\
price:
  reply: x
  phrases:
    en: [how much is it, what does one unit cost, unit price please]
delivery:
  reply: x
  phrases:
    en: [when will it arrive, how long does shipping take]
    th: [ส่งกี่วันถึง, ของจะมาเมื่อไหร่]
"""
# Phrases of the library are answered for certain, so that wrong labels make sure mistakes.
MESSAGES = """\
text,label,lang
how much is it,price,en
How much is it?,price,en
when will it arrive,price,en
ส่งกี่วันถึง,delivery,th
"how long does
shipping take",delivery,en
zxqv jkwp,delivery,en
zxqv,none,en
unit price please,,en
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "triggers").mkdir()
    (tmp_path / "triggers" / "all.yaml").write_text(TRIGGERS, encoding="utf-8")
    (tmp_path / "messages.csv").write_text(MESSAGES, encoding="utf-8")
    return tmp_path


def _evaluate(folder: Path, *words: str) -> Result:
    arguments = ["evaluate", str(folder / "messages.csv"), "--triggers", str(folder / "triggers"), *words]
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def _report(folder: Path, *words: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(_evaluate(folder, "--json", *words).stdout)
    return report


def test_the_report_counts_what_the_bot_would_do(folder: Path) -> None:
    report = _report(folder)
    found = report["figures"]

    assert (report["file"], report["precision"]) == (str(folder / "messages.csv"), 0.9)
    assert (found["messages"], found["in_scope"], found["out_of_scope"]) == (8, 6, 2)
    assert (found["acted"], found["wrong"], found["false"]) == (4 / 6, 1 / 6, 1 / 2)
    assert report["known"] == 6


def test_the_report_names_languages_and_triggers(folder: Path) -> None:
    report = _report(folder)

    languages = [(one["language"], one["messages"], one["acted"]) for one in report["languages"]]
    triggers = {
        one["trigger"]: (one["messages"], one["recall"], one["precision"]) for one in report["triggers"]
    }
    assert languages == [("en", 7, 3 / 5), ("th", 1, 1.0)]
    assert triggers == {"price": (3, 2 / 3, 2 / 3), "delivery": (3, 2 / 3, 2 / 3)}


def test_the_report_names_what_to_mend(folder: Path) -> None:
    report = _report(folder)

    taken = [(one["wanted"], one["taken"], one["times"], one["acted"]) for one in report["confusions"]]
    phrases = [(one["place"], one["text"], one["wrong"]) for one in report["phrases"]]
    assert ("price", "delivery", 1, 1) in taken
    assert (None, "price", 1, 1) in taken
    assert ("triggers/all.yaml:8:10", "when will it arrive", 1) in phrases
    assert report["thin"][0] == {"trigger": "delivery", "language": "en", "phrases": 2, "messages": 2}
    assert {
        (one["place"].rsplit(":", 1)[1], one["wanted"], one["taken"], one["acted"])
        for one in report["mistakes"][:2]
    } == {("4", "price", "delivery", True), ("10", None, "price", True)}


def test_a_message_without_a_language_counts_in_the_one_that_the_bot_reads(folder: Path) -> None:
    (folder / "messages.csv").write_text("text,label\nส่งกี่วันถึง,delivery\n", encoding="utf-8")

    assert [one["language"] for one in _report(folder)["languages"]] == ["th"]


def test_so_many_mistakes_are_shown_as_were_asked_for(folder: Path) -> None:
    for number in (0, 1):
        report = _report(folder, "--worst", str(number))
        kinds = ("confusions", "phrases", "thin", "mistakes")
        assert [len(report[kind]) for kind in kinds] == [number] * 4


def test_cover_is_asked_at_the_precision_that_was_chosen(folder: Path) -> None:
    high, low = _report(folder), _report(folder, "--precision", "60")

    assert (low["precision"], low["figures"]["cover"]) == (0.6, 4 / 6)
    assert high["figures"]["cover"] == 0.0


def test_scores_that_are_printed_alike_are_a_tie() -> None:
    match = Match(tuple(Candidate(name, name, "en", score) for name, score in [("a", 0.5000001), ("b", 0.5)]))

    first, second = as_told(match).candidates

    assert first.score == second.score


def test_a_person_reads_plain_tables(folder: Path) -> None:
    result = _evaluate(folder, "--precision", "60")
    rows = [line.split() for line in result.stdout.splitlines()]

    assert result.exit_code == 0
    assert ["messages", "8"] in rows
    assert ["acted", "66.7", "%", "answered", "by", "itself,", "and", "right"] in rows
    assert ["price", "3", "3", "66.7", "66.7", "66.7"] in rows
    assert re.search(r"^ *cover@60 +66\.7 %", result.stdout, re.MULTILINE)
    assert re.search(r"^ *4 +\"when will it arrive\" +price +. +\S+ +delivery", result.stdout, re.MULTILINE)
    assert "Phrases of the library among the messages: 6." in result.stdout
    assert result.stderr == ""


def test_what_people_write_is_shown_and_never_obeyed(folder: Path) -> None:
    (folder / "messages.csv").write_text(
        'text,label\n"how long does [bold]\x1b[31mshipping take :smile:",price\n', encoding="utf-8"
    )

    told = _evaluate(folder).stdout

    assert '"how long does [bold][31mshipping take :smile:"' in told
    assert "\x1b" not in told


def test_nothing_is_shown_of_what_is_not_there(folder: Path) -> None:
    (folder / "messages.csv").write_text("text,label\nzxqv,none\n", encoding="utf-8")

    told = _evaluate(folder).stdout

    assert re.search(r"^ *accuracy +– %", told, re.MULTILINE)
    assert "By trigger" not in told
    assert "Taken for another" not in told


@pytest.mark.parametrize(
    ("floors", "status", "told"),
    [
        (["acted=66"], 0, ""),
        (["acted = 66%", "false=50", "accuracy=1%", "cover=0"], 0, ""),
        (["acted=67"], 1, "acted: 66.6667 % is under 67 %\n"),
        (["false=49.9", "acted=99"], 1, "false: 50 % is over 49.9 %\nacted: 66.6667 % is under 99 %\n"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["table", "json"])
def test_a_figure_that_is_worse_than_its_floor_fails(
    folder: Path, floors: list[str], status: int, told: str, form: list[str]
) -> None:
    result = _evaluate(folder, *form, *(word for floor in floors for word in ("--floor", floor)))

    assert (result.exit_code, result.stderr) == (status, told)
    assert result.stdout


def test_a_floor_of_nothing_fails() -> None:
    report = {"figures": {"accuracy": None, "false": None}}

    assert broken_floors(report, [Floor("accuracy", 0), Floor("false", 100)]) == [
        "accuracy: the floor is 0 %, but no message is in scope",
        "false: the floor is 100 %, but no message is out of scope",
    ]


@pytest.mark.parametrize("hits", range(101))
def test_a_figure_that_is_its_floor_holds(hits: int) -> None:
    report = {"figures": {"accuracy": hits / 100, "false": hits / 100}}

    assert broken_floors(report, [Floor("accuracy", hits), Floor("false", hits)]) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("accuracy", "is no floor; write for instance accuracy=80"),
        ("acuracy=80", 'Did you mean "accuracy"?'),
        ("speed=80", "Write accuracy, acted, false or cover."),
        ("acted=many", '"many" is no percentage'),
        ("acted=nan", '"nan" is no percentage'),
        ("acted=101", '"101" is no percentage'),
    ],
)
def test_a_floor_that_is_none_is_refused_before_anything_is_measured(
    folder: Path, text: str, told: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_floor(text)

    result = _evaluate(folder, "--floor", text)
    assert (result.exit_code, result.stdout) == (2, "")


def test_wrong_rows_are_all_told_and_nothing_is_measured(folder: Path) -> None:
    path = folder / "messages.csv"
    path.write_text("text,label\nhi,prise\nhow much is it,price\n,price\n", encoding="utf-8")

    result = _evaluate(folder)

    assert (result.exit_code, result.stdout) == (1, "")
    first, second, count = result.stderr.splitlines()
    assert first.startswith(f'{path}:2: the label names trigger "prise"')
    assert first.endswith('Did you mean "price"?')
    assert second.startswith(f"{path}:4: there is no text.")
    assert count == "2 errors: nothing was loaded."


def test_a_file_that_is_not_there_is_an_error(folder: Path) -> None:
    (folder / "messages.csv").unlink()

    result = _evaluate(folder)

    assert result.exit_code == 1
    assert f"{folder / 'messages.csv'}: No such file" in result.stderr


def test_triggers_and_content_are_not_named_together(folder: Path) -> None:
    assert _evaluate(folder, "--content", str(PROJECT)).exit_code == 2


def test_the_installed_command_measures_the_projects_content(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    rows = [{"text": "ราคาเท่าไหร่", "label": "price"}, {"text": "zxqv jkwp", "label": "none"}]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")

    command = [str(Path(sys.executable).parent / "bot"), "evaluate", str(path), "--content", str(PROJECT)]
    done = subprocess.run([*command, "--json", "--floor", "acted=100"], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    figures = json.loads(done.stdout)["figures"]
    assert (figures["acted"], figures["false"], figures["cover"]) == (1.0, 0.0, 1.0)


def test_a_floor_that_looks_like_a_share_is_doubted_and_holds_as_it_is_written(folder: Path) -> None:
    result = _evaluate(folder, "--floor", "acted=0.8", "--json")

    assert result.stderr == ("--floor acted=0.8 is 0.8 %. Did you mean 80? If not, write acted=0.8%.\n")
    assert (result.exit_code, json.loads(result.stdout)["figures"]["acted"]) == (0, 4 / 6)


@pytest.mark.parametrize(
    ("floor", "meant"), [("accuracy=1", "100"), ("cover=0.07", "7"), ("false=0.05", "5")]
)
def test_a_doubt_names_the_percentage_that_may_be_meant(floor: str, meant: str) -> None:
    assert f"Did you mean {meant}? " in doubt_about(floor)


@pytest.mark.parametrize(
    "floor", ["acted=80", "acted=1.5", "acted=0", "acted=0.8%", "false=0.5 %", "false=1"]
)
def test_a_floor_that_is_surely_a_percentage_is_not_doubted(floor: str) -> None:
    assert doubt_about(floor) == ""
