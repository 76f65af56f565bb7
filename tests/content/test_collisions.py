"""Phrases of different triggers that the bot cannot tell apart are told with both places."""

import pytest

from tests.content.conftest import GOOD, Write, told_by_check

_FILES = {
    **GOOD,
    "replies/a.yaml": "a: {steps: [{say: x}]}\n",
    "replies/policy.yaml": "languages: [en, es]\n",
}
_PO = 'msgid "Hello."\nmsgstr "Hola."\n\nmsgid "x"\nmsgstr "y"\n'


def _told(write: Write, second: str, language: str = "en") -> list[str]:
    rest = "unlike all the others, and this as well" if language == "en" else "todo esto, y aquello"
    files = {
        **_FILES,
        "locales/es/LC_MESSAGES/replies.po": _PO,
        "triggers/b.yaml": f"b: {{reply: a, phrases: {{{language}: [{second}, {rest}]}}}}\n",
    }
    return [said for said in told_by_check(write, files) if "triggers/b.yaml" in said and "fewer" not in said]


@pytest.mark.parametrize("second", ["another-path?", "AnotherPath", "an other path!"])
def test_what_differs_in_marks_and_spaces_only_collides(write: Write, second: str) -> None:
    assert _told(write, f'"{second}"') == [
        f'warning triggers/b.yaml:1:30: "{second}" reads like "another path" of trigger "a" at '
        "triggers/a.yaml:1:39, so that the bot cannot tell them apart. "
        "Add a word to one of them, or keep only one."
    ]


def test_a_collision_of_two_languages_names_them(write: Write) -> None:
    assert _told(write, "ánother path?", "es")[0].startswith(
        'warning triggers/b.yaml:1:30: "ánother path?" (es) reads like "another path" (en) of trigger "a" at '
        "triggers/a.yaml:1:39,"
    )


def test_the_same_words_in_two_languages_name_the_other_language(write: Write) -> None:
    assert _told(write, "Ánother path", "es") == [
        'warning triggers/b.yaml:1:30: "Ánother path" is also a phrase of trigger "a" in en at '
        "triggers/a.yaml:1:39, so that the bot cannot tell them apart. Keep it in one of them."
    ]


@pytest.mark.parametrize("second", ["another patch", "my other path"])
def test_another_letter_or_word_is_no_collision(write: Write, second: str) -> None:
    assert not [said for said in _told(write, second) if "reads like" in said]


def test_a_trigger_that_is_off_collides_with_nothing(write: Write) -> None:
    off = "b: {reply: a, enabled: no, phrases: {en: [another path?]}}\n"

    assert (
        told_by_check(write, {**GOOD, "replies/a.yaml": _FILES["replies/a.yaml"], "triggers/b.yaml": off})
        == []
    )
