"""Conversation tests: scripts that ops write, played on a stage and compared with what they expect.

`script.py` says how a script is written, this module plays it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from bot.actions.handoff import hand_back, resolve, take_over
from bot.actions.say import say
from bot.clock import VirtualClock
from bot.compare import differences
from bot.core.contacts import Consent
from bot.core.library import Library
from bot.core.messages import Status, StatusReport
from bot.script import Script, Turn, instant_after
from bot.stage import Stage
from bot.store.contacts import find_contact
from bot.store.conversations import find_conversation
from bot.store.escalations import list_decisions, list_escalations
from bot.store.tables import messages

BETWEEN = timedelta(seconds=60)
AGENT = "agent"


@dataclass(slots=True)
class Outcome:
    """How a script went: its failures, each several lines, none where it passed."""

    script: Script
    failures: list[str] = field(default_factory=list)


def rehearse(script: Script, library: Library) -> Outcome:
    """Play one script from its start to its end."""
    outcome = Outcome(script)
    stage = Stage(library, VirtualClock(script.start), script.contact.address, script.contact.name)
    try:
        for number, (turn, begins, ends) in enumerate(_times(script), 1):
            stage.clock.move_to(begins)  # type: ignore[attr-defined]  # always virtual here
            _act(stage, turn)
            stage.play(ends, last=number == len(script.turns))
            for failure in _failures(stage, turn, begins, ends, last=number == len(script.turns)):
                outcome.failures.append(f"turn {number} ({_told(turn)})\n{failure}")
    finally:
        stage.close()
    return outcome


def _times(script: Script) -> list[tuple[Turn, datetime, datetime]]:
    """When each turn begins and ends; see `script.py` for the rules."""
    begins: list[datetime] = []
    at = script.start
    for number, turn in enumerate(script.turns):
        if number and turn.at is not None:
            at = instant_after(turn.at, begins[-1])
        begins.append(at)
        at = turn.until if turn.until is not None else at + BETWEEN
    ends = [*begins[1:], at]
    return list(zip(script.turns, begins, ends, strict=True))


def _act(stage: Stage, turn: Turn) -> None:
    now = stage.clock.now()
    if turn.duplicate:
        _repeat(stage)
    elif turn.contact is not None:
        stage.write(turn.contact, button=turn.button, media=turn.media, quoted=_quoted(stage, turn))
    elif turn.agent is not None:
        _agent(stage, turn, now)
    elif turn.provider is not None:
        _report(stage, turn.provider.status, turn.provider.code, now)


def _repeat(stage: Stage) -> None:
    last = _messages(stage, "contact")[-1]
    stage.write(last.text, button=last.button, provider_id=last.provider_id)


def _quoted(stage: Stage, turn: Turn) -> str:
    """The provider's id of the bot's message that the contact replies to, counted from 1."""
    sent = [row for row in _messages(stage, "bot") if row.provider_id]
    return str(sent[turn.quotes - 1].provider_id) if turn.quotes and len(sent) >= turn.quotes else ""


def _agent(stage: Stage, turn: Turn, now: datetime) -> None:
    done, contact_id = turn.agent, stage.contact_id()
    assert done is not None
    if done.takes_over:
        take_over(stage.database, contact_id, AGENT, now)
    if done.says:
        say(stage.database, contact_id, AGENT, done.says, now)
    if done.hands_back:
        hand_back(stage.database, contact_id, now)
    if done.resolves:
        resolve(stage.database, contact_id, done.resolves, now)


def _report(stage: Stage, status: str, code: int | None, now: datetime) -> None:
    sent = [row for row in _messages(stage, "bot", "agent") if row.provider_id]
    if sent:
        report = StatusReport(sent[-1].id, sent[-1].provider_id, Status(status), code)
        stage.channel.report(report)
        stage.report()


def _messages(stage: Stage, *origins: str) -> list[Row[Any]]:
    with stage.database.reading() as connection:
        query = select(messages).where(messages.c.origin.in_(origins))
        return list(connection.execute(query.order_by(messages.c.sent_at, messages.c.position)))


def _failures(stage: Stage, turn: Turn, begins: datetime, ends: datetime, *, last: bool) -> list[str]:
    """What differs from what the turn expects."""
    until = ends + timedelta(microseconds=1) if last else ends
    failures: list[str] = []
    contact_id = stage.contact_id()
    with stage.database.reading() as connection:
        decided = [d for d in list_decisions(connection, contact_id) if begins <= d.at < until]
        opened = [e for e in list_escalations(connection, contact_id) if begins <= e.opened_at < until]
    reasons = _reasons(decided)
    if turn.decides is not None:
        actual = decided[-1].record if decided else {}
        failures += _section("decides", differences(turn.decides, actual), reasons)
    if turn.bot is not None:
        left = [r for r in _messages(stage, "bot") if r.sent_at and begins <= r.sent_at < until]
        failures += _section("bot", _bot_differences(turn, left, begins, stage), reasons)
    if turn.queue is not None:
        failures += _section("queue", _queue_differences(turn.queue, opened), reasons)
    if turn.state is not None:
        failures += _section("state", differences(turn.state, _state(stage)), reasons)
    return failures


def _section(name: str, lines: list[str], reasons: list[str]) -> list[str]:
    if not lines:
        return []
    return ["\n".join([f"  {name}:", *(f"    {line}" for line in lines), *reasons])]


def _bot_differences(turn: Turn, left: list[Row[Any]], begins: datetime, stage: Stage) -> list[str]:
    """Expected against actual, message by message, complete and in order."""
    expected = turn.bot or []
    actual = [_spoken(row, begins) for row in left]
    lines = []
    for number in range(max(len(expected), len(actual))):
        if number >= len(expected):
            lines.append(f"message {number + 1}: not expected: {_line(actual[number], begins)}")
        elif number >= len(actual):
            lines.append(f"message {number + 1}: expected {expected[number].told()}, nothing came")
        else:
            wanted = expected[number].wanted(begins)
            lines += [f"message {number + 1}: {line}" for line in differences(wanted, actual[number])]
    return lines


def _spoken(row: Row[Any], begins: datetime) -> dict[str, Any]:
    return {
        "sequence": row.sequence,
        "step": row.step,
        "language": row.language,
        "at": row.sent_at.astimezone(begins.tzinfo),
        "text": row.text,
        "contains": row.text,
        "lacks": row.text,
        "status": row.status,
    }


def _line(spoken: Mapping[str, Any], begins: datetime) -> str:
    after = spoken["at"] - begins
    text = " ".join(str(spoken["text"]).split())
    return f'{spoken["sequence"]} step {spoken["step"]} at +{after.total_seconds():g}s: "{text[:120]}"'


def _queue_differences(queue: Mapping[str, Any] | str, opened: list[Row[Any]]) -> list[str]:
    if isinstance(queue, str):
        return [f"expected none, but an escalation was opened: {row.reason}" for row in opened]
    if not opened:
        return [f"expected {dict(queue)}, but no escalation was opened"]
    found = [differences(queue, dict(row._mapping)) for row in opened]
    return [] if any(not lines for lines in found) else found[0]


def _state(stage: Stage) -> dict[str, Any]:
    contact_id = stage.contact_id()
    with stage.database.reading() as connection:
        contact, row = find_contact(connection, contact_id), find_conversation(connection, contact_id)
    if contact is None or row is None:
        return {}
    return {
        "held_by": "bot" if row.held_since is None else "agent",
        "opted_out": contact.consent == Consent.OUT,
        "consent": contact.consent.value,
        "language": contact.language,
        "zone": contact.zone,
        "attributes": dict(contact.attributes),
        "tags": sorted(contact.tags),
    }


def _reasons(decided: list[Row[Any]]) -> list[str]:
    """The layers of the turn's decisions, so that a failing script explains itself."""
    lines = ["  why:"] if decided else ["  why: nothing was decided in this turn"]
    for row in decided:
        lines += [
            f"    {'>' if layer['applies'] else ' '} {layer['layer']}: {layer['why']}"
            for layer in row.record["layers"]
        ]
    return lines


def _told(turn: Turn) -> str:
    if turn.contact is not None:
        return f'contact: "{" ".join(turn.contact.split())[:60]}"'
    return turn.kind()
