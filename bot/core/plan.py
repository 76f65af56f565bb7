"""Unfold a sequence into messages with their instants, in the contact's language.

A sequence is unfolded up to the first step that must wait: an ask, a pause, or something
that may only happen when what stands before it has gone out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from bot.core.conversations import OpenOption
from bot.core.decision import Gate
from bot.core.hours import when_open
from bot.core.quiet import when_window
from bot.core.rendering import number_options
from bot.core.sequences import (
    AddTag,
    Ask,
    EscalateStep,
    Offer,
    Say,
    Sending,
    SendingStep,
    SetAttributes,
    StartSequence,
    Step,
    StepEscalation,
    Until,
    Wait,
    words,
)
from bot.core.voice import Voice

PAUSE = timedelta(seconds=1)
_TOGETHER = timedelta(seconds=5)
_RUN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message as it will be queued. `step` counts the sequence's own steps from 1.

    `template` maps a language to a content id, `variables` fill it; `question` is what the
    contact may answer to it, as JSON.
    """

    text: str
    language: str
    due: datetime
    sequence: str
    step: int
    hours: Literal["open", "any"] = "any"
    not_after: datetime | None = None
    media: str = ""
    template: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    question: Mapping[str, Any] | None = None
    promise: datetime | None = None
    passes: tuple[Gate, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What a sequence leads to now, and where it stands afterwards.

    `state` is `done`, `asking` (an answer moves it on), `waiting` (until `due`), `starting`
    (go on with sequence `start`) or `escalating`.
    """

    drafts: tuple[Draft, ...]
    position: int
    state: Literal["done", "asking", "waiting", "starting", "escalating"]
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    due: datetime | None = None
    start: str = ""
    escalate: StepEscalation | None = None


def slot(at: datetime, planned: Iterable[datetime]) -> datetime:
    """The first free instant from `at` on, behind a run of messages that is planned there."""
    for due in sorted(planned):
        if at - _TOGETHER <= due <= at + _TOGETHER:
            at = max(at, due + PAUSE)
    return at


def released(waiting: Sequence[tuple[str | None, datetime]], now: datetime) -> list[datetime]:
    """When messages go that waited together, from now on: each sequence with its own pauses.

    They are told by enrollment and old instant, in the order in which they wait.
    """
    dues: dict[int, datetime] = {}
    for enrollment in dict.fromkeys(one[0] for one in waiting):
        run = [number for number, one in enumerate(waiting) if one[0] == enrollment]
        for number in run:
            dues[number] = now + (waiting[number][1] - waiting[run[0]][1])
        now = dues[run[-1]] + PAUSE
    return [dues[number] for number in range(len(waiting))]


def unfold(
    sequence: str,
    steps: Sequence[Step],
    position: int,
    at: datetime,
    voice: Voice,
    options: tuple[OpenOption, ...] = (),
) -> Unfolded:
    """Unfold from `position` (from 0), the first message due at `at`.

    `options` are offered with the last text of the sequence (clarify and its like).
    """
    drafts: list[Draft] = []
    tags: list[str] = []
    attributes: dict[str, str] = {}
    offered = _last_sending(steps) if options else -1
    for index in range(position, len(steps)):
        step = steps[index]
        if isinstance(step, SendingStep):
            due = _due_behind(step, drafts[-1], voice) if drafts else _due(step, at, voice)
            extra = options if index == offered else ()
            drafts.append(_draft(step, index, sequence, due, voice, extra))
            if isinstance(step, Ask):
                return Unfolded(tuple(drafts), index, "asking", tuple(tags), attributes)
        elif isinstance(step, AddTag):
            tags.append(step.tag)
        elif isinstance(step, SetAttributes):
            attributes |= step.set
        else:
            stop = _stop(step, index, drafts, at, voice)
            return replace(stop, drafts=tuple(drafts), tags=tuple(tags), attributes=attributes)
    return Unfolded(tuple(drafts), len(steps), "done", tuple(tags), attributes)


def _stop(step: Step, index: int, drafts: list[Draft], at: datetime, voice: Voice) -> Unfolded:
    """Where a step that is not sent ends the unfolding."""
    last = drafts[-1].due if drafts else at
    if isinstance(step, Wait):
        return Unfolded((), index + 1, "waiting", due=_wait_until(step, last, voice))
    if isinstance(step, StartSequence):
        return Unfolded((), index, "starting", start=step.start, due=last + PAUSE if drafts else at)
    if isinstance(step, EscalateStep) and not drafts:
        return Unfolded((), index, "escalating", escalate=step.escalate)
    # An escalation silences the bot, so what stands before it must have left.
    return Unfolded((), index, "waiting", due=last + PAUSE)


def _wait_until(step: Wait, at: datetime, voice: Voice) -> datetime:
    if isinstance(step.wait, Until):
        return when_window(at, step.wait, voice.library.policy.hours, voice.where)
    return at + step.wait


def _due(step: SendingStep, at: datetime, voice: Voice) -> datetime:
    if _hours(step, voice) == "any":
        return at
    return when_open(at, voice.library.policy.hours, voice.where).at or at


def _due_behind(step: SendingStep, before: Draft, voice: Voice) -> datetime:
    """When a step follows another: one that follows closely is not torn from it by closing time."""
    at = before.due + step.after
    follows_closely = step.after <= _RUN and before.hours == "open"
    return at if follows_closely else _due(step, at, voice)


def _hours(step: SendingStep, voice: Voice) -> Literal["open", "any"]:
    return "any" if "hours" in voice.passes else step.hours


def _last_sending(steps: Sequence[Step]) -> int:
    return max((n for n, step in enumerate(steps) if isinstance(step, SendingStep)), default=-1)


def _draft(
    step: Sending, index: int, sequence: str, due: datetime, voice: Voice, extra: tuple[OpenOption, ...]
) -> Draft:
    context = f"{sequence}.{index + 1}"
    text, language = voice.say(words(step), context)
    question, choices = _question(step, extra, voice, context)
    hours = _hours(step, voice)
    return Draft(
        text=f"{text}\n{number_options(choices)}" if choices else text,
        language=language,
        due=due,
        sequence=sequence,
        step=index + 1,
        hours=hours,
        not_after=due + step.not_after if step.not_after else None,
        media=step.media if isinstance(step, Say) else "",
        template=step.template,
        variables=_variables(step, voice, language),
        question=question,
        promise=voice.promise if hours == "open" else None,
        passes=voice.passes,
    )


def _variables(step: Sending, voice: Voice, language: str) -> dict[str, str]:
    """The template's variables by number, as providers want them; none may be empty."""
    filled = (voice.fill(f"{{{name}}}", language) for name in step.variables)
    return {str(number): value or "-" for number, value in enumerate(filled, 1)}


def _question(
    step: Sending, extra: tuple[OpenOption, ...], voice: Voice, context: str
) -> tuple[dict[str, Any] | None, list[str]]:
    """What can be answered to a step, as JSON, and the choices to be listed."""
    if isinstance(step, Ask):
        ask = step.model_dump(include={"store", "type", "retry", "choices"}, mode="json")
        ask["choices"] = [voice.say(choice, context)[0] for choice in step.choices]
        return {"ask": ask}, ask["choices"]
    written = [
        OpenOption(voice.say(option.say, context)[0], option.then, option.tag)
        for option in (step.options if isinstance(step, Offer) else ())
    ]
    options = [*written, *extra]
    if not options:
        return None, []
    rows = [{"say": o.say, "then": o.then, "tag": o.tag, "trigger": o.trigger} for o in options]
    return {"options": rows}, [option.say for option in options]
