"""Respond: understand what is new in a conversation, decide, and carry the decision out.

Reading and understanding happen outside any transaction; the decision is carried out in
one, under the contact's lock, and only if nothing has changed since the snapshot.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import Row

from bot.actions.carry_out import carry_out
from bot.actions.postpone import LOST
from bot.actions.rescue import rescue, without_words
from bot.core.conversations import Heard, Situation
from bot.core.decide import acts_at_once, decide
from bot.core.decision import Decision
from bot.core.library import Library
from bot.core.migrating import moved_on
from bot.core.sentences import split_sentences
from bot.core.understanding import Understanding, understand
from bot.log import get_logger
from bot.store.conversations import change_conversation, claim_to_respond, lock_conversation, released
from bot.store.database import Database
from bot.store.snapshots import Snapshot, read_snapshot

LEASE = timedelta(seconds=30)
LONGEST_SETTLE = timedelta(seconds=10)
_log = get_logger(__name__)


def respond_next(database: Database, library: Library, owner: str, now: datetime) -> bool:
    """Answer the conversation that has waited longest; False where none waits."""
    with database.transaction() as connection:
        claimed = claim_to_respond(connection, now, owner, now + LEASE)
    if claimed is None:
        return False
    try:
        _answer(database, library, claimed.contact_id, owner, now)
    except LOST:
        raise
    except Exception as error:
        rescue(database, library, claimed, error, now)
    return True


def _answer(database: Database, library: Library, contact_id: str, owner: str, now: datetime) -> None:
    with database.reading() as connection:
        snapshot = read_snapshot(connection, contact_id, library.policy.limits, now)
    if snapshot is not None:
        _respond(database, library, snapshot, owner, now)


def _respond(database: Database, library: Library, snapshot: Snapshot, owner: str, now: datetime) -> None:
    if not snapshot.unanswered:
        return _release(database, snapshot, owner, None, now)
    began = perf_counter()
    situation = listen(snapshot, library)
    settled = _settled_at(snapshot, library)
    if now < settled and not any(acts_at_once(heard, library) for heard in situation.heard):
        return _release(database, snapshot, owner, settled, now)
    heard = replace(snapshot, situation=situation)
    decision = decide(situation, library, now)
    try:
        decision_id = _carry_out(database, library, decision, heard, owner, now)
    except LOST:
        raise
    except Exception as error:
        _log.exception("a decision could not be put into words", layer=decision.layer)
        decision = without_words(decision, error, now)
        decision_id = _carry_out(database, library, decision, heard, owner, now)
    if decision_id:
        _tell(decision, decision_id, began)
    return None


def _carry_out(
    database: Database, library: Library, decision: Decision, snapshot: Snapshot, owner: str, now: datetime
) -> str:
    """Carry a decision out and end the claim; returns its id, empty where it came too late."""
    contact_id = snapshot.situation.contact.id
    with database.transaction() as connection:
        row = lock_conversation(connection, contact_id)
        if row is None or row.respond_owner != owner:
            return ""
        if row.revision != snapshot.revision:
            # Something came in between: whoever claims next decides on what is true then.
            change_conversation(connection, contact_id, released(now))
            return ""
        decision_id = carry_out(connection, decision, snapshot.situation, library, now)
        change_conversation(connection, contact_id, released(None))
    return decision_id


def listen(snapshot: Snapshot, library: Library) -> Situation:
    """Understand every new message, and the burst as a whole."""
    contact = snapshot.situation.contact
    heard = tuple(
        _hear(row, library, contact.language, contact.country, snapshot) for row in snapshot.unanswered
    )
    texts = [one.text for one in heard if one.text]
    joined = (
        understand("\n".join(texts), library, contact_language=contact.language, country=contact.country)
        if len(texts) > 1
        else None
    )
    return replace(moved_on(snapshot.situation, library), heard=heard, joined=joined)


def _hear(row: Row[Any], library: Library, language: str, country: str, snapshot: Snapshot) -> Heard:
    def read(text: str) -> Understanding:
        return understand(text, library, contact_language=language, country=country)

    sentences = split_sentences(row.text)
    whole = read(row.text)
    return Heard(
        message_id=row.id,
        at=row.created_at,
        whole=whole,
        parts=tuple(read(one) for one in sentences) if len(sentences) > 1 else (whole,),
        button=row.button,
        quoted=_quoted(row.quoted_id, snapshot),
        media=bool(row.media or row.location),
        opt_out=row.opt_out,
    )


def _quoted(provider_id: str, snapshot: Snapshot) -> str:
    """Our id of a quoted message, among those that are open questions."""
    return next((q.message_id for q in snapshot.situation.questions if q.provider_id == provider_id), "")


def _settled_at(snapshot: Snapshot, library: Library) -> datetime:
    """The settle time restarts with each message of a burst, up to a limit."""
    times: list[datetime] = [row.created_at for row in snapshot.unanswered]
    return min(times[-1] + library.policy.settle, times[0] + max(LONGEST_SETTLE, library.policy.settle))


def _release(database: Database, snapshot: Snapshot, owner: str, at: datetime | None, now: datetime) -> None:
    """Give the claim back and look again at an instant; at once if something came in meanwhile."""
    contact_id = snapshot.situation.contact.id
    with database.transaction() as connection:
        row = lock_conversation(connection, contact_id)
        if row is not None and row.respond_owner == owner:
            again = at if row.revision == snapshot.revision else now
            change_conversation(connection, contact_id, released(again))


def _tell(decision: Decision, decision_id: str, began: float) -> None:
    _log.info(
        "decided",
        decision=decision_id[:8],
        layer=decision.layer,
        trigger=decision.trigger,
        replies=[reply.sequence for reply in decision.replies],
        language=decision.language,
        ms=round((perf_counter() - began) * 1000),
    )
