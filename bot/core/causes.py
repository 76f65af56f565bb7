"""Why a provider refuses a message: its codes, each with the cause it stands for.

The codes are Twilio's, which names those of WhatsApp and of Meta too, and may change which
one a cause gets. What a cause leads to stands in `consequences.py`.
"""

from collections.abc import Mapping
from enum import StrEnum

from bot.core.sending import Result


class Cause(StrEnum):
    """Why a message was refused, as far as it matters for what to do."""

    BUSY = "busy"
    LIMIT = "limit"
    FAULT = "fault"
    FILE = "file"
    WINDOW = "window"
    WITHHELD = "withheld"
    OPTED_OUT = "opted_out"
    NOT_JOINED = "not_joined"
    RECIPIENT = "recipient"
    CONTENT = "content"
    SET_UP = "set_up"
    STRANGE = "strange"
    REFUSED = "refused"
    AWAY = "away"


_CODES: Mapping[Cause, tuple[int, ...]] = {
    # Too many requests at once, a full queue, a queue that ran over, faster than the sender may.
    Cause.BUSY: (20429, 21611, 30001, 63017),
    # The sender's messaging limit, and the account's messages of one day.
    Cause.LIMIT: (63018, 63038),
    Cause.FAULT: (63010, 63012, 63023),
    Cause.FILE: (63019, 63034),
    Cause.WINDOW: (63016,),
    Cause.WITHHELD: (63049,),
    Cause.OPTED_OUT: (21610, 63014),
    Cause.NOT_JOINED: (63015,),
    # No such number, not on WhatsApp, its terms not accepted or an old app, in an experiment of Meta's.
    Cause.RECIPIENT: (21211, 63003, 63024, 63032),
    Cause.CONTENT: (14103, 21617, 63005, 63006, 63013, 63021, 63027, 63028, 63029, 63030),
    # Credentials, account or sender are set up wrongly, so the next message would fail as well.
    Cause.SET_UP: (
        20003,  # wrong account or auth token
        20005,  # the account is not active
        20404,  # no such account or address of the API
        21212,  # the sender is no sender
        21603,  # no sender given
        21606,  # the sender cannot send
        21659,  # the sender is not Twilio's
        21660,  # the sender belongs to another account
        21703,  # the messaging service has no sender
        30002,  # the account is suspended
        63001,  # the channel refuses the credentials
        63007,  # no such sender
        63008,  # the sender's module is set up wrongly
        63020,  # the business account is not accepted
    ),
}
CAUSES: Mapping[int, Cause] = {code: cause for cause, codes in _CODES.items() for code in codes}
WINDOW_CODES = _CODES[Cause.WINDOW]

_RESULTS = {
    **dict.fromkeys((Cause.BUSY, Cause.LIMIT, Cause.FAULT, Cause.FILE, Cause.AWAY), Result.RETRY),
    Cause.SET_UP: Result.HALT,
}
_BY_RESULT = {Result.RETRY: Cause.AWAY, Result.HALT: Cause.SET_UP}


def cause_of(code: int | None, result: Result = Result.REFUSED) -> Cause:
    """Why a request was refused; `result` decides where the code says nothing."""
    if code is not None and code in CAUSES:
        return CAUSES[code]
    strange = code is not None and 63_000 <= code < 64_000
    return _BY_RESULT.get(result, Cause.STRANGE if strange else Cause.REFUSED)


def result_of(cause: Cause) -> Result:
    """How a request ended that was refused for this cause."""
    return _RESULTS.get(cause, Result.REFUSED)
