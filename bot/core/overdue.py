"""Does a clause complain that something does not come ("no refund yet", "why is there no refund")?

There the negation is the complaint itself and takes nothing back. Its one rule: the thing that
does not come and the impatience (yet, still, why, a threat with "if") stand in the same clause.
"""

from bot.core.phrases import PhraseFinder
from bot.core.text import normalise

_THINGS = (
    "refund|money back|reembols|devoluci|devoluç|dinero|dinheiro|estorno|возврат|вернут|верните|деньги|"
    "คืนเงิน|เงินคืน|退款|退钱|退錢|hoàn tiền|trả tiền|pengembalian|uang kembali|iade|para iadesi|"
    "रिफंड|पैसे वापस|استرداد|استرجاع|qaytar|pulim|қайтар|пулим|rembours"
)
_SIGNS = (
    "yet|still|why|how come|if|until now|ยัง|ทำไม|สักที|ถ้า|hali|haligacha|hanuz|nega|agar|ҳали|ҳалигача|"
    "нега|агар|还|還|为什么|為什麼|一直|怎么还|如果|todavía|aún|por qué|si|ainda|até agora|por que|porque|"
    "se|до сих пор|всё ещё|ещё|так и|почему|если|لماذا|ليش|حتى الآن|بعد|إذا|अभी तक|अब तक|क्यों|अगर|"
    "belum|masih|kenapa|mengapa|sampai sekarang|kalau|jika|chưa|vẫn|tại sao|sao|nếu|hâlâ|henüz|neden|"
    "niye|eğer"
)
_AWAITED = tuple(normalise(stem) for stem in _THINGS.split("|"))
_IMPATIENCE = PhraseFinder(normalise(words) for words in _SIGNS.split("|"))


def is_overdue(clause: str, cue: str) -> bool:
    """Is the cue a thing that is awaited with impatience? Both normalised."""
    return any(stem in cue for stem in _AWAITED) and bool(_IMPATIENCE.find(clause))
