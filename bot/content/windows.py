"""Finds steps that may fall due when the service window has closed and only a template may go out."""

from collections.abc import Iterator
from datetime import timedelta

from bot.content.problems import Problem, warning
from bot.content.reading import Content
from bot.core.sequences import Ask, SendingStep, Step, Until, Wait

WINDOW = timedelta(hours=24)


def window_problems(content: Content) -> Iterator[Problem]:
    """A warning for each step that waits and pauses put 24 hours or more after the last message.

    An answered ask opens the window again, so the count begins anew behind it.
    """
    for name, sequence in content.replies.sequences.items():
        passed = timedelta()
        for at, step in enumerate(sequence.steps):
            passed += _pause(step, first=at == 0)
            if isinstance(step, SendingStep) and passed >= WINDOW and not step.template:
                text = (
                    f'step {at + 1} of "{name}" may be due 24 hours or more after the last message, '
                    "when only templates may be sent. Give it a template, or less to wait."
                )
                yield warning(content.replies.written[name].key(name, "steps", at), text)
            if isinstance(step, Ask):
                passed = timedelta()


def _pause(step: Step, first: bool) -> timedelta:
    """The longest pause that a step can make; `until` may have been missed by a minute."""
    if isinstance(step, Wait):
        return _until(step.wait) if isinstance(step.wait, Until) else step.wait
    return step.after if isinstance(step, SendingStep) and not first else timedelta()


def _until(until: Until) -> timedelta:
    start, end = (_minutes(part) for part in until.until.split("-"))
    return timedelta(days=until.days + 1, minutes=-((end - start) % 1440))


def _minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
