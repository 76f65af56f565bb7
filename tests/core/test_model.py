"""How probable each trigger is, by spelling and by meaning."""

import numpy as np
import pytest

from bot.core.features import Features
from bot.core.meaning import Vector, unit
from bot.core.model import Model, fit_weights
from bot.core.shortlist import Floats

PRICE = ["how much is it", "what does it cost", "unit price"]
DELIVERY = ["when do you ship", "delivery time", "how long until it arrives"]
STRANGE = ["my cat sleeps", "we won the match", "it rains again", "tell me a joke"]
FORMS = [*PRICE, *DELIVERY, *STRANGE]
OWNERS = np.array([0] * 3 + [1] * 3 + [2] * 4)
MONEY, TIME, ELSE = np.eye(3, dtype=np.float32)
VECTORS = unit(np.array([MONEY] * 3 + [TIME] * 3 + [ELSE] * 4) + np.float32(0.01))


def _model(vectors: Vector | None = None) -> Model:
    features = Features(FORMS)
    return Model(features, fit_weights(features, FORMS, OWNERS, 2, vectors), OWNERS[:6])


def _asked(form: str, vector: Vector | None = None, *, known: Vector | None = None) -> Floats:
    return _model(known).probabilities(form, vector)


def test_a_phrase_is_probably_of_its_own_trigger() -> None:
    assert all(_asked(form).argmax() == 0 for form in PRICE)
    assert all(_asked(form).argmax() == 1 for form in DELIVERY)


def test_what_is_about_nothing_is_less_probable_than_any_phrase() -> None:
    assert max(_asked(form).max() for form in STRANGE) < min(_asked(form).max() for form in FORMS[:6])


@pytest.mark.parametrize("form", ["", "👍", "? ?"])
def test_what_holds_no_letter_and_no_digit_is_about_no_trigger(form: str) -> None:
    assert _asked(form).max() < 0.01


def test_a_text_that_shares_no_word_is_understood_by_its_meaning() -> None:
    assert _asked("ราคา", MONEY, known=VECTORS).argmax() == 0
    assert _asked("ราคา", TIME, known=VECTORS).argmax() == 1


def test_without_a_vector_a_model_of_both_reads_the_spelling() -> None:
    assert _asked("unit price", known=VECTORS) == pytest.approx(_asked("unit price"))


def test_without_vectors_of_the_phrases_that_of_a_text_changes_nothing() -> None:
    assert _asked("unit price", TIME) == pytest.approx(_asked("unit price"))
