"""Which words of a text say what it is about? Everything but the small words of each language.

Its one rule: a word that is not listed counts; scripts without spaces have no words here.
"""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.core.text import is_spaceless, normalise

_SMALL = frozenset(
    normalise(
        "a an the is are was were be been am do does did have has had can could will would "
        "shall should may might "
        "must i me my mine you your yours he she it its we us our they them their this that "
        "these those there here "
        "what whats which who whos whom when where why how much many and or but if of to in "
        "on at for from with by "
        "about as into not no so too very just please tell let know want need like get give "
        "some any all more also "
        "el la los las un una unos de del al en y o que qué cuál cuáles cómo cuándo dónde es "
        "son está están por para "
        "con sin se su sus mi mis me te lo le tu yo hay tiene tienen puede puedo quiero os "
        "as um uma uns do da dos das "
        "no na nos nas em e ou qual quais como quando onde são por com sem seu sua meu minha "
        "eu você tem têm posso quero "
        "le les des du au aux et ou est sont je tu il elle nous vous ce cette ces quel "
        "quelle pour avec dans avez "
        "der die das den dem ein eine ist sind ich sie wir ihr und oder wie was wann wo für "
        "mit auf haben bitte "
        "и в на с по за к у о от до из не что это как где когда какой какая какие какое кто "
        "я мы вы он она они у вас "
        "вам вас мне меня мой ваш есть ли же бы можно нужно хочу для или а но "
        "va yoki bu shu u men siz biz ular menga sizga sizda bizga nima qanday qaysi qachon "
        "qayerda bormi mi ham uchun "
        "bilan ва бу шу мен сиз биз менга сизда нима қандай қачон қаерда борми ҳам учун билан "
        "bir ve bu şu o ben sen siz biz ne nasıl nerede mi mı mu mü var için ile de da "
        "yang dan di ke dari ini itu apa apakah bagaimana kapan dimana ada saya kamu anda "
        "kami untuk dengan bisa mau "
        "là có không cho tôi bạn của và các những một này đó gì nào thế khi đâu được với ở thì "
        "من في على إلى عن هل ما ماذا كيف متى أين هذا هذه ذلك أنا أنت نحن هو هي و يا لي لك عندكم لديكم "
        "है हैं का की के को से में पर और या यह वह क्या कैसे कब कहाँ कहां मैं आप हम मुझे आपका मेरा हो "
    ).split()
)

_READ = 60


def content_words(form: str) -> list[str]:
    """The words of a comparable text that say what it is about."""
    return [
        word for word in form.split() if len(word) > 1 and word not in _SMALL and not is_spaceless(word[0])
    ]


def shared_content(form: str, vocabulary: Sequence[str]) -> float:
    """The share of a text's content, by letters, that the words of a vocabulary hold, 0 to 1.

    Typos and endings are forgiven. 1 where the text has no content words to compare; of a
    long text the first words are read.
    """
    words = list(dict.fromkeys(content_words(form)))[:_READ]
    total = sum(map(len, words))
    held = sum(len(word) for word in words if _is_held(word, vocabulary))
    return held / total if total else 1.0


def _is_held(word: str, vocabulary: Sequence[str]) -> bool:
    if process.extractOne(word, vocabulary, scorer=fuzz.ratio, score_cutoff=75):
        return True
    stem = word[: max(4, len(word) - 2)]
    return any(other.startswith(stem) for other in vocabulary)
