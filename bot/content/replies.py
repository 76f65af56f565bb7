"""Reads sequences and facts from `replies/`. Its YAML files hold sequences, but for five by name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, TypeAdapter

from bot.content.files import yaml_files
from bot.content.problems import Problem, error
from bot.content.shapes import fit, fit_fact, unknown_step
from bot.content.triggers import unknown_reason
from bot.content.units import unit_problems
from bot.content.yaml_text import Document, Value, read_yaml
from bot.core.escalations import REASONS
from bot.core.facts import Fact
from bot.core.sequences import EscalateStep, Sequence, Step
from bot.core.values import Frozen

NOT_SEQUENCES = ("policy.yaml", "facts.yaml", "consent.yaml", "tone.yaml", "canned.yaml")


class SequenceEntry(Frozen):
    """An ordered reply, as ops write it under its name."""

    steps: tuple[Step, ...] = Field(min_length=1)


SEQUENCE = TypeAdapter(SequenceEntry)


@dataclass(frozen=True, slots=True)
class ReplyFiles:
    """The sequences by name, the document that each is written in, and what is wrong."""

    sequences: Mapping[str, Sequence] = field(default_factory=dict)
    written: Mapping[str, Document] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_replies(folder: Path) -> ReplyFiles:
    """The sequences of all files below `replies/`; none where there is no such folder."""
    sequences: dict[str, Sequence] = {}
    written: dict[str, Document] = {}
    problems: list[Problem] = []
    for document, found in _documents(folder):
        problems += found
        for name, data in document.data.items():
            if name in written:
                problems.append(_twice(name, document, written[name]))
                continue
            written[name] = document
            sequence, wrong = _read(name, data, document)
            problems += wrong
            if sequence:
                sequences[name] = sequence
    return ReplyFiles(sequences, written, tuple(problems))


def _documents(folder: Path) -> Iterator[tuple[Document, list[Problem]]]:
    for path in yaml_files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in NOT_SEQUENCES and not name.startswith("files/"):
            yield read_yaml(path, f"{folder.name}/{name}")


def _twice(name: str, document: Document, first: Document) -> Problem:
    file, line, column = first.key(name)
    text = f'sequence "{name}" is also at {file}:{line}:{column}. Rename or remove one.'
    return error(document.key(name), text)


def _read(name: str, data: Value, document: Document) -> tuple[Sequence | None, list[Problem]]:
    strange = _strange_steps(name, data, document)
    if strange:
        return None, strange
    fitted = fit(SEQUENCE, SequenceEntry, data, document, (name,))
    entry, problems = fitted
    if entry is None:
        return None, problems
    for at, step in enumerate(entry.steps):
        if isinstance(step, EscalateStep) and step.escalate.reason not in REASONS:
            reason = document.value(name, "steps", at, "escalate", "reason")
            problems.append(error(reason, unknown_reason(step.escalate.reason)))
    place = "{}:{}:{}".format(*document.key(name))
    return Sequence(name=name, steps=entry.steps, place=place), problems


def _strange_steps(name: str, data: Value, document: Document) -> list[Problem]:
    """Steps that are no mappings: their kind cannot even be asked for."""
    steps = data.get("steps") if isinstance(data, dict) else None
    return [
        error(document.value(name, "steps", at), unknown_step(step))
        for at, step in enumerate(steps if isinstance(steps, list) else ())
        if not isinstance(step, dict)
    ]


def read_facts(folder: Path) -> tuple[dict[str, Fact], Document, list[Problem]]:
    """The facts of `facts.yaml`; none where the file does not exist."""
    path, facts = folder / "facts.yaml", {}
    file = f"{folder.name}/{path.name}"
    if not path.exists():
        return {}, Document(file), []
    document, problems = read_yaml(path, file)
    for name, data in document.data.items():
        fact, found = fit_fact(data, document, name)
        problems += found or unit_problems(fact, document, name)
        if not found:
            facts[name] = fact
    return facts, document, problems
