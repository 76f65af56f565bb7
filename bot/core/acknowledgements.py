"""Words that only say "I have read it": they ask nothing, so the bot has nothing to answer."""

from unicodedata import category

from bot.core.text import normalise, says_nothing

_WORDS = frozenset(
    normalise(word)
    for words in (
        "ok, okay, oki, okey, okie, k, kk, fine, alright, all right, got it, noted, understood, i see",
        "sure, great, ok ok, ok sir, ok dear, ok noted, haha ok, ok good, good, perfect, cool",
        "โอเค, โอเคครับ, โอเคค่ะ, ครับ, ค่ะ, ค่า, คับ, รับทราบ, รับทราบครับ, รับทราบค่ะ, ได้ครับ, ได้ค่ะ, เข้าใจแล้ว",
        "xo'p, xop, mayli, tushundim, tushunarli, хўп, хоп, майли, тушундим, тушунарли",
        "好, 好的, 好吧, 嗯, 嗯嗯, 收到, 知道了, 明白, 明白了, 了解, 可以, 行",
        "vale, listo, de acuerdo, entendido, perfecto, bueno, claro",
        "blz, beleza, tá bom, ta bom, tudo bem, entendi, certo, combinado, perfeito",
        "ок, окей, хорошо, ладно, понял, поняла, понятно, ясно, договорились",
        "تمام, اوكي, أوكي, اوك, حسنا, طيب, ماشي, فهمت",
        "ठीक है, ठीक, अच्छा, समझ गया, theek hai, thik hai, tik hai, acha, accha, achha",
        "oke, okee, sip, siap, baik, baiklah, iya, ya, paham",
        "vâng, dạ, được, ừ, uh, ok em, ok bạn, hiểu rồi, đã hiểu",
        "tamam, peki, olur, anladım, tamamdır",
    )
    for word in words.split(",")
)


def is_acknowledgement(text: str) -> bool:
    """Is a whole message no more than "ok", in any of the twelve languages, or a sign like 👍?"""
    if says_nothing(text):
        return bool(text.strip())
    words = "".join(char for char in text if char.isalnum() or char in " '?" or category(char)[0] == "M")
    return normalise(words) in _WORDS
