"""Reads the consent phrases: the ones shipped with the package, and those that ops add.

Its one rule: what is shipped is always on; a file of ops adds phrases and takes none away.
"""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from bot.core.consent import KINDS, ConsentPhrases, ConsentReader
from bot.core.policy import Language
from bot.core.values import Frozen
from bot.errors import ContentError

# The C parser where the platform has it; both make nothing but texts, lists and mappings.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Text = Annotated[str, Field(min_length=1)]


class KindPhrases(Frozen):
    """The phrases of one kind, as written; `core/consent.py` says what the three lists mean."""

    whole: tuple[Text, ...] = ()
    within: tuple[Text, ...] = ()
    doubtful: tuple[Text, ...] = ()


class LanguagePhrases(Frozen):
    stop: KindPhrases = KindPhrases()
    start: KindPhrases = KindPhrases()
    help: KindPhrases = KindPhrases()
    erase: KindPhrases = KindPhrases()
    polite: tuple[Text, ...] = ()


PHRASES: TypeAdapter[dict[Language, LanguagePhrases]] = TypeAdapter(dict[Language, LanguagePhrases])


def load_consent(extra: Path | None = None) -> ConsentReader:
    """Compile the shipped phrases and those of `extra`, a file of the same shape.

    Raises ContentError where `extra` cannot be read.
    """
    shipped = files("bot.content").joinpath("consent.yaml").read_text(encoding="utf-8")
    languages = list(parse_consent(shipped, "consent.yaml").values())
    if extra is not None:
        languages += parse_consent(_read(extra), extra.name).values()
    phrases = [_compile(one, kind) for one in languages for kind in KINDS]
    return ConsentReader(phrases, (text for one in languages for text in one.polite))


def parse_consent(text: str, name: str) -> dict[str, LanguagePhrases]:
    """Read the phrases of a file's text; `name` is how errors call the file."""
    try:
        return PHRASES.validate_python(yaml.load(text, Loader=_LOADER) or {})  # noqa: S506 - it makes texts only.
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise ContentError([f"{place}: {error.problem}; correct the YAML there."]) from error
    except ValidationError as error:
        raise ContentError([_problem(name, one["loc"], one["msg"]) for one in error.errors()]) from error


def _problem(name: str, where: tuple[int | str, ...], what: str) -> str:
    path = ".".join(str(part) for part in where)
    return f"{name}: {path}: {what}; write lists of phrases as in LANGUAGE: {{stop: {{whole: [TEXT]}}}}."


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError([f"{path.name}: cannot be read ({error}); save it as UTF-8 text."]) from error


def _compile(language: LanguagePhrases, kind: str) -> ConsentPhrases:
    found: KindPhrases = getattr(language, kind)
    return ConsentPhrases(kind, found.whole, found.within, found.doubtful)  # type: ignore[arg-type]  # one of KINDS.
