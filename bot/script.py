"""How a conversation test is written, and the reading of script files.

A turn begins where the one before ends. The first begins at `start`, each further one 60 s
after the one before unless it carries `at`; a turn lasts until the next one begins, the last
one 60 s, and `until: X` lasts until X.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, model_validator

from bot.content.problems import Problem, errors_of
from bot.content.schemas import Schema, form, schema_of
from bot.content.shapes import fit
from bot.content.yaml_text import Document, read_yaml
from bot.core.values import Frozen, parse_duration
from bot.errors import ScriptError

KINDS = ("contact", "agent", "provider", "until")


def _instant(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        instant = datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise ValueError(f'"{value}" is not an instant; write for instance 2026-11-23T20:00+07:00') from error
    if instant.tzinfo is None:
        raise ValueError(f'"{value}" has no zone; write for instance 2026-11-23T20:00+07:00')
    return instant


def _moment(value: Any) -> Any:
    """`+2s` stays as it is, anything else must be an instant."""
    if isinstance(value, str) and value.strip().startswith("+"):
        parse_duration(value.strip()[1:])
        return value.strip()
    return _instant(value)


Instant = Annotated[datetime, BeforeValidator(_instant)]
Moment = Annotated[datetime | str, BeforeValidator(_moment)]


def instant_after(moment: datetime | str, start: datetime) -> datetime:
    """The instant a moment names: itself, or so long after the start."""
    return moment if isinstance(moment, datetime) else start + parse_duration(moment[1:])


class Person(Frozen):
    address: str = "whatsapp:+15550100"
    name: str = ""


class Said(Frozen):
    """One automated message that must leave during a turn."""

    sequence: str | None = None
    step: str | None = None
    at: Moment | None = None
    contains: str | None = None
    lacks: str | None = None
    text: str | None = None
    language: str | None = None
    status: str | None = None

    def wanted(self, begins: datetime) -> dict[str, Any]:
        """What is to be compared, with the instant made absolute."""
        wanted = self.model_dump(exclude_none=True)
        if self.at is not None:
            wanted["at"] = instant_after(self.at, begins).astimezone(begins.tzinfo)
        return wanted

    def told(self) -> str:
        return ", ".join(f"{key} {value}" for key, value in self.model_dump(exclude_none=True).items())


class AgentActs(Frozen):
    takes_over: bool = False
    says: str = ""
    hands_back: bool = False
    resolves: str = ""


class ProviderSays(Frozen):
    status: Literal["sent", "delivered", "read", "failed"]
    code: int | None = None


class Turn(Frozen):
    """One of `contact`, `agent`, `provider` or `until`, and what is expected during it."""

    contact: str | None = None
    button: str = ""
    media: str = ""
    quotes: int = 0
    duplicate: bool = False
    agent: AgentActs | None = None
    provider: ProviderSays | None = None
    until: Instant | None = None
    at: Moment | None = None
    decides: dict[str, Any] | None = None
    bot: list[Said] | None = None
    queue: dict[str, Any] | Literal["none"] | None = None
    state: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Turn":
        kinds = [kind for kind in KINDS if getattr(self, kind) is not None]
        if self.duplicate and kinds in ([], ["contact"]):
            return self
        if len(kinds) != 1:
            raise ValueError("is not one thing; write one of contact, agent, provider or until")
        return self

    def kind(self) -> str:
        return next((kind for kind in KINDS if getattr(self, kind) is not None), "duplicate")


class Script(Frozen):
    name: Annotated[str, Field(min_length=1)]
    contact: Person = Person()
    start: Instant
    turns: Annotated[list[Turn], Field(min_length=1)]
    content: str = ""


_SHAPE = TypeAdapter(Script)


_WRITTEN_INSTANT = form(
    r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$", "2026-11-23T20:00+07:00"
)
_WRITTEN_MOMENT: Schema = {"anyOf": [form(r"^\s*\+\d{1,6}\s*[smhd]\s*$", "+2s"), _WRITTEN_INSTANT]}


def script_schema() -> Schema:
    """The JSON Schema of a script file, for editors."""
    return schema_of("script", Script | list[Script], {Instant: _WRITTEN_INSTANT, Moment: _WRITTEN_MOMENT})


def find_scripts(paths: Iterable[Path]) -> list[Path]:
    """The script files that paths name; a folder stands for all YAML files below it.

    What lies in a folder named `content` below it is what scripts are played on, no script.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            files = (one for one in path.rglob("*") if re.fullmatch(r".*\.ya?ml", one.name))
            found += sorted(one for one in files if "content" not in one.relative_to(path).parts[:-1])
        elif path.is_file():
            found.append(path)
        else:
            raise ScriptError(
                f"{path}: there is no such file or folder. Name a script or a folder of scripts."
            )
    return found


def read_scripts(path: Path) -> list[Script]:
    """All scripts of a file: one, or a list of them. ScriptError with every problem."""
    document, problems = read_yaml(path, str(path), lists=True)
    _refuse(problems)
    rows: list[tuple[Any, tuple[int, ...]]] = (
        [(row, (n,)) for n, row in enumerate(document.data)]
        if isinstance(document.data, list)
        else [(document.data, ())]
    )
    scripts: list[Script] = []
    for row, where in rows:
        script, found = _fit(row, document, where)
        problems += found
        if script is not None:
            scripts.append(script)
    _refuse(problems)
    return scripts


def _fit(row: Any, document: Document, where: tuple[int, ...]) -> tuple[Script | None, list[Problem]]:
    return fit(_SHAPE, Script, row, document, where)


def _refuse(problems: list[Problem]) -> None:
    if errors_of(problems):
        raise ScriptError("\n".join(str(problem) for problem in errors_of(problems)))
