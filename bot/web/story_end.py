"""How the story of a decision ends: what left, what still waits, and what held the rest back."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from bot.core.messages import ACCEPTED, Status
from bot.store.outcomes import Sent
from bot.web.wording import Wording

_ARRIVED = frozenset({Status.DELIVERED, Status.READ})


def what_left(words: Wording, sent: Sequence[Sent], zone: str) -> list[Markup]:
    """A sentence for each way in which messages ended or wait; none where there were none."""
    if not sent:
        return []
    if all(one.status in _ARRIVED for one in sent):
        return [words.say("Everything arrived.")]
    if all(one.status in ACCEPTED for one in sent):
        return [words.say("Everything was sent.")]
    told = _by_fate(words, sent, zone)
    return [told[fate] for fate in dict.fromkeys(_fate(one) for one in sent)]


def _fate(one: Sent) -> str:
    """What became of a message, with what is known of the cause."""
    if one.status in ACCEPTED:
        return "sent"
    if one.status == Status.QUEUED and one.waits:
        return "waits"
    return f"{one.status} {one.ended_by}".strip()


def _by_fate(words: Wording, sent: Sequence[Sent], zone: str) -> dict[str, Markup]:
    def many(fate: str) -> str:
        return words.number(sum(_fate(one) == fate for one in sent), "0")

    first = _first(words, (one for one in sent if _fate(one) == "queued"), zone)
    return {
        "sent": words.say("Sent so far: %(number)s.", number=many("sent")),
        "queued": words.say(
            "Still to leave: %(number)s, at the earliest %(time)s.", number=many("queued"), time=first
        ),
        "waits": words.say("Waiting until the contact writes again: %(number)s.", number=many("waits")),
        "sending": words.say("Leaving at this moment: %(number)s.", number=many("sending")),
        "unknown": words.say(
            "Nobody knows yet whether it arrived, and the bot is finding out: %(number)s.",
            number=many("unknown"),
        ),
        "cancelled agent": words.say(
            "Not sent, because a person took over: %(number)s.", number=many("cancelled agent")
        ),
        "cancelled contact": words.say(
            "Not sent, because the contact wrote again: %(number)s.", number=many("cancelled contact")
        ),
        "cancelled": words.say("Stopped before it left: %(number)s.", number=many("cancelled")),
        "expired": words.say(
            "Not sent, because it could not leave in time: %(number)s.", number=many("expired")
        ),
        "failed": words.say("Refused by the provider: %(number)s.", number=many("failed")),
    }


def _first(words: Wording, sent: Iterable[Sent], zone: str) -> str:
    at = min((one.at for one in sent), default=None)
    return words.at(at, zone, "EEE d MMM HH:mm") if at else ""
