"""The keys of forms: that of what agents write, taken exactly once, and the token of the page."""

import re
from hashlib import blake2b
from secrets import token_hex

from flask import request
from flask_wtf.csrf import generate_csrf

_KEY = re.compile(r"[0-9a-zA-Z_-]{8,64}")


def fresh_key() -> str:
    return token_hex(16)


def key_of(given: str, content: str) -> str | None:
    """The key of a form with this content; None where it has none that can be one.

    A page from the browser's memory sends its old key again: another text under it is another one.
    """
    if not _KEY.fullmatch(given):
        return None
    return blake2b(f"{given}\n{content}".encode(), digest_size=32).hexdigest()


def page_token() -> str:
    """The token of the page that is shown, which has been verified, or the one of a new page.

    A new token is another text each second, and a piece with it would never be the same twice.
    """
    known = request.form.get("csrf_token") or request.headers.get("X-CSRFToken")
    return known if request.method == "POST" and known else generate_csrf()
