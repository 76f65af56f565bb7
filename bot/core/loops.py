"""Does another machine write? Two bots that answer each other must stop after a few messages.

Its one rule: only what follows a message of the bot's own counts. Nobody who is a person sends
the bot's words back, repeats one text after every answer, or keeps writing long texts within
two seconds of each of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.conversations import Situation, Spoken
from bot.core.text import normalise

WITHIN = timedelta(minutes=10)
"""How far back is looked."""
_HASTE = timedelta(seconds=2)
_LONG = 20  # Letters that nobody reads and writes in that time.
_WORDY = 4  # Letters: a shorter text is a choice, or an "ok".
_SAME, _HASTY = 2, 3  # So many times in a row is no accident.


@dataclass(frozen=True, slots=True)
class Loop:
    """`why` in words; `surely` says that nobody who is a person writes like that."""

    why: str
    surely: bool


@dataclass
class _Tally:
    """What a walk through a conversation has met; a human hand on either side begins it anew."""

    ours: set[str] = field(default_factory=set)
    theirs: set[str] = field(default_factory=set)
    last: datetime | None = None
    echoes: int = 0
    same: int = 0
    hasty: int = 0


def find_loop(situation: Situation) -> Loop | None:
    """What tells that two machines answer each other, if anything does."""
    tally = _Tally()
    for spoken in _in_order(situation):
        if spoken.origin == "agent":
            tally = _Tally()
        elif spoken.origin == "bot":
            tally.ours.add(normalise(spoken.text))
            tally.last = spoken.at
        else:
            _hear(tally, spoken)
    if tally.echoes >= _SAME:
        return Loop(f"the bot's own words came back {tally.echoes} times", True)
    if tally.hasty >= _HASTY:
        return Loop(f"{tally.hasty} long messages in a row came within 2 s of the bot's own", True)
    if tally.same >= _SAME:
        return Loop(f"the same text came again after {tally.same} answers", False)
    return None


def _in_order(situation: Situation) -> Iterable[Spoken]:
    heard = (Spoken("contact", one.text, one.at) for one in situation.heard if not one.button)
    return sorted((*situation.recent, *heard), key=lambda one: one.at)


def _hear(tally: _Tally, spoken: Spoken) -> None:
    """Count a message that follows one of the bot's; another that follows it directly is the same turn."""
    form = normalise(spoken.text)
    letters = sum(map(str.isalnum, form))
    if tally.last is not None and letters >= _WORDY:
        tally.echoes = tally.echoes + 1 if form in tally.ours else 0
        tally.same = tally.same + 1 if form in tally.theirs else 0
        fast = letters >= _LONG and spoken.at - tally.last <= _HASTE
        tally.hasty = tally.hasty + 1 if fast else 0
    tally.theirs.add(form)
    tally.last = None
