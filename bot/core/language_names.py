"""What the languages are called, in each of the main languages, and how one asks to be answered.

Its one rule: stems, not finished forms; `names` puts on the endings of each language that names.
"""

from collections.abc import Iterator, Mapping

# The columns: en, ru, th, uz, uz-Cyrl, zh, es, pt, ar, hi, id, vi, tr, fr, de.
STEMS: Mapping[str, str] = {
    "en": "english|английск|อังกฤษ|ingliz|инглиз|英|inglés|inglês|انجليزي|अंग्रेजी|inggris|anh|ingilizce|"
    "anglais|englisch",
    "th": "thai|тайск|ไทย|tay|тай|泰|tailandés|tailandês|تايلندي|थाई|thailand|thái|tayca|thaï|thailändisch",
    "uz": "uzbek|узбекск|อุซเบก|o'zbek|ўзбек|乌兹别克|uzbeko|uzbeque|اوزبكي|उज़्बेक|uzbek|uzbek|özbekçe|ouzbek|"
    "usbekisch",
    "ru": "russian|русск|รัสเซีย|rus|рус|俄|ruso|russo|روسي|रूसी|rusia|nga|rusça|russe|russisch",
    "zh": "chinese|китайск|จีน|xitoy|хитой|中|chino|chinês|صيني|चीनी|mandarin|trung|çince|chinois|chinesisch",
    "es": "spanish|испанск|สเปน|ispan|испан|西班牙|español|espanhol|اسباني|स्पेनिश|spanyol|tây ban nha|"
    "ispanyolca|"
    "espagnol|spanisch",
    "pt": "portuguese|португальск|โปรตุเกส|portugal|португал|葡萄牙|portugués|português|برتغالي|पुर्तगाली|"
    "portugis|"
    "bồ đào nha|portekizce|portugais|portugiesisch",
    "ar": "arabic|арабск|อาหรับ|arab|араб|阿拉伯|árabe|árabe|عربي|अरबी|arab|ả rập|arapça|arabe|arabisch",
    "hi": "hindi|хинди|ฮินดี|hind|ҳинд|印地|hindi|hindi|هندي|हिन्दी|hindi|hindi|hintçe|hindi|hindi",
    "id": "indonesian|индонезийск|อินโดนีเซีย|indonez|индонез|印尼|indonesio|indonésio|اندونيسي|इंडोनेशियाई|"
    "indonesia|"
    "indonesia|endonezce|indonésien|indonesisch",
    "vi": "vietnamese|вьетнамск|เวียดนาม|vetnam|ветнам|越南|vietnamita|vietnamita|فيتنامي|वियतनामी|vietnam|"
    "việt|"
    "vietnamca|vietnamien|vietnamesisch",
    "tr": "turkish|турецк|ตุรกี|turk|турк|土耳其|turco|turco|تركي|तुर्की|turki|thổ nhĩ kỳ|türkçe|turc|türkisch",
    "fr": "french|французск|ฝรั่งเศส|fransuz|француз|法|francés|francês|فرنسي|फ्रेंच|prancis|pháp|fransızca|"
    "français|französisch",
    "de": "german|немецк|เยอรมัน|nemis|немис|德|alemán|alemão|الماني|जर्मन|jerman|đức|almanca|allemand|deutsch",
    "it": "italian|итальянск|อิตาลี|italyan|италян|意大利|italiano|italiano|ايطالي|इतालवी|italia|ý|italyanca|"
    "italien|italienisch",
    "fa": "persian|персидск|เปอร์เซีย|fors|форс|波斯|persa|persa|فارسي|फ़ारसी|persia|ba tư|farsça|persan|"
    "persisch",
    "ja": "japanese|японск|ญี่ปุ่น|yapon|япон|日|japonés|japonês|ياباني|जापानी|jepang|nhật|japonca|japonais|"
    "japanisch",
    "ko": "korean|корейск|เกาหลี|koreys|корейс|韩|coreano|coreano|كوري|कोरियाई|korea|hàn|korece|coréen|"
    "koreanisch",
    "ms": "malay|малайск|มลายู|malay|малай|马来|malayo|malaio|ماليزي|मलय|melayu|mã lai|malayca|malais|"
    "malaiisch",
    "uk": "ukrainian|украинск|ยูเครน|ukrain|украин|乌克兰|ucraniano|ucraniano|اوكراني|यूक्रेनी|ukraina|ukraina|"
    "ukraynaca|ukrainien|ukrainisch",
    "kk": "kazakh|казахск|คาซัค|qozoq|қозоқ|哈萨克|kazajo|cazaque|كازاخي|कज़ाख|kazakh|kazakh|kazakça|kazakh|"
    "kasachisch",
}
OWN: Mapping[str, str] = {
    "uz": "ozbekcha|uzbekcha",
    "uz-Cyrl": "ўзбекча|узбекча|ўзбек тилида|ўзбек тили|узбек тилида",
    "zh": "汉语|漢語|普通话|普通話|国语|國語|中国话|mandarin|zhongwen",
    "es": "castellano|espanol",
    "hi": "हिंदी|हिन्दी",
    "ru": "русский",
    "ar": "العربية|عربي|arabi|3arabi",
    "fa": "فارسی|farsi",
    "uk": "українською|українська|українську",
    "kk": "қазақша|казакша|қазақ тілінде",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "dutch|nederlands|holländisch|neerlandés|голландский",
    "pl": "in polish|polish language|polski|po polsku|польский|по польски",
    "it": "italiano",
    "pt": "portugues",
    "az": "azerbaijani|azərbaycanca|azerbaycanca|азербайджанский",
    "ur": "urdu|اردو",
    "bn": "bengali|bangla|বাংলা",
    "fil": "tagalog|filipino",
}
_FORMS = (
    "{0}|in {0}|{0} language",
    "{0}ий|{0}ом|{0}и|{0}ий язык|{0}ом языке|{0}ого",
    "ภาษา{0}|เป็นภาษา{0}|พูด{0}|ตอบ{0}|คุย{0}|ขอ{0}|เป็น{0}",
    "{0}cha|{0} tilida|{0} tili|{0}chada",
    "{0}ча|{0} тилида|{0} тили",
    "{0}文|{0}语|{0}語",
    "{0}|en {0}",
    "{0}|em {0}",
    "{0}|{0}ة|ال{0}|ال{0}ة|بال{0}|بال{0}ة",
    "{0}|{0} में",
    "bahasa {0}",
    "tiếng {0}|bằng tiếng {0}",
    "{0}|{0} olarak",
    "{0}|en {0}",
    "{0}|auf {0}",
)

