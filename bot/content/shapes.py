"""Checks data against a shape and says in sentences, with places, where it does not fit.

The shapes are pydantic's; its errors name union branches and internal types, which no
reader of YAML knows. Here they become `"langauges" is not known here. Did you mean …`.
"""

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.content.problems import Problem, did_you_mean, error, errors_of, listed, shortened
from bot.content.yaml_text import Document, Value, Where
from bot.core.facts import FACT, Fact
from bot.core.sequences import STEP_KINDS

T = TypeVar("T")
_WRONG_KIND = ("model_type", "dict_type", "time_delta_type", "tuple_type", "list_type", "string_type")


def fit(
    shape: TypeAdapter[T], of: Any, data: Value, document: Document, where: Where = ()
) -> tuple[T | None, list[Problem]]:
    """The data as a value of the shape, or every reason why it does not fit.

    `of` is the type that the shape was made of; `where` the path of the data in its document.
    """
    try:
        return shape.validate_python(data), []
    except ValidationError as failure:
        details = failure.errors(include_url=False)
    found = [(detail, _resolve(data, detail["loc"])) for detail in details]
    told = [(detail, path) for detail, path in found if not _shadowed(detail, path, found)]
    return None, list(dict.fromkeys(_problem(of, d, p, document, where) for d, p in told))


def fit_mapping(
    shape: TypeAdapter[dict[str, T]], of: Any, document: Document, problems: list[Problem]
) -> tuple[dict[str, T], list[Problem]]:
    """A whole file that was read, empty where it does not fit, and all that is wrong with it."""
    if errors_of(problems):
        return {}, problems
    read = fit(shape, of, document.data, document)
    fitted, wrong = read
    return fitted or {}, problems + wrong


def _resolve(data: Any, loc: tuple[int | str, ...]) -> Where:
    """The part of pydantic's location that is a path in the data: the longest there is.

    Branches of a union stand in the location under names of their own, which the data
    does not have, or has as a key beside the one that is meant: of two paths as long, the
    one that ends later in the location is meant.
    """
    best: Where = ()
    for at, part in enumerate(loc):
        if isinstance(data, dict):
            inside = part in data
        else:
            inside = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if inside:
            path = (part, *_resolve(data[part], loc[at + 1 :]))
            best = path if len(path) >= len(best) else best
    return best


def _shadowed(detail: ErrorDetails, path: Where, found: list[tuple[ErrorDetails, Where]]) -> bool:
    """A branch of a union that was never meant, or a list that is short only of its wrong entries."""
    if detail["type"] == "too_short" and detail["input"]:
        return True
    return detail["type"] in _WRONG_KIND and any(
        other is not detail and there[: len(path)] == path and other["type"] not in _WRONG_KIND
        for other, there in found
    )


def _problem(of: Any, detail: ErrorDetails, path: Where, document: Document, where: Where) -> Problem:
    kind, given = detail["type"], detail["input"]
    whole = (*where, *path)
    if kind == "missing":
        return error(document.key(*whole), f'"{detail["loc"][-1]}" is missing here. Add it.')
    if kind == "extra_forbidden":
        return error(document.key(*whole), _unknown_key(of, detail["loc"], path))
    if kind == "value_error":
        quoted = str(detail["ctx"]["error"]).split('"')[1:2]
        if isinstance(given, dict) and quoted and quoted[0] in given:
            whole = (*whole, quoted[0])
        named = detail["loc"][-1] == "[key]" or isinstance(given, dict)
        place = document.key(*whole) if named else document.value(*whole)
        return error(place, f"{detail['ctx']['error']}.")
    if detail["loc"][-1:] == ("[key]",):
        return error(document.key(*whole), _sentence(detail))
    return error(document.value(*whole), _sentence(detail))


def _unknown_key(of: Any, loc: tuple[int | str, ...], path: Where) -> str:
    known = _keys_at(of, loc[:-1])
    hint = did_you_mean(str(path[-1]), known)
    return f'"{path[-1]}" is not known here.' + (hint or f" Known are {listed(known, 'and')}.")


