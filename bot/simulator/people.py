"""The people of the simulator: who they are, and what they would ask.

Its one rule: nobody here is real. The numbers are made up, and most lie in ranges that are
kept free for examples.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A prospect. `language` is what they write in (BCP 47), `burst` three quick messages."""

    key: str
    name: str
    address: str
    country: str
    language: str
    samples: tuple[str, ...]
    burst: tuple[str, str, str]


PEOPLE = (
    Person(
        "somchai",
        "สมชาย",
        "whatsapp:+66812345678",
        "TH",
        "th",
        ("ราคาเท่าไหร่", "กำลังไฟเท่าไหร่", "มี CE ไหม", "ขอคุยกับคน", "ต้องการด่วนวันนี้", "ของเสีย ขอเงินคืน", "หยุดส่ง"),
        ("สวัสดีครับ", "ราคาเท่าไหร่", "ส่งกี่วัน"),
    ),
    Person(
        "dilnoza",
        "Dilnoza",
        "whatsapp:+998901234567",
        "UZ",
        "uz",
        (
            "narxi qancha",
            "quvvati qancha",
            "CE sertifikati bormi",
            "odam bilan gaplashmoqchiman",
            "bugun kerak, tez",
        ),
        ("Assalomu alaykum", "narxi qancha", "necha kunda yetkazib berasiz"),
    ),
    Person(
        "anna",
        "Anna",
        "whatsapp:+4917139200123",
        "DE",
        "de",
        (
            "What is the unit price?",
            "Was kostet der Motor?",
            "Do you have CE and RoHS?",
            "What voltage does it need?",
            "I want to talk to a person",
        ),
        ("Guten Tag", "how much is it", "and how long is the delivery?"),
    ),
    Person(
        "joao",
        "João",
        "whatsapp:+5511912345678",
        "BR",
        "pt",
        (
            "Quanto custa?",
            "Qual é a potência?",
            "Vocês têm certificado CE?",
            "Quero falar com uma pessoa",
            "É urgente!",
        ),
        ("Olá, bom dia", "quanto custa?", "qual o prazo de entrega?"),
    ),
    Person(
        "mona",
        "منى",
        "whatsapp:+201001234567",
        "EG",
        "ar",
        (
            "كم السعر؟",
            "ما هي القدرة؟",
            "هل لديكم شهادة CE؟",
            "أريد التحدث مع موظف",
            "عاجل، أحتاجه اليوم",
            "أوقفوا الرسائل",
        ),
        ("السلام عليكم", "كم السعر؟", "ومتى التسليم؟"),
    ),
    Person(
        "wei",
        "王伟",
        "whatsapp:+8613123456789",
        "CN",
        "zh",
        ("多少钱?", "功率是多少?", "有CE认证吗?", "我要找人工客服", "很急,今天就要", "质量有问题,我要退款"),
        ("你好", "多少钱?", "交货期多久?"),
    ),
    Person(
        "priya",
        "Priya",
        "whatsapp:+919876543210",
        "IN",
        "hi",
        ("कीमत क्या है?", "kitne ka hai", "पावर कितनी है?", "CE certificate hai kya", "मुझे किसी से बात करनी है"),
        ("नमस्ते", "कीमत क्या है?", "डिलीवरी कब होगी?"),
    ),
    Person(
        "linh",
        "Linh",
        "whatsapp:+84912345678",
        "VN",
        "vi",
        (
            "Giá bao nhiêu?",
            "gia bao nhieu",
            "Công suất bao nhiêu?",
            "Có chứng nhận CE không?",
            "Tôi muốn gặp nhân viên",
        ),
        ("Xin chào", "giá bao nhiêu?", "bao lâu thì giao hàng?"),
    ),
    Person(
        "mehmet",
        "Mehmet",
        "whatsapp:+905321234567",
        "TR",
        "tr",
        (
            "Fiyatı ne kadar?",
            "Gücü ne kadar?",
            "CE belgeniz var mı?",
            "Yetkiliyle görüşmek istiyorum",
            "Acil, bugün lazım",
        ),
        ("Merhaba", "fiyatı ne kadar?", "teslimat ne zaman?"),
    ),
    Person(
        "emily",
        "Emily",
        "whatsapp:+12025550123",
        "US",
        "en",
        (
            "How much is it?",
            "What is the power and voltage?",
            "Is it UL listed?",
            "Looking for 200 pcs of 5.5 kW motors, 380 V",
            "I need it today, asap!",
            "It broke after a week, I want a refund",
            "stop",
        ),
        ("Hi there", "how much is it?", "and what about delivery?"),
    ),
)


def find_person(key: str) -> Person | None:
    """The person of an address in the browser; None for one that is not here."""
    return next((one for one in PEOPLE if one.key == key), None)
