"""Canned replies are checked like every other text: shape, names in braces, translations, length."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.canned import read_canned
from bot.content.library import load_library
from bot.content.po_files import update_locales
from bot.content.po_progress import progress
from bot.errors import ContentError
from tests.content.conftest import GOOD, Write, told_by_check

_REPLY = {"replies/a.yaml": "a: {steps: [{ask: Where to?, store: port}, {say: 'It is {model}.'}]}\n"}
_FACTS = {"replies/facts.yaml": "model: MX-55\n"}
_CONTENT = {**GOOD, **_REPLY, **_FACTS}
_PO = "locales/th/LC_MESSAGES/replies.po"
_THAI = {"replies/policy.yaml": "languages: [en, th]\n"}
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def _told(write: Write, canned: str, more: dict[str, str] | None = None) -> list[str]:
    return told_by_check(write, {**_CONTENT, "replies/canned.yaml": canned, **(more or {})})


def test_a_canned_reply_is_a_name_and_a_text(write: Write) -> None:
    folder = write({"replies/canned.yaml": "# for agents\nhello: Hello.\nyes: 5\nlong: |\n  One.\n  Two.\n"})

    canned, document, problems = read_canned(folder / "replies")

    assert canned == {"hello": "Hello.", "yes": "5", "long": "One.\nTwo.\n"}
    assert document.value("yes") == ("replies/canned.yaml", 3, 6)
    assert problems == []


def test_a_folder_may_have_no_canned_replies(tmp_path: Path) -> None:
    assert read_canned(tmp_path)[0] == {}


@pytest.mark.parametrize(
    "text",
    [
        "hello: 'Hello {contact.name}, this is {agent.name} of {business.name}.'\n",
        "port: 'The {model} to {contact.port}, by {promise}.'\n",
        f"long: '{'x' * 1600}'\n",
        "",
    ],
)
def test_the_check_has_nothing_to_say_of_what_can_be_filled(write: Write, text: str) -> None:
    assert _told(write, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "hello: [Hello]\n",
            "1:8: a text is expected here. Write one value, in quotes if it holds signs of YAML.",
        ),
        (
            "hello: {say: Hello}\n",
            "1:8: a text is expected here. Write one value, in quotes if it holds signs of YAML.",
        ),
        ("a: Hi.\nhello:\n", "2:7: the text is empty. Write it, or remove the line."),
        ("hello: '  '\n", "1:8: the text is empty. Write it, or remove the line."),
        ("a: Hi.\na: Ho.\n", '2:1: "a" is written twice, first in line 1. Keep one of them.'),
        ("hello\n", "1:1: the file holds no mapping. Write NAME: and what belongs to it, indented, below."),
        (
            "a: 'It is {modle}.'\n",
            '1:4: {modle} has no value: it is no fact and nothing stores it. Did you mean "model"?',
        ),
        (
            "a: 'I am {agent.nam}.'\n",
            '1:4: {agent.nam} has no value: it is no fact and nothing stores it. Did you mean "agent.name"?',
        ),
        (
            "a: 'To {contact.prt}.'\n",
            "1:4: {contact.prt} has no value: it is no fact and nothing stores it. "
            'Did you mean "contact.port"?',
        ),
        ("a: 'So }.'\n", "1:4: a lone } stands here. Write }} if the reader shall see one."),
        (
            f"b: x\na: '{'x' * 1601}'\n",
            "2:4: about 1,601 characters in en; at most 1,600 can be sent at once. "
            "Shorten it, or make two replies.",
        ),
    ],
)
def test_the_check_says_where_a_canned_reply_is_wrong(write: Write, text: str, expected: str) -> None:
    assert _told(write, text) == [f"error replies/canned.yaml:{expected}"]


def test_every_wrong_reply_is_told_at_once_and_keeps_the_content_from_being_used(write: Write) -> None:
    folder = write({**_CONTENT, "replies/canned.yaml": "a: []\nb: 'It is {modl}.'\nc: ' '\n"})

    with pytest.raises(ContentError) as failure:
        load_library(folder)

    assert [problem.split(" ")[0] for problem in failure.value.problems] == [
        "replies/canned.yaml:1:4:",
        "replies/canned.yaml:2:4:",
        "replies/canned.yaml:3:4:",
    ]


def test_the_bot_itself_never_speaks_as_an_agent(write: Write) -> None:
    files = {**_CONTENT, "replies/b.yaml": "b: {steps: [{say: 'I am {agent.name}.'}]}\n"}

    told = [one for one in told_by_check(write, files) if "agent.name" in one]

    assert told == [
        "error replies/b.yaml:1:19: {agent.name} has no value: only in replies/canned.yaml an agent speaks. "
        "Remove it."
    ]


def test_a_fact_that_only_agents_use_is_used(write: Write) -> None:
    facts = {"replies/facts.yaml": "model: MX-55\nport: Bangkok\n"}

    assert _told(write, "a: 'From {port}.'\n", facts) == []


def test_a_missing_translation_of_a_canned_reply_is_told(write: Write) -> None:
    others = ("Hello.", "Where to?", "It is {model}.")
    translated = "".join(f'msgid "{text}"\nmsgstr "{text}"\n\n' for text in others)

    told = _told(write, "a: Thank you.\nb: See you.\n", {**_THAI, _PO: translated})

    assert told == [
        'warning replies/canned.yaml:1:4: 2 texts are not translated into th, the first "Thank you."; '
        "contacts get en. Add to locales/th/LC_MESSAGES/replies.po."
    ]


def test_a_translation_with_other_placeholders_is_an_error(write: Write) -> None:
    po = 'msgid "I am {agent.name}."\nmsgstr "ฉันคือ {contact.name}"\n'

    told = [one for one in _told(write, "a: 'I am {agent.name}.'\n", {**_THAI, _PO: po}) if "error" in one]

    assert told == [
        f'error {_PO}:1:1: the translation of "I am {{agent.name}}." lacks {{agent.name}} and adds '
        "{contact.name}. Use the placeholders of the original."
    ]


def test_a_translation_that_is_too_long_to_be_sent_is_an_error(write: Write) -> None:
    po = f'msgid "Yes."\nmsgstr "{"ใ" * 1700}"\n'

    told = [one for one in _told(write, "a: Yes.\n", {**_THAI, _PO: po}) if "error" in one]

    assert told == [
        "error replies/canned.yaml:1:4: about 1,700 characters in th; at most 1,600 can be sent at once. "
        "Shorten it, or make two replies."
    ]


@pytest.mark.parametrize("context", ["", 'msgctxt "canned.a"\n'])
def test_a_translation_of_a_canned_reply_is_no_leftover(write: Write, context: str) -> None:
    po = f'{context}msgid "Yes."\nmsgstr "ใช่"\n'

    assert not [one for one in _told(write, "a: Yes.\n", {**_THAI, _PO: po}) if "any more" in one]
    assert [one for one in _told(write, "a: No.\n", {**_THAI, _PO: po}) if "any more" in one]


def test_nothing_is_called_a_leftover_while_a_canned_reply_cannot_be_read(write: Write) -> None:
    po = 'msgid "Yes."\nmsgstr "ใช่"\n'

    assert not [one for one in _told(write, "a: [Yes.]\n", {**_THAI, _PO: po}) if "any more" in one]


def test_translators_get_the_canned_replies_with_their_place(write: Write) -> None:
    folder = write({**_CONTENT, **_THAI, "replies/canned.yaml": "a: Thank you.\n"})

    update_locales(folder, ["th"], NOW)

    assert '#: replies/canned.yaml\nmsgid "Thank you."\nmsgstr ""\n' in (folder / _PO).read_text("utf-8")
    assert [(one.language, one.texts, one.missing) for one in progress(folder)] == [("th", 3, 3)]
