"""How often a password may be tried, and which password is good enough.

Its one rule: an agent who knows the password gets in, whoever else guesses at the account.
`docs/decisions/0007-accounts.md` says why the limits are these.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from unicodedata import normalize

WINDOW = timedelta(minutes=15)
"""How long an attempt counts: long enough to make guessing slow, short enough to wait for."""
HERE = 10
"""Attempts at one account from one place: who forgot a password has tried it in all its forms."""
PLACE = 30
"""Attempts from one place at all accounts: an office behind one address logs in in the morning,
and those who succeed are not counted."""
ACCOUNT = 100
"""Attempts at one account from all places: more than people need, too few for a list of passwords."""
KEPT = timedelta(days=1)
"""How long attempts are kept at all."""
KNOWN = timedelta(days=30)
"""How long a place stays known from which the agent has logged in."""
SHORTEST, LONGEST = 10, 256
"""Characters of a password; more than the longest would only cost time to hash."""

TOO_SHORT = "A password has at least %(shortest)s characters: short ones can be tried out one by one."
TOO_LONG = "A password has at most %(longest)s characters."
TOO_LIKE_NAME = "A password is not the name of the account: it is the first thing that is tried."
TOO_COMMON = "This password is one of those that everybody tries first. A few words in a row are better."

_COMMON = frozenset(
    [
        "1234567890",
        "0123456789",
        "0987654321",
        "9876543210",
        "12345678910",
        "123456789a",
        "1q2w3e4r5t",
        "qwertyuiop",
        "qwerty12345",
        "qwerty123456",
        "password12",
        "password123",
        "password1234",
        "passw0rd123",
        "letmein123",
        "welcome123",
        "welcome1234",
        "iloveyou123",
        "administrator",
        "admin12345",
        "admin123456",
        "abcdefghij",
        "abc1234567",
        "abcd123456",
        "changeme123",
        "asdfghjkl;",
        "zxcvbnm123",
        "1qaz2wsx3edc",
        "qazwsxedcrfv",
        "football123",
        "superman123",
        "bulbul1234",
        "bulbul12345",
        "whatsapp123",
        "whatsapp1234",
        "correcthorsebatterystaple",
    ]
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: a hash of the account's name, the place it came from, and when."""

    account: str
    place: str
    at: datetime


def free_again(tries: Iterable[Attempt], account: str, place: str, known: bool) -> datetime | None:
    """When one more attempt is allowed; None: now. `tries` are those of the last WINDOW.

    A known place is one from which the agent has logged in: it does not suffer from guesses
    that others make elsewhere.
    """
    tries = list(tries)
    there = [one.at for one in tries if one.place == place]
    limits = [
        ([one.at for one in tries if (one.account, one.place) == (account, place)], HERE),
        (there, PLACE),
        ([] if known else [one.at for one in tries if one.account == account], ACCOUNT),
    ]
    return max((end for ats, most in limits if (end := _end(ats, most))), default=None)


def _end(ats: Sequence[datetime], most: int) -> datetime | None:
    """When fewer than `most` of these are left in the window."""
    return sorted(ats)[-most] + WINDOW if len(ats) >= most else None


def account_key(name: str) -> str:
    """What stands for a typed name: it may be a password in the wrong field, so it is not kept."""
    return sha256(tidy(name).encode("utf-8", "replace")).hexdigest()


def place_of(address: str) -> str:
    """An address as it is counted; one network of IPv6 is one place, since a single guest has all of it."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed.packed[:8] + bytes(8), 64)))


def tidy(name: str) -> str:
    """A name as it was typed, with capital letters and spaces around it forgiven."""
    return normalize("NFKC", name).strip().lower()


def written(password: str) -> str:
    """A password as it is hashed: the same on every keyboard that writes its letters in another way."""
    return normalize("NFKC", password)


def fault(password: str, name: str) -> str:
    """Why a password is not good enough, empty where it is."""
    text = written(password)
    told = [
        (len(text) < SHORTEST, TOO_SHORT),
        (len(text) > LONGEST, TOO_LONG),
        (text.strip().lower() == name, TOO_LIKE_NAME),
        (_plain(text) in _COMMON or len(set(text)) < 4, TOO_COMMON),
    ]
    return next((what for wrong, what in told if wrong), "")


def _plain(text: str) -> str:
    return "".join(text.lower().split()).rstrip("!.?")
