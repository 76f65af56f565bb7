"""Ask the gates: may this message go out now, by all that the database and the provider say?

It changes nothing; `deliver.py` does what the verdict demands.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from bot.core.causes import WINDOW_CODES
from bot.core.contacts import Contact
from bot.core.conversations import Conversation
from bot.core.library import Library
from bot.core.limits import Leaving, Verdict, may_leave
from bot.store.conversations import to_conversation
from bot.store.messages import last_sent
from bot.store.refusals import was_refused_since
from bot.store.snapshots import read_spent
from bot.store.talks import is_unprompted


def ask_gates(
    connection: Connection,
    row: Row[Any],
    message: Row[Any],
    contact: Contact,
    library: Library,
    now: datetime,
) -> Verdict:
    """What the gates say of a message at this moment; `row` is the conversation, locked."""
    spent = read_spent(connection, contact.id, library.policy.limits, now)
    conversation = _as_the_provider_sees(connection, row)
    return may_leave(_leaving(connection, message), contact, conversation, spent, library, now)


def _as_the_provider_sees(connection: Connection, row: Row[Any]) -> Conversation:
    """The conversation, with its service window closed where the provider has said that it is."""
    conversation, opened = to_conversation(row), row.last_inbound_at
    if opened is None or not was_refused_since(connection, row.contact_id, WINDOW_CODES, opened):
        return conversation
    return replace(conversation, last_inbound_at=None)


def _leaving(connection: Connection, message: Row[Any]) -> Leaving:
    return Leaving(
        automated=message.origin == "bot",
        language=message.language,
        hours=message.hours,
        not_after=message.not_after,
        template=message.template,
        passes=tuple(message.passes or ()),
        unprompted=is_unprompted(connection, message),
        follows=last_sent(connection, message.enrollment_id) if message.hours == "open" else None,
    )
