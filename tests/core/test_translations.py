"""A text goes out in the nearest language there is."""

import pytest

from bot.core.translations import Translations, catalogue_key, fallbacks

TEXTS = Translations(
    "en",
    {
        "pt": {"Price": "Preço", catalogue_key("Price", "offer.1"): "Valor"},
        "pt-BR": {"Yes": "Sim"},
        "th": {"Price": ""},
    },
)


@pytest.mark.parametrize(
    ("text", "language", "context", "expected"),
    [
        ("Price", "pt", "", ("Preço", "pt")),
        ("Price", "pt", "offer.1", ("Valor", "pt")),
        ("Price", "pt", "offer.2", ("Preço", "pt")),
        ("Price", "pt-BR", "", ("Preço", "pt")),
        ("Yes", "pt-BR", "", ("Sim", "pt-BR")),
        ("Yes", "pt", "", ("Yes", "en")),
        ("Price", "th", "", ("Price", "en")),
        ("Price", "uz", "", ("Price", "en")),
        ("Price", "en-GB", "", ("Price", "en")),
        ("Price", "", "", ("Price", "en")),
    ],
)
def test_the_nearest_translation_is_found(
    text: str, language: str, context: str, expected: tuple[str, str]
) -> None:
    assert TEXTS.translate(text, language, context) == expected


def test_find_looks_in_one_language_only() -> None:
    assert TEXTS.find("Price", "pt-BR") is None


@pytest.mark.parametrize(
    ("tag", "tags"),
    [("uz-Cyrl-UZ", ["uz-Cyrl-UZ", "uz-Cyrl", "uz"]), ("pt_BR", ["pt-BR", "pt"]), ("th", ["th"])],
)
def test_a_language_falls_back_to_wider_ones(tag: str, tags: list[str]) -> None:
    assert fallbacks(tag) == tags
