"""The best trigger for a text."""

from collections.abc import Iterable

from bot.core.triggers import Match, Trigger


class Matcher:
    """Compiled phrases; built once when a library is loaded, then only read."""

    def __init__(self, triggers: Iterable[Trigger]) -> None: ...

    def match(self, text: str) -> Match: ...
