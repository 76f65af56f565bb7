"""`bot check --running`: who stands on a step that an edit changes or takes away."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.clock import VirtualClock
from bot.content.library import load_library
from bot.core.conversations import Enrolled
from bot.core.sequences import STEPS, Sequence, Step
from bot.standing import Running, find_standing, lines, standing
from bot.store.database import Database
from tests.scene import Scene

BEGAN = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 9, tzinfo=UTC)
OLD = "goes on with the steps as they were when it began"
NEW = "of the new steps"
NEWS = '- {say: "one", hours: any}\n    - {wait: 2h}\n    - {say: "two", hours: any}\n'
POLL = '- {ask: "how many?", store: pumps, hours: any}\n    - {say: "thanks", hours: any}\n'
_SMALL = """
away: {steps: [{say: away, hours: any}]}
handing_over: {steps: [{say: a person, hours: any}]}
fallback: {steps: [{say: pardon, hours: any}]}
clarify: {steps: [{say: which, hours: any}]}
stopped: {steps: [{say: stopped, hours: any}]}
started: {steps: [{say: started, hours: any}]}
"""


def steps(*written: dict[str, str]) -> tuple[Step, ...]:
    return STEPS.validate_python(written)


ONE, WAIT, TWO, THREE = {"say": "one"}, {"wait": "2h"}, {"say": "two"}, {"say": "three, at last"}
ASK = {"ask": "how many?", "store": "pumps"}
IN_PAUSE = Enrolled("e1", "news", steps(ONE, WAIT, TWO), 2)
AT_ASK = Enrolled("e2", "news", steps(ONE, ASK, TWO), 1, asking=True)


@pytest.mark.parametrize(
    ("enrolled", "new", "policy", "expected"),
    [
        (IN_PAUSE, [ONE, WAIT, TWO], "migrate", None),
        (IN_PAUSE, [{"say": "One!"}, WAIT, TWO], "migrate", None),  # what is behind them does not matter
        (IN_PAUSE, [{"say": "zero"}, ONE, WAIT, TWO], "drain", None),
        (IN_PAUSE, [ONE, WAIT, THREE], "drain", (2, "wait", "changed", OLD)),
        (IN_PAUSE, [ONE, WAIT, THREE], "migrate", (2, "wait", "changed", f"goes on at step 3 {NEW}")),
        (IN_PAUSE, [ONE], "migrate", (2, "wait", "changed", "ends: nothing of the new steps is left")),
        (IN_PAUSE, [ONE, {"wait": "3h"}, TWO], "drain", (2, "wait", "changed", OLD)),
        (IN_PAUSE, [ASK], "migrate", (2, "wait", "changed", f"cannot be mapped: {OLD}")),
        (IN_PAUSE, None, "migrate", (2, "wait", "deleted", OLD)),
        (
            AT_ASK,
            [ONE, THREE, ASK, THREE],
            "migrate",
            (2, "ask", "changed", "the same question waits, now step 3, and the new steps follow"),
        ),
        (
            AT_ASK,
            [ONE, TWO],
            "migrate",
            (2, "ask", "changed", f"its answer is still taken, then it goes on at step 2 {NEW}"),
        ),
    ],
)
def test_whoever_stands_on_a_changed_step_is_told_what_will_happen(
    enrolled: Enrolled, new: list[dict[str, str]] | None, policy: Running, expected: tuple[object, ...] | None
) -> None:
    sequences = {"news": Sequence(name="news", steps=steps(*new))} if new is not None else {}

    rows = standing([(enrolled, BEGAN)], sequences, policy)

    told = [(row["step"], row["kind"], row["change"], row["then"]) for row in rows]
    assert told == ([expected] if expected else [])


def test_contacts_on_one_step_are_one_row_with_the_longest_of_them() -> None:
    rows = standing([(IN_PAUSE, LATER), (IN_PAUSE, BEGAN), (AT_ASK, LATER)], {}, "drain")

    assert [(row["kind"], row["contacts"], row["since"]) for row in rows] == [
        ("ask", 1, LATER.isoformat()),
        ("wait", 2, BEGAN.isoformat()),
    ]
    assert lines(rows)[1] == f'running: "news" step 2 (wait) is deleted: 2 contacts since 2026-11-20; {OLD}'


def test_where_nothing_changes_that_is_said() -> None:
    assert lines([]) == ["running: nobody stands on a changed step"]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a content folder with the sequences `news` and `poll`."""

    def written(news: str = NEWS, poll: str = POLL, policy: str = "") -> Path:
        folder = tmp_path / "content"
        for name, text in (
            ("triggers/all.yaml", _triggers("news") + _triggers("poll")),
            ("replies/all.yaml", f"news:\n  steps:\n    {news}poll:\n  steps:\n    {poll}{_SMALL}"),
            ("replies/policy.yaml", f"languages: [en]\nhours: {{holidays: none}}\n{policy}"),
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return written


def _triggers(name: str) -> str:
    phrases = f"the {name} please, send me the {name}, {name} at once"
    return f"{name}: {{reply: {name}, phrases: {{en: [{phrases}]}}}}\n"


@pytest.fixture
def begun(database: Database, clock: VirtualClock, write: Callable[..., Path]) -> Scene:
    """A contact in the pause of the news, another before the question of the poll."""
    scene = Scene(database, clock, load_library(write()))
    scene.write("the news please")
    scene.write("the poll please", "whatsapp:+66898765432")
    scene.after(3)
    assert sorted(scene.texts) == ["how many?", "one"]
    return scene


def test_the_database_tells_who_can_still_go_on(
    begun: Scene, write: Callable[..., Path], database_url: str
) -> None:
    folder = write(news=NEWS.replace("two", "quite another"), poll=POLL.replace("thanks", "we thank you"))
    now = begun.clock.now()

    rows = find_standing(folder, database_url, now)

    assert [(row["sequence"], row["step"], row["contacts"]) for row in rows] == [
        ("news", 2, 1),
        ("poll", 1, 1),
    ]
    begun.after(25 * 3600)
    assert find_standing(folder, database_url, begun.clock.now()) == []


def test_the_command_warns_and_is_strict_if_it_is_asked_to(
    begun: Scene, write: Callable[..., Path], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    folder = write(news=NEWS.replace("two", "quite another"))

    plain = CliRunner().invoke(main, ["check", str(folder), "--running"])
    as_json = CliRunner().invoke(main, ["check", str(folder), "--running", "--json"])
    strict = CliRunner().invoke(main, ["check", str(folder), "--running", "--strict"])

    assert plain.exit_code == 0, plain.output
    assert 'running: "news" step 2 (wait) is changed: 1 contact since' in plain.output
    (row,) = json.loads(as_json.output)["running"]
    assert set(row) == {"sequence", "step", "kind", "change", "contacts", "since", "then"}
    assert strict.exit_code == 1
    write()
    assert "nobody stands" in CliRunner().invoke(main, ["check", str(folder), "--running"]).output
