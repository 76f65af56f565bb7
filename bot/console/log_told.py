"""What a row of the audit log says besides its verb: each detail read, with its kind for the template.

Its one rule: nothing is hidden. What is not known here, or is not what it should be, is shown as it
was stored; only what is empty and known is left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.agents import ROLES
from bot.core.escalations import RESOLUTIONS

Read = Callable[[Any, Mapping[str, str]], Any]
"""What a stored value means, by the names that colleagues know; it raises for what it cannot be."""


@dataclass(frozen=True, slots=True)
class Detail:
    """`kind` says how it is worded (`account_words.html`); empty: as it was stored, behind its key."""

    kind: str
    key: str
    value: Any


def details_of(verb: str, detail: Mapping[str, Any], names: Mapping[str, str]) -> list[Detail]:
    """The details of a row in the order of their keys. `names`: agents' names, as colleagues know them."""
    read = [_read(_KINDS.get(verb, {}).get(key), key, value, names) for key, value in sorted(detail.items())]
    return [one for one in read if one is not None]


def _read(known: tuple[str, Read] | None, key: str, value: Any, names: Mapping[str, str]) -> Detail | None:
    if value is None:
        return None
    if known is None:
        return Detail("", key, value)
    kind, read = known
    try:
        meant = read(value, names)
    except (TypeError, ValueError):
        return Detail("", key, value)
    return Detail(kind, key, meant) if meant or meant is False else None


def _agent(value: Any, names: Mapping[str, str]) -> str:
    return names.get(_text(value, names), value)


def _agents(value: Any, names: Mapping[str, str]) -> list[str]:
    return [_agent(one, names) for one in _listed(value)]


def _how_many(value: Any, _names: Mapping[str, str]) -> int:
    """How many: a number, or so many ids."""
    return _number(value) if not isinstance(value, list) else len(value)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value


def _seconds(value: Any, _names: Mapping[str, str]) -> int:
    return _number(value)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _text(value: Any, _names: Mapping[str, str]) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _instant(value: Any, _names: Mapping[str, str]) -> datetime:
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError(value)
    return at


def _one_of(known: tuple[str, ...]) -> Read:
    def read(value: Any, _names: Mapping[str, str]) -> Any:
        if value not in known:
            raise ValueError(value)
        return value

    return read


def _yes(value: Any, _names: Mapping[str, str]) -> bool | None:
    """Told where it is so; where it is not there is nothing to tell."""
    return _whether(value, _names) or None


def _whether(value: Any, _names: Mapping[str, str]) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


_KINDS: Mapping[str, Mapping[str, tuple[str, Read]]] = {
    "claimed": {
        "from": ("from", _agent),
        "leaving": ("leaving", _how_many),
        "cancelled": ("cancelled", _how_many),
    },
    "went_back": {"from": ("from", _agent), "supervisors": ("supervisors", _yes)},
    "reminded": {
        "reminders": ("reminder", _how_many),
        "after": ("seconds", _seconds),
        "supervisors": ("supervisors", _yes),
    },
    "snoozed": {"until": ("until", _instant)},
    "resolved": {"resolution": ("resolution", _one_of(RESOLUTIONS))},
    "noted": {"mentions": ("mentions", _agents)},
    "tagged": {"added": ("added", _yes), "removed": ("removed", _yes)},
    "set_attribute": {"name": ("text", _text)},
    "set_place": {"zone": ("text", _text), "language": ("language", _text)},
    "agent_added": {"role": ("role_given", _one_of(ROLES))},
    "role_changed": {"from": ("role_before", _one_of(ROLES)), "to": ("role", _one_of(ROLES))},
    "email_changed": {"mail": ("mail", _whether)},
    "language_chosen": {"language": ("language", _text)},
}
