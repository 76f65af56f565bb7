"""How conversation tests are written, and what a wrong one is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import ScriptError
from bot.script import find_scripts, instant_after, read_scripts

START = 'start: "2026-11-23T20:00+07:00"'
MINUTE = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)


def _file(folder: Path, text: str) -> Path:
    path = folder / "script.yaml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_holds_one_script_or_a_list(tmp_path: Path) -> None:
    one = f"name: one\n{START}\nturns: [{{contact: hi}}]\n"
    several = "".join(f"- {{name: {name}, {START}, turns: [{{contact: hi}}]}}\n" for name in ("one", "two"))

    assert [script.name for script in read_scripts(_file(tmp_path, one))] == ["one"]
    assert [script.name for script in read_scripts(_file(tmp_path, several))] == ["one", "two"]


def test_everything_written_keeps_its_meaning(tmp_path: Path) -> None:
    (script,) = read_scripts(
        _file(
            tmp_path,
            f"name: all\n{START}\ncontact: {{address: 'whatsapp:+66812345678', name: no}}\nturns:\n"
            "  - {contact: '1:30', at: +1s, bot: [], queue: none, state: {held_by: bot}}\n"
            "  - {duplicate: true}\n"
            "  - {agent: {takes_over: yes, says: hello}, decides: {trigger: price}}\n"
            "  - {provider: {status: failed, code: 63016}}\n"
            "  - {until: '2026-11-24T00:00Z', bot: [{sequence: away, step: 1, at: +2s}]}\n",
        )
    )

    wrote, again, agent, provider, until = script.turns
    assert (script.start, script.contact.name) == (MINUTE, "no")
    assert (wrote.contact, wrote.at, wrote.bot, wrote.queue) == ("1:30", "+1s", [], "none")
    assert (again.duplicate, again.kind()) == (True, "duplicate")
    assert agent.agent is not None
    assert (agent.agent.takes_over, agent.agent.hands_back, agent.agent.says) == (True, False, "hello")
    assert provider.provider is not None
    assert (provider.provider.status, provider.provider.code) == ("failed", 63016)
    assert until.bot is not None
    assert until.bot[0].wanted(MINUTE) == {
        "sequence": "away",
        "step": "1",
        "at": MINUTE + timedelta(seconds=2),
    }
    assert until.bot[0].told() == "sequence away, step 1, at +2s"


def test_a_moment_is_an_instant_or_a_time_after_one() -> None:
    assert instant_after("+2m", MINUTE) == MINUTE + timedelta(minutes=2)
    assert instant_after(MINUTE, MINUTE + timedelta(days=1)) == MINUTE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: x\nturns: [{contact: hi}]\n", "start"),
        (f"name: x\n{START}\nturns: []\n", ":3:8: "),
        (f"name: x\n{START}\nturns: [{{contact: hi, until: '2026-11-24T00:00Z'}}]\n", ":3:9: "),
        (f"name: x\n{START}\nturns: [{{bot: []}}]\n", "write one of contact, agent, provider or until"),
        (f"name: x\n{START}\nturns: [{{contact: hi, at: +soon}}]\n", '"soon" is not a duration'),
        (f"name: x\n{START}\nturns: [{{until: tomorrow}}]\n", "write for instance 2026-11-23T20:00+07:00"),
        ("name: x\nstart: '2026-11-23T20:00'\nturns: [{contact: hi}]\n", "has no zone"),
        (f"name: x\n{START}\nturns: [{{contact: hi, sates: {{}}}}]\n", 'Did you mean "state"?'),
        (f"name: x\n{START}\nturns: [{{provider: {{status: lost}}}}]\n", ":3:"),
        (f"name: x\n{START}\nturns: [{{contact: hi, queue: nothing}}]\n", ":3:"),
        ("just words\n", ":1:1: "),
        ("a: [\n", ":"),
    ],
)
def test_a_script_that_cannot_be_read_says_where_and_why(tmp_path: Path, text: str, told: str) -> None:
    path = _file(tmp_path, text)

    with pytest.raises(ScriptError) as caught:
        read_scripts(path)

    assert str(caught.value).startswith(f"{path}:")
    assert told in str(caught.value)


def test_every_wrong_script_of_a_file_is_told(tmp_path: Path) -> None:
    path = _file(tmp_path, f"- {{name: a, {START}, turns: []}}\n- {{name: b, {START}, turns: [{{}}]}}\n")

    with pytest.raises(ScriptError) as caught:
        read_scripts(path)

    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["1", "2"]


def test_a_folder_stands_for_all_scripts_below_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.yml", "a.yaml", "deep/c.yaml", "notes.txt"):
        (tmp_path / name).touch()

    found = find_scripts([tmp_path, tmp_path / "notes.txt"])

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.yaml",
        "b.yml",
        "deep/c.yaml",
        "notes.txt",
    ]
    with pytest.raises(ScriptError, match="there is no such file or folder"):
        find_scripts([tmp_path / "nowhere"])
