"""Checks what stands between braces, and how long a text becomes when they are filled."""

from collections.abc import Iterator

from bot.content.problems import Problem, did_you_mean, error, listed, shortened
from bot.content.reading import Content
from bot.content.texts import Text, reply_texts
from bot.core.canned import context_of
from bot.core.limits import TEXT_LIMIT
from bot.core.rendering import placeholders, write_fact
from bot.core.sequences import Ask, Offer, Say, SendingStep, SetAttributes

_PROMISE, _AGENT = "promise", "agent.name"
_MARGIN = 5  # a line end and the number before an option


def placeholder_problems(content: Content) -> list[Problem]:
    """An error for each placeholder nobody fills, each translation with others, each long text."""
    return [*_unknown(content), *_unknown_variables(content), *_differing(content), *_long(content)]


def known_placeholders(content: Content) -> set[str]:
    """What a text of any sequence may name: facts, the business, the contact's attributes."""
    known = {"contact.name", "business.name", *content.facts}
    for sequence in content.replies.sequences.values():
        for step in sequence.steps:
            if isinstance(step, Ask):
                known.add(f"contact.{step.store}")
            elif isinstance(step, SetAttributes):
                known |= {f"contact.{name}" for name in step.set}
    return known


def _unknown(content: Content) -> Iterator[Problem]:
    known, roles = known_placeholders(content), content.policy.sequences
    promising = {roles.away, roles.handing_over_closed}
    for text in reply_texts(content):
        for name in placeholders(text.text):
            if name == _PROMISE:
                if text.sequence not in promising and not text.canned:
                    yield error(text.place, _no_promise(text))
            elif name not in known and not (name == _AGENT and text.canned):
                offered = known | {_AGENT} if text.canned else known
                yield error(text.place, _no_value(name, offered, content))


def _no_promise(text: Text) -> str:
    where = f'"{text.sequence}"' if text.sequence else "this text"
    return f"{{promise}} has no value in {where}, only where away or handing_over_closed speak. Remove it."


def _no_value(name: str, known: set[str], content: Content) -> str:
    if name in {"{", "}"}:
        return f"a lone {name} stands here. Write {name * 2} if the reader shall see one."
    if name == _AGENT:
        return f"{{{name}}} has no value: only in replies/canned.yaml an agent speaks. Remove it."
    if name in content.facts_document.data:
        return f"{{{name}}} has no value, for that fact is broken. Mend it in replies/facts.yaml."
    hint = did_you_mean(name, known) or " Add it to replies/facts.yaml, or have an ask or set store it."
    return f"{{{name}}} has no value: it is no fact and nothing stores it.{hint}"


def _unknown_variables(content: Content) -> Iterator[Problem]:
    known = known_placeholders(content) | {_PROMISE}
    for name, sequence in content.replies.sequences.items():
        for at, step in enumerate(sequence.steps):
            for n, variable in enumerate(step.variables if isinstance(step, SendingStep) else ()):
                if variable not in known:
                    place = content.replies.written[name].value(name, "steps", at, "variables", n)
                    yield error(place, _no_value(variable, known, content))


def _differing(content: Content) -> Iterator[Problem]:
    for catalogue in content.catalogues:
        for entry in catalogue.entries:
            ours, theirs = set(placeholders(entry.text)), set(placeholders(entry.translation))
            if ours == theirs:
                continue
            lacks = [f"lacks {_braced(ours - theirs)}"] if ours - theirs else []
            adds = [f"adds {_braced(theirs - ours)}"] if theirs - ours else []
            text = f'the translation of "{shortened(entry.text)}" {listed(lacks + adds, "and")}. '
            yield error((catalogue.file, entry.line, 1), f"{text}Use the placeholders of the original.")


def _braced(names: set[str]) -> str:
    return listed((f"{{{name}}}" for name in sorted(names)), "and")


def _long(content: Content) -> Iterator[Problem]:
    """Texts that no provider takes, in the language in which they are longest."""
    for name, sequence in content.replies.sequences.items():
        for at, step in enumerate(sequence.steps):
            if not isinstance(step, SendingStep):
                continue
            place = content.replies.written[name].value(name, "steps", at)
            yield from _too_long(content, _lines(step), f"{name}.{at + 1}", place, "steps")
    for name, text in content.canned.items():
        yield from _too_long(
            content, [text], context_of(name), content.canned_document.value(name), "replies"
        )


def _too_long(
    content: Content, lines: list[str], context: str, place: tuple[str, int, int], parts: str
) -> Iterator[Problem]:
    length, language = _longest(content, lines, context)
    if length > TEXT_LIMIT:
        text = f"about {length:,} characters in {language}; at most {TEXT_LIMIT:,} can be sent at once."
        yield error(place, f"{text} Shorten it, or make two {parts}.")


def _longest(content: Content, lines: list[str], context: str) -> tuple[int, str]:
    tags = [*content.policy.languages, *(catalogue.language for catalogue in content.catalogues)]
    translations = content.translations

    def length(language: str) -> int:
        said = (translations.translate(text, language, context)[0] for text in lines)
        margin = _MARGIN * len(lines) if len(lines) > 1 else 0
        return sum(_length(text, language, content) for text in said) + margin

    return max(((length(tag), tag) for tag in dict.fromkeys(tags)), key=lambda pair: pair[0])


def _lines(step: SendingStep) -> list[str]:
    """The texts that stand below each other in the message of a step."""
    if isinstance(step, Offer):
        return [step.offer, *(option.say for option in step.options)]
    return [step.say] if isinstance(step, Say) else [step.ask] if isinstance(step, Ask) else []


def _length(text: str, language: str, content: Content) -> int:
    """How long a text becomes; what differs from contact to contact counts as written."""
    country, facts = content.policy.business.country, content.facts
    grown = sum(
        len(write_fact(facts[name], language, country)) - len(name) - 2
        for name in placeholders(text)
        if name in facts
    )
    return len(text) + grown
