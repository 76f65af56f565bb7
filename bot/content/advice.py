"""Says what a policy leaves out that surprises a business in its first week.

Advice only: a policy may well be meant so, and what is missing (who is there when, ids of
templates at the provider) nobody but the business knows. `bot check --strict` lets it pass.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.content.policy import read_policy
from bot.content.problems import Problem, advise
from bot.content.replies import read_replies
from bot.content.yaml_text import Document
from bot.core.policy import Policy


def advice(folder: Path) -> list[Problem]:
    """What to tell of a content folder without errors, beside its problems."""
    policy, document, _ = read_policy(folder / "replies")
    promised = policy.sequences.handing_over in read_replies(folder / "replies").written
    return [*(_people_at_any_hour(policy, document) if promised else ()), *_no_way_back(policy, document)]


def _people_at_any_hour(policy: Policy, document: Document) -> Iterator[Problem]:
    if policy.staff_hours.always:
        text = (
            f'staff_hours is empty, so that the bot promises a person ("{policy.sequences.handing_over}") '
            "at any hour, at night and on holidays too. Write when people are there; if somebody always "
            'is, {mon-sun: ["24:00"], holidays: none} says so.'
        )
        yield advise(document.key("staff_hours"), text)


def _no_way_back(policy: Policy, document: Document) -> Iterator[Problem]:
    if not policy.templates.get("reopen"):
        text = (
            'templates names no "reopen", so that what the bot owes a contact who has been silent for a day '
            "stays unsent and becomes a task for people. Write the content ids of an approved template: "
            "{reopen: {LANGUAGE: HX…}}."
        )
        yield advise(document.key("templates"), text)
