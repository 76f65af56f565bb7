"""The record of a decision is JSON and says everything that follows from it."""

import json
from typing import Any

import pytest

from bot.core.conversations import OpenOption
from bot.core.decide import decide
from bot.core.record import to_record
from tests.core.situations import NIGHT, NOON, PROMISE, a_library, a_situation, an_ask, an_offer

OFFER = (an_offer(OpenOption("Sheet", "sheet"), OpenOption("Quote", "quotation")),)


def record(*texts: str, **more: Any) -> dict[str, Any]:
    now = more.pop("now", NOON)
    decision = decide(a_situation(*texts, **more), a_library(), now)
    read: dict[str, Any] = json.loads(json.dumps(to_record(decision, "v1", now)))
    return read


def test_the_record_holds_layer_trigger_language_and_a_line_of_every_layer() -> None:
    made = record("payment terms")

    assert (made["layer"], made["trigger"], made["language"], made["library"]) == (
        "trigger",
        "payment",
        "en",
        "v1",
    )
    assert [line["layer"] for line in made["layers"] if line["applies"]] == ["trigger"]
    assert len(made["layers"]) == 7


def test_the_record_names_the_replies_with_their_promise() -> None:
    made = record("payment terms", now=NIGHT)

    assert [(one["sequence"], one["promise"]) for one in made["replies"]] == [
        ("away", PROMISE.isoformat()),
        ("payment", PROMISE.isoformat()),
    ]
    assert made["notes"]


@pytest.mark.parametrize(
    ("made", "key", "value"),
    [
        (record("asap"), "cancels", True),
        (record("STOP"), "consent", "out"),
        (record("2", questions=OFFER), "tap", {"option": 2, "how": "number"}),
        (record("2", questions=OFFER), "replaces", ["m1"]),
        (record("purple tulips"), "misses", 1),
        (record("purple tulips"), "trigger", None),
        (record("payment terms"), "tap", None),
    ],
)
def test_the_record_says_what_changes(made: dict[str, Any], key: str, value: Any) -> None:
    assert made[key] == value


def test_the_record_names_the_attribute_that_is_stored_but_not_its_value() -> None:
    question, enrolled = an_ask()

    made = record("4711", questions=(question,), enrolled=enrolled)

    assert made["stores"] == "quantity"
    assert "4711" not in json.dumps({key: made[key] for key in ("why", "replies", "stores")})


def test_the_record_holds_an_escalation_with_its_evidence() -> None:
    (escalation,) = record("call me back")["escalations"]

    assert (escalation["reason"], escalation["priority"], escalation["trigger"]) == (
        "person",
        "normal",
        "callback",
    )
    assert "call me back" in escalation["evidence"]
