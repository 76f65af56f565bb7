"""A pause of a sequence is over: does it go on now, and if not, when and why not?

Its one rule: the first reason that asks for more time is the one that is told.
"""

from datetime import datetime, timedelta

from bot.core.collisions import Place, Talk, in_the_way
from bot.core.conversations import Enrolled, Situation
from bot.core.library import Library
from bot.core.schedule import first_sending
from bot.core.sequences import SendingStep, Until, Wait
from bot.core.unprompted import Chance, unprompted_until


def goes_on(
    pause: Wait | None,
    enrolled: Enrolled,
    place: Place,
    situation: Situation,
    talk: Talk,
    library: Library,
    now: datetime,
) -> Chance:
    """When an enrollment goes on whose `pause` is over; now where nothing will be said.

    What no instant suits goes on as well: the gates hold it back and call a person.
    """
    step = first_sending(enrolled.steps[enrolled.position :], library)
    if pause is None or step is None:
        return Chance(now)
    at, why = now, ""
    if collision := in_the_way(place, situation, talk, now):
        at, why = collision.until, collision.why
    room = _room(step, situation, library, at, at - now)
    if room > at:
        at, why = room, why or "the contact has had as many automated messages as the budget allows"
    window = pause.wait if isinstance(pause.wait, Until) else None
    chance = unprompted_until(at, situation.contact, library, hours=step.hours, window=window)
    return Chance(now) if chance.at is None else Chance(chance.at, why or chance.why)


def _room(
    step: SendingStep, situation: Situation, library: Library, at: datetime, waited: timedelta
) -> datetime:
    """When the budget has room, from an instant on; that instant where it must not wait so long.

    Then the budget's gate calls a person.
    """
    limits, spent = library.policy.limits, situation.spent
    if spent.counted(at, limits) < limits.automated:
        return at
    frees = spent.frees(at, limits)
    closes = situation.conversation.window_closes
    out_of_time = step.not_after is not None and waited + (frees - at) > step.not_after
    shut = closes is not None and frees > closes and not step.template
    return at if out_of_time or shut else frees
