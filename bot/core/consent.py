"""Does a text say stop, start, help or erase me?"""

from dataclasses import dataclass
from typing import Literal

ConsentKind = Literal["stop", "start", "help", "erase"]


@dataclass(frozen=True, slots=True)
class ConsentReading:
    """What a text says about consent. A doubtful one (`sure` False) is asked about once."""

    kind: ConsentKind
    sure: bool
    phrase: str


class ConsentReader:
    pass
