"""A channel for several contacts without a provider: it delivers, and tells so bit by bit.

Its one rule: a message is told as sent at once, as delivered a moment later, and as read only
when somebody looks at that contact's phone.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from uuid import uuid4

from bot.core.messages import Outgoing, Status, StatusReport
from bot.core.sending import Outcome, Result

DELIVERED_AFTER = 0.5  # seconds
READ_AFTER = 0.4  # seconds


class SimulatorChannel:
    """The phones of all contacts. `monotonic` is a clock in seconds that never jumps."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self.pace = timedelta(0)
        self._monotonic = monotonic
        self._lock = Lock()
        self._arrived: dict[str, Outgoing] = {}
        self._ids: dict[str, str] = {}
        self._read: set[str] = set()
        self._waiting: list[tuple[float, StatusReport]] = []

    def send(self, message: Outgoing) -> Outcome:
        """Put the message on its contact's phone."""
        provider_id = f"SM{uuid4().hex}"
        with self._lock:
            self._arrived[message.message_id] = message
            self._ids[message.message_id] = provider_id
            self._say(message.message_id, Status.SENT, 0.0)
            self._say(message.message_id, Status.DELIVERED, DELIVERED_AFTER)
        return Outcome(Result.ACCEPTED, provider_id)

    def find(self, message: Outgoing, since: datetime) -> tuple[str, ...]:
        """The id under which this very message arrived, if it did; `since` is not looked at."""
        found = self._ids.get(message.message_id)
        return () if found is None else (found,)

    def reports(self) -> list[StatusReport]:
        """What a provider would have called back with since the last call, in order."""
        now = self._monotonic()
        with self._lock:
            due = [report for at, report in self._waiting if at <= now]
            self._waiting = [(at, report) for at, report in self._waiting if at > now]
        return due

    def arrived(self, address: str) -> list[Outgoing]:
        """What is on the phone of one contact, in the order in which it came."""
        with self._lock:
            return [one for one in self._arrived.values() if one.address == address]

    def look(self, address: str) -> None:
        """Somebody looks at the phone of this contact: what is on it will have been read."""
        with self._lock:
            waiting = {report.message_id for _, report in self._waiting}
            for message_id, one in self._arrived.items():
                if one.address == address and message_id not in waiting | self._read:
                    self._read.add(message_id)
                    self._say(message_id, Status.READ, READ_AFTER)

    def _say(self, message_id: str, status: Status, after: float) -> None:
        report = StatusReport(message_id, self._ids[message_id], status)
        self._waiting.append((self._monotonic() + after, report))
