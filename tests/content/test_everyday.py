"""The shipped everyday sentences: readable, each there once, enough of them in every language."""

from importlib.resources import files

import pytest

from bot.content.yaml_text import Document, parse_yaml
from bot.core.text import normalise

FULL = ("en", "th", "uz", "uz-Cyrl", "zh", "vi", "id", "es", "pt", "ru", "tr", "ar", "hi", "hi-Latn")
SHORT = ("de", "fr", "it", "ja", "ko", "pl", "nl", "fa", "az", "uk")


@pytest.fixture(scope="module")
def everyday() -> Document:
    text = (files("bot.content") / "everyday.yaml").read_text(encoding="utf-8")
    document, problems = parse_yaml(text, "everyday.yaml")
    assert problems == []
    return document


def test_the_everyday_sentences_are_one_flat_list_of_texts_per_language(everyday: Document) -> None:
    assert list(everyday.data) == [*FULL, *SHORT]
    assert [
        (language, text)
        for language, texts in everyday.data.items()
        for text in texts
        if not isinstance(text, str)
    ] == []


@pytest.mark.parametrize(("languages", "least"), [(FULL, 60), (SHORT, 20)])
def test_every_language_has_enough_everyday_sentences(
    everyday: Document, languages: tuple[str, ...], least: int
) -> None:
    counts = {language: len(everyday.data[language]) for language in languages}

    assert {language: count for language, count in counts.items() if count < least} == {}


def test_no_everyday_sentence_stands_there_twice(everyday: Document) -> None:
    places: dict[str, list[str]] = {}
    for language, texts in everyday.data.items():
        for text in texts:
            places.setdefault(normalise(text), []).append(f"{language}: {text}")

    assert "" not in places
    assert [same for same in places.values() if len(same) > 1] == []
