"""Warns of what is thin or idle: translations, phrases, languages, facts and sequences."""

from collections.abc import Iterable, Iterator

from bot.content.duplicates import place_of
from bot.content.problems import Problem, listed, shortened, warning
from bot.content.reading import Content
from bot.content.texts import Text, reply_texts, title_texts
from bot.core.policy import Roles
from bot.core.rendering import placeholders
from bot.core.sequences import Offer, SendingStep, StartSequence
from bot.core.translations import fallbacks
from bot.core.triggers import Trigger

ENOUGH_PHRASES = 3


def coverage_problems(content: Content) -> list[Problem]:
    """Warnings only: the bot works, but less well than ops may think."""
    return [
        *_missing_translations(content),
        *_few_phrases(content),
        *_unlisted_languages(content),
        *_unused_facts(content),
        *_unused_sequences(content),
    ]


def _missing_translations(content: Content) -> Iterator[Problem]:
    """One warning per file and language, or a new language would bury all else."""
    for language in content.policy.languages[1:]:
        missing: dict[str, list[Text]] = {}
        for text in _texts_in(language, content):
            _, found = content.translations.translate(text.text, language, text.context)
            if found == content.policy.languages[0] and found not in fallbacks(language):
                missing.setdefault(text.place[0], []).append(text)
        for texts in missing.values():
            yield warning(texts[0].place, _untranslated(texts, language, content.policy.languages[0]))


def _texts_in(language: str, content: Content) -> Iterator[Text]:
    """What a contact of a language may read; a phrase in it stands in for a trigger's title."""
    yield from reply_texts(content)
    for title, languages in title_texts(content):
        if not languages & set(fallbacks(language)):
            yield title


def _untranslated(texts: list[Text], language: str, first: str) -> str:
    distinct = list(dict.fromkeys(text.text for text in texts))
    many = "1 text is" if len(distinct) == 1 else f"{len(distinct)} texts are"
    return (
        f'{many} not translated into {language}, the first "{shortened(distinct[0], 40)}"; '
        f"contacts get {first}. Add to locales/{language}/LC_MESSAGES/replies.po."
    )


def _few_phrases(content: Content) -> Iterator[Problem]:
    for trigger in content.triggers.triggers.values():
        counts: dict[str, int] = {}
        for phrase in trigger.phrases:
            counts[phrase.language] = counts.get(phrase.language, 0) + 1
        few = [f"{tag} ({n})" for tag, n in counts.items() if n < ENOUGH_PHRASES]
        if few and trigger.enabled:
            text = (
                f'trigger "{trigger.name}" has fewer than {ENOUGH_PHRASES} phrases in {listed(few, "and")}. '
            )
            yield warning(place_of(trigger.place), f"{text}Add more ways to ask it.")


def _unlisted_languages(content: Content) -> Iterator[Problem]:
    """Each language once, at its first place: its contacts are answered in another one."""
    told = set(content.policy.languages)
    found = [
        *_phrase_languages(content.triggers.triggers.values()),
        *((catalogue.language, (catalogue.file, 1, 1), "translations") for catalogue in content.catalogues),
    ]
    for language, place, what in found:
        if not told & set(fallbacks(language)):
            told.add(language)
            text = f'{what} in "{language}", which the policy does not list under languages. Add it there.'
            yield warning(place, text)


def _phrase_languages(triggers: Iterable[Trigger]) -> Iterator[tuple[str, tuple[str, int, int], str]]:
    for trigger in triggers:
        for phrase in trigger.phrases:
            yield phrase.language, place_of(phrase.place), "phrases"


def _unused_facts(content: Content) -> Iterator[Problem]:
    used = {name for text in reply_texts(content) for name in placeholders(text.text)}
    for sequence in content.replies.sequences.values():
        for step in sequence.steps:
            used |= set(step.variables) if isinstance(step, SendingStep) else set()
    for name in content.facts:
        if name not in used:
            text = f'no text uses fact "{name}". Write {{{name}}} into one, or remove it.'
            yield warning(content.facts_document.key(name), text)


def _unused_sequences(content: Content) -> Iterator[Problem]:
    used = _named_sequences(content)
    for name, sequence in content.replies.sequences.items():
        if name not in used:
            yield warning(
                place_of(sequence.place), f'nothing leads to sequence "{name}". Name it, or remove it.'
            )


def _named_sequences(content: Content) -> set[str | None]:
    policy = content.policy
    used: set[str | None] = {getattr(policy.sequences, role) for role in Roles.model_fields}
    used |= {region.late.say for region in policy.regions if region.late}
    used |= {trigger.reply for trigger in content.triggers.triggers.values()}
    for sequence in content.replies.sequences.values():
        for step in sequence.steps:
            if isinstance(step, StartSequence):
                used.add(step.start)
            elif isinstance(step, Offer):
                used |= {option.then for option in step.options}
    return used
