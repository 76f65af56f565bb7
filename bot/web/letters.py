"""Letters to staff: how a mail is worded that calls a supervisor.

Its one rule: a mail may be read anywhere and lies about for years, so it says that somebody waits
and where, and never who it is or what they wrote.
"""

from collections.abc import Sequence

from markupsafe import Markup

from bot.core.agents import Agent
from bot.core.mailing import Letter, Waiting
from bot.web.wording import Wording

LONGEST = 20
"""So many people are named one by one; how many more wait is only counted."""


def write_call(wording: Wording, agent: Agent, waiting: Sequence[Waiting], zone: str, url: str) -> Letter:
    """The mail that calls an agent because nobody takes these conversations; `url` is the bot's."""
    say = wording.say
    parts = [say("Nobody has taken these conversations, and all reminders were in vain.")]
    parts += [_entry(wording, one, zone, url) for one in waiting[:LONGEST]]
    if len(waiting) > LONGEST:
        parts.append(say("And more: %(number)s", number=_count(wording, len(waiting) - LONGEST)))
    parts += [
        say("The queue: %(address)s", address=f"{url}/console"),
        say("Whoever claims a conversation ends this. Until then you get a mail every few minutes."),
        say("Your address is on your account page: %(address)s", address=f"{url}/console/account"),
    ]
    subject = say("Waiting for a person: %(number)s", number=_count(wording, len(waiting)))
    text = "\n\n".join(part.unescape() for part in parts)
    return Letter(agent.name, agent.email, subject.unescape(), f"{text}\n", wording.language)


def _entry(wording: Wording, one: Waiting, zone: str, url: str) -> Markup:
    since = wording.at(one.since, zone, "medium")
    about = wording.say(
        "%(reason)s, since %(time)s (%(zone)s), language: %(language)s",
        reason=reason_name(wording, one.reason),
        time=since,
        zone=zone,
        language=wording.language_name(one.language) if one.language else wording.say("unknown"),
    )
    return Markup("{}\n{}").format(about, f"{url}/console/c/{one.contact_id}")


def reason_name(wording: Wording, reason: str) -> str:
    """A reason in words, as the queue has it."""
    say = wording.say
    names = {
        "urgent": say("urgent"),
        "negative": say("unhappy"),
        "person": say("wants a person"),
        "misses": say("not understood twice"),
        "media": say("a voice note or picture"),
        "budget": say("too many messages today"),
        "window": say("the service window closes"),
        "promise": say("a promise was not kept"),
        "provider": say("the provider refused a message"),
        "unknown": say("nobody knows whether it arrived"),
        "loop": say("another bot"),
        "taken": say("taken over"),
    }
    return names.get(reason, reason)


def _count(wording: Wording, number: int) -> str:
    return wording.number(number, "#,##0")
