"""Is a cue taken back by the words around it: "not urgent", "no problem", "ไม่ด่วน"?

Its one rule: a negation reaches over a few filling words and never over punctuation, so that
"it does not work, urgent!" stays urgent.
"""

import re

from bot.core.overdue import is_overdue
from bot.core.phrases import Found, PhraseFinder
from bot.core.text import is_spaceless, is_whole, normalise

_CLAUSE_END = re.compile(r"(?<!\d)[.,;:]|[.,;:](?!\d)|[!?\n\r…،؛؟。！？，；、।—–]+| - ")


def _in_order(words: str) -> tuple[str, ...]:
    return tuple(normalise(word) for word in words.split())


def _listed(words: str) -> frozenset[str]:
    return frozenset(_in_order(words))


_BEFORE = _listed(
    "not no isn't arent aren't wasn't weren't don't doesn't didn't never nothing without non nor hardly "
    "nada tampoco tampouco "
    "не нет без ни никаких ничего жоқ no sin ningún ninguna não nao sem nenhum nenhuma "
    "tidak bukan tak gak ga nggak enggak jangan tanpa không khong ko chẳng chưa "
    "ليس ليست لا غير مش مو بدون ما pas sans ne nicht kein keine keinen नहीं ना न बिना बगैर मत hech"
)
_AFTER = _listed("emas yo'q yoq эмас йўқ йуқ нет değil degil yok नहीं नही नहीँ nahi nahin")
_FILLERS = _listed(
    "very so that really a an the at all too any big such super particularly especially exactly it is "
    "this terribly overly urgently очень так особо сильно совсем никаких это muy tan es hay muito tão é "
    "tem ada terlalu begitu sangat phải quá lắm gì có pas très sehr wirklich так-то bunchalik juda "
    "unchalik унчалик жуда hiç çok है कोई इतना इतनी बहुत "
    "cần precisa ser want quiero quero хочу muốn mau"
)
_SPACELESS_BEFORE = _in_order(
    "ไม่ ไม่ได้ ไม่ค่อย ไม่มี ไม่ต้อง ไม่ใช่ ไม่ใช่เรื่อง ไม่ใช่งาน ไม่มีความ ไม่เป็น "
    "ไม่ได้มี มิได้ ไร้ "
    "ไม่ถือเป็น ไม่ได้เป็น ไม่ใช่ว่า 不 没 没有 沒有 沒 不是 不用 不太 不是很 不需要 别 并不 無 无 没什么 沒什麼 "
    "不那么 不那麼 没那么 沒那麼 不怎么 不怎麼 不用那么 不用那麼 不算"
)
_SPACELESS_AFTER = _in_order("ではない じゃない ではありません じゃありません ない なし ありません")
_RULE_WORDS = (
    "policy|policies|terms|conditions|procedure|rules|process for|how do refunds work|"
    "นโยบาย|เงื่อนไข|ขั้นตอน|"
    "политика|условия|правила|порядок|siyosati|siyosat|shartlari|shartlar|qoidalari|сиёсати|шартлари|"
    "política|condiciones|termos|condições|политику|"
    "как происходит|como funciona|cómo funciona|kebijakan|syarat|ketentuan|chính sách|điều kiện|"
    "politikası|politikanız|koşulları|şartları|政策|条款|规定|سياسة|شروط|नीति|शर्तें|politique|conditions"
)
_RULES = PhraseFinder(normalise(word) for word in _RULE_WORDS.split("|"))
# "What happens if it breaks?" has not happened. A bare "if" is no such question: it may be a threat.
_SUPPOSED = re.compile(
    r"\b(?:what (?:happens )?if|do you (?:give|offer|accept)|que pasa si|o que acontece se|e se vier|"
    r"что (?:будет )?если|nima boladi|нима булади|ne olur|ماذا (?:لو|يحدث اذا))\b|"
    r"^(?:can|could|do|would|will|is it possible|am) .+ (?:if|in case)\b|"
    r"\b(?:agar|агар) .+ (?:boladimi|mumkinmi|qanday|буладими|мумкинми|қандай|kya|kaise)\b|"
    r"\b(?:eger )?\w+[sr]s[ae] .*(?:ne yap\w*|nasil|m[iu]|misiniz|musunuz)\b|"
    r"\bесли .+ (?:можно ли|можно будет|как быть|что делать)\b|\b(?:اذا|لو) .+ (?:هل|ماذا|ايش|ممكن)\b|"
    r"(?:ถ้า|หาก).+(?:ไหม|มั้ย|หรือไม่|ยังไง|อย่างไร)|(?:如果|要是|万一).+(?:吗|嗎|怎么办|怎麼辦|可以)|"
    r"\bneu .+ (?:thi sao|khong|the nao)$|\b(?:kalau|jika) .+ (?:gimana|bagaimana|bisa)\b|अगर .+ क्या"
)


