"""The words of the page in the reader's language: gettext for texts, Babel for numbers and times.

Its one rule: the English text is the key, so a text without a translation is shown in English
and never missing. Catalogues are `locales/<language>/LC_MESSAGES/console.po`.
"""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime, format_timedelta, get_timezone
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

DOMAIN = "console"
SOURCE = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language of the page."""

    language: str
    catalogue: gettext.NullTranslations

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.language, sep="-")

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    @property
    def own_name(self) -> str:
        """What speakers of the language call it."""
        return str(self.locale.get_display_name(self.language) or self.language)

    def say(self, text: str, **values: object) -> Markup:
        """The text in this language; its `%(name)s` are filled with the values, made safe."""
        translated = escape(self.catalogue.gettext(text))
        return translated % values if values else translated

    def time(self, instant: datetime, form: str = "HH:mm") -> str:
        """An instant that is local already, by a Unicode date pattern."""
        return format_datetime(instant, form, locale=self.locale)

    def at(self, instant: datetime, zone: str, form: str = "HH:mm") -> str:
        """An instant on the clock of a zone, by a Unicode date pattern."""
        return format_datetime(instant, form, tzinfo=get_timezone(zone), locale=self.locale)

    def listed(self, names: Iterable[str]) -> str:
        """`Ann, Bo, and Cy`, as the reader's language joins them."""
        return format_list(list(names), locale=self.locale)

    def distance(self, span: timedelta) -> str:
        """`in 3 hours`, `2 minutes ago`."""
        return format_timedelta(span, add_direction=True, threshold=0.95, locale=self.locale)

    def number(self, value: float, form: str = "0.00") -> str:
        return format_decimal(value, form, locale=self.locale)

    def language_name(self, tag: str) -> str:
        """A language's name in this one; the tag itself where it is not known."""
        if not tag:
            return ""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (UnknownLocaleError, ValueError):
            return tag

    def country_name(self, code: str) -> str:
        return str(self.locale.territories.get(code, code))


def load_wordings(folder: Path) -> Mapping[str, Wording]:
    """Every language with a catalogue below `locales/`, English first."""
    found = {SOURCE: Wording(SOURCE, gettext.NullTranslations())}
    for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        language = path.parent.parent.name.replace("_", "-")
        found[language] = Wording(language, _read(path))
    return found


def _read(path: Path) -> gettext.NullTranslations:
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
