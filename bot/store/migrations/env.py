"""Alembic's entry: runs the migrations on the connection that `store/schema.py` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.store.tables import Instant, Json, metadata


def render_item(kind: str, item: Any, generating: AutogenContext) -> str | Literal[False]:
    """Write our own column types into new migrations by their names."""
    if kind == "type" and (isinstance(item, Instant) or item is Json):
        generating.imports.add("from bot.store.tables import Instant, Json")
        return "Json" if item is Json else "Instant()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    compare_type=True,
)
context.run_migrations()
