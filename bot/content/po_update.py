"""Brings the entries of a catalogue in step with the texts: new, moved, changed, gone, back again.

Pure, and nothing is ever lost: a translation whose text has gone is kept as obsolete, one
whose text has changed goes over to the new text, marked fuzzy for a translator to look at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from bot.content.po_text import PoEntry

CLOSE = 65.0
"""From this likeness on (0 to 100) a text counts as a changed one, not as another."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One text to be translated: the files it stands in, by its contexts (`""` where it has none)."""

    text: str
    places: Mapping[str, tuple[str, ...]]

    def references(self, context: str) -> tuple[str, ...]:
        found = [self.places[context]] if context else self.places.values()
        return tuple(sorted({file for files in found for file in files}))


def update_entries(entries: Sequence[PoEntry], wanted: Sequence[Wanted]) -> list[PoEntry]:
    """The entries as they should be; the order of those that stay is kept."""
    by_text = {one.text: one for one in wanted}
    live = [_located(one, by_text) for one in entries if one.is_header or _alive(one, by_text)]
    gone = [one for one in entries if not one.is_header and not one.obsolete and not _alive(one, by_text)]
    obsolete = [one for one in entries if one.obsolete]
    fresh = [one for one in wanted if not _served(one, live)]
    for entry in _back(obsolete, live, by_text):
        live = _insert(live, _located(replace(entry, obsolete=False), by_text), wanted)
        obsolete.remove(entry)
    for text, entry in _changed([one for one in fresh if not _served(one, live)], gone):
        live.insert(_place(live, text.text, wanted), _carried(entry, text))
        gone.remove(entry)
    for text in [one for one in fresh if not _served(one, live)]:
        live = _insert(live, _new(text), wanted)
    kept = [replace(one, obsolete=True, references=()) for one in gone if _worth_keeping(one)]
    keys = {one.key for one in kept}
    return [*live, *(one for one in obsolete if one.key not in keys), *kept]


def _alive(entry: PoEntry, by_text: Mapping[str, Wanted]) -> bool:
    context, text = entry.key
    wanted = by_text.get(text)
    return wanted is not None and not entry.obsolete and (not context or context in wanted.places)


def _located(entry: PoEntry, by_text: Mapping[str, Wanted]) -> PoEntry:
    if entry.is_header:
        return entry
    context, text = entry.key
    return replace(entry, references=by_text[text].references(context))


def _served(wanted: Wanted, entries: Iterable[PoEntry]) -> bool:
    """Whether every place of the text finds an entry: one for all, or one for each context."""
    contexts = {context for context, text in (one.key for one in entries) if text == wanted.text}
    return "" in contexts or ("" not in wanted.places and set(wanted.places) <= contexts)


def _back(
    obsolete: Iterable[PoEntry], live: Iterable[PoEntry], by_text: Mapping[str, Wanted]
) -> list[PoEntry]:
    """The entries of texts that were gone and stand again, where nobody translated them anew."""
    taken = {one.key for one in live}
    return [one for one in obsolete if one.key not in taken and _alive(replace(one, obsolete=False), by_text)]


def _changed(fresh: Sequence[Wanted], gone: Sequence[PoEntry]) -> list[tuple[Wanted, PoEntry]]:
    """New texts and the gone ones that they most probably were, the likest first, each once."""
    scored = [
        (fuzz.ratio(entry.key[1], text.text), -at, -n)
        for at, text in enumerate(fresh)
        for n, entry in enumerate(gone)
        if entry.translated and (not entry.key[0] or entry.key[0] in text.places)
    ]
    pairs: dict[int, int] = {}
    for score, at, n in sorted(scored, reverse=True):
        if score >= CLOSE and -at not in pairs and -n not in pairs.values():
            pairs[-at] = -n
    return [(fresh[at], gone[n]) for at, n in sorted(pairs.items())]


def _carried(entry: PoEntry, text: Wanted) -> PoEntry:
    """The translation under the new text. A fuzzy one keeps the text that it was really made for."""
    context, old = entry.key
    own = ({"msgctxt": context} if context else {}) | {"msgid": old}
    return replace(
        entry,
        strings={**entry.strings, "msgid": text.text},
        references=text.references(context),
        flags=tuple(dict.fromkeys(("fuzzy", *entry.flags))),
        previous=entry.previous if entry.fuzzy and entry.previous else own,
    )


def _new(text: Wanted) -> PoEntry:
    return PoEntry({"msgid": text.text, "msgstr": ""}, references=text.references(""))


def _insert(entries: list[PoEntry], entry: PoEntry, wanted: Sequence[Wanted]) -> list[PoEntry]:
    at = _place(entries, entry.key[1], wanted)
    return [*entries[:at], entry, *entries[at:]]


def _place(entries: Sequence[PoEntry], text: str, wanted: Sequence[Wanted]) -> int:
    """Behind the entry of the same text or the nearest before it, so that translators see both."""
    before = [one.text for one in wanted]
    at = {entry.key[1]: n for n, entry in enumerate(entries)}
    nearest = next((one for one in reversed(before[: before.index(text) + 1]) if one in at), "")
    return at[nearest] + 1 if nearest in at else 0


def _worth_keeping(entry: PoEntry) -> bool:
    """Somebody has written something: a translation, or a comment of their own."""
    return entry.translated or any(not line.startswith("#.") for line in entry.comments)
