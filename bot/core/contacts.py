"""Contacts: a person on a channel, and what the bot knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Consent(StrEnum):
    """`unknown`: wrote to us, so replies are welcome; only an explicit start ends `out`."""

    UNKNOWN = "unknown"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Contact:
    """One person on one channel. `address` is the provider's, an opaque text.

    `language` is BCP 47, empty until known; `country` ISO 3166-1 alpha-2, empty where the
    address tells none; `zone` an IANA name. Each `…_source` says where the value comes from
    (`words`, `agent`, `number`, `business`, `message`).
    """

    id: str
    channel: str
    address: str
    name: str = ""
    language: str = ""
    language_source: str = ""
    country: str = ""
    zone: str = "UTC"
    zone_source: str = "business"
    consent: Consent = Consent.UNKNOWN
    attributes: Mapping[str, str] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()
