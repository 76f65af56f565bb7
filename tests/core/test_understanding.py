"""Language, match, tone and consent of one text come together."""

import pytest

from bot.core.consent import ConsentPhrases, ConsentReader
from bot.core.library import Library
from bot.core.matching import Matcher
from bot.core.policy import Policy
from bot.core.text import READ
from bot.core.tone import ToneReader
from bot.core.translations import Translations
from bot.core.triggers import Phrase, Trigger, TriggerEscalation
from bot.core.understanding import understand


def make_library(*triggers: Trigger) -> Library:
    return Library(
        version="1",
        triggers={one.name: one for one in triggers},
        sequences={},
        facts={},
        policy=Policy(languages=("en", "th")),
        translations=Translations(),
        matcher=Matcher(triggers),
        tone=ToneReader(triggers),
        consent=ConsentReader([ConsentPhrases("stop", whole=["stop"])]),
    )


PRICE = Trigger(
    "price",
    (
        Phrase("unit price", "en", "price"),
        Phrase("ราคาเท่าไหร่", "th", "price"),
        Phrase("raka thaorai", "th", "price"),
    ),
    reply="price",
)
URGENT = Trigger("urgent", (Phrase("asap", "en", "urgent"),), escalate=TriggerEscalation("urgent"))
LIBRARY = make_library(PRICE, URGENT)


def test_a_question_is_understood() -> None:
    understanding = understand("ราคาเท่าไหร่", LIBRARY)
    assert understanding.match.best is not None
    assert understanding.match.best.trigger == "price"
    assert understanding.language.language == "th"
    assert understanding.consent is None
    assert understanding.text == "ราคาเท่าไหร่"


def test_a_romanised_question_is_in_the_language_of_its_phrase() -> None:
    assert understand("raka thaorai", LIBRARY).language.language == "th"


def test_urgency_and_consent_are_read_beside_the_match() -> None:
    assert understand("asap", LIBRARY).tone.urgent >= 0.5
    consent = understand("STOP", LIBRARY).consent
    assert consent is not None
    assert consent.kind == "stop"


def test_the_conversations_language_holds_where_the_text_says_nothing() -> None:
    assert understand("MX-55", LIBRARY, contact_language="uz", country="TH").language.language == "uz"


def test_a_phrase_of_several_languages_votes_for_each() -> None:
    catalogue = Trigger(
        "catalogue",
        (Phrase("catálogo", "es", "catalogue"), Phrase("Catálogo", "pt", "catalogue")),
        reply="catalogue",
    )
    library = make_library(catalogue)
    assert understand("catálogo", library, country="BR").language.language == "pt"
    assert understand("catálogo", library, country="MX").language.language == "es"


def test_of_a_long_text_only_the_opening_is_read() -> None:
    text = "x " * READ + "asap STOP"
    understanding = understand(text, LIBRARY)
    assert understanding.tone.urgent == 0
    assert understanding.text == text


@pytest.mark.parametrize("text", ["", "\x00\ud800", "?" * 4000])
def test_no_text_is_too_strange(text: str) -> None:
    assert understand(text, LIBRARY).match.best is None


def test_an_empty_library_understands_the_language() -> None:
    assert understand("how much is it", make_library()).language.language == "en"
