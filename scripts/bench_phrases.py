"""Makes plausible phrases and messages, as many as are wanted, for measuring pace and size.

Its one rule: the same size gives the same phrases, made of parts of the shipped ones.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from bot.content.triggers import load_triggers
from bot.core.scoring import comparable
from bot.core.triggers import Phrase, Trigger

ROOT = Path(__file__).parent.parent


def spoken() -> dict[str, list[str]]:
    """The shipped phrases, by language."""
    triggers, _ = load_triggers(ROOT / "triggers")
    found: dict[str, list[str]] = {}
    for phrase in (phrase for trigger in triggers for phrase in trigger.phrases):
        found.setdefault(phrase.language, []).append(phrase.text)
    return found


def library(phrases: dict[str, list[str]], size: int, count: int) -> list[Trigger]:
    """Triggers with so many phrases in all, made of parts of others: the same in every run."""
    chance = random.Random(size)  # noqa: S311  nothing secret: the same in every run
    topics = [
        {tongue: chance.sample(texts, min(8, len(texts))) for tongue, texts in phrases.items()}
        for _ in range(count)
    ]
    made: list[dict[str, list[str]]] = [{} for _ in range(count)]
    seen: set[str] = set()
    while len(seen) < size:
        owner = len(seen) % count
        tongue = chance.choice(list(phrases))
        text = _mixed(chance.choice(topics[owner][tongue]), chance.choice(phrases[tongue]), chance)
        if (form := comparable(text)) and form not in seen:
            seen.add(form)
            made[owner].setdefault(tongue, []).append(text)
    return [_trigger(f"topic_{n}", spoken) for n, spoken in enumerate(made)]


def _mixed(one: str, other: str, chance: random.Random) -> str:
    """Some words of each, in order; in scripts without spaces a part of each."""
    parts = [text.split() if " " in text else list(text) for text in (one, other)]
    kept = [[part for part in own if chance.random() < 0.6] for own in parts]
    return " ".join(
        ("" if " " not in text else " ").join(own) for text, own in zip((one, other), kept, strict=True)
    )


def _trigger(name: str, spoken: dict[str, list[str]]) -> Trigger:
    phrases = (Phrase(text, tongue, name) for tongue, texts in spoken.items() for text in texts)
    return Trigger(name, tuple(phrases), reply="any")


def messages(texts: Sequence[str], count: int) -> list[str]:
    """What people might write: phrases with a slip, with a greeting, or only in part."""
    chance = random.Random(count)  # noqa: S311  as above

    def written(text: str) -> str:
        at = chance.randrange(len(text))
        return chance.choice([text[:at] + text[at + 1 :], f"hello, {text}?", text[: 2 + len(text) // 2]])

    return [written(chance.choice(texts)) for _ in range(count)]
