"""Passwords: hashed and verified with argon2id.

Its one rule: never in a transaction, and never more than two at once in a process, since each
takes 64 MiB; who would wait too long is asked to come back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from secrets import token_urlsafe
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.core.logging_in import LONGEST, SHORTEST, fault, written
from bot.errors import AccountError

AT_ONCE = 2
PATIENCE = 5.0
"""Seconds: a full office in the morning gets through, and a flood does not keep every thread waiting."""
BUSY = "Many people are logging in at this moment. Try again in a few seconds."
_slots = BoundedSemaphore(AT_ONCE)
_hasher = PasswordHasher()


class BusyError(AccountError):
    """No place among the passwords that are being verified became free in time."""

    def __init__(self) -> None:
        super().__init__(BUSY)


def hash_password(password: str) -> str:
    with _slot():
        return _hasher.hash(_bytes(password))


def is_right(password: str, stored: str) -> bool:
    """Whether it is the password of a stored hash; an empty hash is nobody's and takes as long."""
    nobody = _nobody()
    with _slot():
        try:
            return _hasher.verify(stored or nobody, _bytes(password)) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False


def is_dated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def require_good(password: str, name: str) -> None:
    """Raise AccountError with the rule that a new password breaks."""
    what = fault(password, name)
    if what:
        values = {"shortest": SHORTEST, "longest": LONGEST}
        raise AccountError(what, **{key: value for key, value in values.items() if f"%({key})s" in what})


@cache
def _nobody() -> str:
    """A hash that no password fits, for names that no account has."""
    return hash_password(token_urlsafe())


def _bytes(password: str) -> bytes:
    # What is too long to be a password is still verified, but not at any length.
    return written(password)[: LONGEST + 1].encode("utf-8", "replace")


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        yield
    finally:
        _slots.release()
