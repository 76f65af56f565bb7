"""Finds cues of ops that would call a person for a question that the bot answers by itself.

Its one rule: a cue is judged by the phrases of its own language, and told once, with both places.
"""

from collections.abc import Iterator, Mapping

from bot.content.problems import Problem, warning
from bot.content.reading import Content
from bot.content.tone import LanguageCues
from bot.content.yaml_text import Where
from bot.core.negation import clauses, is_negated, supposes
from bot.core.policy import ToneLimits
from bot.core.text import normalise
from bot.core.tone_cues import About, Cue, CueFinder
from bot.core.triggers import Phrase

_GRADED: tuple[About, ...] = ("urgent", "negative")
_PLAIN: tuple[About, ...] = ("calm", "praise")


def cue_problems(content: Content) -> Iterator[Problem]:
    """Warnings: a cue that ordinary phrases hold, and one that no message can hold."""
    for language, listed in content.tone.items():
        written = dict(_written(language, listed))
        seen = _witnesses(CueFinder(written), language, content)
        for cue, where in written.items():
            if not normalise(cue.text.rstrip("*")):
                yield warning(content.tone_document.value(*where), _unheard(cue))
            elif phrases := seen.get(cue):
                yield warning(content.tone_document.value(*where), _alarming(cue, phrases))


def _written(language: str, listed: LanguageCues) -> Iterator[tuple[Cue, Where]]:
    """Each cue with its path in the document."""
    for about in _GRADED:
        for grade in ("strong", "weak"):
            for at, text in enumerate(getattr(getattr(listed, about), grade)):
                yield Cue(text, about, hint=grade == "weak"), (language, about, grade, at)
    for about in _PLAIN:
        for at, text in enumerate(getattr(listed, about)):
            yield Cue(text, about), (language, about, at)


def _witnesses(finder: CueFinder, language: str, content: Content) -> Mapping[Cue, list[Phrase]]:
    """The phrases that the bot answers, by the cues that would call a person for them."""
    seen: dict[Cue, list[Phrase]] = {}
    for phrase in _answered(language, content):
        for cue in _calling(phrase.text, finder, content.policy.tone):
            seen.setdefault(cue, []).append(phrase)
    return seen


def _answered(language: str, content: Content) -> Iterator[Phrase]:
    """The phrases in a language, of whatever region, whose triggers have a reply."""
    for trigger in content.triggers.triggers.values():
        for phrase in trigger.phrases if trigger.enabled and trigger.reply else ():
            if _base(phrase.language) == _base(language):
                yield phrase


def _base(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _calling(text: str, finder: CueFinder, limits: ToneLimits) -> set[Cue]:
    """The cues that are enough by themselves in a text, neither denied nor only supposed."""
    enough = {"urgent": limits.urgent, "negative": limits.negative}
    return {
        one.cue
        for clause in clauses(text)
        if not supposes(clause)
        for one in finder.find(clause)
        if one.cue.about in enough and one.weight >= enough[one.cue.about]
        if not is_negated(clause, one.place)
    }


def _alarming(cue: Cue, phrases: list[Phrase]) -> str:
    first, more = phrases[0], len(phrases) - 1
    further = f" (and {more} more phrase{'' if more == 1 else 's'})" if more else ""
    advice = "Make it longer" if cue.hint else "Make it longer, or write it under weak"
    return (
        f'"{cue.text}" stands in "{first.text}" of trigger "{first.trigger}" at {first.place}{further}, '
        f"so that a person is called for what the bot would answer. {advice}."
    )


def _unheard(cue: Cue) -> str:
    text = f'nothing of "{cue.text}" is left once marks are taken away, so that it is never found. '
    return f"{text}Write a word or an emoji."
