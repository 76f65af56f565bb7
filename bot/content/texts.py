"""Every text of the content that a contact may read, with its place and its gettext context."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.reading import Content
from bot.content.yaml_text import Document
from bot.core.canned import context_of
from bot.core.sequences import Ask, Offer, Say, Step


@dataclass(frozen=True, slots=True)
class Text:
    """One text as ops wrote it. `sequence` is empty for what stands in no sequence.

    `canned` is the name of a canned reply, which an agent says.
    """

    text: str
    place: tuple[str, int, int]
    sequence: str = ""
    context: str = ""
    canned: str = ""


def reply_texts(content: Content) -> Iterator[Text]:
    """The texts of all sequences, the disclosure and the canned replies, in the order of their files."""
    for name, sequence in content.replies.sequences.items():
        document = content.replies.written[name]
        for at, step in enumerate(sequence.steps):
            for text, keys in _step_texts(step):
                place = _place(document, name, at, keys)
                yield Text(text, place, name, f"{name}.{at + 1}")
    if content.policy.disclosure:
        yield Text(content.policy.disclosure, content.policy_document.value("disclosure"))
    for name, text in content.canned.items():
        yield Text(text, content.canned_document.value(name), context=context_of(name), canned=name)


def _place(document: Document, name: str, at: int, keys: tuple[str | int, ...]) -> tuple[str, int, int]:
    return document.value(name, "steps", at, *keys)


def _step_texts(step: Step) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The texts of a step, each with the keys that lead to it."""
    if isinstance(step, Say):
        yield step.say, ("say",)
    elif isinstance(step, Offer):
        yield step.offer, ("offer",)
        for at, option in enumerate(step.options):
            yield option.say, ("options", at, "say")
    elif isinstance(step, Ask):
        yield step.ask, ("ask",)
        if step.retry:
            yield step.retry, ("retry",)
        for at, choice in enumerate(step.choices):
            yield choice, ("choices", at)


def title_texts(content: Content) -> Iterator[tuple[Text, frozenset[str]]]:
    """The titles that ops wrote, each with the languages in which a phrase can stand in for it."""
    for name, trigger in content.triggers.triggers.items():
        document = content.triggers.written[name]
        if (name, "title") in document.keys and trigger.enabled:
            languages = frozenset(phrase.language for phrase in trigger.phrases)
            yield Text(trigger.title, document.value(name, "title")), languages
