"""A content folder becomes a library, or says everything that keeps it from becoming one."""

from pathlib import Path

import pytest

from bot.content.library import load_library, load_matching
from bot.core.policy import Policy
from bot.errors import ContentError
from tests.content.conftest import Write

_TRIGGERS = "price: {reply: price, phrases: {en: [how much is it, unit price, what does it cost]}}\n"
_REPLIES = "price: {steps: [{say: 'It is {model}.'}]}\n"
_FILES = {
    "triggers/price.yaml": _TRIGGERS,
    "replies/price.yaml": _REPLIES,
    "replies/facts.yaml": "model: MX-55\n",
    "locales/th/LC_MESSAGES/replies.po": 'msgid "It is {model}."\nmsgstr "นี่คือ {model}"\n',
}


def test_a_folder_becomes_a_library(write: Write) -> None:
    library = load_library(write(_FILES))

    assert list(library.triggers) == ["price"]
    assert list(library.sequences) == ["price"]
    assert library.facts == {"model": "MX-55"}
    assert library.translations.translate("It is {model}.", "th") == ("นี่คือ {model}", "th")
    best = library.matcher.match("how much is it").best
    assert best is not None
    assert best.trigger == "price"
    assert library.files is None


def test_a_folder_without_replies_uses_the_defaults(write: Write) -> None:
    folder = write({"triggers/a.yaml": "a: {escalate: {reason: person}, phrases: {en: [a person please]}}\n"})

    library = load_library(folder)

    assert (library.sequences, library.policy) == ({}, Policy())


def test_the_version_is_that_of_the_content_and_of_nothing_else(write: Write) -> None:
    folder = write(_FILES)
    first = load_library(folder).version

    (folder / "notes.txt").write_text("not content")
    (folder / "triggers" / ".price.yaml.swp").write_text("an editor's")
    unchanged = load_library(folder).version
    (folder / "replies" / "price.yaml").write_text(_REPLIES.replace("It is", "That is"))

    assert unchanged == first
    assert load_library(folder).version != first


def test_every_error_is_told_at_once(write: Write) -> None:
    folder = write(
        {
            "triggers/a.yaml": "a: {reply: prise, phrases: {en: [x]}}\nb: 1\n",
            "replies/price.yaml": "price: {steps: [{say: 'It is {modl}.'}]}\n",
            "replies/facts.yaml": "model: MX-55\n",
            "replies/policy.yaml": "settle: soon\n",
        }
    )

    with pytest.raises(ContentError) as failure:
        load_library(folder)

    assert failure.value.problems == [
        'replies/policy.yaml:1:9: "soon" is not a duration; write for instance 2s, 3m, 4h or 2d.',
        "replies/price.yaml:1:23: {modl} has no value: it is no fact and nothing stores it. "
        'Did you mean "model"?',
        'triggers/a.yaml:1:12: trigger "a" names sequence "prise", which no file in replies/ defines. '
        'Did you mean "price"?',
        "triggers/a.yaml:2:4: a mapping is expected here. Write KEY: VALUE pairs, indented, below.",
    ]


def test_matching_reads_triggers_alone(write: Write) -> None:
    folder = write({"triggers/a.yaml": "a: {reply: none, phrases: {en: [what does it cost]}}\n"})

    library = load_matching(folder / "triggers")

    assert library.matcher.match("what does it cost").candidates[0].trigger == "a"


def test_matching_refuses_broken_triggers(write: Write) -> None:
    folder = write({"triggers/a.yaml": "a: {reply: none}\n"})

    with pytest.raises(ContentError, match='"phrases" is missing here'):
        load_matching(folder / "triggers")


def test_the_shipped_content_loads() -> None:
    library = load_library(Path(__file__).parents[2])

    assert library.triggers
    assert library.sequences
