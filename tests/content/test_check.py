"""What `bot check` says about content that can be read but does not fit together."""

import pytest

from tests.content.conftest import GOOD, QUIET, Write, told_by_check, trigger

_PO = "locales/th/LC_MESSAGES/replies.po"
_A = "a: {steps: [{say: x}]}\n"


def test_good_content_has_no_problems(write: Write) -> None:
    assert told_by_check(write, {**GOOD, "replies/a.yaml": "a: {steps: [{say: x}]}\n"}) == []


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"replies/policy.yaml": "sequences: {away: awey}\n"},
            [
                'error replies/policy.yaml:1:19: role "away" names sequence "awey", which no file in '
                "replies/ "
                'defines. Did you mean "away"?',
                'warning replies/roles.yaml:1:1: nothing leads to sequence "away". Name it, or remove it.',
            ],
        ),
        (
            {
                "replies/policy.yaml": 'regions: [{name: eu, zones: ["Europe/*"], late: {after: 15:00, say: '
                "lte}}]\n"
            },
            [
                'error replies/policy.yaml:1:69: region "eu" names sequence "lte", which no file in '
                "replies/ "
                "defines. Write it, or name another."
            ],
        ),
        (
            {"replies/roles.yaml": QUIET.replace("fallback:", "a_fallback:")},
            [
                'warning replies/policy.yaml:1:1: no file in replies/ defines "fallback", so the bot '
                "says nothing "
                "as fallback, help. Write that sequence, or name another under sequences.",
                'warning replies/roles.yaml:3:1: nothing leads to sequence "a_fallback". Name it, or '
                "remove it.",
            ],
        ),
        (
            {"replies/policy.yaml": "disclosure: Written by {machine}.\n"},
            [
                "error replies/policy.yaml:1:13: {machine} has no value: it is no fact and nothing "
                "stores it. "
                "Add it to replies/facts.yaml, or have an ask or set store it."
            ],
        ),
        (
            {"replies/facts.yaml": "model: MX-55\n"},
            [
                'warning replies/facts.yaml:1:1: no text uses fact "model". '
                "Write {model} into one, or remove it."
            ],
        ),
        (
            {"replies/facts.yaml": "x: {mony: 1}\n", "replies/a.yaml": "a: {steps: [{say: 'A {x}'}]}\n"},
            [
                "error replies/a.yaml:1:19: {x} has no value, for that fact is broken. "
                "Mend it in replies/facts.yaml.",
                'error replies/facts.yaml:1:4: fact "x" has no known form. Write a text, or {money: …}, '
                "{value: …, unit: …}, {number: …}, {date: …} or {list: […]}.",
            ],
        ),
        (
            {"replies/a.yaml": "a: {steps: [{say: x, template: {th: HX1}}]}\n"},
            [
                'warning replies/a.yaml:1:33: a template in "th", which the policy does not list. '
                "Add it to languages."
            ],
        ),
        (
            {"replies/a.yaml": "a: {steps: [{wait: 1d}, {say: x}]}\n"},
            [
                'warning replies/a.yaml:1:25: step 2 of "a" may be due 24 hours or more after the '
                "last message, "
                "when only templates may be sent. Give it a template, or less to wait."
            ],
        ),
        (
            {"triggers/a.yaml": "a: {reply: a, phrases: {en: [one way, another path], de: [ein Weg]}}\n"},
            [
                'warning triggers/a.yaml:1:1: trigger "a" has fewer than 3 phrases in en (2) and de (1). '
                "Add more ways to ask it.",
                'warning triggers/a.yaml:1:59: phrases in "de", which the policy does not list under '
                "languages. "
                "Add it there.",
            ],
        ),
        (
            {"triggers/a.yaml": GOOD["triggers/a.yaml"] * 2},
            [
                'error triggers/a.yaml:2:1: "a" is written twice, first in line 1. Keep one of them.',
            ],
        ),
    ],
)
def test_what_does_not_fit_together_istold_by_check(
    write: Write, files: dict[str, str], told: list[str]
) -> None:
    assert told_by_check(write, {**GOOD, "replies/a.yaml": _A, **files}) == told


def test_a_promise_may_be_named_where_there_is_one(write: Write) -> None:
    roles = QUIET.replace("away: {steps: [{say: Hello.}]}", "away: {steps: [{say: 'At {promise}.'}]}")

    assert told_by_check(write, {**GOOD, "replies/a.yaml": _A, "replies/roles.yaml": roles}) == []


