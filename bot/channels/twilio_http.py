"""The wire under the Twilio client: time limits, another base, and what a broken line means.

Importing this costs a third of a second, so only what sends may do it, and late. The rule
for failures: `retry` only where the request surely never reached anyone.
"""

import re
import ssl
from typing import Any
from urllib.parse import urlsplit

import requests
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]  # it ships no types
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from bot.channels.twilio_codes import classify
from bot.core.sending import Outcome, Result

_NUMBER = re.compile(r"\+?\d{7,}")  # a phone number has no place in a log
_NEVER_SENT = (NewConnectionError, ConnectTimeoutError, ssl.SSLCertVerificationError)

CALL_FAILURES: tuple[type[Exception], ...] = (
    requests.RequestException,
    # The client reads the answer without looking: a page of HTML where JSON should stand
    # comes out as any of these.
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
)


class BoundedHttpClient(TwilioHttpClient):  # type: ignore[misc]  # its base has no types
    """Twilio's own HTTP client with both time limits, and quiet: it logs phone numbers."""

    def __init__(self, api_url: str, time_limits: tuple[float, float]) -> None:
        super().__init__(max_retries=0)
        self.timeout = time_limits
        self._api_url = api_url.rstrip("/")

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, self._moved(url), *args, **kwargs)

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Say nothing: the address of a list names the contact's number."""

    def log_response(self, status_code: int, response: Any) -> None:
        """Say nothing: our own log has a line for every message."""

    def _moved(self, url: str) -> str:
        if not self._api_url:
            return url
        parts = urlsplit(url)
        return self._api_url + parts.path + (f"?{parts.query}" if parts.query else "")


def outcome_of(error: Exception) -> Outcome:
    """How a send ended that raised this: by Twilio's word, or by a line that broke."""
    status = getattr(error, "status", None)
    if isinstance(status, int):
        return _refused(status, error)
    surely_not = any(isinstance(each, _NEVER_SENT) for each in _chain(error))
    result = Result.RETRY if surely_not else Result.UNKNOWN
    reason = "no connection" if surely_not else "no readable answer"
    return Outcome(result, detail=f"{reason} ({type(error).__name__})")


def _refused(status: int, error: Exception) -> Outcome:
    # An answer without a code of Twilio's repeats its HTTP status as one, and the text of
    # the whole error may be coloured for a terminal, so only its parts are used.
    number = getattr(error, "code", None)
    code = number if isinstance(number, int) and number >= 10_000 else None
    words = getattr(error, "msg", "") or getattr(error, "title", "")
    return Outcome(classify(status, code), "", code, f"HTTP {status}: {_NUMBER.sub('…', str(words))}")


def _chain(error: BaseException) -> list[BaseException]:
    """The error and all that it wraps: in its arguments, its reason, its cause or its context."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, BaseException) or each in found:
            continue
        found.append(each)
        waiting += [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
    return found
