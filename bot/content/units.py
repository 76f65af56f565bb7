"""Checks the units of facts against CLDR, which Babel writes them with in every language."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.content.problems import Problem, did_you_mean, error
from bot.content.yaml_text import Document
from bot.core.facts import Measure

_ADVICE = (
    " Write a unit of CLDR, for instance kilowatt, hertz or kilogram, or the whole fact as a text in quotes."
)


def unit_problems(fact: object, document: Document, name: str) -> list[Problem]:
    """An error where a fact is measured in a unit that no language has a word for."""
    if not isinstance(fact, Measure) or fact.unit in _units():
        return []
    meant = _by_sign().get(fact.unit.lower())
    hint = f' Did you mean "{meant}"?' if meant else did_you_mean(fact.unit, _units())
    text = f'"{fact.unit}" is no unit that can be written in every language.{hint or _ADVICE}'
    return [error(document.value(name, "unit"), text)]


@cache
def _units() -> frozenset[str]:
    """All units, with and without what they measure: `power-kilowatt` and `kilowatt`."""
    whole = frozenset(Locale("en").unit_display_names)
    return whole | {unit.partition("-")[2] for unit in whole}


@cache
def _by_sign() -> Mapping[str, str]:
    """The unit that a sign such as kW stands for, in small letters."""
    signs: dict[str, str] = {}
    for unit, names in Locale("en").unit_display_names.items():
        for length in ("short", "narrow"):
            if sign := names.get(length):
                signs.setdefault(sign.lower(), unit.partition("-")[2])
    return signs
