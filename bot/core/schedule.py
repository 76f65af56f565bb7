"""When do the answers go? Now, or after the closed hours with a notice and a promise.

Called by the layers of `decide.py` that answer a question.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.conversations import OpenOption
from bot.core.decision import Decision, NewEscalation, Reply
from bot.core.escalations import priority_of
from bot.core.hours import Delivery, is_open, next_delivery
from bot.core.library import Library
from bot.core.limits import template_for
from bot.core.plan import PAUSE, released, slot
from bot.core.policy import Region
from bot.core.sequences import EscalateStep, SendingStep, StartSequence, Step, Wait
from bot.core.view import View
from bot.core.voice import whereabouts


@dataclass(frozen=True, slots=True)
class Wanted:
    """An answer that a layer wants to give: a sequence, or with `resume` the rest of one."""

    sequence: str
    why: str
    trigger: str = ""
    answers: str = ""
    resume: str = ""
    options: tuple[OpenOption, ...] = ()
    repeat: bool = False
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """The replies with their instants, what the conversation must remember, and notes."""

    replies: tuple[Reply, ...] = ()
    escalations: tuple[NewEscalation, ...] = ()
    away_until: datetime | None = None
    late_on: date | None = None
    notes: tuple[str, ...] = ()


def schedule(view: View, wanted: Sequence[Wanted], *, late: bool = True) -> Schedule:
    """Answers that may go now go now; those that want open hours follow a notice.

    `late` says whether a region's late notice may follow what goes now.
    """
    where = whereabouts(view.contact, view.library.policy)
    open_now = is_open(view.now, view.library.policy.hours, where)
    ready = [one for one in wanted if open_now or not _wants_open(one, view)]
    later = [one for one in wanted if one not in ready]
    dues = _dues(view, wanted)
    replies = [_reply(one, slot(view.now, dues)) for one in ready]
    if later:
        return _after_hours(view, replies, later, dues)
    answered = late and not all(_is_courtesy(one, view) for one in ready)
    notice, late_on = _late(view, replies) if answered else ((), view.conversation.late_on)
    return Schedule((*replies, *notice), away_until=view.conversation.away_until, late_on=late_on)


def planned(decision: Decision, plan: Schedule) -> Decision:
    """The decision with what the schedule makes of its answers."""
    return replace(
        decision,
        replies=plan.replies,
        escalations=plan.escalations,
        away_until=plan.away_until,
        late_on=plan.late_on,
        notes=plan.notes,
    )


def _dues(view: View, wanted: Sequence[Wanted]) -> list[datetime]:
    """When messages are planned, without those that a new answer to the same question replaces."""
    replaced = {one.answers for one in wanted} - {""}
    planned = [one for one in view.situation.planned if one.answers not in replaced]
    waiting = [(one.enrollment or None, one.due) for one in planned if one.waits]
    return [one.due for one in planned if not one.waits] + released(waiting, view.now)


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
        repeat=wanted.repeat,
        retry=wanted.retry,
    )


def _after_hours(view: View, ready: list[Reply], later: list[Wanted], dues: list[datetime]) -> Schedule:
    policy, now, conversation = view.library.policy, view.now, view.conversation
    delivery = next_delivery(now, policy.hours, policy.away, whereabouts(view.contact, view.library.policy))
    if delivery.deliver is None or delivery.promise is None:
        return Schedule(
            replies=tuple(ready),
            escalations=tuple(_window_task(one, now, "no opening hours in a year") for one in later),
        )
    zone = ZoneInfo(view.contact.zone)
    deliver, promise = delivery.deliver, delivery.promise
    told = conversation.away_until
    notice = () if told and now < told else (_notice(policy.sequences.away, now, delivery),)
    kept = [one for one in later if _reachable(one, view, deliver)]
    tasks = [
        _window_task(one, promise, "the service window is closed then") for one in later if one not in kept
    ]
    at = slot(deliver, dues)
    return Schedule(
        replies=(*ready, *notice, *(_reply(one, at, promise) for one in kept)),
        escalations=tuple(tasks),
        away_until=deliver,
        late_on=conversation.late_on,
        notes=(f"closed: {delivery.reason}; promised for {promise.astimezone(zone):%A %H:%M} there",),
    )


def _notice(sequence: str, now: datetime, delivery: Delivery) -> Reply:
    why = f"closed: {delivery.reason}"
    return Reply(sequence, at=now, why=why, promise=delivery.promise, passes=("hours",))


def _window_task(wanted: Wanted, due: datetime, why: str) -> NewEscalation:
    return NewEscalation(
        "window", priority_of("window"), f'"{wanted.sequence}" cannot be sent: {why}', due, wanted.trigger
    )


def _reachable(wanted: Wanted, view: View, deliver: datetime) -> bool:
    """Can the answer still be sent then: inside the service window, or by a template?"""
    closes = view.conversation.window_closes
    if closes is None or deliver <= closes:
        return True
    policy = view.library.policy
    step = first_sending(_steps(wanted, view), view.library)
    choices = (step.template if step else {}, policy.contents("reopen"))
    return any(template_for(templates, view.language, policy.languages[0]) for templates in choices)


def _steps(wanted: Wanted, view: View) -> Sequence[Step]:
    enrolled = view.situation.enrolled.get(wanted.resume)
    if enrolled is not None:
        return enrolled.steps[enrolled.position + (not wanted.repeat) :]
    sequence = view.library.sequences.get(wanted.sequence)
    return sequence.steps if sequence else ()


def first_sending(steps: Sequence[Step], library: Library, depth: int = 0) -> SendingStep | None:
    """The step that sends first, looking through `start`; None where a pause or a person comes before."""
    for step in steps:
        if isinstance(step, SendingStep):
            return step
        if isinstance(step, Wait | EscalateStep):
            return None
        if isinstance(step, StartSequence) and depth < 10:
            started = library.sequences.get(step.start)
            return first_sending(started.steps, library, depth + 1) if started else None
    return None


def _wants_open(wanted: Wanted, view: View) -> bool:
    step = first_sending(_steps(wanted, view), view.library)
    return step is not None and step.hours == "open"


def _is_courtesy(wanted: Wanted, view: View) -> bool:
    """Who only greets or thanks has asked nothing that somebody would handle tomorrow."""
    trigger = view.library.triggers.get(wanted.trigger)
    return trigger is not None and trigger.courtesy


def _late(view: View, replies: Sequence[Reply]) -> tuple[tuple[Reply, ...], date | None]:
    """The region's late notice, after an answer that goes now; once per contact and day."""
    told = view.conversation.late_on
    local = view.now.astimezone(ZoneInfo(view.contact.zone))
    region = _late_region(view, local)
    if not replies or region is None or region.late is None or told == local.date():
        return (), told
    why = f"past {region.late.after:%H:%M} in {region.name}"
    notice = Reply(region.late.say, at=replies[-1].at + PAUSE, why=why, passes=("hours",))
    return (notice,), local.date()


def _late_region(view: View, local: datetime) -> Region | None:
    for region in view.library.policy.regions:
        if region.covers(view.contact.zone) and region.late and local.time() >= region.late.after:
            return region
    return None


def release(replies: tuple[Reply, ...], apology: str) -> tuple[Reply, ...]:
    """Put the apology before what the bot says first after a hold that nobody claimed."""
    at = replies[0].at
    why = "nobody claimed the conversation in time"
    first = Reply(apology, at=at, why=why, passes=(*replies[0].passes, "hours"))
    return (first, *(replace(reply, at=max(reply.at, at + PAUSE)) for reply in replies))
