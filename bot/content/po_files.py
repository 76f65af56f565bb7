"""The catalogues of translators, file by file: found, made, brought in step with the texts.

Its one rule: it changes nothing but what it must, and it changes nothing twice.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from babel import Locale
from babel.messages.plurals import get_plural

from bot.content.po_text import PoEntry, parse_po, write_po
from bot.content.po_update import Wanted, update_entries
from bot.content.problems import errors_of, in_order
from bot.content.reading import Content, read_content
from bot.content.texts import reply_texts, title_texts
from bot.core.policy import language_tag
from bot.errors import ContentError

REPLIES = "replies"
"""The domain of what contacts read; the texts of pages have a domain of their own."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did to a file: `created`, `updated` or `unchanged`."""

    language: str
    path: Path
    outcome: str


def update_locales(folder: Path, languages: Sequence[str], now: datetime) -> list[Update]:
    """Bring the catalogues of these languages in step, or of all; new languages get a new file.

    ContentError where the content has errors: a text that cannot be read would count as gone.
    """
    content = sound_content(folder)
    wanted = wanted_texts(content)
    chosen = [_checked(tag, content) for tag in languages] or languages_of(content)

    def header(language: str) -> PoEntry:
        return new_header(language, f"{content.policy.business.name} {REPLIES}", now)

    return [update_file(catalogue_path(folder, tag), tag, wanted, header) for tag in chosen]


def update_file(
    path: Path, language: str, wanted: Sequence[Wanted], header: Callable[[str], PoEntry]
) -> Update:
    """Bring one catalogue of any domain in step with its texts."""
    before = path.read_text(encoding="utf-8-sig") if path.exists() else None
    entries = read_entries(path)
    if not any(entry.is_header for entry in entries):
        entries = [header(language), *entries]
    after = write_po(update_entries(entries, wanted))
    if after == before:
        return Update(language, path, "unchanged")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(after, encoding="utf-8", newline="\n")
    return Update(language, path, "created" if before is None else "updated")


def sound_content(folder: Path) -> Content:
    """The content of a folder in which everything can be read; ContentError with all that cannot."""
    content, problems = read_content(folder)
    errors = errors_of(in_order(problems))
    if errors:
        raise ContentError([str(problem) for problem in errors])
    return content


def wanted_texts(content: Content) -> list[Wanted]:
    """Every text that a contact may read, once, in the order of the files."""
    places: dict[str, dict[str, set[str]]] = {}
    for text in [*reply_texts(content), *(title for title, _ in title_texts(content))]:
        places.setdefault(text.text, {}).setdefault(text.context, set()).add(text.place[0])
    return [
        Wanted(text, {context: tuple(sorted(files)) for context, files in found.items()})
        for text, found in places.items()
        if text.strip()
    ]


def new_header(language: str, project: str, now: datetime) -> PoEntry:
    """The header that gettext's tools want, with the plural forms of the language."""
    locale = Locale.parse(language, sep="-" if "-" in language else "_")
    fields = {
        "Project-Id-Version": project,
        "PO-Revision-Date": f"{now:%Y-%m-%d %H:%M%z}",
        "Last-Translator": project.removesuffix(f" {REPLIES}"),
        "Language-Team": locale.english_name or language,
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": get_plural(locale).plural_forms,
    }
    return PoEntry({"msgid": "", "msgstr": "".join(f"{name}: {value}\n" for name, value in fields.items())})


def catalogue_path(folder: Path, language: str, domain: str = REPLIES) -> Path:
    """Where the catalogue of a language stands; `pt-BR` finds a folder named `pt_BR` too."""
    locales = folder / "locales"
    names = [path.name for path in locales.iterdir() if path.is_dir()] if locales.is_dir() else []
    same = [name for name in sorted(names) if _tag(name).lower() == _tag(language).lower()]
    return locales / (same or [language])[0] / "LC_MESSAGES" / f"{domain}.po"


def _tag(name: str) -> str:
    return name.replace("_", "-")


def languages_of(content: Content) -> list[str]:
    """The languages to be translated into: the policy's, then others that have a catalogue."""
    others = [catalogue.language for catalogue in content.catalogues]
    return list(dict.fromkeys([*content.policy.languages[1:], *others]))


def _checked(language: str, content: Content) -> str:
    try:
        tag = language_tag(language)
    except ValueError as failure:
        raise ContentError([f"{failure}."]) from failure
    if _tag(tag).lower() == content.policy.languages[0].lower():
        said = (
            f'replies are written in "{tag}", so that there is nothing to translate. Name another language.'
        )
        raise ContentError([said])
    return tag


def read_entries(path: Path) -> list[PoEntry]:
    """The entries of a catalogue, none where there is no such file; ContentError where it is broken."""
    if not path.exists():
        return []
    try:
        return parse_po(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as failure:
        raise ContentError(
            [f"{path}: the file is not in UTF-8. Save it as UTF-8 and try again."]
        ) from failure
    except ValueError as failure:
        raise ContentError([f"{path}: {failure}. Correct it and try again."]) from failure