def test_what_an_ask_or_a_set_stores_may_be_named(write: Write) -> None:
    steps = "[{ask: x, store: email}, {set: {kind: y}}, {say: '{contact.email} {contact.kind}'}]"

    assert told_by_check(write, {**GOOD, "replies/a.yaml": f"a: {{steps: {steps}}}\n"}) == []


def test_an_answered_ask_opens_the_service_window_again(write: Write) -> None:
    steps = "[{wait: 20h}, {ask: x, store: y}, {wait: 20h}, {say: z}]"

    assert told_by_check(write, {**GOOD, "replies/a.yaml": f"a: {{steps: {steps}}}\n"}) == []


@pytest.mark.parametrize(
    ("wait", "late"),
    [("{until: 10:00-11:30}", False), ("{until: 10:00-11:30, days: 1}", True), ("23h", False), ("24h", True)],
)
def test_the_longest_wait_counts(write: Write, wait: str, late: bool) -> None:
    told = told_by_check(
        write, {**GOOD, "replies/a.yaml": f"a: {{steps: [{{wait: {wait}}}, {{say: z, after: 0s}}]}}\n"}
    )

    assert bool(told) is late


def test_a_message_too_long_is_an_error(write: Write) -> None:
    option = "{say: %s, then: a}" % ("y" * 400)
    offer = f"a: {{steps: [{{offer: x, options: [{', '.join([option] * 4)}]}}]}}\n"

    assert told_by_check(write, {**GOOD, "replies/a.yaml": offer}) == [
        "error replies/a.yaml:1:13: about 1,626 characters in en; at most 1,600 can be sent at once. "
        "Shorten it, or make two steps."
    ]


def test_a_media_file_that_exists_may_be_sent(write: Write) -> None:
    files = {
        "replies/files/sheet.pdf": "%PDF",
        "replies/a.yaml": "a: {steps: [{say: x, media: sheet.pdf}]}\n",
    }

    assert told_by_check(write, {**GOOD, **files}) == []


_THAI = {"replies/policy.yaml": "languages: [en, th]\n", "triggers/a.yaml": GOOD["triggers/a.yaml"]}


def test_missing_translations_are_one_warning_per_file_and_language(write: Write) -> None:
    steps = "a: {steps: [{say: First.}, {say: Second.}, {say: Third.}]}\n"
    po = 'msgid "First."\nmsgstr "หนึ่ง"\n\nmsgid "Hello."\nmsgstr "สวัสดี"\n'

    assert told_by_check(write, {**_THAI, "replies/a.yaml": steps, _PO: po}) == [
        'warning replies/a.yaml:1:34: 2 texts are not translated into th, the first "Second."; '
        "contacts get en. Add to locales/th/LC_MESSAGES/replies.po."
    ]


def test_a_translation_with_other_placeholders_is_an_error(write: Write) -> None:
    po = 'msgid "Hello."\nmsgstr "สวัสดี"\n\nmsgid "I am {contact.name}."\nmsgstr "ฉันคือ {contact.nme}"\n'
    files = {"replies/a.yaml": "a: {steps: [{say: 'I am {contact.name}.'}]}\n", _PO: po}

    assert told_by_check(write, {**_THAI, **files}) == [
        f'error {_PO}:4:1: the translation of "I am {{contact.name}}." lacks {{contact.name}} and '
        "adds {contact.nme}. Use the placeholders of the original."
    ]


def test_a_catalogue_in_a_language_that_the_policy_does_not_list_is_a_warning(write: Write) -> None:
    assert told_by_check(write, {**GOOD, "replies/a.yaml": _A, _PO: 'msgid "x"\nmsgstr "y"\n'}) == [
        f'warning {_PO}:1:1: translations in "th", which the policy does not list under '
        f"languages. Add it there."
    ]


def test_a_phrase_that_reads_like_one_of_another_trigger_is_a_warning_with_both_places(write: Write) -> None:
    triggers = trigger("a", "a", "unit price", "how much", "what to pay") + trigger(
        "b", "a", "the cost", "cost of one", "unit price?"
    )

    assert told_by_check(write, {"triggers/a.yaml": triggers, "replies/a.yaml": _A}) == [
        'warning triggers/a.yaml:2:53: "unit price?" reads like "unit price" of trigger "a" at '
        "triggers/a.yaml:1:30, so that the bot cannot tell them apart. "
        "Add a word to one of them, or keep only one."
    ]
