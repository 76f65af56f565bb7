"""Escalations: why a person is needed, how pressing each reason is, and the legal states."""

from bot.core.triggers import Priority

# Most pressing first.
REASONS = (
    "urgent",
    "negative",
    "person",
    "misses",
    "media",
    "budget",
    "window",
    "promise",
    "provider",
    "unknown",
    "loop",
)
TAKEN = "taken"
"""Nobody called for a person: an agent took the conversation over, or began it."""
RESOLUTIONS = ("answered", "won", "lost", "spam", "wrong_alarm")
TASKS = frozenset({"budget", "window", "promise", "provider", "unknown"})
_HIGH = frozenset({"urgent", "negative", "person", "misses"})

OPEN_STATES = ("open", "claimed", "snoozed")


def priority_of(reason: str) -> Priority:
    """The priority a reason has unless a trigger says otherwise."""
    return "high" if reason in _HIGH else "normal"


def is_task(reason: str) -> bool:
    """A task waits in the queue without silencing the bot until an agent claims it."""
    return reason in TASKS


def more_pressing(one: str, other: str) -> bool:
    order = (*REASONS, TAKEN)
    return order.index(one) < order.index(other)
