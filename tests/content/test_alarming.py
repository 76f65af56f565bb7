"""Cues of ops that would call a person for an ordinary question, or that no message can hold."""

import pytest

from tests.content.conftest import GOOD, Write, told_by_check, trigger

_REPLIES = "".join(f"{name}: {{steps: [{{say: First.}}]}}\n" for name in ("a", "delivery"))
_ASKED = trigger("delivery", "delivery", "how long is delivery", "delivery by Friday", "when can it come")
_CONTENT = {**GOOD, "triggers/delivery.yaml": _ASKED, "replies/answers.yaml": _REPLIES}
_CALLS = "so that a person is called for what the bot would answer. Make it longer, or write it under weak."


def _told(write: Write, cues: str, more: dict[str, str] | None = None) -> list[str]:
    told = told_by_check(write, {**_CONTENT, "replies/tone.yaml": cues, **(more or {})})
    return [problem for problem in told if "tone.yaml" in problem]


@pytest.mark.parametrize(
    ("cues", "told"),
    [
        (
            "en: {urgent: {strong: [red alert, by friday]}}\n",
            'warning replies/tone.yaml:1:35: "by friday" stands in "delivery by Friday" '
            f'of trigger "delivery" at triggers/delivery.yaml:1:66, {_CALLS}',
        ),
        (
            "en:\n  negative:\n    strong:\n      - deliver*\n",
            'warning replies/tone.yaml:4:9: "deliver*" stands in "how long is delivery" '
            f'of trigger "delivery" at triggers/delivery.yaml:1:44 (and 1 more phrase), {_CALLS}',
        ),
        (
            "en-GB: {urgent: {strong: [when can]}}\n",
            'warning replies/tone.yaml:1:27: "when can" stands in "when can it come" of trigger "delivery" '
            f"at triggers/delivery.yaml:1:86, {_CALLS}",
        ),
    ],
)
def test_a_cue_that_an_ordinary_question_holds_is_told_once_with_both_places(
    write: Write, cues: str, told: str
) -> None:
    assert _told(write, cues) == [told]


@pytest.mark.parametrize(
    "cues",
    [
        "en: {urgent: {strong: [red alert]}}\n",
        "en: {urgent: {weak: [delivery, when can]}, negative: {weak: [how long]}}\n",
        "en: {calm: [delivery], praise: [how long]}\n",
        "fr: {urgent: {strong: [delivery]}}\n",
        "en: {urgent: {strong: [delivery], weak: [how long is delivery, delivery by friday]}}\n",
    ],
    ids=["no phrase", "hints", "calm and praise", "another language", "a longer cue counts"],
)
def test_a_cue_that_calls_nobody_for_an_ordinary_question_is_fine(write: Write, cues: str) -> None:
    assert _told(write, cues) == []


@pytest.mark.parametrize(
    "phrase",
    ["it is not a red alert", "what if there is a red alert"],
    ids=["denied", "supposed"],
)
def test_a_cue_that_does_not_count_where_it_stands_is_fine(write: Write, phrase: str) -> None:
    asked = trigger("a", "a", phrase, "another path", "some third thing")

    assert _told(write, "en: {urgent: {strong: [red alert]}}\n", {"triggers/a.yaml": asked}) == []


@pytest.mark.parametrize(
    "asked",
    [
        "b: {escalate: {reason: urgent}, phrases: {en: [red alert, the line is down, help me]}}\n",
        "b: {reply: a, enabled: no, phrases: {en: [red alert, the line is down, help me]}}\n",
    ],
    ids=["it calls a person anyway", "not enabled"],
)
def test_only_triggers_that_the_bot_answers_are_looked_at(write: Write, asked: str) -> None:
    assert _told(write, "en: {urgent: {strong: [red alert]}}\n", {"triggers/b.yaml": asked}) == []


@pytest.mark.parametrize(("limit", "warnings"), [("0.7", 1), ("0.75", 0)])
def test_a_cue_that_is_too_weak_for_the_policy_is_fine(write: Write, limit: str, warnings: int) -> None:
    policy = {"replies/policy.yaml": f"tone: {{urgent: {limit}}}\n"}

    assert len(_told(write, "en: {urgent: {strong: [delivery]}}\n", policy)) == warnings


def test_a_hint_that_a_low_limit_makes_enough_is_told(write: Write) -> None:
    policy = {"replies/policy.yaml": "tone: {negative: 0.2}\n"}

    told = _told(write, "en: {negative: {weak: [delivery]}}\n", policy)

    assert [one.rpartition(". ")[2] for one in told] == ["Make it longer."]


@pytest.mark.parametrize(
    ("cues", "column"),
    [
        ('en: {urgent: {strong: ["!!!"]}}\n', 24),
        ('en: {negative: {weak: ["*"]}}\n', 24),
        ('en: {calm: ["..."]}\n', 13),
    ],
)
def test_a_cue_of_which_nothing_is_left_is_told(write: Write, cues: str, column: int) -> None:
    (told,) = _told(write, cues)

    assert told.startswith(f"warning replies/tone.yaml:1:{column}: nothing of ")


def test_an_emoji_is_a_cue(write: Write) -> None:
    assert _told(write, "en: {urgent: {strong: [🧨]}}\n") == []
