"""Builds a Library from a content folder: everything that ops wrote, or every error at once."""

import ctypes
import gc
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bot.config import cache_folder
from bot.content.consent import consent_reader, load_consent
from bot.content.files import version_of
from bot.content.fitting import fitted_matcher
from bot.content.meaning import Meaning
from bot.content.placeholders import placeholder_problems
from bot.content.problems import Problem, errors_of, in_order
from bot.content.reading import Content, read_content
from bot.content.references import reference_problems
from bot.content.sense import sense_problems
from bot.content.tone import load_attitude, tone_reader
from bot.content.triggers import load_triggers
from bot.core.canned import translations_of
from bot.core.library import Library, no_meaning
from bot.core.policy import Policy
from bot.core.shelf import Shelf
from bot.core.translations import Translations
from bot.errors import ContentError


def load_library(folder: Path, meaning: Meaning | None = None) -> Library:
    """The library of a content folder; ContentError with every error where there is any.

    The folder holds `triggers/`, and may hold `replies/` and `locales/`. With `meaning` texts
    are also understood by their vectors; those of phrases not seen before take about 8 ms each.
    """
    library = _library_of(_sound_content(folder), meaning)
    _give_back_memory()
    return library


def with_meaning(library: Library, meaning: Meaning) -> Library:
    """The same library, which also understands texts by their vectors."""
    learned = replace(
        library,
        matcher=fitted_matcher(library.triggers.values(), cache_folder(), meaning),
        tone=library.tone.with_meaning(load_attitude(meaning.vectors)),
        meaning=meaning.read,
    )
    _give_back_memory()
    return learned


def _library_of(content: Content, meaning: Meaning | None) -> Library:
    folder, triggers = content.folder, content.triggers.triggers
    files = folder / "replies" / "files"
    return Library(
        version=version_of(folder),
        triggers=triggers,
        sequences=content.replies.sequences,
        facts=content.facts,
        policy=content.policy,
        translations=content.translations,
        matcher=fitted_matcher(triggers.values(), cache_folder(), meaning),
        tone=tone_reader(
            triggers.values(), content.tone, load_attitude(meaning.vectors) if meaning else None
        ),
        consent=consent_reader(content.consent),
        meaning=meaning.read if meaning else no_meaning,
        files=files if files.is_dir() else None,
        canned=content.canned,
    )


def load_shelf(folder: Path) -> Shelf:
    """The shelf of a content folder that `load_library` would take; ContentError as there.

    For processes that decide nothing: no matcher is built, and no trigger is kept.
    """
    shelf = _shelf_of(_sound_content(folder))
    _give_back_memory()
    return shelf


def _shelf_of(content: Content) -> Shelf:
    translations = translations_of(content.canned, content.translations)
    return Shelf(content.policy, content.facts, translations, content.canned)


def load_matching(folder: Path, meaning: Meaning | None = None) -> Library:
    """A library of the triggers below a folder alone, for `bot match`: no reply is looked up."""
    triggers, problems = load_triggers(folder)
    _refuse(problems)
    return Library(
        version=version_of(folder, ("",)),
        triggers={trigger.name: trigger for trigger in triggers},
        sequences={},
        facts={},
        policy=Policy(),
        translations=Translations(),
        matcher=fitted_matcher(triggers, cache_folder(), meaning),
        tone=tone_reader(triggers, attitude=load_attitude(meaning.vectors) if meaning else None),
        consent=load_consent(),
        meaning=meaning.read if meaning else no_meaning,
    )


def _sound_content(folder: Path) -> Content:
    content, problems = read_content(folder)
    _refuse(
        [*problems, *reference_problems(content), *placeholder_problems(content), *sense_problems(content)]
    )
    return content


def _refuse(problems: Iterable[Problem]) -> None:
    errors = errors_of(in_order(problems))
    if errors:
        raise ContentError([str(problem) for problem in errors])


def _give_back_memory() -> None:
    """Return to the system what reading and fitting no longer need.

    glibc keeps the places of a million small values that are gone: up to half of a worker.
    """
    gc.collect()
    with suppress(OSError, AttributeError):  # another system, or another C library
        ctypes.CDLL("libc.so.6").malloc_trim(0)
