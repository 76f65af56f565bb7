"""Turn the replies of a decision into messages: chained in time, disclosed, within the budget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from bot.core.collisions import joins
from bot.core.contacts import Contact
from bot.core.conversations import Enrolled, Situation
from bot.core.decision import Reply
from bot.core.library import Library
from bot.core.limits import fit
from bot.core.messages import Status
from bot.core.plan import PAUSE, Draft, Unfolded, unfold
from bot.core.sequences import Ask, Step, Wait
from bot.core.voice import Voice

_STARTS = 10  # Sequences that start one another without end stop here; `bot check` finds them.


@dataclass(frozen=True, slots=True)
class Run:
    """One sequence as far as it goes now. `resume` names the enrollment it goes on with."""

    reply: Reply
    sequence: str
    steps: tuple[Step, ...]
    unfolded: Unfolded
    resume: str = ""

    @property
    def drafts(self) -> tuple[Draft, ...]:
        return self.unfolded.drafts


def draft(
    replies: Iterable[Reply],
    situation: Situation,
    contact: Contact,
    language: str,
    library: Library,
    now: datetime,
) -> tuple[Run, ...]:
    """Unfold replies one behind the other; `contact` already knows what was just told."""
    runs: list[Run] = []
    free = now
    for reply in replies:
        at = max(reply.at, free) if runs and reply.at <= free + PAUSE else reply.at
        voice = Voice(library, contact, language, now, reply.promise, reply.passes)
        for run in _follow(reply, at, situation, voice):
            runs.append(run)
            free = max([free, *(one.due + PAUSE for one in run.drafts)])
    disclosed = _disclosed(runs, situation, Voice(library, contact, language, now))
    return _within_budget(disclosed, situation, library)


def _follow(reply: Reply, at: datetime, situation: Situation, voice: Voice) -> Iterable[Run]:
    """The reply's sequence, and those that it starts in turn."""
    enrolled = situation.enrolled.get(reply.resume)
    run = _resume(reply, enrolled, at, voice) if enrolled else _enter(reply, at, situation, voice)
    for _ in range(_STARTS):
        if run is None:
            return
        yield run
        if run.unfolded.state != "starting":
            return
        run = _start(reply, run.unfolded.start, run.unfolded.due or at, situation, voice)


def _enter(reply: Reply, at: datetime, situation: Situation, voice: Voice) -> Run | None:
    """Begin the sequence; one that runs already is joined, and what answers the contact said again."""
    running = joins(reply, reply.sequence, situation)
    if running is None:
        return _begin(reply, reply.sequence, at, voice)
    return _ask_again(reply, running, at, situation, voice) or _say_again(reply, running, at, voice)


def _start(reply: Reply, name: str, at: datetime, situation: Situation, voice: Voice) -> Run | None:
    """Begin a sequence that another one starts, unless it is running already."""
    running = joins(reply, name, situation)
    if running is None:
        return _begin(reply, name, at, voice)
    return _ask_again(reply, running, at, situation, voice)


def _ask_again(
    reply: Reply, running: Enrolled, at: datetime, situation: Situation, voice: Voice
) -> Run | None:
    """The ask at which a sequence stands, once more; None where it stands at none, or it is queued."""
    question = next((one for one in situation.unanswered if one.enrollment == running.id and one.ask), None)
    if not running.asking or question is None:
        return None
    again = replace(reply, answers=question.message_id, repeat=True)
    return _resume(again, running, at, voice)


def _say_again(reply: Reply, running: Enrolled, at: datetime, voice: Voice) -> Run | None:
    """What a sequence says before its first question or pause; its enrollment stays where it is."""
    sequence = voice.library.sequences.get(running.sequence)
    if sequence is None or running.asking:
        return None
    opening = tuple(takewhile(lambda step: not isinstance(step, Ask | Wait), sequence.steps))
    said = unfold(running.sequence, opening, 0, at, voice)
    stays = Unfolded(said.drafts, running.position, "waiting", said.tags, said.attributes, running.due)
    return Run(reply, running.sequence, running.steps, stays, resume=running.id)


def _begin(reply: Reply, name: str, at: datetime, voice: Voice) -> Run | None:
    sequence = voice.library.sequences.get(name)
    if sequence is None:
        return None
    return Run(reply, name, sequence.steps, unfold(name, sequence.steps, 0, at, voice, reply.options))


def _resume(reply: Reply, enrolled: Enrolled, at: datetime, voice: Voice) -> Run:
    steps = _again(enrolled.steps, enrolled.position, reply) if reply.repeat else enrolled.steps
    position = enrolled.position + (enrolled.asking and not reply.repeat)
    unfolded = unfold(enrolled.sequence, steps, position, at, voice)
    return Run(reply, enrolled.sequence, enrolled.steps, unfolded, resume=enrolled.id)


def _again(steps: Sequence[Step], position: int, reply: Reply) -> tuple[Step, ...]:
    """The steps with the ask in its second wording: its retry, if the answer did not fit."""
    ask = steps[position]
    if not isinstance(ask, Ask):
        return tuple(steps)
    words = ask.retry if reply.retry and ask.retry else ask.ask
    return (*steps[:position], ask.model_copy(update={"ask": words}), *steps[position + 1 :])


def _disclosed(runs: list[Run], situation: Situation, voice: Voice) -> list[Run]:
    """The policy's disclosure, as a line of the first automated message of a conversation."""
    words = voice.library.policy.disclosure
    at = next((n for n, run in enumerate(runs) if run.drafts), None)
    if not words or situation.conversation.disclosed or at is None:
        return runs
    run = runs[at]
    line, _ = voice.say(words)
    first = replace(run.drafts[0], text=f"{run.drafts[0].text}\n\n{line}")
    return [*runs[:at], _with_drafts(run, (first, *run.drafts[1:])), *runs[at + 1 :]]


def _within_budget(runs: list[Run], situation: Situation, library: Library) -> tuple[Run, ...]:
    """Merge what does not fit the budget; what still does not fit waits at the gate."""
    limits = library.policy.limits
    queued = len([one for one in situation.planned if one.status == Status.QUEUED and one.sequence])
    merged: list[Run] = []
    for run in runs:
        if not run.drafts:
            merged.append(run)
            continue
        room = limits.automated - situation.spent.counted(run.drafts[0].due, limits) - queued
        merged.append(_with_drafts(run, fit(run.drafts, room)))
        queued += len(merged[-1].drafts)
    return tuple(merged)


def _with_drafts(run: Run, drafts: tuple[Draft, ...]) -> Run:
    return replace(run, unfolded=replace(run.unfolded, drafts=drafts))
