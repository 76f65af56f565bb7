"""The provider of the traffic: it follows its moods and writes down every request it gets.

Its one rule: it looks at the database only to remember how things stood when it was asked.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from bot.channels.fake import FakeChannel
from bot.clock import Clock
from bot.core.contacts import Contact
from bot.core.conversations import Conversation
from bot.core.library import Library
from bot.core.messages import IN_FLIGHT, Outgoing, Status
from bot.core.sending import Outcome, Result
from bot.errors import ChannelError
from bot.store.contacts import find_contact
from bot.store.conversations import find_conversation, to_conversation
from bot.store.database import Database
from bot.store.messages import find_message, list_open
from bot.store.tables import enrollments


class DeathOfAWorkerError(BaseException):
    """The process that was sending is gone; no `except Exception` may catch it."""


@dataclass(slots=True)
class Request:
    """A request, and how things stood when it was made. `others` are the contact's other open ones."""

    at: datetime
    message: Row[Any]
    steps: list[Any]
    contact: Contact
    conversation: Conversation
    others: list[Row[Any]]
    library: Library
    outgoing: Outgoing
    last_inbound: datetime | None
    taken: datetime | None
    confirmed: frozenset[str]
    arrived: bool = False

    @property
    def automated(self) -> bool:
        return bool(self.message.origin == "bot")

    @property
    def passes(self) -> tuple[str, ...]:
        return tuple(self.message.passes or ())

    @property
    def name(self) -> str:
        return f"{self.message.sequence or 'agent'} step {self.message.step} at {self.at:%m-%d %H:%M:%S}"


class Provider(FakeChannel):
    """`moods` wait in a line, one for each request; `ask` tells what only the world knows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__(reports_as=Status.DELIVERED)
        self.database, self.clock = database, clock
        self.moods: deque[str] = deque()
        self.requests: list[Request] = []
        self.knows: Callable[[str], dict[str, Any]] = lambda contact_id: {}
        self.meanwhile: dict[str, Callable[[str], None]] = {}
        self.list_hidden = 0

    def send(self, message: Outgoing) -> Outcome:
        request = self._remember(message)
        mood = self.moods.popleft() if self.moods else ""
        if mood == "dies before it":
            raise DeathOfAWorkerError
        if mood in ("", "is busy", "loses it") or mood.startswith(("refuses", "halts")):
            return self._answer(message, request, mood)
        if mood in _TAKEN_IN_SILENCE:
            self.list_hidden = 20 if mood == "hides its list" else self.list_hidden
            return self._keep_silent(message, request, mood)
        answer = self._answer(message, request, "")
        if mood == "dies after it":
            raise DeathOfAWorkerError
        self.meanwhile[mood](request.contact.id)
        return answer

    def find(self, message: Outgoing, since: datetime) -> Any:
        if self.list_hidden:
            self.list_hidden -= 1
            raise ChannelError("the list cannot be read")
        return super().find(message, since)

    def _keep_silent(self, message: Outgoing, request: Request, mood: str) -> Outcome:
        before = list(self._reports)
        outcome = self._answer(message, request, mood)
        if mood != "takes it and tells later":
            self._reports = before
        return outcome

    def _answer(self, message: Outgoing, request: Request, mood: str) -> Outcome:
        request.arrived = mood in ("", *_TAKEN_IN_SILENCE)
        if mood:
            self.next(_OUTCOMES[mood.partition(":")[0]](mood), arrives=request.arrived)
        return super().send(message)

    def _remember(self, outgoing: Outgoing) -> Request:
        with self.database.reading() as connection:
            row = find_message(connection, outgoing.message_id)
            assert row is not None
            contact, thread = (
                find_contact(connection, row.contact_id),
                find_conversation(connection, row.contact_id),
            )
            others = [one for one in list_open(connection, row.contact_id) if one.id != row.id]
            steps = connection.execute(
                select(enrollments.c.steps).where(enrollments.c.id == row.enrollment_id)
            ).scalar()
        assert contact is not None
        assert thread is not None
        known, conversation = self.knows(contact.id), to_conversation(thread)
        now = self.clock.now()
        request = Request(now, row, steps or [], contact, conversation, others, outgoing=outgoing, **known)
        self.requests.append(request)
        return request


def in_flight(rows: list[Row[Any]]) -> list[Row[Any]]:
    return [row for row in rows if row.status in IN_FLIGHT]


def _code(mood: str) -> int:
    return int(mood.rpartition(" ")[2])


_TAKEN_IN_SILENCE = ("takes it and does not answer", "takes it and tells later", "hides its list")
_OUTCOMES: dict[str, Callable[[str], Outcome]] = {
    "is busy": lambda mood: Outcome(Result.RETRY, code=20429, detail="too many requests"),
    "loses it": lambda mood: Outcome(Result.UNKNOWN, detail="no answer"),
    **{mood: lambda mood: Outcome(Result.UNKNOWN, detail="no answer") for mood in _TAKEN_IN_SILENCE},
    "refuses it": lambda mood: Outcome(Result.REFUSED, code=_code(mood), detail="refused"),
    "halts": lambda mood: Outcome(Result.HALT, code=_code(mood), detail="wrong credentials"),
}
