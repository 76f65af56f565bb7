"""Translations: the gettext catalogues of a library, as one immutable table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SEPARATOR = "\x04"


def catalogue_key(text: str, context: str = "") -> str:
    """gettext's own key: the context, an EOT and the text, or the text alone."""
    return f"{context}{SEPARATOR}{text}" if context else text


@dataclass(frozen=True, slots=True)
class Translations:
    """`catalogues` maps a language to its entries by `catalogue_key`.

    `source` is the language the texts are written in: it needs no catalogue.
    """

    source: str = "en"
    catalogues: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def find(self, text: str, language: str, context: str = "") -> str | None:
        """The text in exactly this language, or None; an entry without context serves all."""
        if language == self.source:
            return text
        entries = self.catalogues.get(language, {})
        return entries.get(catalogue_key(text, context)) or entries.get(text) or None

    def translate(self, text: str, language: str, context: str = "") -> tuple[str, str]:
        """The text in the nearest language there is, and that language.

        `pt-BR` falls back to `pt`, and every language to the source.
        """
        for tag in fallbacks(language):
            found = self.find(text, tag, context)
            if found is not None:
                return found, tag
        return text, self.source


def fallbacks(language: str) -> list[str]:
    """`uz-Cyrl-UZ` → `uz-Cyrl-UZ`, `uz-Cyrl`, `uz`."""
    parts = language.replace("_", "-").split("-")
    return ["-".join(parts[:n]) for n in range(len(parts), 0, -1)]
