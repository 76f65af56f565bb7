"""Say: an agent answers, in the conversation that they hold or take over by it.

Its one rule: what is said goes through the same outbox as everything else, and once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.actions.handoff import claim
from bot.store.contacts import find_contact
from bot.store.conversations import change_conversation, lock_conversation
from bot.store.database import Database
from bot.store.escalations import change_escalation, find_open
from bot.store.inbound import first_unseen
from bot.store.messages import add_outbound, find_submission
from bot.store.snapshots import replan


@dataclass(frozen=True, slots=True)
class Words:
    """What an agent says. `submission` is the key of the form: the same key twice is one message.

    `template` maps a language to a content id, for outside the service window, `variables` fill it
    by their numbers; the text says the same in words. `seen` are the ids of the messages that stood
    before the agent, None where that is not known: what the contact wrote meanwhile is not answered
    by this.
    """

    text: str
    submission: str | None = None
    template: dict[str, str] | None = None
    seen: frozenset[str] | None = None
    variables: Mapping[str, str] | None = None


def say(
    database: Database,
    contact_id: str,
    agent: str,
    words: Words | str,
    now: datetime,
    *,
    overrule: bool = False,
) -> str:
    """Queue an agent's message; it goes through the same outbox. Returns its id.

    Who answers takes over. HeldByAnotherError where a colleague holds the conversation.
    """
    with database.transaction() as connection:
        lock_conversation(connection, contact_id)
        words = Words(words) if isinstance(words, str) else words
        message_id = say_under_lock(connection, contact_id, agent, words, now, overrule=overrule)
        replan(connection, contact_id, now)
    return message_id


def say_under_lock(
    connection: Connection, contact_id: str, agent: str, words: Words, now: datetime, *, overrule: bool
) -> str:
    """The same within a transaction that has locked the conversation."""
    if words.submission and (known := find_submission(connection, contact_id, words.submission)):
        return known
    claim(connection, contact_id, agent, now, overrule=overrule)
    values = {"origin": "agent", "text": words.text, "due_at": now, "agent": agent}
    given = {"submission": words.submission, "template": words.template}
    if words.variables:
        given["variables"] = dict(words.variables)
    if words.template:
        given["language"] = _language(connection, contact_id, words.template)
    message_id = add_outbound(connection, contact_id, now, {**values, **given})
    change_conversation(connection, contact_id, {"last_agent_at": now})
    found = find_open(connection, contact_id)
    if found is not None:
        unseen = None
        if words.seen is not None and found.waits_since is not None:
            unseen = first_unseen(connection, contact_id, found.waits_since, words.seen)
        replied = {"waits_since": unseen, "replied_at": found.replied_at or now}
        change_escalation(connection, found.id, replied)
    return message_id


def _language(connection: Connection, contact_id: str, template: dict[str, str]) -> str:
    """In which of its languages a template goes out: the contact's, if it has that one."""
    contact = find_contact(connection, contact_id)
    return contact.language if contact is not None and contact.language in template else next(iter(template))
