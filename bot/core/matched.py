"""The last three layers: a sure trigger, a choice between likely ones, or nothing fits."""

from dataclasses import replace

from bot.core.asking import repeat_ask
from bot.core.conversations import OpenOption
from bot.core.decision import Decision, Reply
from bot.core.escalating import call_person
from bot.core.escalations import priority_of
from bot.core.schedule import Wanted, schedule
from bot.core.triggers import Candidate, Trigger
from bot.core.view import View


def trigger(view: View) -> Decision | str:
    """Answer every sure question, in the order asked, unless its answer is on its way."""
    sure = [one for one in view.sure if one.reply]
    if not sure:
        return "no trigger is sure"
    fresh = [one for one in sure if not _on_its_way(view, one)]
    why = ", ".join(f'"{one.name}"' for one in sure)
    if not fresh:
        return Decision("trigger", f"{why}: the answer is on its way already", trigger=sure[0].name)
    wanted = [Wanted(str(one.reply), f'trigger "{one.name}"', trigger=one.name) for one in fresh]
    plan = schedule(view.situation, view.library, view.now, wanted)
    return Decision(
        "trigger",
        f"{why} is asked",
        trigger=sure[0].name,
        replies=(*plan.replies, *repeat_ask(view, plan.replies)),
        escalations=plan.escalations,
        away_until=plan.away_until,
        late_on=plan.late_on,
        notes=plan.notes,
    )


def _on_its_way(view: View, asked: Trigger) -> bool:
    return any(planned.trigger == asked.name for planned in view.situation.planned)


def clarify(view: View) -> Decision | str:
    """Offer the likely triggers; not twice in a row."""
    close = [one for one in view.close if one.trigger in view.library.triggers]
    role = view.library.policy.sequences.clarify
    if not close:
        return "no trigger is likely"
    if view.conversation.clarified:
        return "the contact was asked what is meant, and the answer is not clear either"
    options = tuple(_option(view, candidate) for candidate in close)
    names = ", ".join(f'"{one.trigger}" {one.score:.2f}' for one in close)
    reply = Reply(role, at=view.now, why=f"likely: {names}", options=options)
    return Decision(
        "clarify", f"likely, but not sure: {names}", replies=(reply,), misses=view.conversation.misses
    )


def _option(view: View, candidate: Candidate) -> OpenOption:
    """A trigger as the contact is offered it: its title in their language, else its first phrase."""
    asked = view.library.triggers[candidate.trigger]
    title = view.library.translations.find(asked.title, view.language) if asked.title else None
    native = next((phrase.text for phrase in asked.phrases if phrase.language == view.language), None)
    return OpenOption(title or native or asked.title or asked.phrases[0].text, trigger=asked.name)


def fallback(view: View) -> Decision:
    """Nothing fits: say so; a second miss in a row goes to a person."""
    misses = view.conversation.misses + 1
    limit = view.library.policy.escalation.misses
    if misses >= limit:
        need = ("misses", priority_of("misses"), f"{misses} messages in a row were not understood", "")
        return replace(call_person(view, need, "fallback"), misses=misses)
    reply = Reply(view.library.policy.sequences.fallback, at=view.now, why="nothing fits")
    return Decision("fallback", f"nothing fits (miss {misses} of {limit})", replies=(reply,), misses=misses)
