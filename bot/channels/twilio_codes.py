"""What Twilio's error codes mean for a message, as one table.

The table serves the answer to a request and, with `status=None`, the code that a status
callback brings minutes later. Twilio may change which code a cause gets, so a code that
nobody here knows ends the message instead of repeating it.
"""

from bot.core.sending import Result

NO_WORDS = 14103
TOO_LONG = 21617

# The provider is busy or has a fault of its own, and the message surely did not go out.
_RETRY = frozenset(
    {
        20429,  # too many requests at once
        21611,  # the sender's queue is full
        30001,  # the sender's queue ran over
        63010,  # a fault of the channel
        63012,  # a fault of the channel's provider
        63017,  # sent faster than the sender may
        63018,  # the sender's messaging limit
        63019,  # our file could not be fetched
        63023,  # a fault of the channel
        63038,  # the account's messages of one day are used up
    }
)

# Credentials, account or sender are set up wrongly, so the next message would fail as well.
_HALT = frozenset(
    {
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
    }
)


def classify(status: int | None, code: int | None) -> Result:
    """How an HTTP status and an error code of Twilio end a request; None where there is none.

    After a 5xx nobody knows whether the message exists, whatever the code says.
    """
    if status is not None and status >= 500:
        return Result.UNKNOWN
    if code in _HALT:
        return Result.HALT
    if code in _RETRY or status == 429:
        return Result.RETRY
    return _by_status(status, code)


def _by_status(status: int | None, code: int | None) -> Result:
    if status is None or status in {400, 410, 422}:
        return Result.REFUSED
    if 200 <= status < 300:
        return Result.ACCEPTED
    if status == 408:
        return Result.UNKNOWN
    if status != 401 and code is not None and (code == NO_WORDS or code >= 21_000):
        return Result.REFUSED
    # Redirects, 401, 403, 404 and their like: we talk to the wrong place, or as nobody.
    return Result.HALT
