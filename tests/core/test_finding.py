"""A name is found by how people type it: without accents, in any width, case or script of digits."""

import pytest

from bot.core.finding import findable, spellings


def is_found(typed: str, name: str) -> bool:
    return any(spelling in findable(name) for spelling in spellings(typed))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("joao", "João da Silva"),
        ("JOÃO", "joao"),
        ("joão", "Joa\u0303o"),
        ("muller", "Müller"),
        ("mueller", "Müller"),
        ("MÜLLER", "Mueller"),
        ("soren", "Søren"),
        ("soeren", "Søren"),
        ("aase", "Åse"),
        ("strasse", "Straße"),
        ("lodz", "Łódź"),
        ("nguyen", "Nguyễn"),
        ("ISTANBUL", "İstanbul"),
        ("istanbul", "İstanbul"),
        ("isik", "Işık"),
        ("IŞIK", "ışık"),
        ("احمد", "أحمد"),
        ("أَحْمَد", "احمد"),
        ("فاطمه", "فاطِمة"),
        ("علی", "على"),
        ("שלום", "שָׁלוֹם"),
        ("αθηνα", "Αθηνά"),
        ("семён", "Семен"),
        ("o'tkir", "Oʻtkir"),
        ("otkir", "O`tkir"),
        ("o’tkir", "O´tkir"),
        ("dangelo", "D'Angelo"),
        ("ann marie", "Ann  \u200bMarie"),
        ("tanaka", "Ｔａｎａｋａ"),
        ("ﾀﾅｶ", "タナカ"),
        ("张", "張大文"),
        ("room 12", "Room ١٢"),
        ("สมชาย", "คุณสมชาย ใจดี"),
        ("b.v.", "Acme B.V. & Co"),
        ("<b>", "<B>"),
        ("😀", "Ana😀"),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str, name: str) -> None:
    assert is_found(typed, name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("มา", "ม้า"),  # Tones and vowels of these scripts are letters.
        ("कम", "काम"),
        ("か", "が"),
        ("и", "й"),
        ("aaa", "Ana"),
        ("b v", "B.V."),
        ("anajo", "Ana\nJo"),
        ("%", "Ana"),
        ("_", "Ana"),
    ],
)
def test_another_name_is_not(typed: str, name: str) -> None:
    assert not is_found(typed, name)


@pytest.mark.parametrize("text", ["", " \t", "'", "\u200b", "\u0301"])
def test_what_holds_nothing_to_look_for_finds_nothing(text: str) -> None:
    assert spellings(text) == ()
    assert findable(text) == ""


@pytest.mark.parametrize("name", ["João Müller", "Åse Ørsted", "أَحْمَد", "İIıi", "張大文 ﾀﾅｶ", "O´tkir"])
def test_what_is_folded_is_not_changed_by_folding_it_again(name: str) -> None:
    for spelling in spellings(name):
        assert spellings(spelling) == (spelling,)
