"""The numbers one to ten as people say them when they pick an option: "two", "the second".

Its one rule: the words must be all that is said; "two pieces" and "one moment" pick nothing.
"""

from bot.core.text import is_spaceless, normalise

# For each number, the words in all languages, numerals first, then ordinals; a phrase is joined by _.
_WORDS = (
    "one first หนึ่ง อันแรก แรก ที่หนึ่ง bir birinchi birinchisi бир биринчи "
    "биринчиси 一 壹 第一 第一个 第一種 第一种 uno una primero primera um uma primeiro primeira "
    "один одна первый первая первое первую واحد واحدة الأول الاول الأولى اول एक पहला "
    "पहली पहले satu pertama một thứ_nhất đầu_tiên birinci ilk ilki",
    "two second do สอง ที่สอง ikki ikkinchi ikkinchisi икки иккинчи иккинчиси 二 两 兩 "
    "第二 第二个 第二种 dos segundo segunda dois duas два две второй вторая второе вторую "
    "اثنين اثنان الثاني الثانية दो दूसरा दूसरी दूसरे dua kedua hai thứ_hai iki ikinci",
    "three third สาม ที่สาม uch uchinchi uchinchisi уч учинчи уч_та 三 第三 第三个 第三种 tres "
    "tercero tercera três terceiro terceira три третий третья третье третью ثلاثة "
    "الثالث الثالثة तीन तीसरा तीसरी तीसरे tiga ketiga ba thứ_ba üç üçüncü",
    "four fourth สี่ ที่สี่ to'rt to'rtinchi тўрт тўртинчи 四 第四 第四个 第四种 cuatro cuarto "
    "cuarta quatro quarto quarta четыре четвертый четвертая четвертое четвертую أربعة "
    "الرابع الرابعة चार चौथा चौथी चौथे empat keempat bốn thứ_tư dört dördüncü",
    "five fifth ห้า ที่ห้า besh beshinchi беш бешинчи 五 第五 第五个 第五种 cinco quinto "
    "quinta пять пятый пятая пятое пятую خمسة الخامس الخامسة पांच पाँच पांचवां "
    "पाँचवाँ lima kelima năm thứ_năm beş beşinci",
    "six sixth หก ที่หก olti oltinchi олти олтинчи 六 第六 第六个 seis sexto sexta шесть "
    "шестой шестая шестую ستة السادس السادسة छह छः छठा enam keenam sáu thứ_sáu altı "
    "altıncı",
    "seven seventh เจ็ด ที่เจ็ด yetti yettinchi етти еттинчи 七 第七 第七个 siete séptimo "
    "séptima sete sétimo sétima семь седьмой седьмая седьмую سبعة السابع السابعة सात "
    "सातवां tujuh ketujuh bảy thứ_bảy yedi yedinci",
    "eight eighth แปด ที่แปด sakkiz sakkizinchi саккиз саккизинчи 八 第八 第八个 ocho "
    "octavo octava oito oitavo oitava восемь восьмой восьмая восьмую ثمانية الثامن "
    "الثامنة आठ आठवां delapan kedelapan tám thứ_tám sekiz sekizinci",
    "nine ninth เก้า ที่เก้า to'qqiz to'qqizinchi тўққиз тўққизинчи 九 第九 第九个 nueve "
    "noveno novena nove nono nona девять девятый девятая девятую تسعة التاسع التاسعة "
    "नौ नौवां sembilan kesembilan chín thứ_chín dokuz dokuzuncu",
    "ten tenth สิบ ที่สิบ o'n o'ninchi ўн ўнинчи 十 第十 第十个 diez décimo décima dez "
    "десять десятый десятая десятую عشرة العاشر العاشرة दस दसवां sepuluh kesepuluh "
    "mười thứ_mười on onuncu",
)
_NUMBER_OF = {
    normalise(word.replace("_", " ")): number
    for number, words in enumerate(_WORDS, 1)
    for word in words.split()
}
# What may stand before the number, and what after it.
_BEFORE = (
    "the|the option|option|number|el|la|la opción|opción|el número|número|a|o|a opção|opção|a número|"
    "quero a|quero o|quiero la|quiero el|вариант|номер|пункт|цифра|давайте|давай|خيار|الخيار|रقم|رقم|विकल्प|"
    "नंबर|yang|yang nomor|"
    "nomor|pilihan|opsi|số|cái|lựa chọn|phương án|seçenek|numara|variant|raqam|вариант|рақам|ข้อ|อัน|อันที่|"
    "ข้อที่|ตัวที่|แบบที่|เลือก|选|我选|選|选择|选项"
)
_AFTER = "one|option|вариант|пункт|opción|opção|seçenek|variant|वाला|वाली|विकल्प|个|個|种|項|项"


def _is_joined(words: str) -> bool:
    """Does the word stand beside the number without a space, as in Thai and Chinese?"""
    return is_spaceless(words[0])


_LEADING = tuple(words if _is_joined(words) else f"{words} " for words in map(normalise, _BEFORE.split("|")))
_TRAILING = tuple(words if _is_joined(words) else f" {words}" for words in map(normalise, _AFTER.split("|")))


def number_said(bare: str) -> int | None:
    """The number (1 to 10) that normalised words without courtesy name, and nothing else."""
    if bare in _NUMBER_OF:
        return _NUMBER_OF[bare]
    rest = [bare.removeprefix(words).strip() for words in _LEADING if bare.startswith(words)]
    shorter = [*rest, bare]
    shorter += [
        one.removesuffix(words).strip() for one in shorter for words in _TRAILING if one.endswith(words)
    ]
    return next((_NUMBER_OF[one] for one in shorter if one in _NUMBER_OF), None)
