"""Makes JSON Schemas of what ops write, so that an editor completes it and explains every key.

They are derived from the shapes that the bot reads with; nothing is said twice. An editor sees
typed YAML where the bot reads texts, so wherever a text may stand, a number may stand too.
"""

import json
import re
from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any, ClassVar

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticUndefined, core_schema

from bot.content.canned import Text as CannedText
from bot.content.consent import PHRASES
from bot.content.hover_texts import FILES, HOVERS
from bot.content.replies import SequenceEntry
from bot.content.tone import CUES
from bot.content.triggers import Language as PhraseLanguage
from bot.content.triggers import TriggerEntry
from bot.core.escalations import REASONS
from bot.core.facts import Fact
from bot.core.policy import DAYS, ClockTime, Hours, Interval, Language, Policy, Zone
from bot.core.values import Duration, format_duration

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_CLOCK = r"([01]?\d|2[0-3]):[0-5]\d"
_DAY = f"({'|'.join(DAYS)})"
_TAG = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"


def form(pattern: str, *examples: str) -> Schema:
    """A text that must look like the examples; editors show the sentence where it does not."""
    said = f"Write for instance {' or '.join(examples)}."
    return {"type": "string", "pattern": pattern, "patternErrorMessage": said, "examples": list(examples)}


_FORMS: list[tuple[Any, Schema]] = [
    (Duration, form(r"^\s*\d{1,6}\s*[smhd]\s*$", "2s", "3m", "4h", "2d")),
    (ClockTime, form(rf"^\s*{_CLOCK}\s*$", "09:00", "15:30")),
    (Interval, form(rf"^\s*(24:00|{_CLOCK}\s*[-–]\s*({_CLOCK}|24:00))\s*$", "08:00-18:00", "24:00")),
    (Zone, form(r"^[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+)*$", "Asia/Bangkok", "Europe/Berlin", "UTC")),
    (Language, form(_TAG, "en", "th", "pt-BR")),
    (PhraseLanguage, form(_TAG, "en", "th", "uz-Cyrl")),
]


def content_schemas() -> dict[str, Schema]:
    """The schema of each kind of file that holds content, by its name."""
    shapes: dict[str, Any] = {
        "triggers": dict[str, TriggerEntry],
        "replies": dict[str, SequenceEntry],
        "facts": dict[str, Fact],
        "policy": Policy,
        "consent": PHRASES,
        "tone": CUES,
        "canned": dict[str, CannedText],
    }
    return {name: schema_of(name, shape) for name, shape in shapes.items()}


def schema_of(name: str, shape: Any, forms: Mapping[Any, Schema] | None = None) -> Schema:
    """The schema of one kind of file. `forms` says how types of the shape's own are written."""
    adapter = shape if isinstance(shape, TypeAdapter) else TypeAdapter(shape)
    known = [*_FORMS, *(forms or {}).items()]

    class Generator(_AsWritten):
        written: ClassVar[Mapping[Any, Schema]] = {_reader(kind): said for kind, said in known}

    title, description = FILES[name]
    made = adapter.json_schema(schema_generator=Generator)
    made.pop("description", None)
    return {"$schema": DIALECT, "title": title, "description": description, **made}


def as_text(schema: Schema) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _reader(kind: Any) -> Any:
    """The function that reads a type of `Annotated[…, BeforeValidator(function)]`."""
    return kind.__metadata__[0].func


class _AsWritten(GenerateJsonSchema):
    """Describes what stands in the file, not what it is read into."""

    written: ClassVar[Mapping[Any, Schema]] = {}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        form = self.written.get(schema["function"]["function"])
        return dict(form) if form else super().function_before_schema(schema)

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        form = self.written.get(schema["function"]["function"])
        return dict(form) if form else super().function_after_schema(schema)

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        return made if "pattern" in made else {**made, "type": ["string", "number", "boolean"]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        # `yes` is a text to editors, which follow YAML 1.2.
        return {"enum": [True, False, "yes", "no", "on", "off"]}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": r"^\s*-?\d+\s*$"}

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        return {**super().float_schema(schema), **_DECIMAL}

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        return dict(_DECIMAL)

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return form(r"^\d{4}-\d{2}-\d{2}$", "2027-01-15")

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        values = self.generate_inner(schema["values_schema"]) if "values_schema" in schema else {}
        made: Schema = {"type": "object", "additionalProperties": values or True}
        names = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {}
        if "pattern" in names:
            made["propertyNames"] = names
        if schema.get("min_length"):
            made["minProperties"] = schema["min_length"]
        return made

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = self.generate_inner(schema["schema"])
        default = _default(schema.get("default", PydanticUndefined))
        return made if default is None else {**made, "default": default}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made, shape = super().model_schema(schema), schema["cls"]
        made.pop("title", None)
        if "description" in made:
            # The first sentence is for every reader, the rest for those of the code.
            made["description"] = re.split(r"(?<=\.)\s", made["description"])[0]
        for name, described in made.get("properties", {}).items():
            described["description"] = _hover(shape, name)
            if name == "reason":
                described.update(type="string", enum=list(REASONS))
        if shape is Hours:
            made["patternProperties"] = _days(made)
        if shape is TriggerEntry:
            made["oneOf"] = [{"required": ["reply"]}, {"required": ["escalate"]}]
        return made


_DECIMAL: Schema = {"type": ["number", "string"], "pattern": r"^\s*-?\d+(\.\d+)?\s*$"}


def _hover(shape: type[BaseModel], field: str) -> str:
    """What a field means, said where its model or one that it extends stands in the table."""
    tables = (HOVERS.get(each.__name__, {}) for each in shape.__mro__)
    return next(table[field] for table in tables if field in table)


def _default(value: Any) -> Any:
    """A default as ops would write it; None where there is none worth showing."""
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, tuple):
        return [_default(one) for one in value] or None
    return value if isinstance(value, str | int | float) and value != "" else None


def _days(made: Schema) -> Schema:
    """Hours are written by their days, and read into one mapping: take it out, return the days."""
    days = made["properties"].pop("days")
    days = {**days["additionalProperties"], "description": days["description"]}
    return {f"^{_DAY}(-{_DAY})?$": days}