def _keys_at(of: Any, loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the shape knows at a location: follow it through the models."""
    models = list(_models(of))
    for part in loc:
        owners = [model for model in models if part in model.model_fields]
        if owners and len(models) > 1:  # At a union stands the name of the branch, not yet a key.
            models = owners
        elif owners:
            models = list(_models(owners[0].model_fields[str(part)].annotation)) or models
    return list(dict.fromkeys(key for model in models for key in model.model_fields))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation names directly, through lists, mappings and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


_NEEDED = {
    "int_parsing": "is not a whole number; write for instance 5",
    "int_from_float": "is not a whole number; write for instance 5",
    "bool_parsing": "is neither yes nor no; write one of them",
    "decimal_parsing": "is not a number; write digits, for instance 5.5",
    "float_parsing": "is not a number; write digits, for instance 0.5",
    "date_from_datetime_parsing": "is not a date; write for instance 2027-01-15",
    "date_parsing": "is not a date; write for instance 2027-01-15",
}
_EXPECTED = {
    "string_type": "a text is expected here. Write one value, in quotes if it holds signs of YAML.",
    "model_type": "a mapping is expected here. Write KEY: VALUE pairs, indented, below.",
    "dict_type": "a mapping is expected here. Write KEY: VALUE pairs, indented, below.",
    "tuple_type": "a list is expected here. Write [ONE, TWO], or one a line after a dash.",
    "list_type": "a list is expected here. Write [ONE, TWO], or one a line after a dash.",
    "time_delta_type": "a duration is expected here. Write for instance 2s, 3m, 4h or 2d.",
    "too_short": "nothing stands here. Write at least one entry.",
    "string_too_short": "the text is empty. Write it, or remove the line.",
}
_FORMS = {
    r"^[A-Z]{3}$": "a currency in capitals such as USD",
    r"^[A-Z]{2}$": "a country in capitals such as US",
    r"^\d{4}-\d{2}-\d{2}$": "a day such as 2026-12-24, in quotes",
    r"^\d{1,2}:\d{2}-\d{1,2}:\d{2}$": "an interval such as 10:00-11:30",
}


def _sentence(detail: ErrorDetails) -> str:
    kind, ctx, given = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind in _EXPECTED:
        return _EXPECTED[kind]
    said = f'"{shortened(str(given))}"' if isinstance(given, str) else "this"
    if kind == "literal_error":
        known = str(ctx["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return f"{said} is not possible here; write {listed(known)}.{did_you_mean(str(given), known)}"
    if kind == "string_pattern_mismatch":
        return f"{said} does not fit; write {_FORMS.get(ctx['pattern'], ctx['pattern'])}."
    if kind == "too_long":
        many = f"{ctx['actual_length']} entries stand here, at most {ctx['max_length']} are possible"
        return f"{many}. Remove some, or split them."
    if kind.startswith("union_tag"):
        return unknown_step(given)
    return f"{said} {_NEEDED[kind]}." if kind in _NEEDED else f"{said} does not fit: {detail['msg']}."


def unknown_step(given: Any) -> str:
    """What to say of a step whose kind cannot be told."""
    keys = [str(key) for key in given] if isinstance(given, dict) else []
    kinds = [key for key in keys if key in STEP_KINDS]
    if len(kinds) > 1:
        return f"{listed(kinds, 'and')} stand in one step. Make a step of each."
    hints = (did_you_mean(key, STEP_KINDS) for key in keys)
    return f"no step begins so. Begin it with {listed(STEP_KINDS)}.{next(filter(None, hints), '')}"


def fit_fact(data: Value, document: Document, name: str) -> tuple[Any, list[Problem]]:
    """The fact of this name, or why it is none."""
    if isinstance(data, list) or (isinstance(data, dict) and not data.keys() & _FACT_KEYS):
        text = f'fact "{name}" has no known form. Write a text, or {{money: …}}, {{value: …, unit: …}}, '
        return None, [error(document.value(name), text + "{number: …}, {date: …} or {list: […]}.")]
    return fit(FACT, Fact, data, document, (name,))


_FACT_KEYS = {"money", "value", "unit", "number", "date", "list"}
