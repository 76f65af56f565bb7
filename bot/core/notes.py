"""Private notes: who is mentioned in one."""

import re
from collections.abc import Iterable

_MENTION = re.compile(r"(?<![\w@.])@([a-z][a-z0-9._-]*)", re.IGNORECASE)


def mentioned(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names of agents that stand in a note behind an @, each once; an email address is none.

    A dot or a dash at the end belongs to the sentence unless it belongs to a name.
    """
    known = {name.lower(): name for name in names}
    found = (_longest(written.lower(), known) for written in _MENTION.findall(text))
    return tuple(dict.fromkeys(known[name] for name in found if name))


def _longest(written: str, known: dict[str, str]) -> str:
    """The whole word, or it without what ends a sentence."""
    bare = written.rstrip(".-_")
    return next((name for name in (written, bare) if name in known), "")
