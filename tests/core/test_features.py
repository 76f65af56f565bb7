import numpy as np
import pytest

from bot.core.features import MANY, Features

FORMS = ["unit price", "how much is it", "ราคาเท่าไหร่", "price list", "what is the unit price"]


def test_a_text_alone_weighs_what_it_weighs_among_others() -> None:
    features = Features(FORMS)

    rows = features.dense(["unit price please", "nothing", ""])

    for row, text in zip(rows, ["unit price please", "nothing", ""], strict=True):
        columns, values = features.sparse(text)
        assert np.allclose(np.bincount(columns, values, features.columns), row, atol=1e-6)


@pytest.mark.parametrize("text", ["unit price", "it it it", "ราคา"])
def test_a_text_of_known_pieces_has_about_length_one(text: str) -> None:
    _, values = Features(FORMS).sparse(text)

    assert np.linalg.norm(values) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", "дм"])
def test_a_text_without_a_known_piece_is_nothing_but_its_spaces(text: str) -> None:
    features = Features(["abc", "xyz"])

    columns, _ = features.sparse(text)

    assert len(columns) <= 1


def test_a_word_that_few_phrases_hold_weighs_more() -> None:
    features = Features([*(f"price {n}{n}" for n in range(10, 60)), "voltage"])
    asked = features.dense(["price voltage"])[0]

    price, voltage = features.dense(["price", "voltage"])

    assert asked @ voltage > asked @ price


def test_the_same_phrases_give_the_same_columns() -> None:
    one, other = Features(FORMS), Features(list(FORMS))

    assert np.array_equal(one.dense(FORMS), other.dense(FORMS))


def test_many_phrases_are_spread_over_fewer_columns() -> None:
    few = Features([f"phrase {n}" for n in range(MANY - 1)])
    many = Features([f"phrase {n}" for n in range(MANY)])

    assert many.columns * 2 == few.columns


def test_features_of_nothing_know_nothing() -> None:
    assert not Features([]).dense(["price"]).any()
