"""What the provider refused: what was seen of it before, and copies for another try.

Call the writers under the contact's lock.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, or_, select

from bot.core.messages import ACCEPTED, IN_FLIGHT
from bot.store.messages import add_outbound
from bot.store.tables import messages

_M = messages.c
_KEPT = (
    "origin",
    "created_at",  # it answers what the first one answered, and comes no more unasked than that
    "text",
    "language",
    "media",
    "decision_id",
    "enrollment_id",
    "sequence",
    "step",
    "trigger",
    "due_at",
    "not_after",
    "hours",
    "passes",
    "template",
    "variables",
    "question",
    "answers",
    "promise_at",
    "attempts",
)


def add_repeat(connection: Connection, message: Row[Any], now: datetime, values: Mapping[str, Any]) -> str:
    """Queue a message once more that was accepted and then failed; `values` are what differs.

    The failed one stays: it was accepted, so it counts against the budget, and its id and its
    reports are its own.
    """
    kept = {name: getattr(message, name) for name in _KEPT}
    return add_outbound(connection, message.contact_id, now, {**kept, **values})


def is_overtaken(connection: Connection, message: Row[Any]) -> bool:
    """Whether another message to the same contact left after this one, and may have arrived."""
    after = or_(
        _M.sending_at > message.sending_at,
        and_(_M.sending_at == message.sending_at, _M.position > message.position),
    )
    later = [
        _M.contact_id == message.contact_id,
        _M.id != message.id,
        _M.status.in_(list(ACCEPTED | IN_FLIGHT)),
        after,
    ]
    return bool(connection.execute(select(exists().where(*later))).scalar())


def was_refused_since(
    connection: Connection, contact_id: str, codes: Collection[int], since: datetime
) -> bool:
    """Whether a request that began after an instant was refused to a contact with one of the codes."""
    which = [_M.contact_id == contact_id, _M.error_code.in_(codes), _M.sending_at >= since]
    return bool(connection.execute(select(exists().where(*which))).scalar())


def is_known(connection: Connection, message: Row[Any], code: int, since: datetime, *, content: bool) -> bool:
    """Whether a code has come for another message whose request began after an instant.

    With `content` only for the same template, or without one for the same step.
    """
    which = [_M.id != message.id, _M.error_code == code, _M.sending_at >= since]
    if content:
        which.append(_M.sent_template == message.sent_template)
    if content and not message.sent_template:
        which += [_M.sequence == message.sequence, _M.step == message.step]
    return bool(connection.execute(select(exists().where(*which))).scalar())
