"""Sending: what the worker asks of a provider, and the ways in which a request can end."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.messages import Outgoing


class Result(StrEnum):
    """How a request to a provider ended.

    accepted: the provider has the message. retry: it surely has not, try again later.
    unknown: nobody can tell, never repeat blindly. refused: this message will never go out.
    halt: nothing will go out until an operator mends the set-up.
    """

    ACCEPTED = "accepted"
    RETRY = "retry"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    HALT = "halt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` is the provider's error code, `detail` says in words what happened."""

    result: Result
    provider_id: str = ""
    code: int | None = None
    detail: str = ""


class Channel(Protocol):
    """What the worker needs of a provider. Both calls are bounded in time.

    `pace` is the least time between two requests over all contacts; zero where the provider
    takes more than the bot can send.
    """

    @property
    def pace(self) -> timedelta: ...

    def send(self, message: Outgoing) -> Outcome:
        """Ask the provider to send; never raises for what a provider or network can do."""
        ...

    def find(self, message: Outgoing, since: datetime) -> tuple[str, ...]:
        """The provider's ids of all that may be a message whose outcome is unknown, oldest first.

        Looks among what the provider made at or after `since`. It may hold the same text more
        than once, so the caller leaves out those that it knows. Raises ChannelError where the
        list cannot be read.
        """
        ...
