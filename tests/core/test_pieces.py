import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest

from bot.core.pieces import cut, places, tally

TEXTS = ["unit price", "ราคาเท่าไหร่", "价格", "naïve 😀 x", "a", "price", "unit unit price"]


def _spelled(form: str, sizes: tuple[int, ...]) -> list[str]:
    padded = f" {form} "
    words = form.split()
    grams = [padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1)]
    return [
        *(f"gram:{gram}" for gram in grams),
        *(f"word:{word}" for word in words),
        *(f"pair:{one} {two}" for one, two in pairwise(words)),
    ]


def test_pieces_have_one_key_wherever_they_stand_and_different_ones_differ() -> None:
    found = cut(TEXTS, (1, 2, 3, 4), words=True)

    spelled = [(row, piece) for row, text in enumerate(TEXTS) for piece in _spelled(text, (1, 2, 3, 4))]
    assert found.rows.tolist() == [row for row, _ in spelled]
    pairs = set(zip(found.keys.tolist(), [piece for _, piece in spelled], strict=True))
    assert len(pairs) == len({key for key, _ in pairs}) == len({piece for _, piece in pairs})


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_alone_is_cut_as_among_others(text: str) -> None:
    among = cut(TEXTS, (2, 3), words=True)

    alone = cut([text], (2, 3), words=True)

    assert alone.keys.tolist() == among.keys[among.rows == TEXTS.index(text)].tolist()


@pytest.mark.parametrize("texts", [[], [""], ["", "a", ""]])
def test_texts_of_nothing_are_no_obstacle(texts: list[str]) -> None:
    assert set(cut(texts, (2, 3, 4), words=True).rows.tolist()) <= set(range(len(texts)))


def test_a_tally_counts_what_comes_twice() -> None:
    held = tally(cut(["aa aa"], (2,), words=True))

    assert sorted(held.counts.tolist()) == [1, 2, 2, 2, 2]


def test_keys_are_the_same_in_every_process() -> None:
    program = "from bot.core.pieces import cut; print(cut(['unit price'], (2, 3), True).keys.tolist())"

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == str(cut(["unit price"], (2, 3), True).keys.tolist())


def test_unknown_keys_are_told_from_known_ones() -> None:
    known = np.array([2, 5, 9], np.uint64)

    at, held = places(known, np.array([5, 6, 99], np.uint64))

    assert (at[held].tolist(), held.tolist()) == ([1], [True, False, False])
    assert not places(known[:0], known)[1].any()
