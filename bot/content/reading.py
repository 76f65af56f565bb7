"""Reads a whole content folder, without judging how its parts fit together (check.py does)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.canned import read_canned
from bot.content.consent import LanguagePhrases, read_consent
from bot.content.locales import Catalogue, read_locales
from bot.content.policy import read_policy
from bot.content.problems import Problem, error
from bot.content.replies import ReplyFiles, read_facts, read_replies
from bot.content.tone import LanguageCues, read_tone
from bot.content.triggers import TriggerFiles, read_triggers
from bot.content.yaml_text import Document
from bot.core.facts import Fact
from bot.core.policy import Policy
from bot.core.translations import Translations


@dataclass(frozen=True, slots=True)
class Content:
    """What was read from a content folder, each part with the documents it stands in."""

    folder: Path
    triggers: TriggerFiles
    replies: ReplyFiles
    facts: Mapping[str, Fact]
    facts_document: Document
    policy: Policy
    policy_document: Document
    catalogues: tuple[Catalogue, ...]
    consent: Mapping[str, LanguagePhrases]
    tone: Mapping[str, LanguageCues]
    tone_document: Document
    canned: Mapping[str, str]
    canned_document: Document

    @property
    def translations(self) -> Translations:
        tables = {catalogue.language: catalogue.table() for catalogue in self.catalogues}
        return Translations(source=self.policy.languages[0], catalogues=tables)


def read_content(folder: Path) -> tuple[Content, list[Problem]]:
    """Read `triggers/`, `replies/` and `locales/` of a folder, and what cannot be read of them."""
    policy, policy_document, policy_problems = read_policy(folder / "replies")
    facts, facts_document, fact_problems = read_facts(folder / "replies")
    replies = read_replies(folder / "replies")
    triggers = read_triggers(folder / "triggers", policy.languages[0])
    catalogues, locale_problems = read_locales(folder / "locales")
    consent, consent_problems = read_consent(folder / "replies")
    tone, tone_document, tone_problems = read_tone(folder / "replies")
    canned, canned_document, canned_problems = read_canned(folder / "replies")
    problems = [
        *policy_problems,
        *fact_problems,
        *replies.problems,
        *triggers.problems,
        *locale_problems,
        *consent_problems,
        *tone_problems,
        *canned_problems,
        *_odd_folders(folder),
    ]
    content = Content(
        folder=folder,
        triggers=triggers,
        replies=replies,
        facts=facts,
        facts_document=facts_document,
        policy=policy,
        policy_document=policy_document,
        catalogues=tuple(catalogues),
        consent=consent,
        tone=tone,
        tone_document=tone_document,
        canned=canned,
        canned_document=canned_document,
    )
    return content, problems


def _odd_folders(folder: Path) -> list[Problem]:
    """A file where a folder belongs would be read as if nothing were written."""
    text = "a file stands where a folder belongs. Move it away, and put the files into a folder."
    return [
        error((name, 1, 1), text)
        for name in ("replies", "locales")
        if (folder / name).exists() and not (folder / name).is_dir()
    ]
