"""The shelf: what a process needs of the content that decides nothing, like the console."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.facts import Fact
from bot.core.library import Library
from bot.core.policy import Policy
from bot.core.translations import Translations


@dataclass(frozen=True, slots=True)
class Shelf:
    """`canned` are the replies that agents pick from, by name, in the policy's first language."""

    policy: Policy = field(default_factory=Policy)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    translations: Translations = field(default_factory=Translations)
    canned: Mapping[str, str] = field(default_factory=dict)


def shelf_of(library: Library) -> Shelf:
    """What stands on the shelf of a process that has the whole library at hand."""
    return Shelf(library.policy, library.facts, library.translations, library.canned)
