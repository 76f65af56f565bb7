"""How one says where one is, in languages that put the name first, bend it, or part no words.

Its one rule: patterns are written as `normalise` writes texts; what is not listed tells nothing.
"""

import re

from bot.core.place_manners import Manner, Told

_FIRST = r"(?:^|¦ ?)"
_END = r" ?(?:$|¦)"
_TR_VERBS = (
    "yasiyoru[mz]|yasamaktayi[mz]|oturuyoru[mz]|bulunuyoru[mz]|calisiyoru[mz]|ikamet ediyoru[mz]|"
    "kaliyoru[mz]|faaliyet gosteriyoru[mz]"
)
_UZ_VERBS = r"yashayman|yashaymiz|turaman|turamiz|ishlayman|istiqomat qilaman|joylashganmiz"
_UZ_CYRILLIC = "яшайман|яшаймиз|тураман|турамиз|ишлайман"
# Endings that are written on the name are parted from it before names are looked for.
SPLITS = (
    (re.compile(r"(?<=\w{3})([dt][ae]y[iu][mz])\b"), r" \1"),
    (re.compile(rf"(?<=\w{{3}})([dt][ae]) (?=(?:su an |simdi )?(?:{_TR_VERBS})\b)"), r" \1 "),
    (re.compile(r"(?<=\w{3})([dt][ae]n) (?=(?:yaziyoru[mz]|ariyoru[mz])\b)"), r" \1 "),
    (re.compile(r"(?<=\w{3})(dan?(?:man|miz)|дан?(?:ман|миз))\b"), r" \1"),
    (re.compile(rf"(?<=\w{{3}})(da|да) (?=(?:hozir |ҳозир )?(?:{_UZ_VERBS}|{_UZ_CYRILLIC})\b)"), r" \1 "),
    (re.compile(r"(?<=\w{3})([дт][ае](?:мын|мін|мыз|міз))\b"), r" \1"),
    (re.compile(r"(?<=\w{3})([дт][ае]) (?=тұрам\w+)"), r" \1 "),
    (re.compile(r"\b(انا|نحن|احنا|ساكن|مقيم|عايش|موجود|حاليا) ب(?=\w{3})"), r"\1 ب "),
)
# One of these stands in every text that one of those fits.
_STANDS = (
    "dayi deyi tayi teyi dayu deyu iyoru uyoru mektayi maktayi damiz daman danman danmiz yashay tura ishlay "
    "istiqomat joylash ман миз яша мын мін мыз міз тұра"
)
ENDINGS = (*_STANDS.split(" "), " ب")
_TR_OPEN = r"(?:ben|biz|simdi|su an|su anda|bizler|merhaba|selam|evet|hayir|ve|bu arada|halen|suan)"
_UZ_OPEN = r"(?:men|biz|hozir|hozirda|man|salom|ha|yoq|мен|биз|ҳозир|хозир|салом|assalomu alaykum)"
_TH_SELF = (
    "ผม|ฉัน|ดิฉัน|เรา|พวกเรา|หนู|ตอนนี้|ขณะนี้|ปัจจุบัน|พอดี|เดี๋ยวนี้|คือ|แต่|อาศัย|พัก|ทำงาน|ครับ|ค่ะ|"
    "สวัสดี|"
    "บริษัทเรา|บริษัทผม|ออฟฟิศเรา|ร้านเรา|บ้าน|ก็|ยัง"
)
# "ลูกค้าเราอยู่…" is where a customer is: the writer begins a phrase.
_TH_OPEN = "(?:^|¦|ครับ |คับ |ค่ะ |คะ |จ้า | (?=ผม|ฉัน|ดิฉัน|เรา|พวกเรา|หนู))"
_TH_IN = "(?:ที่|ใน|แถว|แถวๆ|จังหวัด|จ|เมือง|ประเทศ|ทาง|ฝั่ง| )*$"
_TH_AFTER = (
    "(?: ?$| (?!ไหม|มั้ย|หรือ)|ครับ|คับ|ค่ะ|คะ|จ้า|นะ|ตอนนี้|เอง|อยู่แล้ว|สนใจ|อยาก|ต้องการ|ขอ|[0-9])"
    "(?!.*(?:ใช่ไหม|ใช่มั้ย|หรือเปล่า|รึเปล่า|อาทิตย์หน้า|เดือนหน้า|พรุ่งนี้|อาทิตย์ที่แล้ว|เดือนที่แล้ว))"
)
_ZH_AFTER = r" ?(?:$|¦|这边|那边|本地|工作|上班|住|生活|出差|市|省|呢|啊|哦|[0-9]|请|想|需要)(?!.*吗$)"
_AR_NOW = "حاليا|الان|موجود|موجودين|موجوده|مقيم|مقيمه|مقيمين|ساكن|ساكنين|عايش|عايشين|متواجد|متواجدين|هنا|شركه"
_AR_IN = r"(?: (?:في|ب))(?: (?:مدينه|دوله|اماره|منطقه))*$"
_AR_AFTER = r"(?! (?:الاسبوع|الشهر|غدا|بكره|امس|يوم)\b)"
_HI_AFTER = r" (?:में|मे) (?:(?:अभी|ही|फिलहाल) )*"
_HI_LIVE = r"(?:रहता|रहती|रहते|काम करता|काम करती|काम करते|बैठा|स्थित) "
_HI_WE = r"(?:^|¦ ?| )(?:हम|हम लोग|हम अभी|हम सब)"
_HI_LATIN_LIVE = "rehta|rahta|rehti|rahti|rehte|rahte"

