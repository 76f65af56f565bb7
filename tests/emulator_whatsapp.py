"""What WhatsApp does with a message that Twilio has accepted: its windows, limits and people.

The rule: it is told by callback only. What Twilio refuses at once stands in `emulator_rules.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.emulator_rules import Stored

WINDOW = timedelta(hours=24)
SANDBOX = "whatsapp:+14155238886"
SANDBOX_PACE = timedelta(seconds=3)


@dataclass
class WhatsApp:
    """Its state. With `sandbox` only who has `joined` can be written to; without `windows`
    everything arrives. `opted_out` are contacts whom Twilio itself refuses at once, `blocked`
    those who blocked the sender, `withheld` the templates that Meta keeps back, `tier` how
    many contacts may be reached in a day outside their windows.
    """

    sandbox: bool = False
    windows: bool = True
    tier: int = 250
    joined: set[str] = field(default_factory=set)
    opted_out: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    last_inbound: dict[str, datetime] = field(default_factory=dict)

    def later_failure(self, stored: Stored, messages: Iterable[Stored]) -> int | None:
        """The code with which an accepted message fails, or None; `messages` are all so far."""
        if not self.windows or not stored.to.startswith("whatsapp:"):
            return None
        sent = [one for one in messages if one.direction != "inbound" and one is not stored]
        return self._about_the_contact(stored) or _too_fast(stored, sent) or self._outside(stored, sent)

    def _about_the_contact(self, stored: Stored) -> int | None:
        if self.sandbox and stored.to not in self.joined:
            return 63015
        return 63014 if stored.to in self.blocked else None

    def _outside(self, stored: Stored, sent: list[Stored]) -> int | None:
        last = self.last_inbound.get(stored.to)
        if last is not None and stored.created - last < WINDOW:
            return None
        if not stored.content:
            return 63016
        if stored.content in self.withheld:
            return 63049
        reached = {one.to for one in sent if one.content and stored.created - one.created < WINDOW}
        return 63018 if len({*reached, stored.to}) > self.tier else None


def _too_fast(stored: Stored, sent: list[Stored]) -> int | None:
    """The sandbox takes one message in three seconds, over all contacts."""
    previous = max((one.created for one in sent if one.created <= stored.created), default=None)
    fast = previous is not None and stored.created - previous < SANDBOX_PACE
    return 63017 if fast and stored.address_from == SANDBOX else None
