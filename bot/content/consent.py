"""Reads the consent phrases: the ones shipped with the package, and those that ops add.

Its one rule: what is shipped is always on; `replies/consent.yaml` adds phrases and takes none away.
"""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.content.problems import Problem, errors_of
from bot.content.shapes import fit_mapping
from bot.content.yaml_text import parse_yaml, read_yaml
from bot.core.consent import KINDS, ConsentPhrases, ConsentReader
from bot.core.policy import Language
from bot.core.values import Frozen
from bot.errors import ContentError

FILE = "consent.yaml"

Text = Annotated[str, Field(min_length=1)]


class KindPhrases(Frozen):
    """The phrases of one kind, in three lists. `core/consent.py` says what they mean."""

    whole: tuple[Text, ...] = ()
    within: tuple[Text, ...] = ()
    doubtful: tuple[Text, ...] = ()


class LanguagePhrases(Frozen):
    """How people say it in one language: to stop, to start, to get help, to be forgotten."""

    stop: KindPhrases = KindPhrases()
    start: KindPhrases = KindPhrases()
    help: KindPhrases = KindPhrases()
    erase: KindPhrases = KindPhrases()
    polite: tuple[Text, ...] = ()


Phrases = dict[Language, LanguagePhrases]
PHRASES: TypeAdapter[Phrases] = TypeAdapter(Phrases)


def load_consent(extra: Path | None = None) -> ConsentReader:
    """Compile the shipped phrases and those of `extra`, a file of the same shape.

    Raises ContentError where `extra` cannot be read.
    """
    if extra is None:
        return consent_reader({})
    phrases, problems = fit_mapping(PHRASES, Phrases, *read_yaml(extra, extra.name))
    if errors_of(problems):
        raise ContentError([str(problem) for problem in errors_of(problems)])
    return consent_reader(phrases)


def consent_reader(added: Mapping[str, LanguagePhrases]) -> ConsentReader:
    """Compile the shipped phrases and the added ones."""
    languages = [*_shipped().values(), *added.values()]
    phrases = [_compile(one, kind) for one in languages for kind in KINDS]
    return ConsentReader(phrases, _polite(languages))


def consent_phrases() -> list[str]:
    """What people write when they speak of messages to come, and of nothing the business sells."""
    kinds = (kind for one in _shipped().values() for kind in (one.stop, one.start, one.erase))
    return list(dict.fromkeys(text for kind in kinds for text in (*kind.whole, *kind.doubtful)))


def _shipped() -> Phrases:
    shipped = files("bot.content").joinpath(FILE).read_text(encoding="utf-8")
    own, problems = fit_mapping(PHRASES, Phrases, *parse_yaml(shipped, FILE))
    assert not problems, problems
    return own


def read_consent(folder: Path) -> tuple[Phrases, list[Problem]]:
    """What ops add in `consent.yaml` of a `replies/` folder, and what is wrong with it."""
    path = folder / FILE
    return (
        fit_mapping(PHRASES, Phrases, *read_yaml(path, f"{folder.name}/{FILE}"))
        if path.exists()
        else ({}, [])
    )


def _polite(languages: Iterable[LanguagePhrases]) -> Iterable[str]:
    return (text for one in languages for text in one.polite)


def _compile(language: LanguagePhrases, kind: str) -> ConsentPhrases:
    found: KindPhrases = getattr(language, kind)
    return ConsentPhrases(kind, found.whole, found.within, found.doubtful)  # type: ignore[arg-type]  # one of KINDS.
