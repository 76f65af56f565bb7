"""The keys under which what agents write is taken exactly once, however often a form is sent."""

import re
from secrets import token_hex

_KEY = re.compile(r"[0-9a-zA-Z_-]{8,64}")


def fresh_key() -> str:
    return token_hex(16)


def key_of(given: str) -> str | None:
    """The key of a form; None where it has none that can be one."""
    return given if _KEY.fullmatch(given) else None
