"""What fits its shape and yet makes no sense."""

import pytest

from bot.content.library import load_library
from bot.errors import ContentError
from tests.content.conftest import GOOD, Write, told_by_check, trigger

_A = {**GOOD, "replies/a.yaml": "a: {steps: [{say: First.}]}\n"}


def _steps(steps: str) -> dict[str, str]:
    return {**GOOD, "replies/a.yaml": f"a: {{steps: [{steps}, {{say: x}}]}}\n"}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            _steps("{wait: {until: 25:00-26:00}}"),
            'replies/a.yaml:1:28: "25:00-26:00" has a time that no clock shows; use 00:00 to 24:00.',
        ),
        (
            {
                **_A,
                "replies/policy.yaml": 'regions: [{name: eu, zones: ["Europe/*"], follow_up: mornings}]\n',
            },
            'replies/policy.yaml:1:54: "mornings" is not an interval; '
            "write for instance 08:00-18:00 or 24:00.",
        ),
        (
            {**_A, "replies/policy.yaml": 'staff_hours: {exceptions: {"2026-02-30": []}}\n'},
            'replies/policy.yaml:1:28: "2026-02-30" is a day that no calendar has. '
            'Write for instance "2026-12-24".',
        ),
        (
            _steps("{ask: x, store: y, type: choice}"),
            "replies/a.yaml:1:32: nothing can be chosen, so that no answer is ever right. "
            "Add choices: [ONE, TWO].",
        ),
        (
            _steps("{ask: x, store: y, choices: [A, B]}"),
            'replies/a.yaml:1:32: choices belong to type: choice, and this is "text". '
            "Change it, or remove them.",
        ),
        (
            _steps("{wait: 1h}") | {"replies/b.yaml": "b: {steps: []}\n"},
            "replies/b.yaml:1:12: nothing stands here. Write at least one entry.",
        ),
        (
            {**_A, "replies/consent.yaml": "de: {stopp: {whole: [halt]}}\n"},
            'replies/consent.yaml:1:6: "stopp" is not known here. Did you mean "stop"?',
        ),
        (
            {**_A, "replies/facts.yaml": "power: {value: 5, unit: kW}\n"},
            'replies/facts.yaml:1:25: "kW" is no unit that can be written in every language. '
            'Did you mean "kilowatt"?',
        ),
        (
            {**_A, "replies/facts.yaml": "power: {value: 5, unit: kilowat}\n"},
            'replies/facts.yaml:1:25: "kilowat" is no unit that can be written in every language. '
            'Did you mean "kilowatt"?',
        ),
        (
            {**_A, "replies/facts.yaml": "power: {value: 5, unit: bananas}\n"},
            'replies/facts.yaml:1:25: "bananas" is no unit that can be written in every language. '
            "Write a unit of CLDR, for instance kilowatt, hertz or kilogram, or the whole fact as a "
            "text in quotes.",
        ),
        (
            {**_A, "locales/th/LC_MESSAGES/replies.po": 'msgid "x"\nmsgstr "1"\n\nmsgid "x"\nmsgstr "2"\n'},
            'locales/th/LC_MESSAGES/replies.po:4:1: "x" is written twice, first in line 1. Keep one of them.',
        ),
    ],
)
def test_what_makes_no_sense_is_an_error_and_is_never_loaded(
    write: Write, files: dict[str, str], told: str
) -> None:
    said = told_by_check(write, files)

    assert f"error {told}" in said
    with pytest.raises(ContentError) as caught:
        load_library(write({}))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "steps",
    [
        "{wait: {until: 10:00-11:30}}",
        "{wait: {until: 22:00-06:00}}",
        "{ask: x, store: y, type: choice, choices: [A, B]}",
    ],
)
def test_what_makes_sense_is_no_error(write: Write, steps: str) -> None:
    assert not [said for said in told_by_check(write, _steps(steps)) if said.startswith("error")]


@pytest.mark.parametrize(
    "unit", ["kilowatt", "power-kilowatt", "hertz", "day", "kilogram", "percent", "celsius"]
)
def test_units_of_cldr_are_known_with_and_without_what_they_measure(write: Write, unit: str) -> None:
    files = {
        **GOOD,
        "replies/a.yaml": "a: {steps: [{say: 'It has {x}.'}]}\n",
        "replies/facts.yaml": f"x: {{value: 5, unit: {unit}}}\n",
    }

    assert told_by_check(write, files) == []


@pytest.mark.parametrize(("deliver", "late"), [("08:45", False), ("09:00", False), ("09:15", True)])
def test_an_answer_after_its_promise_is_a_warning(write: Write, deliver: str, late: bool) -> None:
    policy = f'away: {{promise: "09:00", deliver: "{deliver}"}}\n'

    said = told_by_check(write, {**_A, "replies/policy.yaml": policy})

    assert bool(said) is late
    assert all("so that every promise is broken" in one for one in said)


@pytest.mark.parametrize(("phrase", "taken"), [("unsubscribe me", True), ("stop button", False)])
def test_a_phrase_that_consent_takes_first_is_a_warning(write: Write, phrase: str, taken: bool) -> None:
    files = {**_A, "triggers/a.yaml": trigger("a", "a", "one way", "another path", phrase)}

    said = told_by_check(write, files)

    assert bool(said) is taken
    assert all(f'"{phrase}" is read as a wish about consent (stop)' in one for one in said)


def test_consent_phrases_of_ops_are_always_on(write: Write) -> None:
    folder = write({**_A, "replies/consent.yaml": "de: {stop: {whole: [aufhören]}}\n"})

    reading = load_library(folder).consent.read("Aufhören")

    assert reading is not None
    assert (reading.kind, reading.sure) == ("stop", True)
