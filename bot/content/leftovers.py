"""Warns of what leads nowhere any more: translations, steps and regions that nobody reaches."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from zoneinfo import available_timezones

from bot.content.locales import Catalogue, Entry
from bot.content.problems import Problem, did_you_mean, shortened, warning
from bot.content.reading import Content
from bot.content.texts import reply_texts, title_texts
from bot.core.sequences import EscalateStep, StartSequence


def leftover_problems(content: Content) -> list[Problem]:
    """Warnings only: the bot works, and somebody's work is lost."""
    return [*_stale_translations(content), *_unreached_steps(content), *_empty_patterns(content)]


def _stale_translations(content: Content) -> Iterator[Problem]:
    """One warning a catalogue. Where a file is broken its texts are unknown, and nothing is said."""
    if _any_broken(content):
        return
    live = _live(content)
    for catalogue in content.catalogues:
        stale = [entry for entry in catalogue.entries if _key(entry) not in live]
        if stale:
            yield warning((catalogue.file, stale[0].line, 1), _unused(stale, catalogue))


def _any_broken(content: Content) -> bool:
    replies, triggers = content.replies, content.triggers
    read = len(replies.sequences) + len(triggers.triggers) + len(content.canned)
    return read < len(replies.written) + len(triggers.written) + len(content.canned_document.data)


def _live(content: Content) -> set[tuple[str, str]]:
    """Every text that may be looked up: by itself, and in its context."""
    texts = [*reply_texts(content), *(title for title, _ in title_texts(content))]
    live = {(text.text, context) for text in texts for context in ("", text.context)}
    # An untitled trigger is offered by a phrase, and a policy that does not fit keeps its disclosure.
    live |= {(trigger.title, "") for trigger in content.triggers.triggers.values()}
    return live | {(str(content.policy_document.data.get("disclosure", "")), "")}


def _key(entry: Entry) -> tuple[str, str]:
    return entry.text, entry.context


def _unused(stale: list[Entry], catalogue: Catalogue) -> str:
    first = f'"{shortened(stale[0].text, 40)}"'
    if stale[0].context:
        first += f" in {stale[0].context}"
    many = "1 translation answers" if len(stale) == 1 else f"{len(stale)} translations answer"
    return (
        f"{many} no text any more, the first {first}. "
        f"bot locales update {catalogue.language} carries them over to texts that have changed."
    )


def _unreached_steps(content: Content) -> Iterator[Problem]:
    for name, sequence in content.replies.sequences.items():
        for at, step in enumerate(sequence.steps[:-1]):
            if isinstance(step, StartSequence | EscalateStep):
                kind = "start" if isinstance(step, StartSequence) else "escalate"
                place = content.replies.written[name].value(name, "steps", at + 1)
                text = f'{kind} ends "{name}", so that nothing behind it happens. '
                yield warning(place, f"{text}Move what follows before it, or remove it.")
                break


def _empty_patterns(content: Content) -> Iterator[Problem]:
    zones = available_timezones()
    for at, region in enumerate(content.policy.regions):
        for n, pattern in enumerate(region.zones):
            if not any(fnmatchcase(zone, pattern) for zone in zones):
                hint = did_you_mean(pattern, {*zones, *_continents(zones)})
                text = f'"{pattern}" covers no time zone, so that region "{region.name}" '
                text += f"holds nobody by it.{hint or ' Write for instance Europe/* or Asia/Bangkok.'}"
                yield warning(content.policy_document.value("regions", at, "zones", n), text)


def _continents(zones: set[str]) -> set[str]:
    return {f"{zone.partition('/')[0]}/*" for zone in zones if "/" in zone}