def clauses(text: str) -> list[str]:
    """The text's clauses, normalised, without the empty ones."""
    return [clause for part in _CLAUSE_END.split(text) if (clause := normalise(part))]


def _next_word(words: list[str]) -> str:
    """The first word that is no filler, or nothing; at most two fillers are passed over."""
    return next((word for word in words[:3] if word not in _FILLERS or word in _BEFORE), "")


def is_negated(clause: str, found: Found) -> bool:
    """Do the words beside `found` in its normalised clause take it back?"""
    if is_overdue(clause, clause[found.start : found.end]):
        return False
    before, after = clause[: found.start].rstrip(), clause[found.end :].lstrip()
    if before.endswith(_SPACELESS_BEFORE) or after.startswith(_SPACELESS_AFTER):
        return True
    earlier, later = before.split()[::-1], after.split()
    return _next_word(earlier) in _BEFORE or _next_word(later) in _AFTER


def _places(clause: str, phrase: str) -> list[Found]:
    spans = ((m.start(), m.end()) for m in re.finditer(re.escape(phrase), clause))
    return [Found(phrase, start, end) for start, end in spans if is_whole(clause, start, end)]


def _telling_words(phrase: str) -> list[str]:
    """The words of a phrase that can be negated by themselves; none where it negates already."""
    words = phrase.split()
    if any(word in _BEFORE or word in _AFTER for word in words):
        return []
    return [word for word in words if len(word) >= 4 and not any(map(is_spaceless, word))]


def negated(text: str, phrase: str) -> bool:
    """Does the text say the phrase, or its telling words, only to deny it?

    `text` is as received (its punctuation tells clauses apart). False where neither stands in it.
    """
    parts, cue = clauses(text), normalise(phrase)
    if not cue:
        return False
    whole = [is_negated(part, one) for part in parts for one in _places(part, cue)]
    if whole:
        return all(whole)
    if any(f"не{word}" in part.split() for word in _telling_words(cue) for part in parts):
        return True  # Russian writes it as one word: "несрочно".
    stems = [word[: max(4, len(word) - 2)] for word in _telling_words(cue)]
    return any(is_negated(part, one) for part in parts for stem in stems for one in _begun(part, stem))


def _begun(clause: str, stem: str) -> list[Found]:
    """The words of a clause that begin with a stem: cues change their endings."""
    spans = re.finditer(rf"(?<!\S){re.escape(stem)}\S*", clause)
    return [Found(stem, span.start(), span.end()) for span in spans]


def names_rules(clause: str) -> bool:
    """Does a normalised clause speak of the rules of the house (policy, terms)?"""
    return bool(_RULES.find(clause))


def supposes(clause: str) -> bool:
    """Does a normalised clause ask about what has not happened ("what if it breaks")?"""
    return _SUPPOSED.search(clause) is not None


def asks_about_rules(text: str) -> bool:
    """Is the text a question about the rules of the house ("what is your refund policy?")?"""
    return any(names_rules(part) or supposes(part) for part in clauses(text))
