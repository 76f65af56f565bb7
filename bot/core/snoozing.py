"""Snoozing: until when a conversation is put aside.

Its one rule: what a page says before somebody chooses is what happens then.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.zones import local_instant

_MORNING = 9 * 60  # minutes after midnight
_MONDAY = 0


def snoozed_until(choice: str, zone: str, now: datetime) -> datetime | None:
    """The instant that a choice means, mornings on the clock of a zone; None for no choice.

    `1h`, `3h`, `tomorrow` and `monday` (the next one after today), at 9:00.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    to_monday = (_MONDAY - today.weekday()) % 7 or 7
    return {
        "1h": now + timedelta(hours=1),
        "3h": now + timedelta(hours=3),
        "tomorrow": local_instant(today + timedelta(days=1), _MORNING, zone),
        "monday": local_instant(today + timedelta(days=to_monday), _MORNING, zone),
    }.get(choice)
