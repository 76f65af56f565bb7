"""How long is what a contact wrote kept, and may it be erased at this moment?

Its one rule: what the bot still needs to keep its word outlasts any age that ops write.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.conversations import QUESTION_OPEN, SERVICE_WINDOW
from bot.core.messages import IN_FLIGHT, Status
from bot.core.policy import Policy

ABANDONED = timedelta(minutes=5)
"""A lease or a look-up that is overdue by this has no worker any more."""
_MARGIN = timedelta(hours=1)
_REPLAYED_WITHIN = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Kept:
    """Since when things are kept; what is older may be forgotten."""

    messages: datetime
    decisions: datetime
    receipts: datetime


def kept_since(policy: Policy, now: datetime) -> Kept:
    """The ages of the policy's `retention`, never shorter than budget, window and questions last.

    Receipts outlast the messages: a provider may be asked for old messages again, and what
    was forgotten must not come back as new.
    """
    least = max(policy.limits.per, QUESTION_OPEN, SERVICE_WINDOW) + _MARGIN
    age = max(policy.retention.messages, least)
    return Kept(
        messages=now - age,
        decisions=now - max(policy.retention.decisions, least),
        receipts=now - max(age, _REPLAYED_WITHIN),
    )


def is_being_sent(
    status: str, lease_until: datetime | None, retry_at: datetime | None, now: datetime
) -> bool:
    """Is a message on its way to the provider, or somebody finding out what became of it?

    Without a worker nobody is, and it must not stand in the way of an erasure for ever.
    """
    if status not in IN_FLIGHT:
        return False
    until = lease_until if status == Status.SENDING else retry_at
    return until is None or now < until + ABANDONED
