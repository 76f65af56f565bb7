"""The pace of senders

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "senders",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("next_at", Instant(), nullable=True),
        sa.Column("booked_at", Instant(), nullable=True),
        sa.Column("gap", sa.Integer(), server_default="0", nullable=False),
        sa.Column("slow_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_senders")),
    )
