"""What should have come, and has not."""

import pytest

from bot.core.overdue import is_overdue, waits_in_vain
from bot.core.text import normalise


@pytest.mark.parametrize(
    "text",
    [
        "still no answer",
        "there is still no reply from your office",
        "my order has not come yet",
        "ยังไม่ได้รับของเลย",
        "ยังไม่มีใครตอบเลย",
        "还没发货",
        "一直没有人回复",
        "vẫn chưa thấy hàng đâu",
        "masih belum ada jawaban",
        "todavía no llega el pedido",
        "a encomenda ainda não chegou",
        "до сих пор нет ответа",
        "заказ так и не пришёл",
        "hâlâ iade yok",
        "siparişim hâlâ gelmedi",
        "حتى الآن لا يوجد رد",
        "अभी तक कोई जवाब नहीं",
        "abhi tak koi reply nahi",
        "hali ham javob yo'q",
        "ҳалигача жавоб йўқ",
    ],
)
def test_the_bot_hears_that_something_has_still_not_come(text: str) -> None:
    assert waits_in_vain(normalise(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I have not ordered yet",
        "do you still have this model",
        "no more questions about my order",
        "还有货没",
        "ยังมีของไหม",
        "hâlâ stokta var mı",
        "todavía tienen este modelo",
        "masih ada barangnya",
        "вы ещё принимаете заказы",
        "still thinking about it and in the end what I like most of all is that the answer was never far",
    ],
)
def test_waiting_is_more_than_a_word(text: str) -> None:
    assert not waits_in_vain(normalise(text))


def test_a_refund_that_is_denied_with_impatience_is_overdue() -> None:
    assert is_overdue(normalise("why is there no refund"), "refund")
    assert not is_overdue(normalise("I want no refund"), "refund")
    assert not is_overdue(normalise("why is it not urgent"), "urgent")
