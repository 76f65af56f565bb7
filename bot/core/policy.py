"""The policy: every number and name that ops may change, with its default.

The shape is the shape of `replies/policy.yaml`; `content/policy.py` reads the file into it.
"""

import re
from datetime import time, timedelta
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.core.approved import Approved, Template
from bot.core.values import Duration, Frozen

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _clock_time(value: Any) -> Any:
    if isinstance(value, str):
        match = re.fullmatch(r"(\d{1,2}):(\d{2})", value.strip())
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValueError(f'"{value}" is not a time of day; write for instance 09:00')
        return time(int(match[1]), int(match[2]))
    return value


def _interval(value: Any) -> Any:
    """`08:00-18:00` as minutes of the day; an end at or before the start is on the next day."""
    if not isinstance(value, str):
        return value
    if value.strip() == "24:00":
        return (0, 1440)
    match = re.fullmatch(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", value.strip())
    if match is None:
        raise ValueError(f'"{value}" is not an interval; write for instance 08:00-18:00 or 24:00')
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if start >= 1440 or end > 1440 or int(match[2]) > 59 or int(match[4]) > 59:
        raise ValueError(f'"{value}" has a time that no clock shows; use 00:00 to 24:00')
    return (start, end if end > start else end + 1440)


def zone_name(value: str) -> str:
    """Check the name of a time zone; ValueError for another text."""
    if value not in available_timezones():
        raise ValueError(f'"{value}" is not a time zone; write for instance Asia/Bangkok')
    return value


def language_tag(value: str) -> str:
    """Check a BCP 47 language tag as Babel knows it (`th`, `pt-BR`, `uz-Cyrl`)."""
    try:
        Locale.parse(value.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f'"{value}" is not a language; write for instance en, th or pt-BR') from error
    return value


ClockTime = Annotated[time, BeforeValidator(_clock_time)]
Interval = Annotated[tuple[int, int], BeforeValidator(_interval)]
Zone = Annotated[str, AfterValidator(zone_name)]
Language = Annotated[str, AfterValidator(language_tag)]
Intervals = tuple[Interval, ...]


def _expand_days(key: str) -> list[str]:
    """`mon`, `mon-fri` or `fri-mon` as the days they name; ValueError for anything else."""
    first, dash, last = key.partition("-")
    if first not in DAYS or (dash and last not in DAYS):
        raise ValueError(f'"{key}" is not a day; write workdays, mon … sun or a range such as mon-fri')
    start, end = DAYS.index(first), DAYS.index(last or first)
    return [DAYS[(start + n) % 7] for n in range((end - start) % 7 + 1)]


class Hours(Frozen):
    """When the bot answers. `days` maps a weekday to its intervals in minutes of the day.

    `workdays` are the intervals of the country's working days; a day named in `days`
    follows that instead. Days that neither names are closed.
    """

    clock: Literal["contact", "business"] = "contact"
    workdays: Intervals = ()
    days: dict[str, Intervals] = Field(default_factory=dict)
    holidays: Literal["contact", "business", "none"] = "contact"
    exceptions: dict[Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")], Intervals] = Field(
        default_factory=dict
    )

    @model_validator(mode="before")
    @classmethod
    def _collect_days(cls, values: Any) -> Any:
        if not isinstance(values, dict) or "days" in values:
            return values
        known = {"clock", "workdays", "holidays", "exceptions"}
        days = {
            day: intervals
            for key, intervals in values.items()
            if key not in known
            for day in _expand_days(key)
        }
        return {key: value for key, value in values.items() if key in known} | {"days": days}

    @property
    def always(self) -> bool:
        """No hours are written at all: always open."""
        return not self.workdays and not self.days and not self.exceptions


class Business(Frozen):
    name: str = "My business"
    time_zone: Zone = "UTC"
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "US"


class Away(Frozen):
    promise: ClockTime = time(9)
    deliver: ClockTime = time(8, 45)


class Limits(Frozen):
    automated: Annotated[int, Field(ge=1)] = 5
    per: Duration = timedelta(hours=24)


class Late(Frozen):
    after: ClockTime
    say: str


class Region(Frozen):
    name: str
    zones: tuple[str, ...]
    late: Late | None = None
    follow_up: str = ""

    def covers(self, zone: str) -> bool:
        return any(fnmatchcase(zone, pattern) for pattern in self.zones)


class ToneLimits(Frozen):
    urgent: Annotated[float, Field(gt=0, le=1)] = 0.5
    negative: Annotated[float, Field(gt=0, le=1)] = 0.5


class EscalationPolicy(Frozen):
    first_reply_within: Duration = timedelta(minutes=3)
    misses: Annotated[int, Field(ge=1)] = 2
    remind: tuple[Duration, ...] = (timedelta(seconds=60), timedelta(seconds=120), timedelta(seconds=180))
    idle: Duration = timedelta(minutes=5)
    hand_back_after: Duration = timedelta(hours=24)


class Retention(Frozen):
    messages: Duration = timedelta(days=730)
    decisions: Duration = timedelta(days=90)


class Roles(Frozen):
    """Which sequence the bot uses for what it says by itself."""

    away: str = "away"
    handing_over: str = "handing_over"
    handing_over_closed: str = "handing_over"
    fallback: str = "fallback"
    clarify: str = "clarify"
    stopped: str = "stopped"
    started: str = "started"
    help: str = "fallback"
    erased: str = "stopped"
    doubtful_stop: str = "clarify"
    apology: str = "handing_over"


class Policy(Frozen):
    business: Business = Business()
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    hours: Hours = Hours(workdays=((480, 1080),))
    staff_hours: Hours = Hours(clock="business")
    away: Away = Away()
    settle: Duration = timedelta(seconds=2)
    limits: Limits = Limits()
    regions: tuple[Region, ...] = ()
    tone: ToneLimits = ToneLimits()
    escalation: EscalationPolicy = EscalationPolicy()
    disclosure: str = ""
    templates: dict[str, dict[Language, Template]] = Field(default_factory=dict)
    running: Literal["drain", "migrate"] = "drain"
    retention: Retention = Retention()
    sequences: Roles = Roles()

    def approved(self, name: str, language: str) -> Approved | None:
        """A template in exactly this language."""
        found = self.templates.get(name, {}).get(language)
        return Approved(id=found) if isinstance(found, str) and found else found or None

    def contents(self, name: str) -> dict[str, str]:
        """The content ids of a template, by language."""
        kinds = self.templates.get(name, {})
        return {tag: one if isinstance(one, str) else one.id for tag, one in kinds.items()}
