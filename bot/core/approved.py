"""Approved templates: what the provider may send at any time, and the values that an agent fills in.

Its one rule: nothing reaches the provider that it would refuse, for a refusal comes only after
the agent has gone on to something else.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from bot.core.contacts import Contact
from bot.core.values import Frozen

LONGEST = 1024
"""Letters of a template with its values; WhatsApp refuses more (63021)."""

_GAP = re.compile(r"\{\{\s*(\d+)\s*\}\}")
_REFUSED = re.compile(r"[\n\r\t\v\f\x85\u2028\u2029]| {5,}")  # 63013


class Approved(Frozen):
    """A template in one language, as the provider has approved it.

    `text` has `{{1}}`, `{{2}}`, … where `variables` go, in their order; it may be left out.
    """

    id: Annotated[str, Field(min_length=1)]
    text: str = ""
    variables: tuple[Annotated[str, Field(min_length=1)], ...] = ()

    @model_validator(mode="after")
    def _agree(self) -> "Approved":
        there, named = {int(number) for number in _GAP.findall(self.text)}, len(self.variables)
        if self.text and there != set(range(1, named + 1)):
            gaps = ", ".join(f"{{{{{number}}}}}" for number in sorted(there)) or "no variable"
            raise ValueError(
                f'"text" holds {gaps}, and "variables" names {named}; name them all, in the order 1, 2, …'
            )
        return self

    def filled(self, values: Sequence[str]) -> str:
        """What the contact reads; empty where the text is not known."""
        return _GAP.sub(lambda gap: values[int(gap[1]) - 1], self.text)


def _kind(value: Any) -> str:
    return "id" if isinstance(value, str) else "approved"


Template = Annotated[
    Annotated[str, Tag("id")] | Annotated[Approved, Tag("approved")],
    Discriminator(_kind),
]


def known_values(contact: Contact, business: str, agent: str) -> dict[str, str]:
    """What can be filled in beforehand when an agent writes to a contact, by its placeholder."""
    values = {f"contact.{name}": value for name, value in contact.attributes.items()}
    return values | {"contact.name": contact.name, "business.name": business, "agent.name": agent}


def prepared(variable: str, known: Mapping[str, str]) -> str:
    """What stands in a variable's field at first; names come from people, in any form."""
    return " ".join(known.get(variable, "").split())


def is_known(variable: str) -> bool:
    """Does a variable name a placeholder, rather than what the agent types?"""
    return variable.startswith(("contact.", "business.", "agent."))


def wrong_with(value: str) -> Literal["", "empty", "blanks"]:
    """Why the provider would refuse a value."""
    if not value.strip():
        return "empty"
    return "blanks" if _REFUSED.search(value) else ""
