"""All tables on one page. The migrations beside must lead to exactly this schema."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC on both databases; SQLite has no zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware: datetime = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC)


Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _contact() -> Column[Any]:
    return Column("contact_id", String(32), ForeignKey("contacts.id", ondelete="CASCADE"), nullable=False)


contacts = Table(
    "contacts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("address", String(200), nullable=False),
    Column("external_id", String(200), nullable=False, server_default=""),
    Column("name", Text, nullable=False, server_default=""),
    Column("search", Text, nullable=False, server_default=""),  # the name as it is looked for
    Column("language", String(35), nullable=False, server_default=""),
    Column("language_source", String(16), nullable=False, server_default=""),
    Column("country", String(2), nullable=False, server_default=""),
    Column("zone", String(64), nullable=False),
    Column("zone_source", String(16), nullable=False),
    Column("consent", String(8), nullable=False, server_default="unknown"),
    Column("consent_source", String(64), nullable=False, server_default=""),
    Column("consent_at", Instant),
    Column("attributes", Json, nullable=False),
    Column("tags", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("channel", "address"),
    Index(None, "channel", "external_id"),
)

# One row a contact, and the row that is locked for every change of that contact.
conversations = Table(
    "conversations",
    metadata,
    Column("contact_id", String(32), ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("held_since", Instant),
    Column("agent", String(64), nullable=False, server_default=""),
    Column("last_agent_at", Instant),
    Column("last_inbound_at", Instant),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("misses", Integer, nullable=False, server_default="0"),
    Column("away_until", Instant),
    Column("late_on", Date),
    Column("disclosed", Boolean, nullable=False, server_default=text("false")),
    Column("stop_asked", Boolean, nullable=False, server_default=text("false")),
    Column("clarified", Boolean, nullable=False, server_default=text("false")),
    Column("invited_at", Instant),  # the template went out that asks to reopen the service window
    # Every change that a decision could depend on adds one, so that a stale decision is seen.
    Column("revision", Integer, nullable=False, server_default="0"),
    Column("respond_at", Instant),
    Column("respond_owner", String(64), nullable=False, server_default=""),
    Column("respond_until", Instant),
    Column("deliver_at", Instant),
    Column("advance_at", Instant),
    Index(None, "respond_at"),
    Index(None, "deliver_at"),
    Index(None, "advance_at"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String(32), primary_key=True),
    _contact(),
    Column("position", Integer, nullable=False),
    Column("origin", String(8), nullable=False),  # contact, bot or agent
    Column("status", String(16), nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    Column("language", String(35), nullable=False, server_default=""),
    Column("provider_id", String(64)),
    Column("created_at", Instant, nullable=False),
    # What came in.
    Column("handled_by", String(32)),  # the decision that answered it
    Column("button", Text, nullable=False, server_default=""),
    Column("quoted_id", String(64), nullable=False, server_default=""),
    Column("opt_out", String(8), nullable=False, server_default=""),
    Column("media", Json),
    Column("location", Json),
    Column("raw", Json),
    # What goes out.
    Column("decision_id", String(32)),
    Column("enrollment_id", String(32)),
    Column("sequence", String(200), nullable=False, server_default=""),
    Column("step", Integer, nullable=False, server_default="0"),
    Column("trigger", String(200), nullable=False, server_default=""),
    Column("due_at", Instant),
    Column("retry_at", Instant),
    Column("not_after", Instant),
    Column("hours", String(8), nullable=False, server_default="any"),
    Column("passes", Json),
    Column("template", Json),
    Column("variables", Json),
    Column("sent_template", String(64), nullable=False, server_default=""),
    Column("waits_for_window", Boolean, nullable=False, server_default=text("false")),
    Column("question", Json),
    Column("answers", String(32), nullable=False, server_default=""),  # the question it answers
    Column("promise_at", Instant),
    Column("sending_at", Instant),
    Column("sent_at", Instant),
    Column("confirmed_at", Instant),
    Column("delivered_at", Instant),
    Column("read_at", Instant),
    Column("ended_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("checks", Integer, nullable=False, server_default="0"),
    Column("lease_owner", String(64), nullable=False, server_default=""),
    Column("lease_until", Instant),
    Column("error_code", Integer),
    Column("error_detail", Text, nullable=False, server_default=""),
    # What an agent wrote: who, and the key of the form, so that it is queued once however often it is sent.
    Column("agent", String(64), nullable=False, server_default=""),
    Column("submission", String(64)),
    UniqueConstraint("provider_id"),
    UniqueConstraint("contact_id", "position"),
    UniqueConstraint("contact_id", "submission"),
    Index("ix_messages_error_code", "error_code"),
    Index("ix_messages_contact_id_status", "contact_id", "status"),
    Index("ix_messages_promise_at", "promise_at"),
    Index("ix_messages_status", "status"),
)

# Hashes of the provider's ids: they stop replays even after a message is erased.
receipts = Table(
    "receipts",
    metadata,
    Column("provider_hash", String(64), primary_key=True),
    Column("at", Instant, nullable=False),
)

# What is left of an erased contact: hashes of its addresses, which keep the opt-out.
tombstones = Table(
    "tombstones",
    metadata,
    Column("address_hash", String(64), primary_key=True),
    Column("erasure", String(32), nullable=False),  # the same for all addresses of a contact
    Column("at", Instant, nullable=False),
    Index(None, "erasure"),
)

taps = Table(
    "taps",
    metadata,
    Column("id", String(32), primary_key=True),
    _contact(),
    Column("message_id", String(32), nullable=False),
    Column("option", Integer, nullable=False),
    Column("how", String(8), nullable=False),  # number, button or words
    Column("at", Instant, nullable=False),
    Index(None, "contact_id"),
)

enrollments = Table(
    "enrollments",
    metadata,
    Column("id", String(32), primary_key=True),
    _contact(),
    Column("sequence", String(200), nullable=False),
    Column("trigger", String(200), nullable=False, server_default=""),
    Column("answers", String(32), nullable=False, server_default=""),
    Column("language", String(35), nullable=False),
    Column("steps", Json, nullable=False),
    Column("position", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # waiting, asking, done, cancelled
    Column("due_at", Instant),
    Column("decision_id", String(32), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(None, "contact_id", "state"),
)

escalations = Table(
    "escalations",
    metadata,
    Column("id", String(32), primary_key=True),
    _contact(),
    Column("reason", String(16), nullable=False),
    Column("priority", String(8), nullable=False),
    Column("state", String(16), nullable=False),  # open, claimed, snoozed, resolved
    Column("task", Boolean, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("trigger", String(200), nullable=False, server_default=""),
    Column("language", String(35), nullable=False, server_default=""),
    Column("decision_id", String(32)),
    Column("opened_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("promise_at", Instant),
    Column("claimed_by", String(64), nullable=False, server_default=""),
    Column("claimed_at", Instant),
    Column("waits_since", Instant),  # the contact waits for a word of a person; None: the next word is theirs
    Column("rings_from", Instant),  # the reminders count from here: when staff is there to hear them
    Column("reminders", Integer, nullable=False, server_default="0"),
    Column("supervisors_at", Instant),  # the last mail that called supervisors, and how many there were
    Column("supervisor_calls", Integer, nullable=False, server_default="0"),
    Column("snoozed_until", Instant),
    Column("replied_at", Instant),  # the first word of a person
    Column("resolved_at", Instant),
    Column("resolved_by", String(64), nullable=False, server_default=""),
    Column("resolution", String(16), nullable=False, server_default=""),
    Index(None, "contact_id", "state"),
    Index(None, "state", "due_at"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String(32), primary_key=True),
    _contact(),
    Column("at", Instant, nullable=False),
    Column("library", String(64), nullable=False),
    Column("layer", String(16), nullable=False),
    Column("trigger", String(200), nullable=False, server_default=""),
    Column("record", Json, nullable=False),
    Index(None, "contact_id", "at"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("worker", String(64), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("library", String(64), nullable=False, server_default=""),
    Column("problem", Text, nullable=False, server_default=""),  # why newer content is not used
)

# `stamp` stands in every session of the account: a new one ends them all.
agents = Table(
    "agents",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("full_name", Text, nullable=False, server_default=""),
    Column("role", String(16), nullable=False),
    Column("language", String(35), nullable=False, server_default=""),
    Column("email", String(254), nullable=False, server_default=""),  # where supervisors are called
    Column("password_hash", Text, nullable=False),
    Column("stamp", String(32), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
    Column("seen_at", Instant),  # the last look at the queue or a conversation
)

# Guesses at passwords, kept for a day: what processes share is the database alone.
login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("address", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "account", "at"),
    Index(None, "address", "at"),
    Index(None, "at"),
)

# Who changed what. It holds no text that anybody wrote.
audit = Table(
    "audit",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("agent", String(64), nullable=False, server_default=""),  # empty: the bot
    Column("verb", String(32), nullable=False),
    Column("contact_id", String(32)),
    Column("subject", String(64), nullable=False, server_default=""),  # the account that was changed
    Column("address", String(64), nullable=False, server_default=""),  # where the agent sat
    Column("detail", Json, nullable=False),
    Index(None, "at"),
    Index(None, "contact_id", "at"),
)

notes = Table(
    "notes",
    metadata,
    Column("id", String(32), primary_key=True),
    _contact(),
    Column("agent", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("submission", String(64)),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("contact_id", "submission"),
    Index(None, "contact_id", "created_at"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("note_id", String(32), ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("agent", String(64), primary_key=True),
    _contact(),
    Column("seen_at", Instant),
    Index(None, "agent", "seen_at"),
)

# Who looks at a conversation, and who writes in it, a moment ago.
presence = Table(
    "presence",
    metadata,
    Column("contact_id", String(32), ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True),
    Column("agent", String(64), primary_key=True),
    Column("seen_at", Instant, nullable=False),
    Column("typing_at", Instant),
)

# One row for a sender whose messages must keep a distance; most senders have none.
senders = Table(
    "senders",
    metadata,
    Column("name", String(32), primary_key=True),  # the contacts' channel
    Column("next_at", Instant),
    Column("booked_at", Instant),
    Column("gap", Integer, nullable=False, server_default="0"),  # milliseconds
    Column("slow_until", Instant),
)
