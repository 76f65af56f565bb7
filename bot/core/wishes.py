"""Does a text ask for a language? "English please", "ขอภาษาไทย", "на русском пожалуйста".

Its one rule: the wish must be most of what the text says; "is the manual in English?" asks for
a manual.
"""

from bot.core.phrases import PhraseFinder
from bot.core.text import normalise

_NAMES = {
    "en": "english|in english|английский|ภาษาอังกฤษ|inglizcha|ingliz tilida|英文|英语|inglés|الإنجليزية|अंग्रेजी",
    "th": "thai|in thai|ภาษาไทย|เป็นภาษาไทย|ไทย|พูดไทย|тайский",
    "uz": "uzbek|in uzbek|o'zbekcha|o'zbek tilida|o'zbek tili|узбекский|на узбекском",
    "uz-Cyrl": "ўзбекча|ўзбек тилида|ўзбек тили",
    "ru": "russian|in russian|русский|русский язык|на русском|по русски|русском|"
    "ruscha|rus tilida|русча|рус тилида",
    "zh": "chinese|in chinese|中文|用中文|汉语|普通话|mandarin",
    "es": "spanish|in spanish|español|en español|castellano|en castellano",
    "pt": "portuguese|in portuguese|português|em português",
    "ar": "arabic|in arabic|العربية|بالعربية|بالعربي|عربي",
    "hi": "hindi|in hindi|हिंदी|हिन्दी|हिंदी में|हिन्दी में",
    "id": "indonesian|in indonesian|bahasa indonesia|pakai bahasa indonesia",
    "vi": "vietnamese|in vietnamese|tiếng việt|bằng tiếng việt",
    "tr": "turkish|in turkish|türkçe|türkçe olarak",
    "fr": "french|in french|français|en français",
    "de": "german|in german|deutsch|auf deutsch",
}
_REQUESTS = (
    "please|pls|plz|only|can you|could you|can we|do you|i|speak|write|reply|answer|talk|"
    "continue|use|switch to|"
    "to|me|want|prefer|would like|ขอ|ขอเป็น|ช่วย|ตอบ|พูด|พิมพ์|คุย|เป็น|ใช้|ได้ไหม|ได้มั้ย|"
    "หน่อย|ครับ|ค่ะ|คะ|นะ|นะคะ|"
    "пожалуйста|можно|пишите|говорите|ответьте|отвечайте|давайте|напишите|хочу|iltimos|"
    "yozing|gapiring|javob|"
    "bering|yozsangiz|mumkinmi|илтимос|ёзинг|гапиринг|жавоб|беринг|мумкинми|请|请说|请用|说|可以|吗|能|"
    "por favor|puede|"
    "puedes|hablar|habla|hablan|se puede|escribir|responder|em|pode|falar|fala|falam|vocês|пж|язык|"
    "من فضلك|لو سمحت|ممكن|تكلم|اكتب|"
    "कृपया|में|बोलिए|लिखिए|"
    "बात|करें|tolong|bisa|pakai|silakan|xin|vui lòng|hãy|nói|được không|lütfen|konuşun|yazın|"
    "yazar mısınız|s'il vous plaît|"
    "parlez|bitte|sprechen|schreiben|in|на|по|en|bằng"
)
_NAME_OF = {normalise(name): tag for tag, names in _NAMES.items() for name in names.split("|")}
_FINDER = PhraseFinder(_NAME_OF)
_POLITE = PhraseFinder(normalise(word) for word in _REQUESTS.split("|"))


def wished_language(text: str) -> str:
    """The BCP 47 language a text asks to be answered in, or nothing."""
    said = normalise(text).replace("?", " ")
    if len(said) > 80:
        return ""
    named = _FINDER.longest(said)
    if len({_NAME_OF[one.phrase] for one in named}) != 1:
        return ""
    rest = _POLITE.without(_FINDER.without(said))
    return "" if rest else _NAME_OF[named[0].phrase]
