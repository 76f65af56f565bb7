"""Reads `replies/canned.yaml`: the replies that agents pick in the console, each under its name."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.content.problems import Problem, error
from bot.content.shapes import fit
from bot.content.yaml_text import Document, Value, read_yaml
from bot.core.limits import TEXT_LIMIT

FILE = "canned.yaml"

Text = Annotated[str, Field(min_length=1, json_schema_extra={"maxLength": TEXT_LIMIT})]
_TEXT: TypeAdapter[str] = TypeAdapter(Text)


def read_canned(folder: Path) -> tuple[dict[str, str], Document, list[Problem]]:
    """The canned replies of a `replies/` folder, where they stand, and what is wrong with them.

    One that is wrong is left out, so that other checks go on with the rest.
    """
    path, file = folder / FILE, f"{folder.name}/{FILE}"
    if not path.exists():
        return {}, Document(file), []
    document, problems = read_yaml(path, file)
    canned: dict[str, str] = {}
    for name, data in document.data.items():
        text, found = _read(name, data, document)
        problems += found
        if text is not None and not found:
            canned[name] = text
    return canned, document, problems


def _read(name: str, data: Value, document: Document) -> tuple[str | None, list[Problem]]:
    if isinstance(data, str) and data and not data.strip():
        return None, [error(document.value(name), "the text is empty. Write it, or remove the line.")]
    return fit(_TEXT, str, data, document, (name,))
