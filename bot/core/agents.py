"""Agents: the people at the console, and what each role may do.

Its one rule: a right is asked for here and nowhere else, so that the table below is the whole truth.
"""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["agent", "supervisor", "ops", "admin"]
ROLES: tuple[Role, ...] = ("agent", "supervisor", "ops", "admin")

Right = Literal["see", "note", "claim", "answer", "overrule", "begin", "log", "accounts"]
"""What a role may do.

see: the queue and every conversation. note: notes, tags, attributes, a contact's language and
zone. claim: take what nobody holds. answer: reply, release, snooze, resolve, hand back where no
colleague holds the conversation. overrule: the same where one does. begin: start a conversation.
log: read the audit log. accounts: add, change and disable accounts.
"""

_AGENT: frozenset[Right] = frozenset({"see", "note", "claim", "answer", "begin"})
RIGHTS: dict[Role, frozenset[Right]] = {
    "agent": _AGENT,
    "supervisor": _AGENT | {"overrule", "log"},
    "ops": frozenset({"see"}),
    "admin": _AGENT | {"overrule", "log", "accounts"},
}
_NAME = re.compile(r"[a-z][a-z0-9._-]{0,31}")


@dataclass(frozen=True, slots=True)
class Agent:
    """A person at the console. `name` is what they log in with, and never changes."""

    name: str
    role: Role
    full_name: str = ""
    language: str = ""
    email: str = ""

    @property
    def shown(self) -> str:
        """What colleagues read."""
        return self.full_name or self.name

    def may(self, right: Right) -> bool:
        return right in RIGHTS[self.role]


def is_name(text: str) -> bool:
    """A name begins with a letter and has small letters, digits, dots, dashes: at most 32."""
    return _NAME.fullmatch(text) is not None
