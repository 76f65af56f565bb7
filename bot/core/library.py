"""The Library: everything ops wrote, in one version, immutable once loaded.

`content/library.py` loads it; the compiled parts (matcher, tone and consent readers) are
built there once, so that a decision only reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.core.consent import ConsentReader
from bot.core.facts import Fact
from bot.core.matching import Matcher
from bot.core.meaning import Vector
from bot.core.policy import Policy
from bot.core.sequences import Sequence
from bot.core.tone import ToneReader
from bot.core.translations import Translations
from bot.core.triggers import Trigger

Reader = Callable[[str], Vector | None]


def no_meaning(text: str) -> Vector | None:
    """Stands where there is no model of meaning."""
    return None


@dataclass(frozen=True, slots=True)
class Library:
    """Triggers, replies, policy and translations of one version (a content hash).

    `meaning` gives a text's vector, or None where there is no model or it failed. `files` is
    the folder of the media that replies send, None where there is none. `canned` are the replies
    that agents pick from, by name.
    """

    version: str
    triggers: Mapping[str, Trigger]
    sequences: Mapping[str, Sequence]
    facts: Mapping[str, Fact]
    policy: Policy
    translations: Translations
    matcher: Matcher
    tone: ToneReader
    consent: ConsentReader
    meaning: Reader = no_meaning
    files: Path | None = None
    canned: Mapping[str, str] = field(default_factory=dict)


def keep_understanding(old: Library, new: Library) -> Library | None:
    """The new library with what the old one has learned; None where its triggers or cues are others."""
    if old.triggers != new.triggers or old.tone.cues != new.tone.cues:
        return None
    return replace(new, matcher=old.matcher, tone=old.tone, meaning=old.meaning)
