"""What the queue shows: every open escalation as a row, and who is needed."""

from dataclasses import dataclass
from datetime import datetime

VIEWS = ("all", "unclaimed", "mine", "others", "snoozed")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One open escalation.

    `local` is now on the contact's clock, `asleep` whether it is night there. `holder` is the name
    under which colleagues know who claimed it, empty where nobody has. `waits_since` is None
    while the next word is the contact's. `due_at` is when the first reply is due, None once
    somebody has replied. `rings` says that this viewer must be alerted now; `ring` changes
    whenever they must be alerted again. `rank` sorts the rows.
    """

    contact_id: str
    name: str
    address: str
    country: str
    flag: str
    local: datetime
    asleep: bool
    language: str
    reason: str
    priority: str
    task: bool
    trigger: str
    state: str
    holder: str
    mine: bool
    last_text: str
    last_origin: str
    last_at: datetime | None
    last_media: bool
    unread: int
    waits_since: datetime | None
    due_at: datetime | None
    promise_at: datetime | None
    snoozed_until: datetime | None
    reminders: int
    supervisors: bool
    rings: bool
    ring: str
    lookers: tuple[str, ...]
    mentioned: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter: how many rows it has, and whether it is the one that is chosen."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A note that mentions the viewer and that they have not seen."""

    contact_id: str
    name: str
    author: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QueueView:
    """The whole page. `open` and `urgent` count all that nobody has claimed, whatever the filter.

    `staffed` is whether it is staff's hours now, `opens` when they begin again; `present` are
    the names of the agents who have the console open. `ringing` are the rows for which the viewer
    must be alerted, whatever the filter; `hidden` is how many rows are too many to be shown.
    `opted_out` are contacts who do not want to be written to and wrote again: the bot is silent,
    and only a person may answer; these have no author.
    """

    now: datetime
    zone: str
    rows: tuple[QueueRow, ...]
    views: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    open: int
    urgent: int
    staffed: bool
    opens: datetime | None
    present: tuple[str, ...]
    mentions: tuple[Mention, ...]
    worker_silent: bool
    ringing: tuple[QueueRow, ...] = ()
    hidden: int = 0
    opted_out: tuple[Mention, ...] = ()
