"""What a text says, before anybody decides what to do about it."""

from dataclasses import dataclass

from bot.core.consent import ConsentReading
from bot.core.language import LanguageGuess
from bot.core.tone import Tone
from bot.core.triggers import Match


@dataclass(frozen=True, slots=True)
class Understanding:
    """`text` as received. `consent` is None where the text says nothing about it."""

    text: str
    language: LanguageGuess
    match: Match
    tone: Tone
    consent: ConsentReading | None = None
