"""Who a contact is, as every page of the console shows it: a name, a flag, the hour there."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.quiet import quiet

_A = 0x1F1E6  # the first of the letters of which flags are made
SHORTENED = 60  # characters of a name


def shown_name(name: str, address: str) -> str:
    """The contact's own name, else the address without its channel."""
    bare = " ".join(name.split())[:SHORTENED]
    return bare or address.partition(":")[2] or address


def flag_of(country: str) -> str:
    """The flag of a country code, as two letters that browsers draw as one; empty without one."""
    code = country.upper()
    fits = len(code) == 2 and code.isascii() and code.isalpha()
    return "".join(chr(_A + ord(letter) - ord("A")) for letter in code) if fits else ""


def local_time(now: datetime, zone: str) -> tuple[datetime, bool]:
    """The minute on a clock, and whether it is night there."""
    return now.astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0), quiet(now, (zone,))
