"""A stage: the real actions on a database in memory, with a clock that is moved and a channel
that delivers at once. Conversation tests, `explain` and `chat` play on it.
"""

from datetime import datetime
from uuid import uuid4

from bot.actions.advance import keep_promises
from bot.actions.receive import receive
from bot.actions.tend_queue import tend_queue
from bot.actions.track import track
from bot.channels.fake import FakeChannel
from bot.clock import Clock, VirtualClock
from bot.core.library import Library
from bot.core.messages import Inbound, Media, Status
from bot.store.contacts import find_by_address
from bot.store.conversations import next_due
from bot.store.database import Database
from bot.store.messages import next_promise
from bot.store.schema import create
from bot.worker import Tools, work_once

_spare: list[Database] = []
"""Databases that are closed, and so empty. Each knows the statements that it has compiled, which is
a third of what a short conversation takes; hundreds are played one after the other."""


class Stage:
    """One contact's world. `clock` may be the machine's, where a person plays along."""

    def __init__(self, library: Library, clock: Clock, address: str, name: str = "") -> None:
        self.library = library
        self.clock = clock
        self.address = address
        self.name = name
        self.database = _spare.pop() if _spare else Database("sqlite://")
        create(self.database)
        self.channel = FakeChannel(reports_as=Status.SENT)
        self._tools = Tools(self.database, library, self.channel, clock, str, "stage")

    @property
    def scheme(self) -> str:
        scheme, colon, _ = self.address.partition(":")
        return scheme if colon else "sms"

    def write(
        self, text: str, *, button: str = "", media: str = "", quoted: str = "", provider_id: str = ""
    ) -> str:
        """The contact writes; returns the provider's id, which a second call may repeat."""
        provider_id = provider_id or f"SM{uuid4().hex}"
        inbound = Inbound(
            provider_id=provider_id,
            channel=self.scheme,
            address=self.address,
            text=text,
            name=self.name,
            button=button,
            quoted_id=quoted,
            media=(Media(media),) if media else (),
        )
        receive(self.database, inbound, self.clock.now(), self.library.policy.business)
        return provider_id

    def contact_id(self) -> str:
        """Our id of the contact; empty before the first message."""
        with self.database.reading() as connection:
            found = find_by_address(connection, self.scheme, self.address)
        return found.id if found else ""

    def work(self) -> None:
        """Do all that is due at this instant."""
        while work_once(self._tools):
            self.report()

    def report(self) -> None:
        """Hand over what the channel has to say about the messages it took."""
        for report in self.channel.reports():
            track(self.database, report, self.clock.now())

    def play(self, end: datetime, *, last: bool = False) -> None:
        """Let time pass until an instant; what falls due exactly then only if it is the `last`."""
        assert isinstance(self.clock, VirtualClock), "only a virtual clock can be moved"
        self.work()
        while (due := self.due()) is not None and (due < end or (last and due <= end)):
            self.clock.move_to(due)
            self.work()
            self._look_after()
        self.clock.move_to(end)
        self._look_after()

    def _look_after(self) -> None:
        now = self.clock.now()
        keep_promises(self.database, now)
        tend_queue(self.database, self.library.policy, now)

    def due(self) -> datetime | None:
        """The next instant at which something happens by itself."""
        with self.database.reading() as connection:
            times = (next_due(connection, self.clock.now()), next_promise(connection))
        return min((at for at in times if at is not None), default=None)

    def close(self) -> None:
        """Forget everything; the stage is not used again."""
        self.database.close()
        _spare.append(self.database)
