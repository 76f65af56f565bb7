"""The audit log: who changed what, when, and from where.

Its one rule: it holds no text that anybody wrote; a row is added in the transaction of the
change it tells of, so that neither is there without the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, or_, select

from bot.store.tables import audit, contacts

_A = audit.c
COMMAND_LINE = "command line"
"""The address of what is done there; the row has no agent."""


Verb = Literal[
    "logged_in",
    "logged_out",
    "login_refused",
    "logged_out_everywhere",
    "agent_added",
    "agent_disabled",
    "agent_enabled",
    "role_changed",
    "password_changed",
    "password_set",
    "language_chosen",
    "email_changed",
    "claimed",
    "released",
    "snoozed",
    "woken",
    "went_back",
    "reminded",
    "supervisors_mailed",
    "handed_back",
    "resolved",
    "began",
    "noted",
    "tagged",
    "set_attribute",
    "set_place",
    "contact_erased",
    "contact_exported",
]
"""All that is ever written down; the console has words for each."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something: an agent's name, and the network address they sit at."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows to list; what is empty does not matter.

    `before` is the instant and the id of the row that the list goes on from.
    """

    agent: str = ""
    verb: str = ""
    contact_id: str = ""
    before: tuple[datetime, str] | None = None


def add_audit(
    connection: Connection,
    at: datetime,
    verb: Verb,
    doer: Doer,
    *,
    contact_id: str | None = None,
    subject: str = "",
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Write down what was done. `subject` is the account that was changed."""
    audit_id = uuid4().hex
    connection.execute(
        insert(audit).values(
            id=audit_id,
            at=at,
            agent=doer.name,
            verb=verb,
            contact_id=contact_id,
            subject=subject,
            address=doer.address[:64],
            detail=dict(detail or {}),
        )
    )
    return audit_id


def list_audit(connection: Connection, wanted: Wanted, most: int) -> Sequence[Row[Any]]:
    """The newest rows first, each with `contact_name` and `contact_address`, None where there is
    no contact, or none any more."""
    return connection.execute(
        select(audit, contacts.c.name.label("contact_name"), contacts.c.address.label("contact_address"))
        .join_from(audit, contacts, _A.contact_id == contacts.c.id, isouter=True)
        .where(*_conditions(wanted))
        .order_by(_A.at.desc(), _A.id.desc())
        .limit(most)
    ).all()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.agent:
        # What was done to an account belongs to its story too.
        found.append(or_(_A.agent == wanted.agent, _A.subject == wanted.agent))
    if wanted.verb:
        found.append(_A.verb == wanted.verb)
    if wanted.contact_id:
        found.append(_A.contact_id == wanted.contact_id)
    if wanted.before:
        at, audit_id = wanted.before
        found.append(or_(_A.at < at, and_(_A.at == at, _A.id < audit_id)))
    return found


def list_places(connection: Connection, agent: str, since: datetime) -> Sequence[str]:
    """The addresses from which an agent has logged in since an instant."""
    return (
        connection.execute(
            select(_A.address).where(_A.verb == "logged_in", _A.agent == agent, _A.at >= since).distinct()
        )
        .scalars()
        .all()
    )


def list_verbs(connection: Connection) -> Sequence[str]:
    """What has been done at all, for a filter."""
    return connection.execute(select(_A.verb).distinct().order_by(_A.verb)).scalars().all()
