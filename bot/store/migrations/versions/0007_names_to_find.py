"""Contacts are found by their names as people type them, without accents

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from bot.core.finding import findable

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_AT_ONCE = 1000
_SEARCH = sa.text("UPDATE contacts SET search = :search WHERE id = :id")


def upgrade() -> None:
    op.add_column("contacts", sa.Column("search", sa.Text(), server_default="", nullable=False))
    connection = op.get_bind()
    named = connection.execute(sa.text("SELECT id, name FROM contacts WHERE name <> ''")).all()
    for start in range(0, len(named), _AT_ONCE):
        rows = named[start : start + _AT_ONCE]
        connection.execute(_SEARCH, [{"id": row.id, "search": findable(row.name)} for row in rows])
