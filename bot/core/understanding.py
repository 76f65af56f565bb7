"""What a text says, before anybody decides what to do about it.

Pure: the library's compiled readers do the work, here their findings come together. The match
is read first, because the language of the phrase that fits is evidence for the text's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.consent import ConsentReading
from bot.core.language import LanguageGuess, guess_language
from bot.core.text import opening
from bot.core.tone import Tone
from bot.core.triggers import Match

if TYPE_CHECKING:
    from bot.core.library import Library


@dataclass(frozen=True, slots=True)
class Understanding:
    """`text` as received. `consent` is None where the text says nothing about it."""

    text: str
    language: LanguageGuess
    match: Match
    tone: Tone
    consent: ConsentReading | None = None


def understand(
    text: str, library: Library, *, contact_language: str = "", country: str = ""
) -> Understanding:
    """Read language, match, tone and consent of one text; never raises, whatever the text.

    Of a long text the opening is read; `text` of what is understood stays whole.
    `contact_language` is the conversation's so far, `country` ISO 3166-1; empty where unknown.
    """
    said = opening(text)
    # A text without letters (an emoji, a number) has no meaning that a model could tell.
    vector = library.meaning(said) if any(map(str.isalpha, said)) else None
    match = library.matcher.match(said, vector)
    nearest = match.best or next(iter(match.candidates), None)
    language = guess_language(
        said,
        matched=nearest.languages if nearest else (),
        matched_score=nearest.likeness if nearest else 0.0,
        previous=contact_language,
        country=country,
        known=library.policy.languages,
    )
    return Understanding(text, language, match, library.tone.read(said, vector), library.consent.read(said))
