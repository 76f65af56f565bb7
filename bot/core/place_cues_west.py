"""How one says where one is, in the languages whose verb or preposition stands before the name.

Its one rule: patterns are written as `normalise` writes texts; what is not listed tells nothing.
"""

from bot.core.place_manners import Manner, Told

_EN_NOW = (
    "currently|now|presently|actually|still|here|based|located|living|situated|staying|working|"
    "writing|just|right|already|over|back|out|calling|headquartered|physically|both|all"
)
_EN_IN = r"(?: (?:the|city of|state of|downtown|central|greater|sunny|beautiful|northern|southern))*$"
_EN_WHO = (
    r"(?:company|distributor|dealer|importer|buyer|trader|contractor|manufacturer|reseller|shop|business)"
)
_EN_AFTER = (
    r"(?! (?:¦ )?(?:market\w*|business|projects?|trade|exhibition|expo|fair|customers?|clients?|next|"
    r"tomorrow|"
    r"last|yesterday|soon|every|once|often|sometimes|street|road|avenue|ave|style|trip|made|before|"
    r"from|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|in (?:january|february|march|april|may|june|july|"
    r"august|september|october|november|december|a few|two|\d))\b)"
)
_ES_NOW = (
    "actualmente|ahora|ahorita|mismo|aqui|aca|ubicad[oa]s?|viviendo|radicad[oa]s?|trabajando|"
    "localizad[oa]s?|tambien|basad[oa]s?"
)
_ES_IN = r"(?: (?:la ciudad de|el estado de|la|el|los|las|ciudad|provincia de))*$"
_ES_AFTER = r"(?! (?:la (?:proxima|otra|semana)|el (?:proximo|mes)|manana|la semana|ayer|de viaje el)\b)"
_PT_NOW = (
    "atualmente|agora|aqui|localizad[oa]s?|vivendo|morando|trabalhando|tambem|situad[oa]s?|sediad[oa]s?|mesmo"
)
_PT_IN = r" (?:em|no|na|nos|nas)(?: (?:cidade d[eoa]|estado d[eoa]|interior d[eoa]|regiao d[eoa]))*$"
_PT_AFTER = r"(?! (?:semana que|na (?:proxima|semana)|mes que|no (?:proximo|mes)|amanha|ontem)\b)"
_RU_NOW = (
    "сейчас|щас|тут|здесь|уже|пока|тоже|сам|сама|сами|нахожусь|находимся|живу|живем|работаю|"
    "временно|постоянно|все|офис|из"
)
_RU_IN = r" (?:в|во|на)(?: (?:городе|г|гор|регионе|республике))*$"
_RU_AFTER = (
    r"(?!(?: \S+){0,2} (?:был\w*|буд\w+|завтра|вчера|следующ\w+|прошл\w+|бываю|бываем|ездил\w*|покупал\w*|"
    r"купил\w*|видел\w*|заказ(?:ал|ыва)\w*|через|рынк\w+|хочу|хотим)\b)"
)
# "в Москву", "в Ташкент" say where something goes; the place where one is ends otherwise.
_RU_NAMES = r"(?:.*(?:[еиоуыэ]|[ая]х)|спб|мск|екб|нск|сша|оаэ|рф|кнр)"
_ID_NOW = (
    "sekarang|lagi|sedang|saat ini|ada|tinggal|berada|berdomisili|bekerja|kerja|berlokasi|domisili|juga|"
    "masih|menetap|kebetulan|ini"
)
_ID_AFTER = r"(?! (?:minggu depan|besok|kemarin|bulan (?:depan|lalu)|minggu lalu|lusa)\b)"
_VI_NOW = "hien|hien tai|hien nay|dang|song|lam viec|sinh song|lam|cung|thi|bay gio|ben nay"
_VI_WHO = (
    r"(?:toi|minh|em|anh|chi|tui|chung toi|ben (?:minh|em|toi)|cong ty (?:toi|minh|em|chung toi)|"
    r"nha (?:minh|em|toi))"
)
_VI_AFTER = r"(?! (?:a|ha|phai khong|khong|dung khong|chua|nhi|tuan|thang)\b)"
_FIRST = r"(?:^|¦ )"
# "teman saya di …" is where a friend is: what stands before the pronoun must be no noun.
_ID_OPEN = r"(?:^|¦ |\b(?:halo|hai|hi|ya|iya|dan|karena|soalnya|min|kak|pak|bu|gan|sis|sekarang|tapi) )"
_VI_OPEN = r"(?:^|¦ |\b(?:chao|da|vang|va|vi|alo|shop|ad|oi|hien tai|hien nay) )"

