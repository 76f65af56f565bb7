"""Which language is a text in? Script, statistics, the matched phrase, the contact's own history."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A BCP 47 language, how sure we are (0 to 1), and the evidence in words."""

    language: str
    confidence: float
    evidence: str
