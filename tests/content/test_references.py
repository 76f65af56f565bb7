"""Names that lead nowhere, circles, and placeholders that nobody fills."""

import pytest

from tests.content.conftest import GOOD, Write, told_by_check

_A = {"replies/a.yaml": "a: {steps: [{say: Hello.}]}\n"}


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        (
            "[{start: awy}]",
            '3:14: step 1 of "a" names sequence "awy", which no file in replies/ defines. Did you '
            'mean "away"?',
        ),
        (
            "[{offer: x, options: [{say: y, then: qqq}]}]",
            '3:42: step 1 of "a" names sequence "qqq", which no file in replies/ defines. '
            "Write it, or name another.",
        ),
        (
            "[{say: 'Costs {prize}'}]",
            "3:12: {prize} has no value: it is no fact and nothing stores it. "
            "Add it to replies/facts.yaml, or have an ask or set store it.",
        ),
        (
            "[{say: 'Hello {contact.nme}'}]",
            "3:12: {contact.nme} has no value: it is no fact and nothing stores it. Did you mean "
            '"contact.name"?',
        ),
        ("[{say: 'A lone { here'}]", "3:12: a lone { stands here. Write {{ if the reader shall see one."),
        (
            "[{say: 'At {promise}'}]",
            '3:12: {promise} has no value in "a", only where away or handing_over_closed speak. Remove it.',
        ),
        (
            "[{say: x, variables: [contact.nme]}]",
            "3:27: {contact.nme} has no value: it is no fact and nothing stores it. Did you mean "
            '"contact.name"?',
        ),
        (
            "[{say: x, media: sheet.pdf}]",
            '3:22: no file "sheet.pdf" in replies/files/. Put it there, or write a whole URL.',
        ),
        (
            "[{say: x, media: ../roles.yaml}]",
            '3:22: no file "../roles.yaml" in replies/files/. Put it there, or write a whole URL.',
        ),
        (
            "[{say: x, template: {xx: HX1}}]",
            '3:26: "xx" is not a language; write for instance en, th or pt-BR.',
        ),
        (
            "[{start: a}]",
            "3:14: a → a start each other without end. Add a step that sends or waits.",
        ),
    ],
)
def test_a_step_that_leads_nowhere_is_an_error(write: Write, steps: str, told: str) -> None:
    problems = told_by_check(
        write, {**GOOD, "replies/a.yaml": f"a:\n  steps:\n    {steps}\n", "replies/files/x": ""}
    )

    assert problems == [f"error replies/a.yaml:{told}"]


def test_a_circle_of_several_sequences_is_told_once(write: Write) -> None:
    circle = "a: {steps: [{tag: x}, {start: b}]}\nb: {steps: [{start: a}]}\n"

    assert told_by_check(write, {**GOOD, "replies/a.yaml": circle}) == [
        "error replies/a.yaml:1:31: a → b → a start each other without end. Add a step that sends or waits."
    ]


@pytest.mark.parametrize("step", ["say: x", "wait: 1h"])
def test_a_circle_that_sends_or_waits_is_none(write: Write, step: str) -> None:
    circle = f"a: {{steps: [{{{step}}}, {{start: b}}]}}\nb: {{steps: [{{start: a}}]}}\n"

    assert told_by_check(write, {**GOOD, "replies/a.yaml": circle}) == []


@pytest.mark.parametrize(
    ("templates", "told"),
    [
        (
            "{reopen: {en: {id: HX1, variables: [contact.name]}}}",
            '1:48: the bot sends "reopen" by itself, so nobody can fill its variables. '
            "Use a template without variables.",
        ),
        (
            "{offer: {en: {id: HX1, variables: [product, contact.nmae]}}}",
            '1:56: "contact.nmae" has no value: nothing stores it. Did you mean "contact.name"?',
        ),
    ],
)
def test_a_variable_of_a_template_that_nobody_can_fill_is_an_error(
    write: Write, templates: str, told: str
) -> None:
    problems = told_by_check(write, {**GOOD, **_A, "replies/policy.yaml": f"templates: {templates}\n"})

    assert problems == [f"error replies/policy.yaml:{told}"]


def test_variables_that_are_known_or_typed_are_no_problem(write: Write) -> None:
    offer = "{id: HX1, text: '{{1}} {{2}} {{3}}', variables: [contact.name, agent.name, product]}"

    assert (
        told_by_check(
            write, {**GOOD, **_A, "replies/policy.yaml": f"templates: {{offer: {{en: {offer}}}}}\n"}
        )
        == []
    )
