"""What a provider's refusal leads to: for the message, its contact, and the whole sender.

The one rule: it is the same whether a code comes with the answer to a request or in a
callback minutes later. A code that nobody here knows ends the message, because repeating it
could do harm. The codes and their causes stand in `causes.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bot.core.causes import Cause
from bot.core.pacing import Slowing


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused message. `tries` counts the requests made for it, this one included.

    `again` says that the try before ended by the same cause, `template` that it went as one;
    `late` that the provider had accepted it and called back. `american` is a number of the
    United States; `spread` is 0..1, so that not all come again at the same moment.
    """

    cause: Cause
    code: int | None = None
    tries: int = 1
    again: bool = False
    template: bool = False
    automated: bool = True
    late: bool = False
    american: bool = False
    spread: float = 0.5


@dataclass(frozen=True, slots=True)
class Consequence:
    """What to do. The acts for the message:

    again: after `pause`, and what follows it waits. later: hours after, moved with the rest of
    its sequence, so that other answers pass. reopen: at once, by a template, because the
    service window is closed. wait: the set-up must be mended first. fail: never.

    `reason` is the task's if it fails. `slow` means the whole sender, `opt_out` the contact.
    `alert` tells an operator: of `each` message, or once a day of a `code` or of one `content`.
    """

    act: Literal["again", "later", "reopen", "wait", "fail"]
    pause: timedelta = timedelta(0)
    reason: Literal["provider", "window"] = "provider"
    slow: Slowing | None = None
    opt_out: bool = False
    alert: Literal["", "each", "code", "content"] = ""
    advice: str = ""


MOST_TRIES = 15
"""How often a message is tried, with growing pauses: about forty minutes."""
_FAULT_TRIES = 4
_LIMIT_TRIES = 6
_SECOND, _MINUTE, _HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
_DAY = timedelta(days=1)
_LONGEST_PAUSE = 300  # seconds
_CROWDED = Slowing(_SECOND / 10, 10 * _SECOND, _MINUTE)
_LIMITED = Slowing(_SECOND, 30 * _SECOND, _HOUR)
_HALTED = Slowing(_SECOND, _SECOND, 2 * _MINUTE, rest=_MINUTE)
_LATE_HALT = 15 * _MINUTE
_FAIL = Consequence("fail")


def consequence(refusal: Refusal) -> Consequence:
    """What a refusal leads to."""
    rule = _RULES.get(refusal.cause)
    return rule(refusal) if rule else _FAIL


def _busy(refusal: Refusal) -> Consequence:
    if refusal.tries >= MOST_TRIES:
        return Consequence("fail", slow=_CROWDED)
    return Consequence("again", _back_off(refusal), slow=_CROWDED)


def _away(refusal: Refusal) -> Consequence:
    return _FAIL if refusal.tries >= MOST_TRIES else Consequence("again", _back_off(refusal))


def _limit(refusal: Refusal) -> Consequence:
    """1, 2, 4 and 8 hours, up to a quarter more; the limit is counted over a rolling day."""
    advice = "The sender's messaging limit is used up: raise it at Meta, or send less outside the window."
    if refusal.again and refusal.tries >= _LIMIT_TRIES:
        return Consequence("fail", slow=_LIMITED, alert="code", advice=advice)
    pause = timedelta(hours=2 ** min(refusal.tries - 1, 3) * (1 + refusal.spread / 4))
    return Consequence("later", pause, slow=_LIMITED, alert="code", advice=advice)


def _fault(refusal: Refusal) -> Consequence:
    if refusal.again and refusal.tries >= _FAULT_TRIES:
        return _FAIL
    pause = timedelta(seconds=10 * 4 ** min(refusal.tries - 1, 3) * (0.5 + refusal.spread))
    return Consequence("again", pause)


def _file(refusal: Refusal) -> Consequence:
    advice = "Twilio could not fetch the file, or it is too large: check its address, type and size."
    if refusal.again:
        return Consequence("fail", alert="content", advice=advice)
    return Consequence("again", 5 * _SECOND)


def _window(refusal: Refusal) -> Consequence:
    if refusal.template or refusal.again or not refusal.automated:
        return Consequence("fail", reason="window")
    return Consequence("reopen")


def _withheld(refusal: Refusal) -> Consequence:
    """Once, after a day; never to a number of the United States, where Meta always withholds."""
    advice = "Meta withheld a marketing template: write to this contact by hand, or when they write."
    if refusal.again or refusal.american:
        return Consequence("fail", advice=advice)
    return Consequence("later", _DAY * (1 + refusal.spread / 24), advice=advice)


def _opted_out(refusal: Refusal) -> Consequence:
    return Consequence("fail", opt_out=True, advice="The contact has opted out or blocked the sender.")


def _not_joined(refusal: Refusal) -> Consequence:
    advice = "Ask them to send join <word> to the sandbox number; the word stands in Twilio's console."
    return Consequence("fail", alert="each", advice=advice)


def _content(refusal: Refusal) -> Consequence:
    return Consequence("fail", alert="content", advice=_MEND.get(refusal.code or 0, _MEND_TEMPLATE))


def _strange(refusal: Refusal) -> Consequence:
    return Consequence("fail", alert="code", advice="The bot does not know this code: look it up at Twilio.")


def _set_up(refusal: Refusal) -> Consequence:
    """Everything waits and keeps its tries; a callback is asked for less often, for each counts."""
    return Consequence("wait", _LATE_HALT if refusal.late else _MINUTE, slow=_HALTED, alert="each")


def _back_off(refusal: Refusal) -> timedelta:
    """Doubling from one second up to five minutes, spread by half; a callback comes later anyway."""
    seconds = min(2 ** (refusal.tries - 1), _LONGEST_PAUSE) * (0.5 + refusal.spread)
    return timedelta(seconds=seconds + (30 if refusal.late else 0))


_MEND_TEMPLATE = "Compare the template at Twilio with the step's template and variables."
_MEND = {
    14103: "The message is empty: give the step a text or a file.",
    21617: "The text is longer than 1,600 characters: make two steps of it.",
    63005: "WhatsApp does not take this content: check the step's text, file and template.",
    63006: "WhatsApp does not take this kind of content: check the step's file or template.",
    63013: "The content breaks WhatsApp's rules: no empty variables, line breaks or many blanks in them.",
    63021: "The content is not valid: a template is at most 1,024 characters with its variables.",
    63027: "The template does not exist in this language: create it, or name another one.",
    63030: "A parameter is not supported: compare the template's variables with the step's.",
}
_RULES: Mapping[Cause, Callable[[Refusal], Consequence]] = {
    Cause.BUSY: _busy,
    Cause.AWAY: _away,
    Cause.LIMIT: _limit,
    Cause.FAULT: _fault,
    Cause.FILE: _file,
    Cause.WINDOW: _window,
    Cause.WITHHELD: _withheld,
    Cause.OPTED_OUT: _opted_out,
    Cause.NOT_JOINED: _not_joined,
    Cause.CONTENT: _content,
    Cause.STRANGE: _strange,
    Cause.SET_UP: _set_up,
}
