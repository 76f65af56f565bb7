"""Messages: what comes in, what goes out, and the legal moves of their status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Where an outbound message stands; see `docs/glossary.md`."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


IN_FLIGHT = frozenset({Status.SENDING, Status.UNKNOWN})
ACCEPTED = frozenset({Status.SENT, Status.DELIVERED, Status.READ})
FINAL = frozenset({Status.FAILED, Status.CANCELLED, Status.EXPIRED})

_RANK = {
    Status.QUEUED: 0,
    Status.SENDING: 1,
    Status.UNKNOWN: 1,
    Status.SENT: 2,
    Status.DELIVERED: 3,
    Status.READ: 4,
}


def may_move(old: Status, new: Status) -> bool:
    """A provider's report moves a message up its ladder, never back, and never out of an end.

    A report may come before our own commit says `sent`, so `sending` and `unknown` may
    jump to any later rung. `failed` is taken until the message is delivered: the
    provider says so minutes after it accepted it (63016), but never of one that has arrived.
    """
    if old in FINAL or old == Status.QUEUED:
        return False
    if new == Status.FAILED:
        return old not in {Status.DELIVERED, Status.READ}
    return new in ACCEPTED and _RANK[new] > _RANK[old]


@dataclass(frozen=True, slots=True)
class Media:
    """A file of a message: where it is and what it is (`image/jpeg`)."""

    url: str
    content_type: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a contact says to be, in degrees."""

    latitude: float
    longitude: float
    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of a contact as a provider delivered it, in our own words.

    `address` is opaque (`whatsapp:+66…` or a user id without a number), `external_id` the
    provider's other key of the same person. `text` is what the person wrote or the title
    of what they tapped; `button` is the payload of the tap. `opt_out` is `stop`, `start`
    or `help` where the provider has already handled the word. `raw` holds every parameter.
    """

    provider_id: str
    channel: str
    address: str
    to: str = ""
    text: str = ""
    name: str = ""
    external_id: str = ""
    media: tuple[Media, ...] = ()
    button: str = ""
    quoted_id: str = ""
    location: Location | None = None
    referral: Mapping[str, str] = field(default_factory=dict)
    opt_out: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What a provider says became of an outbound message.

    `message_id` is ours, from the callback's path; `code` is the provider's error code.
    """

    message_id: str
    provider_id: str
    status: Status
    code: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What a channel is asked to send: a text, media, or a template by its content id."""

    message_id: str
    address: str
    text: str = ""
    media_url: str = ""
    template: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
