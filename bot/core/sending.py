"""Sending: what the worker asks of a provider, and the ways in which a request can end."""

from dataclasses import dataclass
from datetime import datetime
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
    """What the worker needs of a provider. Both calls are bounded in time."""

    def send(self, message: Outgoing) -> Outcome:
        """Ask the provider to send; never raises for what a provider or network can do."""
        ...

    def find(self, message: Outgoing, since: datetime) -> str | None:
        """The provider's id of a message whose outcome is unknown, or None if it has none.

        Looks among what the provider made at or after `since`. Raises ChannelError where
        the list cannot be read.
        """
        ...
