"""Was this request signed by our provider? Nothing else is known about who may post.

Only `twilio.request_validator` is imported: the whole client costs the web process a third
of a second at every start and has no work there.
"""

from twilio.request_validator import (  # type: ignore[import-untyped]  # it ships no types
    RequestValidator,
)
from werkzeug.datastructures import MultiDict


class SignatureCheck:
    """The signatures of one public address, under one auth token, or two while it is rotated."""

    def __init__(self, tokens: tuple[str, ...], public_url: str) -> None:
        self._validators = [RequestValidator(token) for token in tokens if token]
        self._origin = public_url.rstrip("/")

    def valid(self, path_and_query: str, params: MultiDict[str, str], header: str | None) -> bool:
        """True where the header signs these parameters for this address.

        `path_and_query` is the raw request target, undecoded; a missing header is a bad one.
        """
        url = self._origin + path_and_query
        try:
            return any(each.validate(url, params, header or "") for each in self._validators)
        except ValueError:
            # Half a character cannot be encoded, so nobody can have signed it.
            return False
