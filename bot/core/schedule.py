"""When do the answers go? Now, or after the closed hours with a notice and a promise.

Called by the layers of `decide.py` that answer a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.conversations import OpenOption, Situation
from bot.core.decision import NewEscalation, Reply
from bot.core.escalations import priority_of
from bot.core.hours import Delivery, is_open, next_delivery
from bot.core.library import Library
from bot.core.limits import template_for
from bot.core.plan import PAUSE, slot, whereabouts
from bot.core.policy import Region
from bot.core.sequences import SendingStep, StartSequence, Step, Wait


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer that a layer wants to give: a sequence, or with `resume` the rest of one."""

    sequence: str
    why: str
    trigger: str = ""
    answers: str = ""
    resume: str = ""
    options: tuple[OpenOption, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The replies with their instants, what the conversation must remember, and notes."""

    replies: tuple[Reply, ...] = ()
    escalations: tuple[NewEscalation, ...] = ()
    away_until: datetime | None = None
    late_on: date | None = None
    notes: tuple[str, ...] = ()


def schedule(situation: Situation, library: Library, now: datetime, wanted: Sequence[Wanted]) -> Schedule:
    """Answers that may go now go now; those that want open hours follow a notice."""
    policy = library.policy
    open_now = is_open(now, policy.hours, whereabouts(situation.contact, library))
    ready = [one for one in wanted if open_now or not _wants_open(one, situation, library)]
    later = [one for one in wanted if one not in ready]
    replies = [_reply(one, slot(now, _dues(situation))) for one in ready]
    if later:
        return _after_hours(situation, library, now, replies, later)
    late, late_on = _late(situation, library, now, replies)
    return Schedule(replies=(*replies, *late), away_until=situation.conversation.away_until, late_on=late_on)


def _dues(situation: Situation) -> list[datetime]:
    return [planned.due for planned in situation.planned]


def _reply(wanted: Wanted, at: datetime, promise: datetime | None = None) -> Reply:
    return Reply(
        sequence=wanted.sequence,
        at=at,
        why=wanted.why,
        trigger=wanted.trigger,
        options=wanted.options,
        promise=promise,
        answers=wanted.answers,
        resume=wanted.resume,
    )


def _after_hours(
    situation: Situation, library: Library, now: datetime, ready: list[Reply], later: list[Wanted]
) -> Schedule:
    policy = library.policy
    delivery = next_delivery(now, policy.hours, policy.away, whereabouts(situation.contact, library))
    if delivery.deliver is None or delivery.promise is None:
        return Schedule(
            replies=tuple(ready),
            escalations=tuple(_window_task(one, now, "no opening hours in a year") for one in later),
        )
    deliver, promise = delivery.deliver, delivery.promise
    told = situation.conversation.away_until
    notice = () if told and now < told else (_notice(policy.sequences.away, now, delivery),)
    kept = [one for one in later if _reachable(one, situation, library, deliver)]
    tasks = [
        _window_task(one, promise, "the service window is closed then") for one in later if one not in kept
    ]
    at = slot(deliver, _dues(situation))
    return Schedule(
        replies=(*ready, *notice, *(_reply(one, at, promise) for one in kept)),
        escalations=tuple(tasks),
        away_until=deliver,
        late_on=situation.conversation.late_on,
        notes=(f"closed: {delivery.reason}; promised for {promise.isoformat()}",),
    )


def _notice(sequence: str, now: datetime, delivery: Delivery) -> Reply:
    return Reply(sequence, at=now, why=f"closed: {delivery.reason}", promise=delivery.promise)


def _window_task(wanted: Wanted, due: datetime, why: str) -> NewEscalation:
    return NewEscalation(
        "window", priority_of("window"), f'"{wanted.sequence}" cannot be sent: {why}', due, wanted.trigger
    )


def _reachable(wanted: Wanted, situation: Situation, library: Library, deliver: datetime) -> bool:
    """Can the answer still be sent then: inside the service window, or by a template?"""
    closes = situation.conversation.window_closes
    if closes is None or deliver <= closes:
        return True
    step = _first_sending(_steps(wanted, situation, library), library)
    language = situation.contact.language
    templates = step.template if step else {}
    reopen = library.policy.templates.get("reopen", {})
    return bool(template_for(templates, language) or template_for(reopen, language))


def _steps(wanted: Wanted, situation: Situation, library: Library) -> Sequence[Step]:
    enrolled = situation.enrolled.get(wanted.resume)
    if enrolled is not None:
        return enrolled.steps[enrolled.position + 1 :]
    sequence = library.sequences.get(wanted.sequence)
    return sequence.steps if sequence else ()


def _first_sending(steps: Sequence[Step], library: Library, depth: int = 0) -> SendingStep | None:
    """The step that sends first, looking through `start`; None where a pause comes before."""
    for step in steps:
        if isinstance(step, SendingStep):
            return step
        if isinstance(step, Wait):
            return None
        if isinstance(step, StartSequence) and depth < 10:
            started = library.sequences.get(step.start)
            return _first_sending(started.steps, library, depth + 1) if started else None
    return None


def _wants_open(wanted: Wanted, situation: Situation, library: Library) -> bool:
    step = _first_sending(_steps(wanted, situation, library), library)
    return step is not None and step.hours == "open"


def _late(
    situation: Situation, library: Library, now: datetime, replies: Sequence[Reply]
) -> tuple[tuple[Reply, ...], date | None]:
    """The region's late notice, after an answer that goes now; once per contact and day."""
    told = situation.conversation.late_on
    local = now.astimezone(ZoneInfo(situation.contact.zone))
    region = _late_region(situation, library, local)
    if not replies or region is None or region.late is None or told == local.date():
        return (), told
    notice = Reply(
        region.late.say, at=replies[-1].at + PAUSE, why=f"past {region.late.after:%H:%M} in {region.name}"
    )
    return (notice,), local.date()


def _late_region(situation: Situation, library: Library, local: datetime) -> Region | None:
    for region in library.policy.regions:
        if region.covers(situation.contact.zone) and region.late and local.time() >= region.late.after:
            return region
    return None


def release(replies: tuple[Reply, ...], apology: str, now: datetime) -> tuple[Reply, ...]:
    """Put the apology before what the bot says first after a hold that nobody claimed."""
    first = Reply(apology, at=now, why="nobody claimed the conversation in time")
    return (first, *(replace(reply, at=max(reply.at, now + PAUSE)) for reply in replies))
