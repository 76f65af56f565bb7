"""Canned replies: what agents pick in the console, written for the contact they speak with.

Its one rule: what an agent sees is what the contact would read, so nothing in braces is left.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.core.contacts import Contact
from bot.core.hours import next_delivery
from bot.core.policy import Policy
from bot.core.rendering import placeholders, promise_words, render
from bot.core.shelf import Shelf
from bot.core.translations import Translations, catalogue_key
from bot.core.voice import whereabouts


def canned_for(shelf: Shelf, contact: Contact, agent_name: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """Every canned reply by its name, in the order of the file and in the contact's language.

    A reply without a translation is in the nearest language there is, as in sequences.
    """
    return tuple(
        (name, _filled(*_said(shelf, contact, name), shelf, contact, agent_name, now))
        for name in shelf.canned
    )


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


def _said(shelf: Shelf, contact: Contact, name: str) -> tuple[str, str]:
    language = contact.language or shelf.policy.languages[0]
    return shelf.translations.translate(shelf.canned[name], language, context_of(name))


def _filled(text: str, language: str, shelf: Shelf, contact: Contact, agent_name: str, now: datetime) -> str:
    named = placeholders(text)
    values = {f"contact.{name}": value for name, value in contact.attributes.items()}
    values |= {"contact.name": contact.name, "business.name": shelf.policy.business.name}
    values |= {"agent.name": agent_name}
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
