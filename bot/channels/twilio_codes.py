"""How an answer of Twilio's ends a request: by its code, else by its HTTP status.

What the codes mean stands in `core/causes.py`, because a callback brings them too.
"""

from bot.core.causes import CAUSES, result_of
from bot.core.sending import Result

NO_WORDS = 14103
TOO_LONG = 21617


def classify(status: int, code: int | None) -> Result:
    """How an HTTP status and an error code, where there is one, end a request.

    After a 5xx nobody knows whether the message exists, whatever the code says.
    """
    if status >= 500:
        return Result.UNKNOWN
    cause = CAUSES.get(code) if code is not None else None
    if cause is not None and result_of(cause) is not Result.REFUSED:
        return result_of(cause)
    return Result.RETRY if status == 429 else _by_status(status, code)


def _by_status(status: int, code: int | None) -> Result:
    if status in {400, 410, 422}:
        return Result.REFUSED
    if 200 <= status < 300:
        return Result.ACCEPTED
    if status == 408:
        return Result.UNKNOWN
    if status != 401 and code is not None and (code == NO_WORDS or code >= 21_000):
        return Result.REFUSED
    # Redirects, 401, 403, 404 and their like: we talk to the wrong place, or as nobody.
    return Result.HALT
