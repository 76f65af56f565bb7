"""Checks what fits its shape and yet makes no sense, so that nobody finds out from a customer.

Times that no clock shows, days that no calendar has, a choice without choices, an answer after
its promise, and phrases of triggers that the consent layer takes first.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.content.consent import consent_reader
from bot.content.duplicates import place_of
from bot.content.problems import Problem, error, warning
from bot.content.reading import Content
from bot.core.policy import Interval
from bot.core.sequences import Ask, Until, Wait

_INTERVAL: TypeAdapter[Any] = TypeAdapter(Interval)
Place = tuple[str, int, int]


def sense_problems(content: Content) -> Iterator[Problem]:
    """Errors only: what the bot could load but never do."""
    yield from _impossible_windows(content)
    yield from _impossible_days(content)
    yield from _asks_without_choices(content)


def doubts(content: Content) -> Iterator[Problem]:
    """Warnings only: what the bot does, but not as ops may think."""
    yield from _late_answers(content)
    yield from _phrases_of_consent(content)


def _impossible_windows(content: Content) -> Iterator[Problem]:
    for name, sequence in content.replies.sequences.items():
        document = content.replies.written[name]
        for at, step in enumerate(sequence.steps):
            if isinstance(step, Wait) and isinstance(step.wait, Until):
                yield from _window(step.wait.until, document.value(name, "steps", at, "wait", "until"))
    for at, region in enumerate(content.policy.regions):
        if region.follow_up:
            yield from _window(region.follow_up, content.policy_document.value("regions", at, "follow_up"))


def _window(written: str, place: Place) -> Iterator[Problem]:
    try:
        _INTERVAL.validate_python(written)
    except ValidationError as failure:
        yield error(place, f"{failure.errors()[0]['ctx']['error']}.")


def _impossible_days(content: Content) -> Iterator[Problem]:
    for key, hours in (("hours", content.policy.hours), ("staff_hours", content.policy.staff_hours)):
        for day in hours.exceptions:
            try:
                date.fromisoformat(day)
            except ValueError:
                text = f'"{day}" is a day that no calendar has. Write for instance "2026-12-24".'
                yield error(content.policy_document.key(key, "exceptions", day), text)


def _asks_without_choices(content: Content) -> Iterator[Problem]:
    for name, sequence in content.replies.sequences.items():
        document = content.replies.written[name]
        for at, step in enumerate(sequence.steps):
            if not isinstance(step, Ask) or (step.type == "choice") == bool(step.choices):
                continue
            if step.choices:
                text = (
                    f'choices belong to type: choice, and this is "{step.type}". Change it, or remove them.'
                )
                yield error(document.key(name, "steps", at, "choices"), text)
            else:
                text = "nothing can be chosen, so that no answer is ever right. Add choices: [ONE, TWO]."
                yield error(document.key(name, "steps", at, "type"), text)


def _late_answers(content: Content) -> Iterator[Problem]:
    away = content.policy.away
    if away.deliver > away.promise:
        text = (
            f"answers leave at {away.deliver:%H:%M}, after the promised {away.promise:%H:%M}, so that "
            "every promise is broken. Deliver at the promised time or before."
        )
        yield warning(content.policy_document.value("away", "deliver"), text)


def _phrases_of_consent(content: Content) -> Iterator[Problem]:
    """The consent layer reads first, so such a phrase never asks its question."""
    reader = consent_reader(content.consent)
    for trigger in content.triggers.triggers.values():
        for phrase in trigger.phrases if trigger.enabled else ():
            reading = reader.read(phrase.text)
            if reading and reading.sure:
                text = (
                    f'"{phrase.text}" is read as a wish about consent ({reading.kind}), which comes before '
                    "all triggers, so that it never asks this. Remove it, or write it in a longer way."
                )
                yield warning(place_of(phrase.place), text)
