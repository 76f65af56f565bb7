"""Does a text say yes or no, and no more than that?

Its one rule: a word that is only sometimes a yes ("ok", "good") is none here.
"""

from bot.core.text import normalise

_YES = (
    "yes|yes please|yes pls|yeah|yep|yup|ya yes|sure|of course|please do|do it|"
    "ใช่|ใช่ครับ|ใช่ค่ะ|ใช่คะ|ใช่แล้ว|เอา|เอาครับ|เอาค่ะ|ต้องการ|ต้องการครับ|ต้องการค่ะ|"
    "ha|haa|xa|albatta|ҳа|ха|ҳа албатта|да|да да|ага|конечно|да пожалуйста|так|"
    "evet|evet lütfen|tabii|tabi|elbette|bəli|hə|"
    "نعم|ايوه|أيوه|ايوا|أيوا|اه|آه|بلى|اكيد|أكيد|نعم من فضلك|بله|"
    "sí|si|sí por favor|sip si|claro que sí|por supuesto|sim|sim por favor|claro que sim|isso|"
    "ya|iya|iya benar|ya benar|betul|mau|vâng|vâng ạ|dạ vâng|có|có ạ|đúng|đúng vậy|đúng rồi|"
    "是|是的|对|对的|要|好的是|嗯是|हाँ|हां|जी|जी हाँ|जी हां|haan|han|haan ji|ji haan|ji|"
    "ja|ja bitte|oui|oui s'il vous plaît|sì|はい|네|예"
)
_NO = (
    "no|no no|nope|nah|no thanks|no thank you|not at all|don't|do not|"
    "ไม่|ไม่ใช่|ไม่ครับ|ไม่ค่ะ|ไม่คะ|ไม่เอา|ไม่ต้อง|ไม่ต้องการ|ไม่ต้องครับ|ไม่ต้องค่ะ|"
    "yo'q|yoq|yok|йўқ|йуқ|нет|не надо|нет спасибо|ні|"
    "hayır|hayir|hayır teşekkürler|yok hayır|xeyr|yox|"
    "لا|لأ|لا شكرا|كلا|نه|no gracias|para nada|não|nao|não obrigado|não obrigada|"
    "tidak|nggak|enggak|gak|ga|tidak usah|jangan|không|không ạ|dạ không|không cần|"
    "不|不是|不要|不用|不用了|没有|नहीं|नही|जी नहीं|nahi|nahin|nahi ji|"
    "nein|nein danke|non|non merci|いいえ|아니요|아니오"
)
_SAID = {normalise(word): True for word in _YES.split("|")} | {
    normalise(word): False for word in _NO.split("|")
}


def yes_or_no(text: str) -> bool | None:
    """True where the whole text is a yes, False where it is a no, else None."""
    return _SAID.get(normalise(text).strip(" ?"))


def opens_with(text: str) -> bool | None:
    """Which of the two a longer text begins with ("Yes, stop"); None where it begins otherwise."""
    words = normalise(text).split()
    known = (_SAID.get(" ".join(words[:count])) for count in (3, 2, 1))
    return next((said for said in known if said is not None), None)
