"""A conversation test passes when the bot does what it says, and explains itself when not."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.library import Library
from bot.rehearsal import rehearse
from bot.script import read_scripts

DAY = "2026-11-23T10:00+07:00"
SOMCHAI = {"address": "whatsapp:+66812345678", "name": "Somchai"}


@pytest.fixture
def played(tmp_path: Path, library: Library) -> Any:
    """Plays turns that begin on a Monday morning in Bangkok; returns what failed."""

    def play(*turns: dict[str, Any], start: str = DAY) -> list[str]:
        path = tmp_path / "script.yaml"
        script = {"name": "a test", "contact": SOMCHAI, "start": start, "turns": list(turns)}
        path.write_text(yaml.safe_dump(script, allow_unicode=True), "utf-8")
        (read,) = read_scripts(path)
        return rehearse(read, library).failures

    return play


PRICE = [{"sequence": "price", "step": n} for n in (1, 2, 3)]


def test_a_script_that_says_what_happens_passes(played: Any) -> None:
    turn = {
        "contact": "ราคาเท่าไหร่",
        "decides": {"trigger": "price", "layer": "trigger", "language": "th"},
        "bot": [
            {"sequence": "price", "step": 1, "at": "+2s", "contains": "11,500", "language": "th"},
            *PRICE[1:],
        ],
        "queue": "none",
        "state": {"held_by": "bot", "opted_out": False, "zone": "Asia/Bangkok"},
    }

    assert played(turn) == []


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ({"decides": {"trigger": "sample"}}, 'trigger: expected "sample", got "price"'),
        ({"bot": PRICE[:2]}, "message 3: not expected: price step 3 at +6s"),
        ({"bot": []}, "message 1: not expected: price step 1 at +2s"),
        ({"bot": [*PRICE, {"sequence": "away"}]}, "message 4: expected sequence away, nothing came"),
        ({"bot": [{"sequence": "price", "at": "+3s"}, *PRICE[1:]]}, "message 1: at: expected"),
        ({"bot": [{"contains": "free of charge"}, *PRICE[1:]]}, 'message 1: expected "free of charge" in: '),
        ({"bot": [{"lacks": "MX-55"}, *PRICE[1:]]}, 'message 1: did not expect "MX-55" in: '),
        ({"queue": {"reason": "urgent"}}, "expected {'reason': 'urgent'}, but no escalation was opened"),
        ({"state": {"held_by": "agent"}}, 'held_by: expected "agent", got "bot"'),
    ],
)
def test_a_failing_script_tells_expected_actual_and_why(
    played: Any, expected: dict[str, Any], told: str
) -> None:
    (failure,) = played({"contact": "ราคาเท่าไหร่", **expected})

    assert failure.startswith('turn 1 (contact: "ราคาเท่าไหร่")\n')
    assert told in failure
    assert "  why:\n" in failure
    assert "> trigger: " in failure


def test_what_is_left_out_is_not_checked(played: Any) -> None:
    assert played({"contact": "ราคาเท่าไหร่"}) == []


def test_a_turn_lasts_until_the_next_begins(played: Any) -> None:
    assert (
        played(
            {"contact": "ราคาเท่าไหร่", "bot": PRICE[:1]},
            {"until": "2026-11-23T11:00+07:00", "at": "+3s", "bot": PRICE[1:]},
        )
        == []
    )


def test_what_leaves_at_the_first_instant_of_a_turn_belongs_to_it(played: Any) -> None:
    assert (
        played(
            {"contact": "ราคาเท่าไหร่", "bot": []},
            {"until": "2026-11-23T10:01+07:00", "at": "+2s", "bot": [{**PRICE[0], "at": "+0s"}, *PRICE[1:]]},
        )
        == []
    )


def test_a_time_may_be_an_instant_of_another_zone(played: Any) -> None:
    turn = {"contact": "ราคาเท่าไหร่", "bot": [{**PRICE[0], "at": "2026-11-23T03:00:02Z"}, *PRICE[1:]]}

    assert played(turn) == []


def test_a_message_that_comes_twice_is_answered_once(played: Any) -> None:
    assert played({"contact": "ราคาเท่าไหร่", "bot": PRICE}, {"duplicate": True, "bot": []}) == []


def test_people_take_over_speak_and_hand_back(played: Any) -> None:
    assert (
        played(
            {"contact": "I want to talk to a person", "queue": {"reason": "person", "priority": "high"}},
            {"agent": {"takes_over": True, "says": "สวัสดีครับ"}, "bot": [], "state": {"held_by": "agent"}},
            {"contact": "ราคาเท่าไหร่", "bot": []},
            {"agent": {"hands_back": True, "resolves": "answered"}, "state": {"held_by": "bot"}},
            {"contact": "ราคาเท่าไหร่", "bot": PRICE},
        )
        == []
    )


def test_the_provider_reports_about_the_last_message(played: Any) -> None:
    turns = (
        {"contact": "ขอบคุณ", "bot": [{"sequence": "thanks"}]},
        {"provider": {"status": "failed", "code": 63016}, "queue": {"reason": "window"}},
    )

    assert played(*turns) == []


def test_every_failing_turn_is_told(played: Any) -> None:
    failures = played({"contact": "ราคาเท่าไหร่", "bot": []}, {"contact": "ขอบคุณ", "bot": []})

    assert [failure.split(" (")[0] for failure in failures] == ["turn 1", "turn 2"]
