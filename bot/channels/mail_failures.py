"""What a mail server's refusals and silences mean: in words for an operator, and whether to try again.

Its one rule: no password and no address is repeated, whatever the server says of them.
"""

import ssl
from smtplib import SMTPAuthenticationError, SMTPException, SMTPResponseException, SMTPServerDisconnected

from bot.core.mailing import Posted

_LASTING = 500  # an answer from here on will be the same next time


class OpenLineError(SMTPException):
    """The server offers no encryption, and a password may not go over an open line."""


def told(error: Exception, where: str, address: str) -> Posted:
    """What went wrong with a connection to `where`, without what we had said to it."""
    if isinstance(error, SMTPAuthenticationError):
        words = f"{where} refuses user and password ({error.smtp_code}). Copy them anew into SMTP_URL."
        return Posted(False, words, again=error.smtp_code < _LASTING)
    if isinstance(error, SMTPResponseException):
        return refused(error.smtp_code, error.smtp_error, address)
    return Posted(False, _words(error, where), again=not isinstance(error, OpenLineError))


def _words(error: Exception, where: str) -> str:
    match error:
        case OpenLineError():
            return f"{where} offers no encryption, so it gets no password. Use smtps:// or another port."
        case ssl.SSLCertVerificationError():
            return f"the certificate of {where} is not valid ({error.verify_message})"
        case SMTPServerDisconnected():
            return f"{where} ended the connection"
        case TimeoutError():
            return f"{where} did not answer in time"
        case OSError() if error.strerror:
            return f"{where} cannot be reached ({error.strerror})"
    return f"{where} does not speak as a mail server does ({type(error).__name__})"


def refused(code: int, said: bytes | str, address: str) -> Posted:
    """A server's own words, one line of them, without the address, which is nobody's to read in a log."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    words = f"the mail server said {code} {plain.replace(address, '…')}"[:200]
    return Posted(False, words, again=code < _LASTING)
