"""The tap that reopens the service window

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from bot.store.tables import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("conversations", sa.Column("invited_at", Instant(), nullable=True))
    op.add_column(
        "messages",
        sa.Column("waits_for_window", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