# Verbs of speaking, as one asks for them: beside the name of a language they are a wish.
VERBS = (
    "speak|write|reply|answer|respond|talk|chat|text|communicate|continue|explain|"
    "пишите|напишите|говорите|ответьте|отвечайте|давайте|поговорим|общаться|говорить|писать|разговариваете|"
    "говорите|"
    "ตอบ|พูด|พิมพ์|คุย|เขียน|yozing|gaplashsak|yozishsak|yozib|yozsangiz|yoza|gapiring|gaplashing|"
    "javob bering|javob berasizmi|"
    "gaplashasizmi|gapirasizmi|"
    "ёзинг|гапиринг|жавоб беринг|说|說|讲|講|回复|回覆|回答|写|沟通|交流|"
    "habla|hablas|hablan|hable|hablar|hablamos|escribe|escribir|escriba|responde|responder|responda|"
    "contesta|conteste|"
    "fala|falam|falar|fale|escreve|escrever|escreva|responda|"
    "تكلم|تتكلم|تتكلمون|تتحدث|تتحدثون|اكتب|اكتبوا|رد|جاوب|احكي|بتحكي|بتتكلم|الرد|"
    "बोलिए|बोलो|लिखिए|लिखो|बताइए|बताओ|बात|जवाब|bolo|boliye|likho|likhiye|batao|bataiye|baat|jawab|"
    "jawab|balas|bicara|ngomong|tulis|nói|trả lời|viết|nhắn|"
    "yazın|yazar|yaz|konuşun|konuşur|konuşuyor|konuşalım|konuşabilir|cevap verin|yazabilir|"
    "parlez|écrivez|répondez|parler|sprechen|schreiben|antworten|sprecht"
)
# What may stand around the name in a wish, besides the verbs.
POLITE = (
    "please|pls|plz|only|just|can you|could you|can we|could we|would you|do you|can i|may i|i|we|you|to|me|"
    "us|want|prefer|"
    "use|switch to|would like|let us|lets|let's|in|with|know|understand|hello|hi|dear|sir|speaking|ok|"
    "ขอ|ช่วย|เป็น|ได้ไหม|ได้มั้ย|ได้ป่าว|ไหม|มั้ย|ได้|หน่อย|ครับ|ค่ะ|คะ|นะ|นะคะ|นะครับ|กรุณา|รบกวน|เท่านั้น|"
    "คุณ|ฉัน|ผม|ใช้|"
    "пожалуйста|пж|пжл|можно|мне|нам|я|вы|ты|хочу|на|по|язык|можете|можем|лучше|только|со мной|ли|понимаю|"
    "говорю|знаю|"
    "iltimos|mumkinmi|bering|menga|siz|men|bilasizmi|bilaman|faqat|orqali|bolsa|boladimi|iloji bolsa|"
    "илтимос|мумкинми|беринг|менга|фақат|билан|"
    "请|請|用|可以|吗|嗎|能|能不能|可不可以|你|您|我|会|會|吧|好吗|我们|只|想|"
    "por favor|porfa|puede|puedes|pueden|se puede|podemos|me|usted|ustedes|en|solo|yo|hablo|prefiero|quiero|"
    "español|"
    "em|pode|podem|vocês|você|vcs|só|eu|falo|prefiro|quero|podemos|"
    "من فضلك|لو سمحت|لو سمحتم|رجاء|ممكن|هل|يمكن|يمكنك|انا|فقط|بس|اللغة|باللغة|معي|تقدر|اريد|"
    "कृपया|प्लीज|में|करें|करो|कर सकते हैं|हो|दो|दीजिए|सकते|हैं|क्या|आप|मुझे|मुझसे|me|mein|please|karo|"
    "karein|kijiye|"
    "do|dijiye|sakte|ho|hain|kya|aap|mujhe|"
    "tolong|mohon|bisa|boleh|silakan|saja|aja|saya|kita|dalam|pakai|pake|gunakan|menggunakan|ya|kak|dong|"
    "bisakah|"
    "xin|vui lòng|hãy|được không|được|làm ơn|cho|tôi|mình|bạn|dùng|bằng|giúp|có thể|không|biết|nhé|ạ|"
    "lütfen|mısınız|misiniz|musunuz|mi|mı|olur mu|biliyor|misin|bana|benimle|olarak|sadece|biliyorum|"
    "s'il vous plaît|svp|vous|pouvez|on peut|je|bitte|ich|sie|können|wir|auf|a"
)
# Things that are in a language themselves: a question about them is no wish.
THINGS = (
    "manual|manuals|instruction|instructions|catalog|catalogue|catalogs|brochure|brochures|datasheet|"
    "data sheet|label|"
    "labels|packaging|packing|box|boxes|carton|nameplate|plate|sticker|logo|button|buttons|screen|display|"
    "menu|panel|"
    "software|app|website|site|firmware|voice|video|certificate|certificates|invoice|report|document|"
    "documents|"
    "documentation|contract|version|book|subtitles|keyboard|guide|passport|teacher|course|"
    "คู่มือ|แคตตาล็อก|แคตาล็อก|เอกสาร|โบรชัวร์|ฉลาก|ใบรับรอง|เมนู|หน้าจอ|เว็บ|กล่อง|ป้าย|"
    "инструкция|инструкцию|инструкции|каталог|паспорт|руководство|этикетка|этикетки|документы|сертификат|"
    "меню|сайт|упаковка|"
    "qollanma|qollanmasi|yoriqnoma|yoriqnomasi|katalog|katalogi|hujjat|hujjatlar|menyu|sayt|қўлланма|"
    "йўриқнома|ҳужжат|"
    "说明书|說明書|目录|目錄|手册|手冊|标签|菜单|证书|文件|资料|包装|界面|版|"
    "instrucciones|catálogo|folleto|etiqueta|ficha|factura|certificado|menú|página|manuales|instruções|"
    "etiquetas|cardápio|"
    "دليل|كتالوج|كتيب|تعليمات|شهادة|ملصق|فاتورة|قائمة|موقع|وثائق|"
    "मैनुअल|कैटलॉग|ब्रोशर|लेबल|दस्तावेज|मेनू|बिल|katalog|brosur|buku|petunjuk|panduan|dokumen|sertifikat|"
    "hướng dẫn|sách|tài liệu|nhãn|chứng chỉ|hóa đơn|kılavuz|kılavuzu|katalogu|broşür|etiket|belge|fatura|"
    "kullanma|"
    "notice|mode d'emploi|brochure|étiquette|anleitung|handbuch|katalog|bedienungsanleitung|etikett"
)


def names() -> Iterator[tuple[str, str]]:
    """Every way to name a language, with the language's tag; as written, not yet comparable."""
    for tag, row in STEMS.items():
        for stem, forms in zip(row.split("|"), _FORMS, strict=True):
            yield from ((form, tag) for form in forms.format(stem).split("|"))
    for tag, listed in OWN.items():
        yield from ((name, tag) for name in listed.split("|"))
