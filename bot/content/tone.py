"""Reads the cues of tone: the ones shipped with the package, and those that ops add.

Its one rule: what is shipped is always on; `replies/tone.yaml` adds cues and takes none away.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from bot.content.problems import Problem, did_you_mean
from bot.content.shapes import fit_mapping
from bot.content.yaml_text import Document, parse_yaml, read_yaml
from bot.core.attitude import KINDS, Attitude, Seed, fit_attitude
from bot.core.language_names import names
from bot.core.meaning import Vector
from bot.core.policy import Language
from bot.core.tone import ToneReader
from bot.core.tone_cues import About, Cue
from bot.core.triggers import Trigger
from bot.core.values import Frozen

FILE = "tone.yaml"
SEEDS = "tone_seeds.yaml"

Text = Annotated[str, Field(min_length=1)]


class Grades(Frozen):
    """Cues that are enough by themselves, and hints that are enough only together."""

    strong: tuple[Text, ...] = ()
    weak: tuple[Text, ...] = ()


class LanguageCues(Frozen):
    """How one language sounds when it is urgent, unhappy, in no hurry, or pleased."""

    urgent: Grades = Grades()
    negative: Grades = Grades()
    calm: tuple[Text, ...] = ()
    praise: tuple[Text, ...] = ()


AllCues = dict[Language, LanguageCues]
CUES: TypeAdapter[AllCues] = TypeAdapter(AllCues)
_Seeds = dict[str, dict[Language, tuple[Text, ...]]]
_SEEDS: TypeAdapter[_Seeds] = TypeAdapter(_Seeds)


def tone_reader(
    triggers: Iterable[Trigger],
    added: Mapping[str, LanguageCues] | None = None,
    attitude: Attitude | None = None,
) -> ToneReader:
    """Compile the cues of the triggers, the shipped ones and those that ops add.

    What ops call strong counts whatever the meaning, as their triggers' phrases do.
    """
    cues = [cue for one in _shipped().values() for cue in _compile(one)]
    cues += [cue for one in (added or {}).values() for cue in _compile(one, firm=True)]
    # Of equal cues the first counts: what ops call strong, even if it is a hint elsewhere.
    return ToneReader(triggers, sorted(cues, key=lambda cue: not cue.firm), attitude)


def read_tone(folder: Path) -> tuple[AllCues, Document, list[Problem]]:
    """What ops add in `tone.yaml` of a `replies/` folder, where, and what is wrong with it."""
    path, file = folder / FILE, f"{folder.name}/{FILE}"
    if not path.exists():
        return {}, Document(file), []
    document, problems = read_yaml(path, file)
    cues, problems = fit_mapping(CUES, AllCues, document, problems)
    return cues, document, [_with_language(problem, document) for problem in problems]


def tone_seeds() -> tuple[Seed, ...]:
    """The shipped sentences whose tone is known."""
    document, problems = parse_yaml(_text_of(SEEDS), SEEDS)
    fitted, problems = fit_mapping(_SEEDS, _Seeds, document, problems)
    assert not problems, problems
    assert fitted.keys() <= KINDS.keys(), fitted.keys() - KINDS.keys()
    return tuple(
        Seed(text, kind, language)
        for kind, languages in fitted.items()
        for language, texts in languages.items()
        for text in texts
    )


def load_attitude(vectors: Callable[[Sequence[str]], Vector]) -> Attitude | None:
    """Fit the model of meaning on the shipped seeds; `vectors` gives unit vectors, one a text."""
    seeds = tone_seeds()
    return fit_attitude(seeds, vectors([seed.text for seed in seeds]))


def _shipped() -> AllCues:
    cues, problems = fit_mapping(CUES, AllCues, *parse_yaml(_text_of(FILE), FILE))
    assert not problems, problems
    return cues


def _text_of(name: str) -> str:
    return files("bot.content").joinpath(name).read_text(encoding="utf-8")


def _with_language(problem: Problem, document: Document) -> Problem:
    """The same, with the language that was meant where the problem is about one."""
    place = (problem.file, problem.line, problem.column)
    written = next((tag for tag in document.data if document.key(tag) == place), None)
    if written is None:
        return problem
    named = dict(names()).get(written.lower())
    hint = f' Did you mean "{named}"?' if named else did_you_mean(written, _shipped())
    return replace(problem, text=problem.text + hint)


def _compile(language: LanguageCues, *, firm: bool = False) -> Iterator[Cue]:
    about: About
    for about, grades in (("urgent", language.urgent), ("negative", language.negative)):
        yield from (Cue(text, about, felt=True, firm=firm) for text in grades.strong)
        yield from (Cue(text, about, hint=True) for text in grades.weak)
    yield from (Cue(text, "calm", felt=True) for text in language.calm)
    yield from (Cue(text, "praise") for text in language.praise)
