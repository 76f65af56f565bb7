"""What takes a cue back, and what only seems to."""

import pytest

from bot.core.negation import asks_about_rules, is_negated, negated
from bot.core.phrases import Found
from bot.core.text import normalise


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("nada urgente", "urgente"),
        ("no es nada urgente", "urgente"),
        ("tampoco es urgente", "urgente"),
        ("não precisa ser urgente", "urgente"),
        ("это несрочно", "срочно"),
        ("不那么急", "急"),
        ("没那么急", "急"),
        ("不用那么急", "急"),
        ("不算紧急", "紧急"),
        ("không cần gấp", "gấp"),
        ("I don't want a refund", "refund"),
        ("not urgent yet", "urgent"),
        ("no problem yet", "problem"),
    ],
)
def test_a_denied_cue_is_taken_back(text: str, cue: str) -> None:
    assert negated(text, cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("no refund yet", "refund"),
        ("why is there no refund", "refund"),
        ("still no refund", "refund"),
        ("if you don't refund me I will sue", "refund"),
        ("todavía no hay reembolso", "reembolso"),
        ("почему нет возврата денег", "возврат денег"),
        ("ทำไมไม่คืนเงิน", "คืนเงิน"),
        ("为什么不退款", "退款"),
        ("vẫn chưa hoàn tiền", "hoàn tiền"),
        ("it does not work, urgent!", "urgent"),
    ],
)
def test_a_negation_that_is_the_complaint_takes_nothing_back(text: str, cue: str) -> None:
    assert not negated(text, cue)


def test_a_cue_in_its_clause_is_negated_by_its_neighbours() -> None:
    clause = normalise("no es nada urgente")
    start = clause.index("urgente")
    assert is_negated(clause, Found("urgente", start, len(clause)))


@pytest.mark.parametrize(
    "text",
    [
        "what is your refund policy?",
        "como funciona o reembolso?",
        "¿cómo funciona el reembolso?",
        "как происходит возврат денег?",
        "ถ้าของเสียเคลมได้ไหม",
        "what happens if it breaks",
        "what if the motor is defective?",
        "que pasa si llega defectuoso?",
        "что будет если придет брак?",
        "如果坏了怎么办",
        "nếu hàng bị lỗi thì sao",
        "kalau barang rusak bagaimana",
    ],
)
def test_a_supposition_is_a_question_about_the_rules(text: str) -> None:
    assert asks_about_rules(text)


@pytest.mark.parametrize(
    "text", ["the motor is defective", "ของเสีย ขอเงินคืน", "if you do not refund me I will sue", "坏了怎么办"]
)
def test_a_complaint_or_a_threat_is_no_such_question(text: str) -> None:
    assert not asks_about_rules(text)
