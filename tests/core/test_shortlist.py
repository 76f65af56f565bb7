import pytest

from bot.core.shortlist import GramIndex

FORMS = ["unit price", "how much is it", "ราคาเท่าไหร่", "价格", "voltage range", "price list"]


@pytest.mark.parametrize(("row", "form"), list(enumerate(FORMS)))
def test_a_phrase_looks_like_itself_and_most_like_itself(row: int, form: str) -> None:
    likeness = GramIndex(FORMS).cosines(form)

    assert likeness[row] == pytest.approx(1, abs=1e-5)
    assert likeness.argmax() == row
    assert likeness.min() >= 0


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [("unit prise", 0), ("hw much is it", 1), ("ราคาเท่าไร", 2), ("voltage rang", 4), ("pricelist", 5)],
)
def test_a_slip_of_the_finger_still_finds_the_phrase(asked: str, nearest: int) -> None:
    assert GramIndex(FORMS).cosines(asked).argmax() == nearest


def test_what_else_a_text_says_makes_it_less_like_a_phrase() -> None:
    index = GramIndex(FORMS)

    assert index.cosines("unit price").max() > index.cosines("unit price of xqz").max() > 0.3


@pytest.mark.parametrize("text", ["", "q", "жж", "😀"])
def test_a_text_that_shares_nothing_looks_like_nothing(text: str) -> None:
    assert GramIndex(FORMS).cosines(text).max() == 0


def test_an_index_of_nothing_finds_nothing() -> None:
    assert len(GramIndex([]).cosines("price")) == 0


def test_the_order_of_phrases_changes_no_likeness() -> None:
    there, back = GramIndex(FORMS), GramIndex(FORMS[::-1])

    assert there.cosines("unit price list") == pytest.approx(back.cosines("unit price list")[::-1])
