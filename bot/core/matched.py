"""The last three layers: a sure trigger, a choice between likely ones, or nothing fits."""

from dataclasses import replace

from bot.core.acknowledgements import is_acknowledgement
from bot.core.asking import repeat_ask
from bot.core.conversations import OpenOption
from bot.core.decision import Decision
from bot.core.escalating import call_person
from bot.core.escalations import priority_of
from bot.core.schedule import Wanted, planned, schedule
from bot.core.translations import fallbacks
from bot.core.triggers import Candidate
from bot.core.view import View


def trigger(view: View) -> Decision | str:
    """Answer every sure question, in the order asked, unless its answer is on its way."""
    sure = [one for one in view.sure if one.reply]
    if not sure:
        return "no trigger is sure"
    fresh = [one for one in sure if not view.is_on_its_way(one.name)]
    why = ", ".join(f'"{one.name}"' for one in sure)
    if not fresh:
        return Decision("trigger", f"{why}: the answer is on its way already", trigger=sure[0].name)
    wanted = [Wanted(str(one.reply), f'trigger "{one.name}"', trigger=one.name) for one in fresh]
    plan = schedule(view, [*wanted, *repeat_ask(view, wanted)])
    return planned(Decision("trigger", f"{why} is asked", trigger=sure[0].name), plan)


def clarify(view: View) -> Decision | str:
    """Offer the likely triggers; not twice in a row."""
    close = [one for one in view.close if one.trigger in view.library.triggers]
    role = view.library.policy.sequences.clarify
    if not close:
        return "no trigger is likely"
    if is_acknowledgement(view.text):
        return "it only says that it was read"
    if view.conversation.clarified:
        return "the contact was asked what is meant, and the answer is not clear either"
    options = tuple(_option(view, candidate) for candidate in close)
    names = ", ".join(f'"{one.trigger}" {one.score:.2f}' for one in close)
    plan = schedule(view, [Wanted(role, f"likely: {names}", options=options)], late=False)
    return planned(Decision("clarify", f"likely, but not sure: {names}", misses=view.misses), plan)


def _option(view: View, candidate: Candidate) -> OpenOption:
    """A trigger as the contact is offered it: its title in their language, else its first phrase."""
    asked = view.library.triggers[candidate.trigger]
    for tag in fallbacks(view.language):
        title = view.library.translations.find(asked.title, tag) if asked.title else None
        native = next((phrase.text for phrase in asked.phrases if phrase.language == tag), None)
        if title or native:
            return OpenOption(title or native or "", trigger=asked.name)
    return OpenOption(asked.title or asked.phrases[0].text, trigger=asked.name)


def fallback(view: View) -> Decision:
    """Nothing fits: say so; a second miss in a row goes to a person. "ok" and 👍 need no answer."""
    if is_acknowledgement(view.text):
        return Decision("fallback", "it only says that it was read: no answer is needed", misses=view.misses)
    misses = view.misses + 1
    limit = view.library.policy.escalation.misses
    if misses >= limit:
        need = ("misses", priority_of("misses"), f"{misses} messages in a row were not understood", "")
        return replace(call_person(view, need, "fallback"), misses=misses)
    plan = schedule(view, [Wanted(view.library.policy.sequences.fallback, "nothing fits")], late=False)
    return planned(Decision("fallback", f"nothing fits (miss {misses} of {limit})", misses=misses), plan)
