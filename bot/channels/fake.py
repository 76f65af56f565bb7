"""A channel without a provider: it delivers at once and remembers what it was given.

Conversation tests and tests speak through it, so that they tell of what a contact would
have read. It follows its script and decides nothing.
"""

from collections import deque
from datetime import datetime, timedelta

from bot.core.messages import Outgoing, Status, StatusReport
from bot.core.sending import Outcome, Result


class FakeChannel:
    """`sent` lists, in order, every message that reached the contact.

    `reports_as` is what it calls back about each: with `sent` a later report may still say
    that a message failed.
    """

    def __init__(self, reports_as: Status = Status.DELIVERED) -> None:
        self.pace = timedelta(0)
        self._reports_as = reports_as
        self.sent: list[Outgoing] = []
        self._script: deque[tuple[Outcome, bool]] = deque()
        self._reports: list[StatusReport] = []
        self._ids: dict[str, str] = {}

    def next(self, outcome: Outcome, *, arrives: bool | None = None) -> None:
        """Answer the next request so; several wait in a line.

        `arrives` says whether the message goes out all the same; by default only an accepted
        one does. An unknown one that arrived is what `find` is for.
        """
        self._script.append((outcome, outcome.result is Result.ACCEPTED if arrives is None else arrives))

    def send(self, message: Outgoing) -> Outcome:
        """Deliver the message, or do what the script says."""
        outcome, arrives = self._script.popleft() if self._script else (Outcome(Result.ACCEPTED), True)
        if not arrives:
            return outcome
        provider_id = outcome.provider_id or f"fake-{len(self.sent) + 1}"
        self._arrive(message, provider_id)
        if outcome.result is not Result.ACCEPTED:
            return outcome
        return Outcome(Result.ACCEPTED, provider_id, outcome.code, outcome.detail)

    def find(self, message: Outgoing, since: datetime) -> tuple[str, ...]:
        """The id under which this very message arrived, if it did; `since` is not looked at."""
        found = self._ids.get(message.message_id)
        return () if found is None else (found,)

    def reports(self) -> list[StatusReport]:
        """The callbacks that a provider would have made since the last call."""
        waiting, self._reports = self._reports, []
        return waiting

    def report(self, report: StatusReport) -> None:
        """Add a callback of the test's own making, for instance a failure."""
        self._reports.append(report)

    def _arrive(self, message: Outgoing, provider_id: str) -> None:
        self.sent.append(message)
        self._ids[message.message_id] = provider_id
        self.report(StatusReport(message.message_id, provider_id, self._reports_as))
