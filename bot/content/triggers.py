"""Reads the triggers below a folder: any number of files, any number of triggers in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from bot.content.duplicates import repeated_phrases
from bot.content.files import yaml_files
from bot.content.problems import Problem, did_you_mean, error
from bot.content.shapes import fit
from bot.content.yaml_text import Document, Value, read_yaml
from bot.core.escalations import REASONS
from bot.core.policy import language_tag
from bot.core.triggers import Phrase, Trigger, TriggerEscalation
from bot.core.values import Frozen

_check_language = cache(language_tag)
Language = Annotated[str, AfterValidator(_check_language)]
Text = Annotated[str, Field(min_length=1)]


class EscalationEntry(Frozen):
    """Calls a person instead of answering."""

    reason: str
    priority: Literal["high", "normal"] | None = None


class TriggerEntry(Frozen):
    """One kind of question, as ops write it under its name."""

    phrases: dict[Language, tuple[Text, ...]] = Field(min_length=1)
    reply: Text | None = None
    escalate: EscalationEntry | None = None
    title: str = ""
    stage: str = ""
    description: str = ""
    priority: int = 0
    courtesy: bool = False
    enabled: bool = True


TRIGGER = TypeAdapter(TriggerEntry)


@dataclass(frozen=True, slots=True)
class TriggerFiles:
    """The triggers by name, the document that each is written in, and what is wrong."""

    triggers: Mapping[str, Trigger] = field(default_factory=dict)
    written: Mapping[str, Document] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def load_triggers(folder: Path, language: str = "") -> tuple[list[Trigger], list[Problem]]:
    """The triggers below a folder, and everything that is wrong with them.

    `language` is the policy's first: a trigger without a title is called by its first
    phrase in it, else by its first phrase.
    """
    files = read_triggers(folder, language)
    return list(files.triggers.values()), list(files.problems)


def read_triggers(folder: Path, language: str = "") -> TriggerFiles:
    """As `load_triggers`, with the documents, so that later checks can name places."""
    if not folder.is_dir():
        text = "there is no such folder. Create it, or name the folder that holds the triggers."
        return TriggerFiles(problems=(error((folder.name, 1, 1), text),))
    triggers: dict[str, Trigger] = {}
    written: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in yaml_files(folder):
        document, found = read_yaml(path, path.relative_to(folder.parent).as_posix())
        problems += found
        for name, data in document.data.items():
            if name in written:
                problems.append(_twice(name, document, written[name]))
                continue
            written[name] = document
            trigger, found = _read(name, data, document, language)
            problems += found
            if trigger:
                triggers[name] = trigger
    problems += repeated_phrases(triggers.values())
    return TriggerFiles(triggers, written, tuple(problems))


def _twice(name: str, document: Document, first: Document) -> Problem:
    file, line, column = first.key(name)
    text = f'trigger "{name}" is also at {file}:{line}:{column}. Rename one, or join their phrases.'
    return error(document.key(name), text)


def _read(name: str, data: Value, document: Document, language: str) -> tuple[Trigger | None, list[Problem]]:
    fitted = fit(TRIGGER, TriggerEntry, data, document, (name,))
    entry, problems = fitted
    if entry is None:
        return None, problems
    problems = _outcome_problems(name, entry, document)
    return (None if problems else _trigger(name, entry, document, language)), problems


def _outcome_problems(name: str, entry: TriggerEntry, document: Document) -> list[Problem]:
    place = document.key(name)
    if not any(entry.phrases.values()):
        return [error(place, f'trigger "{name}" has no phrases. Add at least one.')]
    if entry.reply is None and entry.escalate is None:
        text = f'trigger "{name}" does nothing. Add reply: SEQUENCE or escalate: {{reason: REASON}}.'
        return [error(place, text)]
    if entry.reply is not None and entry.escalate is not None:
        text = f'trigger "{name}" has both reply and escalate. Keep one of them.'
        return [error(document.key(name, "escalate"), text)]
    if entry.escalate and entry.escalate.reason not in REASONS:
        return [error(document.value(name, "escalate", "reason"), unknown_reason(entry.escalate.reason))]
    return []


def unknown_reason(reason: str) -> str:
    """What to say of a reason that no escalation has."""
    hint = did_you_mean(reason, REASONS) or f" Write {', '.join(REASONS)}."
    return f'"{reason}" is no reason to escalate.{hint}'


def _trigger(name: str, entry: TriggerEntry, document: Document, language: str) -> Trigger:
    phrases = tuple(
        Phrase(text, tag, name, "{}:{}:{}".format(*document.value(name, "phrases", tag, n)))
        for tag, texts in entry.phrases.items()
        for n, text in enumerate(texts)
    )
    own = [phrase.text for phrase in phrases if phrase.language == language]
    calls = entry.escalate
    return Trigger(
        name=name,
        phrases=phrases,
        reply=entry.reply,
        escalate=TriggerEscalation(calls.reason, calls.priority) if calls else None,
        title=entry.title or [*own, phrases[0].text][0],
        stage=entry.stage,
        description=entry.description,
        priority=entry.priority,
        courtesy=entry.courtesy,
        enabled=entry.enabled,
        place="{}:{}:{}".format(*document.key(name)),
    )
