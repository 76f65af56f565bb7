"""Facts: what the business states about its goods, typed, so that Babel can write them.

The shapes are those of `replies/facts.yaml`; `core/rendering.py` puts them into texts.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, TypeAdapter

from bot.core.values import Frozen


class Money(Frozen):
    """An amount for each currency it is quoted in; the first serves where none fits."""

    money: Annotated[dict[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], Decimal], Field(min_length=1)]


class Measure(Frozen):
    """A value in a CLDR unit (`kilowatt`, `power-kilowatt`)."""

    value: Decimal
    unit: str


class Number(Frozen):
    number: Decimal


class Date(Frozen):
    date: date


class Listing(Frozen):
    list: Annotated[tuple[str, ...], Field(min_length=1)]


_KINDS = {
    "money": "money",
    "unit": "measure",
    "value": "measure",
    "number": "number",
    "date": "date",
    "list": "list",
}


def _fact_kind(value: Any) -> str | None:
    if isinstance(value, str):
        return "text"
    keys = value if isinstance(value, Mapping) else getattr(type(value), "model_fields", ())
    return next((kind for key, kind in _KINDS.items() if key in keys), None)


Fact = Annotated[
    Annotated[str, Tag("text")]
    | Annotated[Money, Tag("money")]
    | Annotated[Measure, Tag("measure")]
    | Annotated[Number, Tag("number")]
    | Annotated[Date, Tag("date")]
    | Annotated[Listing, Tag("list")],
    Discriminator(_fact_kind),
]
FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
