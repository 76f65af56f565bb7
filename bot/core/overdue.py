"""Does a clause complain that something does not come ("no refund yet", "hâlâ iade yok")?

There the negation is the complaint itself and takes nothing back. Its one rule: the thing that
does not come and the impatience (yet, still, why, a threat with "if") stand in the same clause.
"""

import re

from bot.core.phrases import PhraseFinder
from bot.core.text import is_spaceless, normalise

_THINGS = (
    "refund|money back|reembols|devoluci|devoluç|dinero|dinheiro|estorno|возврат|вернут|верните|деньги|"
    "คืนเงิน|เงินคืน|退款|退钱|退錢|hoàn tiền|trả tiền|pengembalian|uang kembali|iade|para iadesi|"
    "रिफंड|पैसे वापस|استرداد|استرجاع|qaytar|pulim|қайтар|пулим|rembours"
)
# What a contact waits for besides money: an answer, the goods.
_GOODS = (
    "answer|reply|replie|response|order$|orders$|parcel|package|delivery|shipment|goods|respuesta|pedido|paquete|"
    "resposta|encomenda|entrega|ответ|заказ|посылк|товар|достав|ตอบ|ได้ของ|รับของ|ส่งของ|ของมา|พัสดุ|回复|回覆|答复|回信|"
    "货|貨|包裹|发货|發貨|trả lời|phản hồi|hàng|đơn|jawab|balas|barang|paket|kirim|cevap|yanıt|sipariş|kargo|"
    "ürün|رد|طلب|شحن|بضاعة|जवाब|रिप्लाई|ऑर्डर|सामान|डिलीवरी|reply|saman|javob|buyurtma|yuk|жавоб|буюртма|юк"
)
_SIGNS = (
    "yet|still|why|how come|if|until now|ยัง|ทำไม|สักที|ถ้า|hali|haligacha|hanuz|nega|agar|ҳали|ҳалигача|"
    "нега|агар|还|還|为什么|為什麼|一直|怎么还|如果|todavía|aún|por qué|si|ainda|até agora|por que|porque|"
    "se|до сих пор|всё ещё|ещё|так и|почему|если|لماذا|ليش|حتى الآن|بعد|إذا|अभी तक|अब तक|क्यों|अगर|"
    "belum|masih|kenapa|mengapa|sampai sekarang|kalau|jika|chưa|vẫn|tại sao|sao|nếu|hâlâ|henüz|neden|"
    "niye|eğer"
)
# Of the signs, those that say how long it has been; "if" and "why" may only ask.
_SINCE = (
    "yet|still|until now|ยัง|สักที|hali|haligacha|hanuz|ҳали|ҳалигача|还没|還沒|还未|一直|迟迟|遲遲|"
    "todavía|aún|ainda|até agora|до сих пор|всё ещё|ещё|так и|حتى الآن|لحد الآن|للحين|अभी तक|अब तक|"
    "abhi tak|ab tak|masih|sampai sekarang|vẫn|mãi|hâlâ|henüz"
)
_NOTHING = (
    "no|not|never|nothing|isn't|hasn't|haven't|didn't|don't|doesn't|without|ไม่|没|沒|不|未|chưa|không|belum|"
    "tidak|ga|gak|nggak|no ha|sin|não|sem|нет|не|yo'q|йўқ|kelmadi|келмади|yok|gelmedi|alamadım|ulaşmadı|"
    "لم|ما|لا|مافي|नहीं|nahi|nahin"
)
_NEARBY = 25  # So many letters around a thing may say that it does not come.
_AWAITED = tuple(normalise(stem) for stem in _THINGS.split("|"))
_IMPATIENCE = PhraseFinder(normalise(words) for words in _SIGNS.split("|"))
_SO_LONG = PhraseFinder(normalise(words) for words in _SINCE.split("|"))
_MISSING = PhraseFinder(normalise(words) for words in _NOTHING.split("|"))


def _begins(stems: str) -> re.Pattern[str]:
    """Any of the stems where a word begins, or anywhere in scripts without spaces.

    One that ends in $ is a whole word: "order", not "ordered".
    """
    return re.compile("|".join(_pattern(stem) for stem in stems.split("|")))


def _pattern(stem: str) -> str:
    form = re.escape(normalise(stem.rstrip("$")))
    return form if is_spaceless(form[0]) else rf"(?<!\w){form}" + (r"(?!\w)" if stem.endswith("$") else "")


_WAITED_FOR = _begins(f"{_THINGS}|{_GOODS}")


def is_overdue(clause: str, cue: str) -> bool:
    """Is the cue a thing that is awaited with impatience? Both normalised."""
    return any(stem in cue for stem in _AWAITED) and bool(_IMPATIENCE.find(clause))


def waits_in_vain(clause: str) -> bool:
    """Does a normalised clause say that something has still not come ("still no answer")?"""
    if not _SO_LONG.find(clause):
        return False
    for thing in _WAITED_FOR.finditer(clause):
        # In a language without spaces or commas, a clause may go on about other things.
        near = clause[max(0, thing.start() - _NEARBY) : thing.end() + _NEARBY]
        if _SO_LONG.find(near) and _MISSING.find(near):
            return True
    return False
