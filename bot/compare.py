"""Compare what a conversation test expects with what was: any subset of a mapping."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any


def differences(expected: Any, actual: Any, where: str = "") -> list[str]:
    """One line for each expectation that does not hold; extra keys of `actual` do not matter.

    Everything written is text, so values are compared as they would be written. `contains`
    and `lacks` look into a text.
    """
    if isinstance(expected, Mapping):
        return _mapping(expected, actual, where)
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        return _sequence(expected, actual, where)
    if where == "contains" or where.endswith(".contains"):
        return [] if str(expected) in str(actual) else [f'expected "{expected}" in: "{actual}"']
    if where == "lacks" or where.endswith(".lacks"):
        return [] if str(expected) not in str(actual) else [f'did not expect "{expected}" in: "{actual}"']
    if _written(expected) != _written(actual):
        return [f"{where}: expected {_shown(expected)}, got {_shown(actual)}"]
    return []


def _mapping(expected: Mapping[str, Any], actual: Any, where: str) -> list[str]:
    if not isinstance(actual, Mapping):
        return [f"{where or 'it'}: expected {dict(expected)}, got {_shown(actual)}"]
    lines: list[str] = []
    for key, value in expected.items():
        lines += differences(value, actual.get(key), f"{where}.{key}" if where else key)
    return lines


def _sequence(expected: Sequence[Any], actual: Any, where: str) -> list[str]:
    if not isinstance(actual, Sequence) or isinstance(actual, str) or len(actual) != len(expected):
        return [f"{where}: expected {list(expected)}, got {_shown(actual)}"]
    pairs = enumerate(zip(expected, actual, strict=True))
    return [line for n, (one, other) in pairs for line in differences(one, other, f"{where}[{n}]")]


_WORDS = {"true": "yes", "false": "no", "null": "none", "~": "none", "": "none"}


def _written(value: Any) -> str:
    """A value as ops may write it: yes, true and True are one."""
    if isinstance(value, datetime):
        return value.isoformat()
    text = "none" if value is None else str(value)
    return _WORDS.get(text.lower(), text.lower() if text.lower() in _WORDS.values() else text)


def _shown(value: Any) -> str:
    return "nothing" if value is None else f'"{value}"'
