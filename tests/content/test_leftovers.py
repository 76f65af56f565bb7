"""What leads nowhere any more: translations, steps, patterns of regions."""

import pytest

from tests.content.conftest import GOOD, QUIET, Write, told_by_check

_A = {**GOOD, "replies/a.yaml": "a: {steps: [{say: First.}, {say: Second.}]}\n"}
_PO = "locales/th/LC_MESSAGES/replies.po"
_THAI = {**_A, "replies/policy.yaml": "languages: [en, th]\n"}
_ALL = "".join(f'msgid "{text}"\nmsgstr "ก"\n\n' for text in ("Hello.", "First.", "Second."))


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('msgid "Third."\nmsgstr "3"\n', '1 translation answers no text any more, the first "Third.".'),
        ('msgctxt "a.3"\nmsgid "First."\nmsgstr "3"\n', 'the first "First." in a.3.'),
        (
            'msgid "Third."\nmsgstr "3"\n\nmsgid "Fourth."\nmsgstr "4"\n',
            '2 translations answer no text any more, the first "Third.".',
        ),
    ],
)
def test_a_translation_without_a_text_is_a_warning_with_its_remedy(
    write: Write, entry: str, told: str
) -> None:
    (said,) = told_by_check(write, {**_THAI, _PO: _ALL + entry})

    assert said.startswith(f"warning {_PO}:1")
    assert told in said
    assert said.endswith("bot locales update th carries them over to texts that have changed.")


@pytest.mark.parametrize(
    "entry",
    [
        'msgctxt "a.2"\nmsgid "Second."\nmsgstr "2"\n',
        '#, fuzzy\nmsgid "Third."\nmsgstr "3"\n',
        'msgid "Third."\nmsgstr ""\n',
        '#~ msgid "Third."\n#~ msgstr "3"\n',
        'msgid "one way"\nmsgstr "1"\n',
    ],
)
def test_a_translation_that_is_used_or_put_aside_is_no_leftover(write: Write, entry: str) -> None:
    assert told_by_check(write, {**_THAI, _PO: _ALL + entry}) == []


def test_while_a_reply_is_broken_its_translations_are_not_called_leftovers(write: Write) -> None:
    files = {**_THAI, "replies/a.yaml": "a: {steps: [{say: First., aftr: 2s}]}\n", _PO: _ALL}

    assert not [said for said in told_by_check(write, files) if "no text any more" in said]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("start: away", 'start ends "a", so that nothing behind it happens.'),
        ("escalate: {reason: person}", 'escalate ends "a", so that nothing behind it happens.'),
    ],
)
def test_steps_behind_the_end_of_a_sequence_are_a_warning(write: Write, last: str, told: str) -> None:
    steps = f"a: {{steps: [{{say: First.}}, {{{last}}}, {{say: Never.}}, {{tag: never}}]}}\n"

    (said,) = told_by_check(write, {**GOOD, "replies/a.yaml": steps})

    column = steps.index("{say: Never.}") + 1
    assert said == (f"warning replies/a.yaml:1:{column}: {told} Move what follows before it, or remove it.")


@pytest.mark.parametrize(
    ("zones", "told"),
    [
        ("Europa/*", 'holds nobody by it. Did you mean "Europe/*"?'),
        ("Asia/Bankok", 'holds nobody by it. Did you mean "Asia/Bangkok"?'),
        ("the moon", "holds nobody by it. Write for instance Europe/* or Asia/Bangkok."),
    ],
)
def test_a_pattern_that_covers_no_zone_is_a_warning(write: Write, zones: str, told: str) -> None:
    policy = f'regions: [{{name: far, zones: ["{zones}", "America/*"]}}]\n'

    (said,) = told_by_check(write, {**_A, "replies/policy.yaml": policy})

    assert said.startswith(f'warning replies/policy.yaml:1:31: "{zones}" covers no time zone')
    assert said.endswith(told)


def test_roles_alone_leave_nothing_over(write: Write) -> None:
    assert told_by_check(write, {**_A, "replies/roles.yaml": QUIET}) == []
