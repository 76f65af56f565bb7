"""Sentences whose tone is plain to any reader, by language; the tests of the shipped tone read them."""

from itertools import chain

Table = dict[str, list[str]]

URGENT: Table = {
    "en": [
        "We need a technician right away, the press is down",
        "please hurry, the truck is waiting",
        "my card was stolen, block it",
    ],
    "th": ["ขอด่วนเลยนะคะ ลูกค้ารออยู่", "บัตรหายค่ะ ช่วยอายัดบัตรให้หน่อย", "เครื่องจักรหยุดแล้ว มาดูด่วน"],
    "uz": ["juda shoshilinch, bugun kerak", "kartamni yo'qotdim, bloklab bering"],
    "uz-Cyrl": ["жуда шошилинч, бугун керак", "картамни йўқотдим, блоклаб беринг"],
    "zh": ["很急，今天必须发货", "我的银行卡丢了，请立刻冻结"],
    "vi": ["mình cần gấp trong hôm nay", "tôi bị mất thẻ, khóa thẻ giúp tôi"],
    "id": ["ini mendesak, tolong dibalas sekarang juga", "kartu saya hilang, tolong diblokir"],
    "es": ["es urgente, lo necesito hoy", "me robaron la tarjeta"],
    "pt": ["é urgente, preciso hoje", "perdi meu cartão, podem bloquear?"],
    "ru": ["срочно нужен инженер", "у меня украли карту"],
    "tr": ["çok acil, bugün lazım", "kartım çalındı"],
    "ar": ["الموضوع عاجل جدا", "ضاعت بطاقتي"],
    "hi": ["बहुत अर्जेंट है, आज ही चाहिए", "मेरा कार्ड खो गया है"],
    "hi-Latn": ["bahut urgent hai, aaj hi chahiye", "mera card kho gaya"],
}
NOT_URGENT: Table = {
    "en": [
        "not urgent at all",
        "it isn't really urgent, answer whenever you can",
        "no rush, take your time",
        "this is not an emergency",
    ],
    "th": ["ไม่ด่วนค่ะ", "ไม่ได้รีบนะคะ ว่างเมื่อไหร่ค่อยตอบ", "ไม่ต้องรีบก็ได้ค่ะ"],
    "uz": ["shoshilinch emas", "unchalik shoshilinch emas, vaqtingiz bo'lganda javob bering"],
    "uz-Cyrl": ["шошилинч эмас", "унчалик шошилинч эмас"],
    "zh": ["不着急，有空再回", "没那么急", "不紧急"],
    "vi": ["không gấp lắm", "không gấp đâu, khi nào rảnh trả lời giúp mình"],
    "id": ["tidak mendesak kok", "ga urgent, santai saja", "tidak buru-buru"],
    "es": ["no es urgente", "no es nada urgente, cuando puedan", "no corre prisa"],
    "pt": ["não é urgente", "sem pressa, quando puder", "não precisa ser urgente"],
    "ru": ["не срочно", "это не очень срочно", "несрочно, когда сможете"],
    "tr": ["acil değil", "çok acil değil, müsait olduğunuzda", "acelesi yok"],
    "ar": ["ليس عاجلا", "مش مستعجل", "الموضوع غير عاجل"],
    "hi": ["अर्जेंट नहीं है", "कोई जल्दी नहीं है"],
    "hi-Latn": ["urgent nahi hai", "koi jaldi nahi hai"],
}
NEGATIVE: Table = {
    "en": [
        "still no answer from your team",
        "my parcel didn't arrive",
        "very disappointed with the quality",
        "this is a scam",
        "the service was awful",
    ],
    "th": ["ยังไม่ได้ของเลยค่ะ", "บริการแย่มาก ผิดหวัง", "ของไม่ตรงปก", "เงินคืนยังไม่เข้าเลย"],
    "uz": ["hali ham javob yo'q", "buyurtmam haligacha kelmadi", "xizmat juda yomon, noroziman"],
    "uz-Cyrl": ["ҳали ҳам жавоб йўқ", "буюртмам ҳалигача келмади", "хизмат жуда ёмон, норозиман"],
    "zh": ["还没收到货", "一直没人回复", "质量太差，很失望"],
    "vi": ["vẫn chưa nhận được hàng", "nhắn mãi mà chưa thấy trả lời", "thất vọng quá, hàng kém chất lượng"],
    "id": ["barang saya belum sampai juga", "masih belum ada jawaban", "pelayanannya buruk, saya kecewa"],
    "es": ["todavía no llega mi pedido", "sigo sin respuesta", "qué decepción, pésimo servicio"],
    "pt": ["meu pedido ainda não chegou", "ainda sem resposta", "péssimo atendimento, que decepção"],
    "ru": ["до сих пор нет ответа", "заказ так и не пришёл", "ужасный сервис, я разочарован"],
    "tr": ["hâlâ iade yok", "siparişim hâlâ gelmedi", "hâlâ cevap yok", "çok kötü hizmet, berbat"],
    "ar": ["لم يصل طلبي حتى الآن", "ما وصلتني البضاعة", "خدمة سيئة جدا"],
    "hi": ["अभी तक जवाब नहीं आया", "मेरा ऑर्डर अब तक नहीं मिला", "बहुत खराब सर्विस"],
    "hi-Latn": ["abhi tak koi reply nahi", "mera order ab tak nahi aaya", "bahut kharab service hai"],
}
NOT_NEGATIVE: Table = {
    "en": [
        "no problem",
        "no problems so far, thanks",
        "not bad at all",
        "never disappointed here",
        "I am not angry, just asking",
    ],
    "th": ["ไม่มีปัญหาค่ะ", "ไม่เป็นไรครับ", "ไม่แพงเลย"],
    "uz": ["muammo yo'q", "hech qanday muammo yo'q, rahmat"],
    "uz-Cyrl": ["муаммо йўқ"],
    "zh": ["没问题", "没什么问题，谢谢"],
    "vi": ["không vấn đề gì", "không sao đâu"],
    "id": ["tidak masalah", "ga ada masalah, makasih"],
    "es": ["no hay problema", "ningún problema, gracias"],
    "pt": ["sem problema", "não tem problema nenhum"],
    "ru": ["нет проблем", "никаких проблем, спасибо"],
    "tr": ["sorun yok", "sorun değil, teşekkürler"],
    "ar": ["لا مشكلة", "مافي مشكلة", "ما في مشكلة"],
    "hi": ["कोई समस्या नहीं", "कोई दिक्कत नहीं है"],
    "hi-Latn": ["koi dikkat nahi", "koi problem nahi"],
}
# Questions about what has not happened.
SUPPOSED: Table = {
    "en": [
        "what is your refund policy?",
        "what if it breaks?",
        "what happens if it arrives broken?",
        "how do refunds work?",
        "do you give a refund if the motor is defective?",
        "can I get a refund if it does not fit?",
    ],
    "th": ["ถ้าของเสียขอเงินคืนได้ไหม", "นโยบายคืนเงินเป็นยังไง", "ถ้าเครื่องเสียทำยังไงคะ"],
    "uz": [
        "pul qaytarish shartlari qanday?",
        "agar buzilsa nima bo'ladi?",
        "agar tovar sifatsiz bo'lsa qaytarsa bo'ladimi?",
    ],
    "uz-Cyrl": ["пул қайтариш шартлари қандай?", "агар бузилса нима бўлади?"],
    "zh": ["退款政策是什么？", "如果坏了怎么办？", "要是有质量问题可以退款吗？"],
    "vi": [
        "chính sách hoàn tiền thế nào?",
        "nếu hàng bị lỗi thì sao?",
        "nếu hỏng thì có được hoàn tiền không?",
    ],
    "id": ["kebijakan refund gimana?", "kalau barang rusak bagaimana?", "kalau rusak bisa refund?"],
    "es": [
        "¿cuál es la política de reembolso?",
        "¿qué pasa si llega roto?",
        "si llega defectuoso, ¿me devuelven el dinero?",
    ],
    "pt": [
        "qual é a política de reembolso?",
        "o que acontece se vier com defeito?",
        "se vier quebrado vocês devolvem o dinheiro?",
    ],
    "ru": ["какие условия возврата денег?", "что если придёт брак?", "что будет, если он сломается?"],
    "tr": ["iade koşullarınız nedir?", "bozulursa ne olur?", "arızalı çıkarsa iade alıyor musunuz?"],
    "ar": ["ما هي سياسة الاسترجاع؟", "ماذا لو وصلت البضاعة مكسورة؟", "ماذا يحدث إذا تعطل؟"],
    "hi": ["रिफंड की नीति क्या है?", "अगर खराब हो जाए तो क्या होगा?"],
    "hi-Latn": [
        "refund policy kya hai?",
        "agar kharab nikla to kaise badlenge?",
        "agar kharab ho gaya to kya hoga?",
    ],
}
ORDINARY: Table = {
    "en": [
        "how much is it",
        "hello",
        "can you send the catalogue",
        "we open at nine, does that work for you?",
        "thank you, great service",
    ],
    "th": ["ราคาเท่าไหร่", "สนใจค่ะ ขอรายละเอียด", "ขอบคุณค่ะ บริการดีมาก"],
    "uz": ["narxi qancha", "katalog yuboring iltimos"],
    "uz-Cyrl": ["нархи қанча"],
    "zh": ["多少钱", "请发目录"],
    "vi": ["giá bao nhiêu ạ", "cho mình xin bảng giá"],
    "id": ["harganya berapa kak", "cara pesannya gimana"],
    "es": ["cuánto cuesta", "buenas tardes, quisiera un catálogo"],
    "pt": ["quanto custa", "boa tarde, gostaria do catálogo"],
    "ru": ["сколько стоит", "пришлите каталог пожалуйста"],
    "tr": ["fiyatı ne kadar", "katalog gönderir misiniz"],
    "ar": ["كم السعر", "ارسل لي الكتالوج من فضلك"],
    "hi": ["कीमत क्या है", "कैटलॉग भेज दीजिए"],
    "hi-Latn": ["kitne ka hai", "catalogue bhej do"],
}
# Nothing here stands in a list of cues, and most of these languages in no list at all.
MEANT_NEGATIVE: Table = {
    "de": ["Das Essen war kalt und die Bedienung unfreundlich."],
    "fr": ["Je suis très déçu, le produit est tombé en panne au bout de deux jours."],
    "it": ["Il cameriere ci ha ignorati tutta la sera."],
    "ja": ["料理は冷たくて、店員の態度も悪かった。"],
    "en": ["nobody at the counter cared that we had waited an hour"],
}
MEANT_URGENT: Table = {
    "de": ["Meine Karte wurde gestohlen, bitte sperren."],
    "it": ["Mi hanno addebitato due volte la stessa spesa."],
    "ja": ["カードをなくしました。"],
    "ko": ["제 계좌에서 모르는 돈이 빠져나갔어요."],
    "en": ["my bag with all my papers was snatched on the bus"],
}
MEANT_CALMLY: Table = {
    "de": ["Was kostet der Versand nach Wien?"],
    "fr": ["À quelle heure ouvrez-vous ?"],
    "it": ["Mi mandi il catalogo quando può."],
    "ja": ["とても美味しかったです、ありがとう。"],
    "ko": ["안녕하세요, 가격이 얼마예요?"],
}


def sentences(*tables: Table) -> list[str]:
    """Every sentence of the tables."""
    return list(chain.from_iterable(texts for table in tables for texts in table.values()))
