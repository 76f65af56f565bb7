"""How fast may a sender send? One line of turns for all contacts of one sender.

Its one rule: two requests are never closer than the pace, however many workers share the
line; who has waited comes before who has just joined. `actions/deliver.py` takes the turns.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Sender:
    """Where a sender's line stands: no request before `next_at`, turns are given until `booked_at`.

    `gap` is the distance that the provider's refusals have made necessary, until `slow_until`.
    """

    next_at: datetime | None = None
    booked_at: datetime | None = None
    gap: timedelta = timedelta(0)
    slow_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Slowing:
    """How a refusal slows its sender: nothing for `rest`, then `gap` between two requests.

    Each further one doubles the gap up to `most`; a time of `lasts` without any ends it.
    """

    gap: timedelta
    most: timedelta
    lasts: timedelta
    rest: timedelta = timedelta(0)


def pace_of(sender: Sender, own: timedelta, now: datetime) -> timedelta:
    """The distance between two requests: the channel's own, or a longer one that was forced on it."""
    slowed = sender.slow_until is not None and now < sender.slow_until
    return max(own, sender.gap) if slowed else own


def is_free(sender: Sender, own: timedelta, now: datetime) -> bool:
    """Whether there is no line at all, as with most senders at most times."""
    return pace_of(sender, own, now) == timedelta(0) and (sender.next_at is None or sender.next_at <= now)


def take_turn(
    sender: Sender, own: timedelta, now: datetime, *, waited: bool = False
) -> tuple[Sender, datetime]:
    """The line after one more message has asked for a turn, and the instant of its turn.

    A turn of now is taken; a later one is booked, and the message asks again then. One that
    has `waited` for its turn gets the next one, ahead of those that have just joined.
    """
    pace = pace_of(sender, own, now)
    if sender.next_at is None or sender.next_at <= now:
        return replace(sender, next_at=now + pace), now
    if waited:
        return sender, sender.next_at
    behind = sender.booked_at is not None and sender.booked_at >= sender.next_at
    turn = sender.booked_at + pace if sender.booked_at is not None and behind else sender.next_at
    return replace(sender, booked_at=turn), turn


def slow_down(sender: Sender, slowing: Slowing, now: datetime) -> Sender:
    """The line after a refusal that means the whole sender."""
    present = pace_of(sender, timedelta(0), now)
    gap = max(present, min(max(slowing.gap, 2 * present), slowing.most))
    return replace(
        sender,
        gap=gap,
        slow_until=max(sender.slow_until or now, now + slowing.lasts),
        next_at=max(sender.next_at or now, now + max(gap, slowing.rest)),
    )
