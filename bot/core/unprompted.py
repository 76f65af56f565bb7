"""What the bot writes without being asked just now: at a decent hour, in its own window.

Its one rule: nobody is woken. A night in any zone where the contact may be wins over every
other wish; opening hours win over a window that they leave no room for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.contacts import Contact
from bot.core.hours import when_open
from bot.core.library import Library
from bot.core.policy import Business
from bot.core.quiet import after_quiet, quiet, when_window
from bot.core.sequences import Step, Until, Wait
from bot.core.voice import whereabouts
from bot.core.zones import locate

_TOLD = frozenset({"words", "agent"})
_ROUNDS = 30  # Hours and nights that never meet are given up after as many attempts.


@dataclass(frozen=True, slots=True)
class Chance:
    """When it may go (None: not within a year) and why not before; at once where `why` is empty."""

    at: datetime | None
    why: str = ""


def plausible_zones(contact: Contact, business: Business) -> tuple[str, ...]:
    """The zones in which a contact may be, the likeliest first.

    A zone that the contact or an agent has told is the only one.
    """
    if contact.zone_source in _TOLD:
        return (contact.zone,)
    guessed = locate(contact.address, business.time_zone, business.country).zones
    return tuple(dict.fromkeys((contact.zone, *guessed)))


def pause_before(steps: Sequence[Step], position: int) -> Wait | None:
    """The pause that stands right before a position, if one does."""
    step = steps[position - 1] if 0 < position <= len(steps) else None
    return step if isinstance(step, Wait) else None


def unprompted_until(
    now: datetime,
    contact: Contact,
    library: Library,
    *,
    hours: Literal["open", "any"] | str = "any",
    window: Until | None = None,
) -> Chance:
    """The first instant from now on at which an unprompted message may go, and what keeps it.

    It is no night in any plausible zone, it is open if `hours` say so, and inside its window
    if it has one; a window that the rest leaves no room for is given up.
    """
    found = _first(now, contact, library, hours, window)
    if found.at is None and window is not None:
        found = _first(now, contact, library, hours, None)
    return found


def _first(now: datetime, contact: Contact, library: Library, hours: str, window: Until | None) -> Chance:
    at, why = now, ""
    for _ in range(_ROUNDS):
        moved, reason = _next(at, contact, library, hours, window)
        if moved is None:
            return Chance(None, reason)
        if moved == at:
            return Chance(at, why)
        at, why = moved, why or reason
    return Chance(None, "no instant is inside the opening hours and outside the contact's night")


def _next(
    at: datetime, contact: Contact, library: Library, hours: str, window: Until | None
) -> tuple[datetime | None, str]:
    """One step towards an instant that suits every rule, and the rule that asked for it."""
    policy, where = library.policy, whereabouts(contact, library.policy)
    zones = plausible_zones(contact, policy.business)
    if quiet(at, zones):
        return after_quiet(at, zones), f"it is night where the contact may be ({_sleeping(at, zones)})"
    if window is not None:
        opens = when_window(at, Until(until=window.until), policy.hours, where)
        if opens > at:
            return opens, f"its window {window.until} is not open"
    if hours == "any":
        return at, ""
    opening = when_open(at, policy.hours, where)
    return opening.at, f"closed: {opening.reason}"


def _sleeping(at: datetime, zones: Sequence[str]) -> str:
    """The first zone that is asleep, with its time."""
    zone = next((zone for zone in zones if quiet(at, (zone,))), zones[0])
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M} in {zone}"
