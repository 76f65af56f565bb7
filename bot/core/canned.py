"""Canned replies: what agents pick in the console, written for the contact they speak with.

Its one rule: what an agent sees is what the contact would read, so nothing in braces is left. An
agent who does not read that language is told beside it what it means.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.approved import known_values
from bot.core.contacts import Contact
from bot.core.hours import next_delivery
from bot.core.policy import Policy
from bot.core.rendering import placeholders, promise_words, render
from bot.core.shelf import Shelf
from bot.core.translations import Translations, catalogue_key
from bot.core.voice import whereabouts


@dataclass(frozen=True, slots=True)
class CannedReply:
    """One reply to pick: `text` is what the contact would read, in `language`.

    `meaning` is the same for an agent, in the language they read; empty where that is no other text.
    """

    name: str
    text: str
    language: str
    meaning: str = ""
    meaning_language: str = ""


def canned_for(
    shelf: Shelf, contact: Contact, agent_name: str, now: datetime, reads: str = ""
) -> tuple[CannedReply, ...]:
    """Every canned reply, in the order of the file and in the contact's language.

    A reply without a translation is in the nearest language there is, as in sequences. `reads` is
    the language of the agent, empty for one who reads what the contact reads.
    """

    def say(name: str, wanted: str) -> tuple[str, str]:
        said, language = shelf.translations.translate(shelf.canned[name], wanted, context_of(name))
        return _filled(said, language, shelf, contact, agent_name, now), language

    speaks = contact.language or shelf.policy.languages[0]
    return tuple(_reply(name, say(name, speaks), say(name, reads or speaks)) for name in shelf.canned)


def _reply(name: str, said: tuple[str, str], meant: tuple[str, str]) -> CannedReply:
    return CannedReply(name, *said) if meant[0] == said[0] else CannedReply(name, *said, *meant)


def context_of(name: str) -> str:
    """The gettext context of a canned reply; steps have numbers, so no step has the same."""
    return f"canned.{name}"


def translations_of(canned: Mapping[str, str], translations: Translations) -> Translations:
    """Only the translations by which these replies are looked up: a small part of the whole."""
    needed = {
        catalogue_key(text, context) for name, text in canned.items() for context in ("", context_of(name))
    }
    few = {
        language: {key: table[key] for key in needed & table.keys()}
        for language, table in translations.catalogues.items()
    }
    return replace(translations, catalogues=few)


def _filled(text: str, language: str, shelf: Shelf, contact: Contact, agent_name: str, now: datetime) -> str:
    named = placeholders(text)
    values = known_values(contact, shelf.policy.business.name, agent_name)
    if "promise" in named:
        values["promise"] = _promise(shelf.policy, contact, now, language)
    return render(text, facts=shelf.facts, values=values, language=language, country=contact.country)


def _promise(policy: Policy, contact: Contact, now: datetime, language: str) -> str:
    """When people answer again, as the away sequence tells it; empty where that is never."""
    where = whereabouts(contact, policy)
    # Staff hours that name no day mean that people are always there: then opening hours count.
    hours = policy.hours if policy.staff_hours.always else policy.staff_hours
    promise = next_delivery(now, hours, policy.away, where).promise
    return promise_words(promise, now, contact.zone, language, contact.country) if promise else ""
