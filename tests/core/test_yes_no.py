"""A plain yes or no is understood in the languages of the contacts, and nothing else is one."""

import pytest

from bot.core.answers import choose
from bot.core.yes_no import yes_or_no


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *[
            (text, True)
            for text in ("Yes", "yes!", "ใช่ค่ะ", "ha", "да", "Evet", "نعم", "Sí", "sim", "iya", "vâng ạ")
        ],
        *[(text, True) for text in ("是的", "जी हाँ", "haan ji", "Ja, bitte", "oui")],
        *[
            (text, False)
            for text in ("No", "no thanks", "ไม่ครับ", "yo'q", "Нет", "hayır", "لا", "não", "tidak")
        ],
        *[(text, False) for text in ("không ạ", "不用了", "जी नहीं", "nein")],
        *[(text, None) for text in ("", "ok", "yes I want the price", "no power", "1", "stop", "👍", "now")],
    ],
)
def test_yes_or_no(text: str, said: bool | None) -> None:
    assert yes_or_no(text) is said


@pytest.mark.parametrize(
    ("text", "options", "picked"),
    [
        ("yes", ["Yes, stop", "No, go on"], 0),
        ("no", ["Yes, stop", "No, go on"], 1),
        ("ใช่", ["ใช่ หยุดส่ง", "ไม่ ส่งต่อ"], 0),
        ("yes", ["STOP"], 0),
        ("no", ["STOP"], None),
        ("yes", ["Data sheet", "Quotation"], None),
        ("yes", ["Yes, by sea", "Yes, by air"], None),
    ],
)
def test_a_yes_picks_the_one_option_that_it_can_mean(
    text: str, options: list[str], picked: int | None
) -> None:
    assert choose(text, options) == picked
