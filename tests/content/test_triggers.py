"""Triggers as ops write them, and every way to write them wrongly."""

import time
from pathlib import Path

import pytest

from bot.content.triggers import load_triggers
from bot.core.triggers import Phrase, TriggerEscalation
from tests.content.conftest import Write


def _problems(folder: Path) -> list[str]:
    return [f"{problem.severity} {problem}" for problem in load_triggers(folder / "triggers")[1]]


def test_a_trigger_is_read_with_its_phrases_and_their_places(write: Write) -> None:
    folder = write(
        {
            "triggers/shop/price.yml": "price:\n  reply: price\n  priority: 2\n"
            "  phrases: {no: [pris], en: [price]}\n"
        }
    )

    triggers, problems = load_triggers(folder / "triggers", "en")

    (price,) = triggers
    assert problems == []
    assert (price.name, price.reply, price.priority, price.enabled) == ("price", "price", 2, True)
    assert price.phrases[0] == Phrase("pris", "no", "price", "triggers/shop/price.yml:4:18")
    assert (price.title, price.place) == ("price", "triggers/shop/price.yml:1:1")


def test_a_trigger_can_call_a_person_instead_of_replying(write: Write) -> None:
    text = "help:\n  escalate: {reason: person, priority: high}\n  enabled: no\n  phrases: {en: [person]}\n"

    triggers, problems = load_triggers(write({"triggers/a.yaml": text}) / "triggers")

    assert problems == []
    assert triggers[0].escalate == TriggerEscalation("person", "high")
    assert triggers[0].enabled is False


def test_a_trigger_without_title_is_called_by_its_first_phrase_in_the_first_language(write: Write) -> None:
    text = "a: {reply: a, phrases: {de: [Preis], en: [price, cost]}}\nb: {reply: b, phrases: {de: [Ware]}}\n"

    triggers, _ = load_triggers(write({"triggers/a.yaml": text}) / "triggers", "en")

    assert [trigger.title for trigger in triggers] == ["price", "Ware"]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "replly: a\n  reply: a\n  phrases: {en: [x]}",
            '2:3: "replly" is not known here. Did you mean "reply"?',
        ),
        (
            "zzz: a\n  reply: a\n  phrases: {en: [x]}",
            '2:3: "zzz" is not known here. Known are phrases, reply, escalate, title, stage, description, '
            "priority, courtesy and enabled.",
        ),
        ("reply: a", '1:1: "phrases" is missing here. Add it.'),
        ("reply: a\n  phrases: {en: []}", '1:1: trigger "a" has no phrases. Add at least one.'),
        ("reply: a\n  phrases: {}", "3:12: nothing stands here. Write at least one entry."),
        ('reply: a\n  phrases: {en: [""]}', "3:18: the text is empty. Write it, or remove the line."),
        (
            "reply: a\n  phrases: [x]",
            "3:12: a mapping is expected here. Write KEY: VALUE pairs, indented, below.",
        ),
        (
            "reply: a\n  phrases: {en: x}",
            "3:17: a list is expected here. Write [ONE, TWO], or one a line after a dash.",
        ),
        (
            "reply: a\n  phrases: {en: [{x: y}]}",
            "3:18: a text is expected here. Write one value, in quotes if it holds signs of YAML.",
        ),
        (
            "reply: a\n  phrases: {xxx: [x]}",
            '3:13: "xxx" is not a language; write for instance en, th or pt-BR.',
        ),
        (
            "phrases: {en: [x]}",
            '1:1: trigger "a" does nothing. Add reply: SEQUENCE or escalate: {reason: REASON}.',
        ),
        (
            "reply: a\n  escalate: {reason: person}\n  phrases: {en: [x]}",
            '3:3: trigger "a" has both reply and escalate. Keep one of them.',
        ),
        (
            "escalate: {reason: persn}\n  phrases: {en: [x]}",
            '2:22: "persn" is no reason to escalate. Did you mean "person"?',
        ),
        (
            "escalate: {reason: person, priority: hihg}\n  phrases: {en: [x]}",
            '2:40: "hihg" is not possible here; write high or normal. Did you mean "high"?',
        ),
        (
            "reply: a\n  priority: high\n  phrases: {en: [x]}",
            '3:13: "high" is not a whole number; write for instance 5.',
        ),
        (
            "reply: a\n  enabled: perhaps\n  phrases: {en: [x]}",
            '3:12: "perhaps" is neither yes nor no; write one of them.',
        ),
    ],
)
def test_a_wrong_trigger_is_an_error_with_its_place(write: Write, entry: str, told: str) -> None:
    folder = write({"triggers/a.yaml": f"a:\n  {entry}\n"})

    assert _problems(folder) == [f"error triggers/a.yaml:{told}"]
    assert load_triggers(folder / "triggers")[0] == []


def test_the_same_trigger_in_two_files_is_an_error_that_names_both_places(write: Write) -> None:
    trigger = "price: {reply: price, phrases: {en: [%s]}}\n"

    folder = write({"triggers/a.yaml": trigger % "x", "triggers/b.yaml": "\n" + trigger % "y"})

    assert _problems(folder) == [
        'error triggers/b.yaml:2:1: trigger "price" is also at triggers/a.yaml:1:1. '
        "Rename one, or join their phrases."
    ]


def test_a_phrase_written_twice_in_a_trigger_is_a_warning(write: Write) -> None:
    folder = write({"triggers/a.yaml": "a:\n  reply: a\n  phrases:\n    en: [How much, how  MUCH!]\n"})

    assert _problems(folder) == [
        'warning triggers/a.yaml:4:20: "how  MUCH!" is already at triggers/a.yaml:4:10. Remove one of them.'
    ]


def test_a_phrase_of_two_triggers_is_a_warning_that_names_both_places(write: Write) -> None:
    text = "a: {reply: a, phrases: {en: [price]}}\nb: {reply: b, phrases: {en: [Price!]}}\n"

    folder = write({"triggers/a.yaml": text})

    assert _problems(folder) == [
        'warning triggers/a.yaml:2:30: "Price!" is also a phrase of trigger "a" at triggers/a.yaml:1:30, '
        "so that the bot cannot tell them apart. Keep it in one of them."
    ]


def test_a_word_that_languages_share_may_stand_in_each_of_them(write: Write) -> None:
    folder = write({"triggers/a.yaml": "a: {reply: a, phrases: {en: [info], de: [Info]}}\n"})

    assert _problems(folder) == []


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    assert _problems(tmp_path) == [
        "error triggers:1:1: there is no such folder. Create it, or name the folder that holds the triggers."
    ]


def test_ten_thousand_phrases_are_read_within_two_seconds(write: Write) -> None:
    lines = [
        f"t{n}:\n  reply: r\n  phrases:\n    en:\n"
        + "".join(f"      - phrase {n} number {m}\n" for m in range(20))
        for n in range(500)
    ]
    folder = write({"triggers/many.yaml": "".join(lines)})

    began = time.perf_counter()
    triggers, problems = load_triggers(folder / "triggers")

    assert (len(triggers), problems) == (500, [])
    assert time.perf_counter() - began < 2
