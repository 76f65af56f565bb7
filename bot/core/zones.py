"""Where is a contact? Country and time zone from the number; every guess keeps its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is empty where the address tells none; `zones` are all plausible IANA zones,
    the likeliest first; `source` is `number` or `business`."""

    country: str
    zones: tuple[str, ...]
    source: str

    @property
    def zone(self) -> str:
        return self.zones[0]
