"""Checks that every name leads somewhere: sequences, template languages, media files, circles."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bot.content.placeholders import known_placeholders
from bot.content.problems import Problem, did_you_mean, error, warning
from bot.content.reading import Content
from bot.core.approved import is_known
from bot.core.policy import Roles, language_tag
from bot.core.sequences import Offer, Say, SendingStep, StartSequence, Wait

Place = tuple[str, int, int]


def reference_problems(content: Content) -> list[Problem]:
    """An error for each name that leads nowhere; a warning for a default role without sequence."""
    named = [*_trigger_names(content), *_step_names(content), *_policy_names(content)]
    return [
        *(_unknown(name, place, who, content) for name, place, who in named if not _exists(name, content)),
        *_silent_roles(content),
        *_template_problems(content),
        *_media_problems(content),
        *_circles(content),
    ]


def _exists(name: str, content: Content) -> bool:
    """A sequence that is written but broken is reported as broken, not as missing."""
    return name in content.replies.written


def _unknown(name: str, place: Place, who: str, content: Content) -> Problem:
    text = f'{who} names sequence "{name}", which no file in replies/ defines.'
    hint = did_you_mean(name, content.replies.written) or " Write it, or name another."
    return error(place, text + hint)


def _trigger_names(content: Content) -> Iterator[tuple[str, Place, str]]:
    for name, trigger in content.triggers.triggers.items():
        if trigger.reply is not None:
            place = content.triggers.written[name].value(name, "reply")
            yield trigger.reply, place, f'trigger "{name}"'


def _step_names(content: Content) -> Iterator[tuple[str, Place, str]]:
    for name, sequence in content.replies.sequences.items():
        document = content.replies.written[name]
        for at, step in enumerate(sequence.steps):
            who = f'step {at + 1} of "{name}"'
            if isinstance(step, StartSequence):
                yield step.start, document.value(name, "steps", at, "start"), who
            elif isinstance(step, Offer):
                for n, option in enumerate(step.options):
                    yield option.then, document.value(name, "steps", at, "options", n, "then"), who


def _policy_names(content: Content) -> Iterator[tuple[str, Place, str]]:
    document = content.policy_document
    for role in content.policy.sequences.model_fields_set:
        name = getattr(content.policy.sequences, role)
        yield name, document.value("sequences", role), f'role "{role}"'
    for at, region in enumerate(content.policy.regions):
        if region.late:
            place = document.value("regions", at, "late", "say")
            yield region.late.say, place, f'region "{region.name}"'


def _silent_roles(content: Content) -> Iterator[Problem]:
    """Roles that ops left at a default which names no sequence: the bot is silent there."""
    roles = content.policy.sequences
    silent: dict[str, list[str]] = {}
    for role in Roles.model_fields:
        name = getattr(roles, role)
        if role not in roles.model_fields_set and not _exists(name, content):
            silent.setdefault(name, []).append(role)
    for name, of in silent.items():
        text = (
            f'no file in replies/ defines "{name}", so the bot says nothing as {", ".join(of)}. '
            "Write that sequence, or name another under sequences."
        )
        yield warning(content.policy_document.key("sequences"), text)


def _template_problems(content: Content) -> Iterator[Problem]:
    for name, sequence in content.replies.sequences.items():
        document = content.replies.written[name]
        for at, step in enumerate(sequence.steps):
            for language in step.template if isinstance(step, SendingStep) else ():
                place = document.key(name, "steps", at, "template", language)
                yield from _language_problems(language, place, content)
    for name, templates in content.policy.templates.items():
        for language in templates:
            place = content.policy_document.key("templates", name, language)
            yield from _language_problems(language, place, content)
            yield from _unfilled(name, language, content)


def _unfilled(name: str, language: str, content: Content) -> Iterator[Problem]:
    """Variables of a template that nobody can fill."""
    found = content.policy.approved(name, language)
    known = known_placeholders(content) | {"agent.name"}
    for at, variable in enumerate(found.variables if found else ()):
        place = content.policy_document.value("templates", name, language, "variables", at)
        if name == "reopen":
            text = 'the bot sends "reopen" by itself, so nobody can fill its variables.'
            yield error(place, f"{text} Use a template without variables.")
        elif is_known(variable) and variable not in known:
            hint = did_you_mean(variable, known) or " Have an ask or set store it, or give it another name."
            yield error(place, f'"{variable}" has no value: nothing stores it.{hint}')


def _language_problems(language: str, place: Place, content: Content) -> Iterator[Problem]:
    known = content.policy.languages
    try:
        language_tag(language)
    except ValueError as failure:
        yield error(place, f"{failure}.{did_you_mean(language, known)}")
        return
    if language not in known:
        text = f'a template in "{language}", which the policy does not list. Add it to languages.'
        yield warning(place, text)


def _media_problems(content: Content) -> Iterator[Problem]:
    files = content.folder / "replies" / "files"
    for name, sequence in content.replies.sequences.items():
        for at, step in enumerate(sequence.steps):
            if not isinstance(step, Say) or not step.media or step.media.startswith(("https://", "http://")):
                continue
            inside = ".." not in PurePosixPath(step.media).parts and not step.media.startswith("/")
            if not inside or not (files / step.media).is_file():
                near = [path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()]
                hint = did_you_mean(step.media, near) or " Put it there, or write a whole URL."
                place = content.replies.written[name].value(name, "steps", at, "media")
                yield error(place, f'no file "{step.media}" in replies/files/.{hint}')


def _circles(content: Content) -> Iterator[Problem]:
    """Sequences that start each other without ever sending or waiting would never end."""
    starts = dict(_immediate_starts(content))
    for name, (at, _) in starts.items():
        way = [name]
        while way[-1] in starts and starts[way[-1]][1] not in way:
            way.append(starts[way[-1]][1])
        if way[-1] in starts and starts[way[-1]][1] == name and name == min(way):
            text = f"{' → '.join([*way, name])} start each other without end. Add a step that sends or waits."
            yield error(content.replies.written[name].value(name, "steps", at, "start"), text)


def _immediate_starts(content: Content) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each sequence that starts another one before it sends or waits: at which step, and which."""
    for name, sequence in content.replies.sequences.items():
        for at, step in enumerate(sequence.steps):
            if isinstance(step, SendingStep | Wait):
                break
            if isinstance(step, StartSequence):
                yield name, (at, step.start)
                break
