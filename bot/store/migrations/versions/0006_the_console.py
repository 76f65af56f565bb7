"""The console: accounts, notes, the audit log, and what the queue must know of an escalation

Revision ID: 0006
Revises: 0005
"""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant, Json

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _escalations()
    _taken()
    _messages()
    _accounts()
    _audit()
    _notes()
    _presence()


def _escalations() -> None:
    for column in (
        sa.Column("waits_since", Instant(), nullable=True),
        sa.Column("rings_from", Instant(), nullable=True),
        sa.Column("reminders", sa.Integer(), server_default="0", nullable=False),
        sa.Column("supervisors_at", Instant(), nullable=True),
        sa.Column("supervisor_calls", sa.Integer(), server_default="0", nullable=False),
        sa.Column("snoozed_until", Instant(), nullable=True),
        sa.Column("replied_at", Instant(), nullable=True),
        sa.Column("resolved_by", sa.String(length=64), server_default="", nullable=False),
    ):
        op.add_column("escalations", column)
    # Who waits at this moment has waited since the escalation opened, as far as anybody knows.
    op.execute(
        "UPDATE escalations SET waits_since = opened_at, rings_from = opened_at WHERE state <> 'resolved'"
    )


def _taken() -> None:
    """Who was taken over though nobody had called has an escalation from now on, or nobody would see them."""
    connection = op.get_bind()
    held = connection.execute(
        sa.text(
            "SELECT v.contact_id, v.agent, v.held_since, c.language FROM conversations v "
            "JOIN contacts c ON c.id = v.contact_id WHERE v.held_since IS NOT NULL AND NOT EXISTS "
            "(SELECT 1 FROM escalations e WHERE e.contact_id = v.contact_id AND e.state <> 'resolved')"
        )
    ).all()
    for row in held:
        connection.execute(
            sa.text(
                "INSERT INTO escalations (id, contact_id, reason, priority, state, task, evidence, "
                "language, opened_at, due_at, claimed_by, claimed_at) VALUES (:id, :contact, 'taken', "
                "'normal', :state, false, '', :language, :at, :at, :agent, :at)"
            ),
            {
                "id": uuid4().hex,
                "contact": row.contact_id,
                "state": "claimed" if row.agent else "open",
                "language": row.language,
                "at": row.held_since,
                "agent": row.agent,
            },
        )


def _messages() -> None:
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("agent", sa.String(length=64), server_default="", nullable=False))
        table.add_column(sa.Column("submission", sa.String(length=64), nullable=True))
        table.create_unique_constraint("uq_messages_contact_id_submission", ["contact_id", "submission"])
    op.create_index("ix_messages_error_code", "messages", ["error_code"])


def _accounts() -> None:
    op.create_table(
        "agents",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("full_name", sa.Text(), server_default="", nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=35), server_default="", nullable=False),
        sa.Column("email", sa.String(length=254), server_default="", nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("stamp", sa.String(length=32), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_agents"),
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempts"),
    )
    op.create_index("ix_login_attempts_account_at", "login_attempts", ["account", "at"])
    op.create_index("ix_login_attempts_address_at", "login_attempts", ["address", "at"])
    op.create_index("ix_login_attempts_at", "login_attempts", ["at"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("agent", sa.String(length=64), server_default="", nullable=False),
        sa.Column("verb", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=True),
        sa.Column("subject", sa.String(length=64), server_default="", nullable=False),
        sa.Column("address", sa.String(length=64), server_default="", nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_contact_id_at", "audit", ["contact_id", "at"])


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("submission", sa.String(length=64), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name="fk_notes_contact_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.UniqueConstraint("contact_id", "submission", name="uq_notes_contact_id_submission"),
    )
    op.create_index("ix_notes_contact_id_created_at", "notes", ["contact_id", "created_at"])
    op.create_table(
        "mentions",
        sa.Column("note_id", sa.String(length=32), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("seen_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name="fk_mentions_note_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name="fk_mentions_contact_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("note_id", "agent", name="pk_mentions"),
    )
    op.create_index("ix_mentions_agent_seen_at", "mentions", ["agent", "seen_at"])


def _presence() -> None:
    op.create_table(
        "presence",
        sa.Column("contact_id", sa.String(length=32), nullable=False),
        sa.Column("agent", sa.String(length=64), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("typing_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contacts.id"], name="fk_presence_contact_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("contact_id", "agent", name="pk_presence"),
    )