EASTERN = (
    Manner(
        r"\b(?:eger|keske|yarin|haftaya|gelecek|gecen|degil)\b",
        Told(rf"(?:{_FIRST}|\b{_TR_OPEN}$)", r" (?:[dt][ae]y[iu][mz])\b(?! (?:haftaya|yarin|gelecek))"),
        Told(rf"(?:{_FIRST}|\b{_TR_OPEN}$)", rf" [dt][ae] (?:su an |simdi )?(?:{_TR_VERBS})\b"),
        Told(rf"(?:{_FIRST}|\b{_TR_OPEN}$)", r" [dt][ae]n (?:yaziyoru[mz]|ariyoru[mz])\b"),
    ),
    Manner(
        r"\b(?:agar|агар|ertaga|эртага|kecha|кеча)\b",
        Told(rf"(?:{_FIRST}|\b{_UZ_OPEN}$)", r" (?:da(?:man|miz)|да(?:ман|миз))\b(?! (?:emas|эмас))"),
        Told(
            rf"(?:{_FIRST}|\b{_UZ_OPEN}$)", rf" (?:da|да) (?:hozir |ҳозир )?(?:{_UZ_VERBS}|{_UZ_CYRILLIC})\b"
        ),
        Told(rf"(?:{_FIRST}|\b{_UZ_OPEN}$)", r" (?:dan(?:man|miz)|дан(?:ман|миз))\b", origin=True),
    ),
    Manner(
        r"\bегер\b",
        Told(r"(?:^|¦ ?|\b(?:мен|біз|қазір)$)", r" [дт][ае](?:мын|мін|мыз|міз)\b"),
        Told(r"(?:^|¦ ?|\b(?:мен|біз|қазір)$)", r" [дт][ае] тұрам"),
    ),
    Manner(
        "ไม่|ถ้า|หาก|เคย|พรุ่งนี้|คุณ",
        Told(rf"{_TH_OPEN}(?: |{_TH_SELF})*อยู่{_TH_IN}", _TH_AFTER, plain=True),
        Told(rf"{_TH_OPEN}(?: |{_TH_SELF})*(?:อาศัย|พัก|ทำงาน)(?:อยู่)?{_TH_IN}", _TH_AFTER, plain=True),
        Told(rf"{_TH_OPEN}(?:ผม|ฉัน|ดิฉัน|เรา|หนู)(?:มา)?จาก(?:ประเทศ|จังหวัด)?$", _TH_AFTER, origin=True),
    ),
    Manner(
        "不|没|如果|要是|假如|曾|以前|去年|上周|下周|明天|你|您",
        Told(
            "(?<![帮给诉让替的])(?:我|我们|咱们|咱|本人|我司|我公司|我家|我厂)"
            "(?:人|公司|现在|目前|正|也|就|都|住|一直|常驻|工厂|这边| )*在$",
            _ZH_AFTER,
            plain=True,
        ),
        Told(f"{_FIRST}(?:人|目前|现在)(?:人|目前|现在)*在$", _ZH_AFTER, plain=True),
        Told("(?:我|我们)(?:公司)?位于$", _ZH_AFTER, plain=True),
        Told("(?:我|我们)(?:是)?来自$", "(?: ?$| ?¦|的)", origin=True),
    ),
    Manner(
        r"\b(?:لو|اذا|عندما|لما|لست|لسنا|مش|مو|ليس|كنت|كنا|سوف|ساكون|هل)\b",
        Told(rf"\b(?:انا|نحن|احنا|اني)(?: (?:{_AR_NOW}))*{_AR_IN}", _AR_AFTER),
        Told(rf"\b(?:اسكن|نسكن|اعيش|نعيش|اقيم|نقيم|اعمل|ساكن)(?: (?:{_AR_NOW}))*{_AR_IN}", _AR_AFTER),
        Told(
            rf"{_FIRST}(?:شركتنا|مكتبنا|مقرنا|موقعنا|موقعي|مقيم|ساكن|حاليا|عايش)(?: (?:{_AR_NOW}))*{_AR_IN}",
            _AR_AFTER,
            plain=True,
        ),
        Told(r"\b(?:انا|نحن|احنا) من$", _AR_AFTER, origin=True),
    ),
    Manner(
        "अगर|यदि|नहीं|क्या|आप|कल|(?<!\\w)(?:agar|nahi|kya|kal|aap)(?!\\w)",
        Told(
            r"(?:^|¦ ?| )(?:मैं|में)(?: (?:अभी|फिलहाल|यहां|तो|"
            r"भी))*$",
            rf"{_HI_AFTER}(?:{_HI_LIVE})?(?:हूं|हू)(?: |$)",
        ),
        Told(rf"{_HI_WE}(?: (?:अभी|फिलहाल|यहां|तो|भी))*$", rf"{_HI_AFTER}(?:{_HI_LIVE})?हैं(?: |$)"),
        Told(r"(?:^|¦ ?)अभी$", rf"{_HI_AFTER}(?:{_HI_LIVE})?(?:हूं|हू)(?: |$)"),
        Told(r"(?:^|¦ ?| )(?:हमारी कंपनी|हमारा (?:ऑफिस|दफ्तर)|मेरा (?:ऑफिस|दफ्तर|घर))$", rf"{_HI_AFTER}है(?: |$)"),
        Told(r"(?:^|¦ ?| )मैं$", r" से (?:हूं|हू)(?: |$)", origin=True),
        Told(r"(?:^|¦ ?| )हम$", r" से हैं(?: |$)", origin=True),
        Told(
            r"\b(?:main|mai|mein|hum|ham)(?: abhi| filhal| log)*$",
            rf" (?:me|mein|mai|may) (?:(?:{_HI_LATIN_LIVE}) )?(?:hu|hun|hoon|hoo|hain|hai)(?: |"
            rf"$)(?!.*\btha\b)",
        ),
    ),
)