WESTERN = (
    Manner(
        r"\b(?:if|when|whenever|unless|suppose|imagine|wish|not|never|until|was|were|will|would|could|"
        r"might|your|every|times?|once|while|always|often|usually|sometimes)\b",
        Told(rf"\b(?:i|we) (?:am|are|m)(?: (?:{_EN_NOW}))* (?:in|near|outside){_EN_IN}", _EN_AFTER),
        Told(rf"\b(?:i am|we are|im) an? (?:\w+ ){{0,3}}{_EN_WHO} (?:based |located )?in{_EN_IN}", _EN_AFTER),
        Told(rf"\b(?:i|we)(?: currently)? (?:live|reside|live and work)(?: here)? in{_EN_IN}", _EN_AFTER),
        Told(r"\bim (?:currently |now |based |located |here )*in$", _EN_AFTER),
        Told(rf"{_FIRST}(?:based|located|living|currently in|currently based|now) in{_EN_IN}", _EN_AFTER),
        Told(rf"{_FIRST}(?:hi |hello |hey )?currently in{_EN_IN}", _EN_AFTER, plain=True),
        Told(
            rf"{_FIRST}(?:hi|hello|hey|greetings|cheers|regards|good \w+)(?: there| all)? from$",
            r"(?: ?$| ¦)",
        ),
        Told(r"\bi am (?:writing|calling|texting|messaging)(?: (?:to )?you)? from$", _EN_AFTER),
        Told(rf"{_FIRST}(?:writing|calling|texting) (?:you )?from$", _EN_AFTER),
        Told(rf"\bhere in{_EN_IN}", _EN_AFTER),
        Told(r"\bit is (?:\S+ ){1,4}here ¦$", r"(?: ?$| ¦)"),
        Told(
            r"\b(?:my|our) (?:office|company|shop|team|location|city|home|family) (?:is|are)"
            rf"(?: (?:based|located|here|situated|currently))*(?: in)?{_EN_IN}",
            _EN_AFTER,
        ),
        Told(r"\b(?:i am|we are|im)(?: an? \w+)? from$", _EN_AFTER, origin=True),
    ),
    Manner(
        r"\b(?:no|nunca|si|cuando|jamas|ya no)\b",
        Told(
            r"\b(?:estoy|estamos|vivo|vivimos|resido|residimos|me encuentro|nos encontramos|me ubico|trabajo|"
            rf"nos ubicamos|radico|radicamos)(?: (?:{_ES_NOW}))* en{_ES_IN}",
            _ES_AFTER,
        ),
        Told(rf"{_FIRST}(?:ubicad[oa]s?|aqui|aca|radicad[oa]s?|hola aqui) en{_ES_IN}", _ES_AFTER, plain=True),
        Told(r"\b(?:escribo|escribimos|hablo|llamo|saludos|comunico)(?: a ustedes)? desde$", _ES_AFTER),
        Told(r"\b(?:soy|somos) de(?: la)?$", _ES_AFTER, origin=True),
    ),
    Manner(
        r"\b(?:nao|nunca|se|quando|caso|jamais)\b",
        Told(
            r"\b(?:estou|estamos|tou|moro|moramos|vivo|vivemos|resido|residimos|trabalho|fico|"
            rf"ficamos|me encontro|nos encontramos)(?: (?:{_PT_NOW}))*{_PT_IN}",
            _PT_AFTER,
        ),
        Told(rf"{_FIRST}aqui{_PT_IN}", _PT_AFTER, plain=True),
        Told(r"\b(?:falo|falamos|falando|escrevo) (?:de|do|da)$", _PT_AFTER),
        Told(r"\b(?:sou|somos) (?:de|do|da)$", _PT_AFTER, origin=True),
    ),
    Manner(
        r"\b(?:не|если|когда|бы|был\w*|буду|будем|завтра|вчера)\b",
        Told(
            r"(?:^| )(?:я|мы|нахожусь|находимся|живу|живем|проживаю|проживаем|работаю|сижу|"
            rf"базируемся)(?: (?:{_RU_NOW}))*{_RU_IN}",
            _RU_AFTER,
            name=_RU_NAMES,
        ),
        Told(
            rf"{_FIRST}(?:сейчас|пока|сам|сама|у нас|у меня)(?: (?:{_RU_NOW}))*{_RU_IN}",
            _RU_AFTER,
            name=_RU_NAMES,
            plain=True,
        ),
        Told(r"\b(?:пишу|звоню|пишем)(?: вам)? из(?: города)?$", _RU_AFTER),
        Told(r"(?:^| )(?:я|мы)(?: (?:сам|сама|сами))? из(?: города| г)?$", _RU_AFTER, origin=True),
    ),
    Manner(
        r"\b(?:kalau|kalo|jika|bila|apabila|andai|seandainya|bukan|tidak|tdk|gak?|nggak|kapan|ketika|"
        r"pernah|akan|dulu|besok)\b",
        Told(
            rf"{_ID_OPEN}(?:saya|sy|aku|kami|gue|gw|(?:kantor|perusahaan|toko|lokasi|posisi|"
            rf"alamat) (?:saya|kami))"
            rf"(?: (?:{_ID_NOW}))* di(?: (?:kota|daerah|wilayah|provinsi|pulau))*$",
            _ID_AFTER,
        ),
        Told(
            rf"{_FIRST}(?:(?:sekarang|saat ini) )?(?:lagi|sedang|tinggal) di(?: kota)?$",
            _ID_AFTER,
            plain=True,
        ),
        Told(r"(?:^| )(?:saya|sy|aku|kami|gue|gw) dari$", _ID_AFTER, origin=True),
    ),
    Manner(
        r"\b(?:khong|neu|khi|da (?!toi|em|minh)|se|tung|chua|truoc day)\b",
        Told(
            rf"{_VI_OPEN}{_VI_WHO}(?: (?:{_VI_NOW}))* (?:o|tai)(?: (?:thanh pho|tp|tinh|ben|nuoc|khu vuc))*$",
            _VI_AFTER,
            plain=True,
        ),
        Told(rf"{_FIRST}dang (?:song )?o(?: ben)?$", _VI_AFTER, plain=True),
        Told(r"(?:^| )(?:toi|minh|em|chung toi) (?:den )?tu$", _VI_AFTER, origin=True),
    ),
    Manner(
        r"\b(?:pas|si|quand)\b",
        Told(
            r"\b(?:je suis|nous sommes|jhabite|nous habitons|je vis)(?: actuellement| bases?)* (?:a|en|"
            r"au|aux)$"
        ),
    ),
    Manner(
        r"\b(?:nicht|wenn)\b",
        Told(
            r"\b(?:ich|wir) (?:bin|sind|wohne|wohnen|lebe|leben|sitze|sitzen)(?: gerade| derzeit| hier)* in$"
        ),
    ),
)
