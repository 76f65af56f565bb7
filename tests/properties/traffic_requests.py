"""What must be true of every request to the provider, judged by how things stood when it was made.

Its one rule: each invariant returns its complaints in words, and none asks the gates themselves.
"""

from collections import Counter, defaultdict
from datetime import timedelta

from bot.core.contacts import Consent
from bot.core.hours import is_open
from bot.core.messages import Status
from bot.core.voice import whereabouts
from tests.properties.traffic_provider import Request, in_flight
from tests.properties.traffic_world import World

_DAY = timedelta(hours=24)
_WORD_WITHIN = timedelta(seconds=10)
_RUN = timedelta(minutes=1)


def arrived(world: World) -> list[Request]:
    """The requests that reached the contact."""
    return [one for one in world.provider.requests if one.arrived]


def _by_contact(requests: list[Request]) -> list[list[Request]]:
    found: dict[str, list[Request]] = defaultdict(list)
    for one in requests:
        found[one.contact.id].append(one)
    return list(found.values())


def at_most_five_in_a_day(world: World) -> list[str]:
    complaints = []
    for requests in _by_contact([one for one in arrived(world) if one.automated]):
        for last in requests:
            day = [one for one in requests if last.at - _DAY < one.at <= last.at]
            if len(day) > last.library.policy.limits.automated:
                complaints.append(f"{len(day)} in a day: {[one.name for one in day]}")
    return complaints


def nothing_outside_hours(world: World) -> list[str]:
    requests = arrived(world)
    return [
        f"while it was closed: {one.name}"
        for one in requests
        if one.automated and _wants_open(one) and not _open(one) and not _has_begun(one, requests)
    ]


def _has_begun(one: Request, requests: list[Request]) -> bool:
    """An answer that has begun is finished: the message before it left within a minute."""
    same = (other for other in requests if other.message.enrollment_id == one.message.enrollment_id)
    return any(timedelta(0) < one.at - other.at <= _RUN for other in same)


def _wants_open(one: Request) -> bool:
    if one.message.sequence == "reopen":
        # It goes in the place of what wanted to leave, at an hour that suited that.
        return False
    step = one.steps[one.message.step - 1]
    return step.get("hours", "open") == "open" and "hours" not in one.passes


def _open(one: Request) -> bool:
    return is_open(one.at, one.library.policy.hours, whereabouts(one.contact, one.library.policy))


def only_the_bots_own_roles_pass_the_hours(world: World) -> list[str]:
    return [
        f"an answer passed the hours: {one.name}"
        for one in arrived(world)
        if "hours" in one.passes and one.message.sequence not in _own(one)
    ]


def _own(one: Request) -> set[str]:
    late = {region.late.say for region in one.library.policy.regions if region.late}
    return {*one.library.policy.sequences.model_dump().values(), *late}


def nothing_after_opt_out(world: World) -> list[str]:
    out = [one for one in arrived(world) if one.automated and one.contact.consent == Consent.OUT]
    return [f"after opt-out: {one.name}" for one in out if "consent" not in one.passes]


def nothing_free_outside_the_window(world: World) -> list[str]:
    free = [one for one in arrived(world) if not one.outgoing.template]
    return [
        f"free text outside the window: {one.name}, last inbound {one.last_inbound}"
        for one in free
        if one.last_inbound is None or one.at > one.last_inbound + _DAY
    ]


def nothing_automated_after_a_take_over(world: World) -> list[str]:
    return [
        f"while people held it: {one.name}"
        for one in world.provider.requests
        if one.automated and (_fresh(one) or _held(one))
    ]


def _fresh(one: Request) -> bool:
    after = one.library.policy.escalation.hand_back_after
    return one.taken is not None and one.at - one.taken < after


def _held(one: Request) -> bool:
    """Held before it left; a template that hands the rest to a person opens the hold itself."""
    since = one.conversation.held_since
    if since is None or "hold" in one.passes:
        return False
    return since < one.at or not one.outgoing.template


def order_is_kept(world: World) -> list[str]:
    return [complaint for one in world.provider.requests if (complaint := _overtakes(one))] + [
        complaint for requests in _by_contact(arrived(world)) for complaint in _disorder(requests)
    ]


def _overtakes(one: Request) -> str:
    if in_flight(one.others):
        return f"two at once: {one.name}"
    mine = (one.message.due_at, one.message.position)
    earlier = [o for o in one.others if o.status == Status.QUEUED and (o.due_at, o.position) < mine]
    return f"{one.name} overtook {earlier[0].sequence} step {earlier[0].step}" if earlier else ""


def _disorder(requests: list[Request]) -> list[str]:
    complaints, steps = [], dict[str, int]()
    for before, one in zip([None, *requests], requests, strict=False):
        last = steps.get(one.message.enrollment_id, 0)
        if one.message.enrollment_id and one.message.step < last:
            complaints.append(f"{one.name} after step {last}")
        steps[one.message.enrollment_id or ""] = one.message.step
        if before and before.message.id not in one.confirmed and one.at - before.at < _WORD_WITHIN:
            complaints.append(f"{one.name} did not wait for word of {before.name}")
    return complaints


def nothing_twice(world: World) -> list[str]:
    counts = Counter(one.message.id for one in arrived(world))
    return [f"sent {count} times: {message}" for message, count in counts.items() if count > 1]
