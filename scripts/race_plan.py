"""What a campaign of take-over races plays: when each agent acts, and how the provider answers.

Its one rule: it is the same each time, so that a race that was lost can be run again.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import cycle
from queue import SimpleQueue
from random import Random
from threading import Condition, Event
from typing import NamedTuple

from bot.core.messages import Outgoing, Status, StatusReport
from bot.core.sending import Outcome, Result

SEED = 20261123
LONGEST = 0.3
"""Seconds after its moment at which an agent takes over at the latest."""
PATIENCE = 60.0
_MOMENTS = {"written": 0.2, "queued": 1.0, "sending": 0.1, "held": 0.1}
"""When an agent acts, and the part of LONGEST by which they may be late: as long as it takes to pass."""


class Race(NamedTuple):
    """One contact, and when an agent takes over: `delay` seconds after a moment.

    written: the question is recorded. queued: the answer is. sending: the request number `nth` has
    begun; held: likewise, and the provider answers it only when the take-over is committed. The
    provider takes `takes` seconds, and refuses for now the request number `refused`, -1: none.
    """

    address: str
    moment: str
    nth: int
    delay: float
    takes: float
    refused: int


def plan(count: int, seed: int = SEED, longest: float = LONGEST) -> list[Race]:
    """The races of a campaign; with `longest` 0 the agents act at the very moments."""
    chance = Random(seed)  # noqa: S311  a campaign must be the same each time
    return [
        Race(
            address=f"whatsapp:+6681{number:07}",
            moment=moment,
            nth=chance.randrange(3),
            delay=chance.uniform(0, longest) * _MOMENTS[moment],
            takes=chance.uniform(0.002, 0.02),
            refused=chance.choice((-1, 0, 1, 2)),
        )
        for number, moment in zip(range(count), cycle(_MOMENTS), strict=False)
    ]


class Provider:
    """A provider of its own pace, which remembers every request and reports what it took."""

    pace = timedelta(0)

    def __init__(self, races: Sequence[Race]) -> None:
        self.races = {race.address: race for race in races}
        self.requests: dict[str, list[str]] = defaultdict(list)
        self.taken = {race.address: Event() for race in races}
        self.reports: SimpleQueue[StatusReport | None] = SimpleQueue()
        self._news = Condition()

    def send(self, message: Outgoing) -> Outcome:
        race = self.races[message.address]
        with self._news:
            number = len(self.requests[message.address])
            self.requests[message.address].append(message.message_id)
            self._news.notify_all()
        if race.moment == "held" and number == race.nth:
            self.taken[message.address].wait(PATIENCE)
        else:
            Event().wait(race.takes)
        if number == race.refused:
            return Outcome(Result.RETRY, detail="the line is busy")
        provider_id = f"{message.message_id}-{number}"
        self.reports.put(StatusReport(message.message_id, provider_id, Status.DELIVERED))
        return Outcome(Result.ACCEPTED, provider_id)

    def find(self, message: Outgoing, since: datetime) -> tuple[str, ...]:
        return ()

    def await_request(self, address: str, nth: int) -> None:
        with self._news:
            assert self._news.wait_for(lambda: len(self.requests[address]) > nth, PATIENCE), address
