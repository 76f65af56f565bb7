"""How far the translators are: texts, translations, doubts and gaps of every language."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.content.po_files import catalogue_path, languages_of, read_entries, sound_content, wanted_texts
from bot.content.po_text import PoEntry
from bot.content.po_update import Wanted


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a language is, in numbers of texts; `obsolete` counts entries without a text."""

    language: str
    texts: int
    translated: int
    fuzzy: int
    missing: int
    obsolete: int


def progress(folder: Path) -> list[Progress]:
    """How far every language of the policy, and every other one with a catalogue, is."""
    content = sound_content(folder)
    wanted = wanted_texts(content)
    return [
        _progress(language, read_entries(catalogue_path(folder, language)), wanted)
        for language in languages_of(content)
    ]


def table(rows: Iterable[Progress]) -> list[str]:
    """The rows as the lines of a table for the terminal."""
    names = ("texts", "translated", "fuzzy", "missing", "obsolete")
    lines = [f"{'language':<12}" + "".join(f"{name:>12}" for name in names)]
    for row in rows:
        lines.append(f"{row.language:<12}" + "".join(f"{getattr(row, name):>12}" for name in names))
    return lines


def _progress(language: str, entries: Sequence[PoEntry], wanted: Sequence[Wanted]) -> Progress:
    live = {entry.key: entry for entry in entries if not entry.obsolete and not entry.is_header}
    states = Counter(_state(one, live) for one in wanted)
    answered = {key for one in wanted for key in _keys(one)}
    gone = sum(1 for entry in entries if entry.obsolete) + len(live.keys() - answered)
    return Progress(language, len(wanted), states["translated"], states["fuzzy"], states["missing"], gone)


def _keys(wanted: Wanted) -> list[tuple[str, str]]:
    return [("", wanted.text), *((context, wanted.text) for context in wanted.places)]


def _state(wanted: Wanted, live: Mapping[tuple[str, str], PoEntry]) -> str:
    """The least that can be said of the text wherever it stands."""
    states = {
        _entry_state(live.get((context, wanted.text)), live.get(("", wanted.text)))
        for context in wanted.places
    }
    return next(state for state in ("missing", "fuzzy", "translated") if state in states)


def _entry_state(*found: PoEntry | None) -> str:
    """An entry of its own counts where it is usable, else the one that serves all."""
    states = [_usable(entry) for entry in found if entry is not None]
    return next((state for state in ("translated", "fuzzy") if state in states), "missing")


def _usable(entry: PoEntry) -> str:
    if not entry.translated:
        return "missing"
    return "fuzzy" if entry.fuzzy else "translated"
